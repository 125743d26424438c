"""Who is told when nobody has opened the month."""

from datetime import date

import pytest

from ecot.operations.allocations.telling import remind_if_not_opened
from ecot.operations.notices.models import Notice
from ecot.rules.reserve import Shortage
from ecot.values import clock
from tests.builders.access import a_person_with
from tests.builders.allocations import MARCH, a_caisse, opened, short
from tests.builders.members import a_household

pytestmark = pytest.mark.django_db


def reminded(day):
    return remind_if_not_opened(clock.at(date(2026, 3, day)))


@pytest.fixture(autouse=True)
def team(db):
    a_person_with("treasurer", "tresor@caisse.example")
    a_person_with("office", "bureau@caisse.example")


def test_not_on_the_day_itself_then_every_day_once():
    a_caisse()
    assert reminded(1) == 0
    assert reminded(2) == 2
    assert reminded(2) == 2
    assert Notice.objects.count() == 2
    reminded(3)
    assert Notice.objects.count() == 4
    assert "n’est pas ouvert" in Notice.objects.first().subject


def test_once_it_is_open_nobody_is_disturbed():
    a_caisse()
    a_household()
    opened(MARCH)
    assert reminded(2) == 0


def test_on_hold_until_its_date():
    a_caisse(1_00, reserve=short(Shortage.HOLD))
    a_household()
    assert opened(MARCH).on_hold
    assert Notice.objects.filter(kind="allocations.on_hold").count() == 2
    assert reminded(5) == 0
    assert reminded(8) == 2


def test_without_rules_there_is_nothing_to_open():
    assert reminded(2) == 0
