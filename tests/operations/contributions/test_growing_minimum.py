"""Gironde's way: at least 10 euros, and 5 more for each other person."""

import pytest

from ecot.operations.contributions.models import Pledge
from ecot.operations.contributions.pledging import pledge
from ecot.rules.contribution import ContributionRule, Mode
from tests.builders.answers import done, refusal
from tests.builders.members import a_household, office
from tests.builders.rulebook import founded_rules

pytestmark = pytest.mark.django_db


def test_the_people_who_count_raise_the_minimum_and_their_number_is_kept():
    founded_rules(
        contribution=ContributionRule(
            mode=Mode.FREE, minimum_cents=10_00, minimum_extra_cents=5_00, step_cents=1_00
        )
    )
    household = a_household(adults=2, children=1)
    too_low = pledge(office(), household_id=household, amount_cents=19_00)
    assert refusal(too_low) == "PLEDGE_BELOW_MINIMUM"
    done(pledge(office(), household_id=household, amount_cents=20_00))
    assert Pledge.objects.get().persons == 3
