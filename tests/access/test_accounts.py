"""Accounts without password, roles given and ended, each with its audit line."""

import pytest

from ecot.access import actions, refusals
from ecot.access.models import Appointment, User
from ecot.access.queries import accounts, holders, people_of, standings
from ecot.access.roles import ACTS_FOR_SOMEONE, APPOINTABLE, WORDS, Role
from ecot.records.audit import lines
from tests.builders.treasury import treasurer

pytestmark = pytest.mark.django_db
ACT = treasurer()


def an_account(email="jeanne@exemple.fr"):
    user = actions.open_account(ACT, email=email, name="Jeanne")
    assert isinstance(user, User)
    return user


def test_an_address_has_one_account_whatever_its_capitals():
    assert an_account("Jeanne@Exemple.fr").pk == an_account(" jeanne@exemple.FR ").pk
    assert len([line for line in lines() if line.kind == "access.account_opened"]) == 1


@pytest.mark.parametrize("email", ["", "jeanne", "jeanne@", "a b@exemple.fr", "x" * 300])
def test_an_address_that_cannot_be_read_is_refused(email):
    refused = actions.open_account(ACT, email=email, name="Jeanne")
    assert refused.reason is refusals.ADDRESS_NOT_READABLE


def test_there_is_no_password_to_steal():
    user = an_account()
    user.set_password("secret")
    assert not user.check_password("secret")
    assert not user.has_usable_password()
    assert "password" not in {field.name for field in User._meta.get_fields()}


@pytest.mark.parametrize("role", sorted(APPOINTABLE))
def test_every_role_is_given_once_and_ended_once(role):
    user = an_account()
    acts_for = "household-00" if role in ACTS_FOR_SOMEONE else ""
    given = actions.appoint(ACT, user_id=user.pk, role=Role(role), acts_for=acts_for)
    again = actions.appoint(ACT, user_id=user.pk, role=Role(role), acts_for=acts_for)
    assert isinstance(given, Appointment)
    assert given.pk == again.pk
    assert [held.role for held in standings(user.pk)] == [role]
    assert actions.end_appointment(ACT, appointment_id=given.pk)
    assert standings(user.pk) == ()
    refused = actions.end_appointment(ACT, appointment_id=given.pk)
    assert refused.reason is refusals.APPOINTMENT_ENDED


@pytest.mark.parametrize(
    ("role", "acts_for", "reason"),
    [
        (Role.ANONYMOUS, "", refusals.ROLE_UNKNOWN),
        (Role.HOUSEHOLD, "", refusals.ROLE_NEEDS_SOMEONE),
        (Role.POINT_OF_SALE, "", refusals.ROLE_NEEDS_SOMEONE),
        (Role.OFFICE, "household-00", refusals.ROLE_NEEDS_SOMEONE),
    ],
)
def test_a_role_that_makes_no_sense_is_refused(role, acts_for, reason):
    user = an_account()
    assert actions.appoint(ACT, user_id=user.pk, role=role, acts_for=acts_for).reason is reason


def test_nobody_is_appointed_without_an_account():
    refused = actions.appoint(ACT, user_id=404, role=Role.OFFICE)
    assert refused.reason is refusals.ACCOUNT_UNKNOWN
    assert actions.close_sessions(ACT, user_id=404).reason is refusals.ACCOUNT_UNKNOWN


def test_the_lists_of_people(django_assert_num_queries):
    user = an_account()
    actions.appoint(ACT, user_id=user.pk, role=Role.HELPER, acts_for="household-00")
    actions.appoint(ACT, user_id=user.pk, role=Role.OFFICE)
    assert people_of("household-00") == [(user, Role.HELPER)]
    assert holders(Role.OFFICE) == [user]
    with django_assert_num_queries(2):
        [view] = accounts(search="JEAN")
    assert [held.role for held in view.standings] == [Role.HELPER, Role.OFFICE]


def test_every_role_has_its_french_word():
    assert set(WORDS) == set(Role)
