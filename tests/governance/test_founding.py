"""A caisse is founded once, whole, within bounds, and into an empty book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ecot.governance.founding import FoundingVersion, found
from ecot.rulebook import reading
from ecot.rules.allocation import AllocationRule
from ecot.rules.kinds import RuleKind
from ecot.rules.presets import MONTPELLIER_2023
from ecot.values import clock
from ecot.values.act import asked
from ecot.values.month import Month
from ecot.values.references import Actor
from ecot.values.refusal import Refused
from tests.builders.rulebook import founded_rules
from tests.ledger.conftest import DURAND, credit

ACT = asked(Actor("user-1"), clock.at(date(2024, 12, 10)), "found")
_voted = MONTPELLIER_2023.parameters(RuleKind.ALLOCATION)
assert isinstance(_voted, AllocationRule)
ALLOCATION: AllocationRule = _voted
EVERYTHING = [
    FoundingVersion(kind, Month(2023, 2), line.parameters)
    for kind, line in MONTPELLIER_2023.rules.items()
]


def _refused(series: list[FoundingVersion]) -> str:
    answer = found(ACT, series)
    assert isinstance(answer, Refused), answer
    assert answer.sentence
    return answer.code


def _allocation(month: Month, base_cents: int = ALLOCATION.base_cents) -> FoundingVersion:
    parameters = replace(ALLOCATION, base_cents=base_cents)
    return FoundingVersion(RuleKind.ALLOCATION, month, parameters)


def test_every_kind_of_rule_is_set(db: None) -> None:
    assert _refused([_allocation(Month(2023, 2))]) == "KIND_MISSING"


def test_a_rule_has_one_version_a_month(db: None) -> None:
    assert _refused([*EVERYTHING, _allocation(Month(2023, 2))]) == "TWICE_THE_SAME_MONTH"


def test_a_rule_out_of_its_bounds_founds_nothing(db: None) -> None:
    assert _refused([*EVERYTHING, _allocation(Month(2024, 1), base_cents=-1)]) == "OUT_OF_BOUNDS"
    assert all(reading.history(kind) == [] for kind in RuleKind)


def test_it_happens_once(db: None) -> None:
    founded_rules()
    assert _refused(EVERYTHING) == "ALREADY_FOUNDED"


def test_a_book_that_has_begun_is_not_founded_afterwards(db: None) -> None:
    credit(DURAND, 1_00, "before")
    assert _refused(EVERYTHING) == "BOOK_NOT_EMPTY"
