"""Erasing from the command line: by number, then again by the reference that was kept."""

from __future__ import annotations

from datetime import date

from ecot.operations.members.actions import change_state
from ecot.operations.members.models import Household, Person
from ecot.operations.members.states import State
from ecot.values import references
from tests.builders.access import a_person_with
from tests.builders.answers import done
from tests.builders.members import a_household, office
from tests.cli.conftest import Asking, Typing

SECRETARY = "bureau@exemple.example"
BY = ("--by", SECRETARY, "--yes")


def test_a_household_that_left_is_erased_once(answered: Asking, typed: Typing) -> None:
    a_person_with("office", SECRETARY)
    household_id = a_household(2)
    number = Household.objects.get().number
    assert answered("erase", number, *BY)["refused"]["code"] == "STILL_MEMBER"
    left = change_state(
        office(date(2026, 1, 2)), household_id=household_id, to=State.LEFT, reason="départ"
    )
    done(left)
    reference = references.household(household_id)
    said = {"household": reference, "people": 2, "accounts": 0, "rows": 0}
    assert answered("erase", number, *BY) == {**said, "replayed": False, "exit": 0}
    assert not Person.objects.exists()
    assert answered("erase", reference, *BY) == {**said, "replayed": True, "exit": 0}
    assert reference in typed("erase", reference, *BY).stdout


def test_what_is_refused(answered: Asking, typed: Typing) -> None:
    a_person_with("office", SECRETARY)
    a_household()
    codes = {
        word: answered("erase", word, *BY)["refused"]["code"]
        for word in ("household-xyz", "9999-9", "0002-1", f"household-{'0' * 32}")
    }
    assert set(codes.values()) <= {
        "HOUSEHOLD_UNKNOWN",
        "MEMBER_NUMBER_MISTYPED",
        "MEMBER_NUMBER_UNREADABLE",
    }, codes
    assert codes["household-xyz"] == codes[f"household-{'0' * 32}"] == "HOUSEHOLD_UNKNOWN"
    number = Household.objects.get().number
    unknown = answered("erase", number, "--by", "personne@exemple.example", "--yes")
    assert unknown["refused"]["code"] == "ACCOUNT_UNKNOWN"
    assert typed("erase", number, "--by", SECRETARY).exit_code == 1
    assert Person.objects.exists()
