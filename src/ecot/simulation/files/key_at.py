"""Which line of the table of keys holds for a path, in a scenario: its words and its range.

`money_rows` and `rule_rows` check with it, `reading.lever` gives it to goal seek and to sliders.
"""

from __future__ import annotations

from collections.abc import Mapping

from ecot.rules.kinds import PARAMETERS, RuleKind
from ecot.rules.parameters import Parameters, bounds_of
from ecot.rules.scale import Scale
from ecot.simulation.files.document import Document, Path
from ecot.simulation.files.key_table import TABLES
from ecot.simulation.files.keys import Key, amount_key
from ecot.simulation.funding.forms import FORMS
from ecot.simulation.funding.needs import needs_of
from ecot.simulation.scenario.sources import AmountLaw

_ASKED_TO = {"rates_bp": 25, "food_share_max_bp": 50, "fee_bp": 9, "cut_bp": 100}
_FIGURE_ASKED_TO = 25


def key_at(document: Document, path: Path) -> Key | None:
    """The key of a path; nothing where the path is no key of a scenario."""
    first = path[0].partition("@")[0]
    if first in set(RuleKind):
        kind = PARAMETERS[RuleKind(first)] if path[1] == path[-1] else Scale
        return parameter_keys(kind).get(path[-1])
    if first in ("sources", "mechanisms"):
        own = {key.name: key for key in TABLES[first]}
        needed = needed_keys(path[:2], document)
        return own.get(path[-1]) or needed.get(path[-1]) or amount_key(path[-1])
    table = first if first == "shops" else ".".join(path[:-1])
    return next((key for key in TABLES.get(table, ()) if key.name == path[-1]), None)


def parameter_keys(kind: type[Parameters]) -> Mapping[str, Key]:
    """The bounded parameters of a rule as keys, by name."""
    return {
        name: Key(
            name=name,
            label=bound.label,
            low=bound.low,
            high=bound.high,
            asked_to=_ASKED_TO.get(name, 0),
        )
        for name, bound in bounds_of(kind)
    }


def needed_keys(row: Path, document: Document) -> Mapping[str, Key]:
    """What the law of amount of a source or a mechanism reads, by name."""
    leaf = document.leaves.get((*row, "law"))
    law = None if leaf is None else leaf.value
    if row[0] == "mechanisms":
        form = FORMS.get(row[1])
        law = None if form is None else form.law
    needs = needs_of(AmountLaw(str(law))) if law in set(AmountLaw) else ()
    return {
        need.name: Key(
            name=need.name,
            label=need.label,
            low=need.low,
            high=need.high,
            asked_to=_FIGURE_ASKED_TO if need.name.endswith("_bp") else 0,
        )
        for need in needs
    }
