"""Where each floor keeps something of a person outside the book, and how it is taken away.

One list for all the rooms, so that whoever adds a column that names people adds its line here. Called
by `actions.py`, inside its transaction. Amounts, states and dates stay: they hang on an opaque identifier.
"""

from __future__ import annotations

from django.db.models import F, Q, Value
from django.db.models.functions import Replace

from ecot.access import audit as of_access
from ecot.access.actions import subject_of
from ecot.access.models import User
from ecot.operations.allocations.models import Undoing
from ecot.operations.contributions import audit as of_contributions
from ecot.operations.contributions.models import ArrearsAnswer, KeptGuidance, Receipt
from ecot.operations.members import audit as of_members
from ecot.operations.members.actions.composing import full_name
from ecot.operations.members.models import (
    ERASED,
    NUMBER_LENGTH,
    Belonging,
    Card,
    Household,
    HouseholdCode,
    IncomeBand,
    MembershipState,
    Person,
)
from ecot.operations.members.states import Prefers
from ecot.operations.notices.models import Notice
from ecot.operations.treasury.models import OpeningLine, UnidentifiedReceipt
from ecot.records.audit import blank_facts, blank_telling, kept_names
from ecot.records.sealing import forgetting
from ecot.values.act import Act
from ecot.values.references import household as owner_of


def erase_people(household: Household) -> int:
    """Its people are deleted, also where they once belonged, and what let it be reached; how many.

    Who now counts in another household stays there, and is erased with it.
    """
    elsewhere = Belonging.objects.exclude(household=household).filter(counts_until=None)
    mine = Belonging.objects.filter(household=household)
    ids = mine.exclude(person__in=elsewhere.values("person")).values_list("person", flat=True)
    people = list(Person.objects.filter(pk__in=set(ids)))
    theirs = Belonging.objects.filter(person__in=people)
    for former in theirs.exclude(household=household).select_related("person"):
        blank_telling(full_name(former.person), subject=owner_of(former.household_id))
    (theirs | mine).delete()
    Person.objects.filter(pk__in=[person.pk for person in people]).delete()
    for table in (IncomeBand, HouseholdCode, Card, KeptGuidance):
        table.objects.filter(household=household).delete()
    MembershipState.objects.filter(household=household).update(reason="")
    household.number = (ERASED + household.id.hex)[:NUMBER_LENGTH]
    household.former_number = household.email = household.phone = household.address = ""
    household.prefers = Prefers.MAIL.value
    household.save()
    return len(people)


def blank_words(household: Household) -> None:
    """Words typed about the household beside its money go; so does the name of who paid for it."""
    others = Receipt.objects.exclude(household=household).exclude(unidentified=None)
    theirs = Receipt.objects.filter(household=household)
    theirs.update(payer_name="")
    found = theirs.exclude(unidentified__in=others.values("unidentified")).values("unidentified")
    whole = UnidentifiedReceipt.objects.filter(pk__in=found, recognised_cents=F("amount_cents"))
    whole.update(label="")
    ArrearsAnswer.objects.filter(household=household).update(note="")
    Undoing.objects.filter(household_id=household.id).update(reason="")
    for table in (Belonging, MembershipState):
        naming = table.objects.filter(reason__contains=household.number)
        naming.update(reason=Replace("reason", Value(household.number), Value(ERASED)))
    OpeningLine.objects.filter(owner=owner_of(household.id)).update(number="")


def erase_messages(household: Household, closed: list[str]) -> None:
    """Messages that tell its number go, and those to its address or to an account that was closed.

    Those to an address stay where another household or an account still has it.
    """
    told = Q(subject__contains=household.number) | Q(body__contains=household.number)
    others = Household.objects.exclude(id=household.id)
    for address in filter(None, {household.email, *closed}):
        holders = (others, User.objects.all())
        if not any(rows.filter(email__iexact=address).exists() for rows in holders):
            told |= Q(to__iexact=address)
    Notice.objects.filter(told).delete()


def close_accounts(act: Act, household: Household) -> list[str]:
    """Who acts for the household acts no more; accounts that never did anything else are deleted: their addresses."""
    owner = owner_of(household.id)
    closed = []
    for user in list(User.objects.filter(appointments__acts_for=owner).distinct()):
        if user.appointments.exclude(acts_for=owner).exists():
            user.appointments.filter(acts_for=owner, until_at=None).update(until_at=act.at)
            continue
        blank_facts(subject_of(user), kept_names(of_access))
        closed.append(user.email)
        user.delete()
    return closed


def blank_audit(household: Household) -> None:
    """Audit lines about the household, and those that tell its number, lose their facts as their kinds say."""
    kept = kept_names(of_members, of_contributions, forgetting)
    blank_facts(owner_of(household.id), kept)
    blank_telling(household.number)
