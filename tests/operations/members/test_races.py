"""Two people at once: numbers stay unique, a state is changed once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from django.db import connection

from ecot.operations.members.actions import change_state, register_household
from ecot.operations.members.models import MembershipState
from ecot.operations.members.people import NewHousehold, NewPerson
from ecot.operations.members.states import State
from tests.builders.members import a_household, office

DAY = date(2026, 3, 14)
ZOE = NewHousehold((NewPerson("Zoé", "Martin", 1990),))


def at_once(count, do):
    def done(_):
        try:
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(done, range(count)))


def test_households_registered_at_once_have_each_their_number(cloned_database):
    registered = at_once(6, lambda: register_household(office(DAY), household=ZOE))
    numbers = {each.number for each in registered}
    assert len(numbers) == 6


def test_the_same_step_taken_twice_at_once_is_taken_once(cloned_database):
    household_id = a_household()

    def leave():
        return change_state(office(DAY), household_id=household_id, to=State.LEFT, reason="part")

    answers = at_once(4, leave)
    assert sum(bool(answer) for answer in answers) == 1
    assert MembershipState.objects.filter(state=State.LEFT).count() == 1
