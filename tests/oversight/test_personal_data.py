"""People are erased, the book stays: nothing tells who they were, nothing else changes, proofs go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from ecot.access.actions import appoint, open_account
from ecot.access.models import User
from ecot.access.roles import Role
from ecot.ledger import recipes
from ecot.ledger.balances import balances
from ecot.ledger.chart import Code
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import post
from ecot.ledger.sealing import ENTRY, sealed_entry
from ecot.operations.allocations.leaving import Departure, settle_leaver
from ecot.operations.contributions.models import Means
from ecot.operations.members.actions import (
    change_contact,
    change_state,
    correct_person,
    issue_card,
    place_in_band,
    renew_code,
    separate_household,
)
from ecot.operations.members.models import Belonging, Household
from ecot.operations.members.people import Band, Contact, NewPerson
from ecot.operations.members.states import State
from ecot.operations.notices.actions import enqueue
from ecot.operations.notices.models import Notice
from ecot.oversight.personal_data import actions
from ecot.oversight.personal_data.actions import Erased, erase_household
from ecot.oversight.promises import examine
from ecot.records.freed import empty_journal
from ecot.records.models import Commitment, Erasure, SaltKey
from ecot.records.sealing.forgetting import Forgotten
from ecot.records.sealing.handing_out import Files, proof_files
from ecot.records.sealing.log import seal
from ecot.records.sealing.notes import head_of
from ecot.records.sealing.verifying import included, read_proof, read_receipt
from ecot.values import clock, references
from ecot.values.act import Act
from ecot.values.refusal import Refused
from tests.builders.answers import done, refusal
from tests.builders.contributions import a_receipt
from tests.builders.members import a_household, office
from tests.builders.till import put_in_wallet
from tests.builders.treasury import money_act
from tests.databases.clones import Clone

LEFT_ON = date(2026, 4, 2)
TODAY = date(2026, 4, 3)
CANARY = "Zéphyrine-Canari"
MAIL = "canari@exemple.example"
PHONE = "+33 6 39 98 76 54"
ADDRESS = "77 chemin de la Volière"
PAYER = "Tante Volubilis"
MOVER = NewPerson("Aglaé", "Colombe", 1991)
ACCOUNT = "jumeau.canari@exemple.example"


def erased(household_id: UUID) -> Erased | Refused:
    return erase_household(office(TODAY), household_id=household_id)


@pytest.fixture
def canary(march: Clone) -> UUID:
    """Somebody who wrote her name everywhere that names can be written, paid once through an aunt, and left."""
    household_id = a_household(2, 1, name=CANARY)
    act, owner = office(LEFT_ON), references.household(household_id)
    reached = Contact(MAIL, PHONE, ADDRESS)
    done(change_contact(act, household_id=household_id, contact=reached))
    done(place_in_band(act, household_id=household_id, band=next(iter(Band))))
    done(issue_card(act, household_id=household_id, label=f"carte de {CANARY}"))
    done(renew_code(act, household_id=household_id))
    a_receipt(household_id, 30_00, LEFT_ON, Means.PAYER, PAYER)
    user = done(open_account(act, email=ACCOUNT, name=CANARY))
    done(appoint(act, user_id=user.pk, role=Role.HOUSEHOLD, acts_for=owner))
    enqueue(act, to=ACCOUNT, kind="essai", subject="Bonjour", body=f"Bonjour {CANARY},")
    left = change_state(act, household_id=household_id, to=State.LEFT, reason=f"adieu {CANARY}")
    done(left)
    seal(clock.at(LEFT_ON, 20))
    return household_id


def every_value() -> Iterator[str]:
    """Every value of every table, as text."""
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield from map(str, row)


def told(words: list[str]) -> set[str]:
    values = "\n".join(every_value()).casefold()
    return {word for word in words if word.casefold() in values}


def names_of(household_id: UUID) -> list[str]:
    number = Household.objects.get(id=household_id).number
    return [
        CANARY,
        "zephyrine",
        MAIL,
        PHONE,
        PHONE.replace(" ", ""),
        ADDRESS,
        PAYER,
        ACCOUNT,
        number,
    ]


def kept() -> dict[str, tuple[int, str | None, int]]:
    return {each.name: (each.checked, each.first_offender, each.erased) for each in examine(TODAY)}


def files_of(household_id: UUID) -> Files | Refused:
    """The receipt and the proof of the newest entry of a household."""
    owner = references.household(household_id)
    row_id = Commitment.objects.filter(kind=ENTRY, owners__contains=owner).latest("id").row_id
    row = sealed_entry(row_id)
    assert row is not None
    return proof_files(ENTRY, row)


def test_nothing_tells_who_they_were(canary: UUID) -> None:
    words = names_of(canary)
    assert {CANARY, MAIL, ADDRESS, PAYER, ACCOUNT, words[-1]} <= told(words)
    answer = done(erased(canary))
    assert (answer.people, answer.accounts, answer.rows) == (3, 1, 1)
    assert told(words) == set()
    assert not User.objects.filter(email=ACCOUNT).exists()


def test_the_file_itself_keeps_nothing(canary: UUID) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("one file is SQLite's")
    file = Path(str(connection.settings_dict["NAME"]))
    journal = file.with_name(file.name + "-wal")

    def written() -> bytes:
        return file.read_bytes() + (journal.read_bytes() if journal.exists() else b"")

    words = [word.encode() for word in names_of(canary) if word[0] != "+"]
    assert MAIL.encode() in written()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = OFF")
    done(erased(canary))
    empty_journal()
    assert [word for word in words if word in written()] == []


def test_the_book_is_the_same_and_each_row_has_its_deed(canary: UUID) -> None:
    standing = {code: balances(code) for code in Code}
    others = {row.pk: row.number for row in Household.objects.exclude(id=canary)}
    people = Belonging.objects.exclude(household_id=canary).count()
    keys = SaltKey.objects.count()
    before = kept()
    done(erased(canary))
    after = kept()
    assert {name for name, (_, offender, _) in after.items() if offender is not None} == set()
    assert {code: balances(code) for code in Code} == standing
    # One row of hers no longer recomputed; the deed itself and the row that it covers are looked at too.
    assert (before["sealed"][2], after["sealed"][2]) == (0, 1)
    assert after["sealed"][0] == before["sealed"][0] + 2
    assert {row.pk: row.number for row in Household.objects.exclude(id=canary)} == others
    assert Belonging.objects.exclude(household_id=canary).count() == people
    assert SaltKey.objects.count() == keys - 1
    assert Erasure.objects.get().owner == references.household(canary)


def test_a_proof_given_before_stays_valid_and_none_is_made_again(canary: UUID) -> None:
    files = files_of(canary)
    assert not isinstance(files, Refused)
    done(erased(canary))
    seal(clock.at(TODAY, 20))
    head, proof = head_of(files["checkpoint.txt"]), read_proof(files["proof.txt"])
    assert included(read_receipt(files["receipt.json"]), head, [proof])
    assert refusal(files_of(canary)) == "SALT_GONE"
    assert kept()["sealed"][1] is None


def test_control_without_the_end_of_the_key_a_row_still_tells(
    canary: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "forget_owner", lambda act, owner: Forgotten(owner, 1))
    done(erased(canary))
    assert not isinstance(files_of(canary), Refused)
    assert kept()["sealed"][2] == 0


def test_the_narrow_role_of_the_web_is_enough(canary: UUID, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("role_of_the_web")
    assert done(erased(canary)).rows == 1


def test_asked_again_it_answers_the_first_result(canary: UUID) -> None:
    first = done(erased(canary))
    again = done(erase_household(Act(references.SYSTEM, clock.at(TODAY, 23)), household_id=canary))
    assert again.replayed
    assert (again.people, again.accounts, again.rows) == (first.people, first.accounts, first.rows)
    assert Erasure.objects.count() == 1
    back = change_state(office(TODAY), household_id=canary, to=State.ACTIVE, reason="retour")
    assert refusal(back) == "HOUSEHOLD_ERASED"


def test_who_cannot_be_erased_yet(march: Clone) -> None:
    assert refusal(erased(uuid4())) == "HOUSEHOLD_UNKNOWN"
    household_id = a_household(name=CANARY)
    assert refusal(erased(household_id)) == "STILL_MEMBER"
    put_in_wallet(household_id, 5_00, LEFT_ON)
    done(change_state(office(LEFT_ON), household_id=household_id, to=State.LEFT, reason="départ"))
    assert refusal(erased(household_id)) == "WALLET_NOT_EMPTY"
    assert CANARY in "\n".join(every_value())
    assert SaltKey.objects.filter(owner=references.household(household_id)).exists()
    done(settle_leaver(money_act(TODAY), household_id=household_id, because=Departure.LEFT))
    assert done(erased(household_id)).rows == 2


def test_who_owes_stays_known(march: Clone) -> None:
    household_id = a_household(name=CANARY, state=State.LEFT)
    _post(EntryKind.ALLOCATION_RECOVERED, recipes.allocation_recovered(household_id, 0, 7_00))
    assert refusal(erased(household_id)) == "STILL_OWES"
    _post(EntryKind.RECOVERY_FORGIVEN, recipes.recovery_forgiven(household_id, 8_00))
    assert refusal(erased(household_id)) == "STILL_OWED"
    assert Erasure.objects.count() == 0


def _post(kind: EntryKind, lines: recipes.Lines) -> None:
    with transaction.atomic():
        post(money_act(LEFT_ON), kind, lines)


def _separated(household_id: UUID) -> UUID:
    """The first person lives apart from now on, in a household of their own; both households have left."""
    mover = Belonging.objects.filter(household_id=household_id).earliest("id").person_id
    act = office(LEFT_ON)
    done(correct_person(act, household_id=household_id, person_id=mover, person=MOVER))
    moved = done(separate_household(act, household_id=household_id, person_ids=[mover]))
    for each in (household_id, moved.household_id):
        done(change_state(act, household_id=each, to=State.LEFT, reason="départ"))
    return moved.household_id


def test_messages_to_an_address_that_others_share_stay(canary: UUID) -> None:
    a_household(email=MAIL)
    enqueue(office(TODAY), to=MAIL, kind="essai", subject="Bonjour", body="Rien de plus.")
    done(erased(canary))
    assert Notice.objects.get(to=MAIL).kind == "essai"


def test_who_moved_is_erased_where_they_were_too(march: Clone) -> None:
    household_id = a_household(2, name=CANARY)
    second = _separated(household_id)
    number = Household.objects.get(id=second).number
    assert told([number, MOVER.family_name]) == {number, MOVER.family_name}
    assert done(erased(second)).people == 1
    assert told([number, MOVER.family_name, CANARY]) == {CANARY}


def test_who_moved_stays_known_where_they_are(march: Clone) -> None:
    household_id = a_household(2, name=CANARY)
    second = _separated(household_id)
    number = Household.objects.get(id=household_id).number
    assert done(erased(household_id)).people == 1
    assert told([number, CANARY, MOVER.family_name]) == {MOVER.family_name}
    assert done(erased(second)).people == 1
    assert told([CANARY, MOVER.family_name]) == set()
