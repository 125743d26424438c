"""The rule in force on a day is the last one to take effect by then, in every process."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from ecot.rulebook import reading
from ecot.rulebook.enacting import Source, enact
from ecot.rules.allocation import AllocationRule
from ecot.rules.kinds import RuleKind
from ecot.rules.presets import MONTPELLIER_2023
from ecot.values import clock
from ecot.values.act import asked
from ecot.values.month import Month
from ecot.values.references import Actor
from ecot.values.refusal import RefusalError
from tests.builders.rulebook import founded_rules
from tests.databases.clones import Clone

_voted = MONTPELLIER_2023.parameters(RuleKind.ALLOCATION)
assert isinstance(_voted, AllocationRule)
ALLOCATION: AllocationRule = _voted
BY_HOUSEHOLD = replace(ALLOCATION, base_cents=120_00, extra_adult_cents=40_00)
COMMITTEE = Source("decision", "12")


def _act(day: date = date(2024, 12, 10)):
    return asked(Actor("user-1"), clock.at(day), "enact")


def test_the_rule_changes_on_the_first_of_its_month(db: None) -> None:
    founded_rules(later=((Month(2025, 1), BY_HOUSEHOLD),))
    before = reading.in_force(RuleKind.ALLOCATION, date(2024, 12, 31))
    after = reading.in_force(RuleKind.ALLOCATION, date(2025, 1, 1))
    assert before.parameters == ALLOCATION
    assert after.parameters == BY_HOUSEHOLD
    assert reading.version(before.version_id) == before
    assert [line.version_id for line in reading.history(RuleKind.ALLOCATION)] == [
        before.version_id,
        after.version_id,
    ]


def test_all_rules_of_a_day_come_together(db: None) -> None:
    founded_rules(later=((Month(2025, 1), BY_HOUSEHOLD),))
    for day in (date(2023, 2, 1), date(2024, 12, 31), date(2025, 6, 1)):
        together = reading.all_in_force(day)
        assert together == {kind: reading.in_force(kind, day) for kind in RuleKind}
    assert reading.all_in_force(date(2023, 1, 31)) == {}


def test_before_the_founding_no_rule_is_in_force(db: None) -> None:
    founded_rules()
    with pytest.raises(RefusalError) as caught:
        reading.in_force(RuleKind.WALLET, date(2023, 1, 31))
    assert caught.value.refused.code == "NO_RULE_IN_FORCE"
    assert "31 janvier 2023" in caught.value.refused.sentence


def test_a_new_version_never_touches_a_month_that_has_begun(db: None) -> None:
    founded_rules()
    for month in (Month(2024, 11), Month(2024, 12)):
        with pytest.raises(RefusalError) as caught:
            enact(
                _act(),
                kind=RuleKind.ALLOCATION,
                parameters=BY_HOUSEHOLD,
                month=month,
                source=COMMITTEE,
            )
        assert caught.value.refused.code == "MONTH_HAS_BEGUN"
    enact(
        _act(),
        kind=RuleKind.ALLOCATION,
        parameters=BY_HOUSEHOLD,
        month=Month(2025, 1),
        source=COMMITTEE,
    )
    assert reading.in_force(RuleKind.ALLOCATION, date(2025, 1, 1)).parameters == BY_HOUSEHOLD


def test_a_version_enacted_by_another_process_is_seen_at_once(cloned_database: Clone) -> None:
    founded_rules()
    assert reading.in_force(RuleKind.ALLOCATION, date(2025, 1, 1)).parameters == ALLOCATION
    script = (
        "import django; django.setup()\n"
        "from tests.rulebook.test_reading import BY_HOUSEHOLD, COMMITTEE, Month, RuleKind, _act, enact\n"
        "enact(_act(), kind=RuleKind.ALLOCATION, parameters=BY_HOUSEHOLD, month=Month(2025, 1),"
        " source=COMMITTEE)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, env=cloned_database.environment)
    assert reading.in_force(RuleKind.ALLOCATION, date(2025, 1, 1)).parameters == BY_HOUSEHOLD


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE rulebook_ruleversion SET parameters = '{}'",
        "DELETE FROM rulebook_ruleversion",
        (
            "INSERT INTO rulebook_ruleversion (kind, in_force_from, parameters, digest, source_kind, source_id,"
            " enacted_at, enacted_by) SELECT kind, '2026-03-15', parameters, digest, source_kind, source_id,"
            " enacted_at, enacted_by FROM rulebook_ruleversion LIMIT 1"
        ),
    ],
)
def test_the_database_refuses_to_rewrite_a_vote(tampering: str, db: None) -> None:
    founded_rules()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(tampering)
