"""Which source a figure names: `entry:key` among the facts that ship with the product."""

from __future__ import annotations

from functools import cache

from ecot.reference import loading


@cache
def known_sources() -> frozenset[str]:
    """Every source that a scenario may name, as `entry:key`; a territory's entry is `territory_x`."""
    entries = [
        entry
        for part in (
            loading.experiments(),
            loading.mechanisms(),
            loading.thresholds(),
            loading.literature_defaults(),
        )
        for entry in part.values()
    ]
    named = {f"{entry.id}:{key}" for entry in entries for key in entry.sources}
    for name in loading.territories():
        named |= {f"territory_{name}:{key}" for key in loading.territory(name).sources}
    return frozenset(named)


def cited(written: str, experiment: str) -> tuple[str, ...]:
    """The sources of `a, b` in full: a bare key is one of the scenario's own experiment."""
    parts = (part.strip() for part in written.split(","))
    return tuple(
        part if ":" in part else f"{experiment}:{part}" if experiment else part
        for part in parts
        if part
    )
