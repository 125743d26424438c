"""A caisse with its rules, founded through the founding act."""

from __future__ import annotations

from datetime import date

from ecot.governance.founding import Founded, FoundingVersion, found
from ecot.rules.kinds import Parameters, RuleKind
from ecot.rules.presets import PRESETS
from ecot.values import clock
from ecot.values.act import asked
from ecot.values.month import Month
from ecot.values.references import Actor

FOUNDER = Actor("user-founder")
FIRST_MONTH = Month(2023, 2)


def founded_rules(
    preset: str = "montpellier-2023",
    since: Month = FIRST_MONTH,
    later: tuple[tuple[Month, Parameters], ...] = (),
    **changed: Parameters,
) -> Founded:
    """Found the rules of a preset; `changed` replaces a kind, `later` adds versions."""
    rules = {kind: line.parameters for kind, line in PRESETS[preset].rules.items()}
    rules |= {RuleKind(kind): parameters for kind, parameters in changed.items()}
    series = [FoundingVersion(kind, since, parameters) for kind, parameters in rules.items()]
    series += [
        FoundingVersion(kind_of(parameters), month, parameters) for month, parameters in later
    ]
    act = asked(FOUNDER, clock.at(date(2023, 1, 15)), "founding")
    founded = found(act, series)
    assert isinstance(founded, Founded), founded
    return founded


def kind_of(parameters: Parameters) -> RuleKind:
    """The kind of rule that these parameters belong to."""
    from ecot.rules.kinds import PARAMETERS

    return next(kind for kind, cls in PARAMETERS.items() if isinstance(parameters, cls))
