"""The door of the room: a scenario from its file, from a text, or from another with changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ecot.simulation.files import faults as say
from ecot.simulation.files.building import build
from ecot.simulation.files.changing import changed_document, target
from ecot.simulation.files.describing import defaults, describe
from ecot.simulation.files.document import Document, Leaf
from ecot.simulation.files.faults import Fault, ScenarioError
from ecot.simulation.files.key_at import key_at
from ecot.simulation.files.keys import Key
from ecot.simulation.files.layers import layer_of
from ecot.simulation.files.merging import merged
from ecot.simulation.files.shelf import found
from ecot.simulation.scenario.scenario import Scenario
from ecot.values.refusal import Refused

Changes = Sequence[str] | Mapping[str, object]


def read_scenario(path_or_slug: str | Path, *, changed: Changes = ()) -> Scenario:
    """The scenario of a file or of the shelf, its baseline below it, with changes `key=value` on it.

    Raises `ScenarioError` with every fault: file, line, key, range.
    """
    return build(changed_document(document_of(str(path_or_slug)), changed))


def read_text(text: str, *, name: str = "scenario.toml", changed: Changes = ()) -> Scenario:
    """The scenario of a text, as a page of the workshop holds it; baselines come from the shelf."""
    document = _stacked(text, name, folder=None, above=())
    return build(changed_document(document, changed))


def with_changes(scenario: Scenario, changes: Changes) -> Scenario:
    """The scenario with some keys changed, each now an assumption; raises `ScenarioError`.

    `changes` are `key=value` texts, or values by key: `costs.fixed_month_cents`,
    `allocation.base_cents`, `contribution.scale.rates_bp[1]`, `sources.ville.month_cents`,
    `mechanisms.caf_msa_cpam.target_cents`; "none" takes a source or a mechanism away.
    """
    return build(changed_document(describe(scenario), changes)) if changes else scenario


def document_of(name: str, *, beside: Path | None = None, above: tuple[str, ...] = ()) -> Document:
    """The document of a file with its baselines below; `above`: the files that start from it."""
    file, text, folder = found(name, beside=beside)
    if file in above:
        chain = " → ".join([*above[above.index(file) :], file])
        raise ScenarioError([Fault(above[-1], 0, "baseline", Refused(say.CYCLE, {"chain": chain}))])
    return _stacked(text, file, folder=folder, above=above)


def _stacked(text: str, file: str, *, folder: Path | None, above: tuple[str, ...]) -> Document:
    layer = layer_of(text, file)
    baseline = layer.directive("baseline")
    if ("scenario", "slug") not in layer.leaves:
        layer.leaves[("scenario", "slug")] = Leaf(Path(file).stem, file)
    below = defaults()
    if baseline is not None:
        below = document_of(str(baseline.value), beside=folder, above=(*above, file))
    document = merged(below, layer)
    document.faults += layer.faults
    return document


def lever(scenario: Scenario, key: str) -> Key:
    """What a key that may move is called and from where to where it may go; raises `ScenarioError`.

    Only a single whole number is a lever: an amount, a rate, a count of months.
    """
    document = describe(scenario)
    found = target(document, key)
    if isinstance(found, Refused):
        raise ScenarioError([Fault("", 0, key, found)])
    path, _ = found
    known = key_at(document, path)
    if known is None or not known.is_whole:
        raise ScenarioError([Fault("", 0, key, Refused(say.NOT_A_LEVER, {"name": key}))])
    return known
