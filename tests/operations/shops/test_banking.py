"""A changed bank account waits for a second person, a call back and forty-eight hours."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from ecot.operations.notices.queries import notices
from ecot.operations.shops.actions import (
    confirm_bank_change,
    request_bank_change,
    stop_bank_change,
)
from ecot.operations.shops.directory import bank_changes_waiting
from ecot.operations.shops.models import BankDetails
from ecot.operations.shops.queries import iban_for_payment, ibans_for_payment
from ecot.records.audit import lines
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.references import shop
from ecot.values.refusal import Refused
from tests.builders.shops import FIRST, SECOND, a_shop, an_iban, give_bank_account

pytestmark = pytest.mark.django_db

AT = clock.at(date(2026, 3, 14))
HOUR = timedelta(hours=1)
NOTE = "Rappelé au 04 67 00 00 00, la gérante confirme."
GERMAN = "DE89 3704 0044 0532 0130 00"


def refusal(answer):
    assert isinstance(answer, Refused), answer
    assert answer.sentence
    return answer.code


def asked(shop_id, iban=GERMAN, at=AT, **changed):
    facts = {"holder": "Le Fournil", "bic": ""} | changed
    return request_bank_change(Act(FIRST, at), shop_id=shop_id, iban=iban, **facts)


def confirmed(change, actor=SECOND, at=AT + HOUR, note=NOTE):
    act = Act(actor, at)
    return confirm_bank_change(act, bank_details_id=change.bank_details_id, callback_note=note)


def paid_to(shop_id, at):
    account = iban_for_payment(shop_id, at)
    return None if account is None else account.iban


def test_a_first_account_is_usable_forty_eight_hours_after_it_is_confirmed():
    shop_id = a_shop(paid=False).shop_id
    change = asked(shop_id)
    assert change
    assert change.usable_from_at is None
    assert paid_to(shop_id, AT + 1000 * HOUR) is None
    assert confirmed(change)
    assert paid_to(shop_id, AT + 49 * HOUR - timedelta(seconds=1)) is None
    assert paid_to(shop_id, AT + 49 * HOUR) == "DE89370400440532013000"


def test_the_old_account_goes_on_until_the_new_one_is_usable():
    shop_id = a_shop().shop_id
    old = paid_to(shop_id, AT)
    assert old is not None
    change = asked(shop_id)
    assert change
    assert [paid_to(shop_id, AT + hours * HOUR) for hours in (0, 100)] == [old, old]
    assert confirmed(change)
    assert paid_to(shop_id, AT + 48 * HOUR) == old
    assert paid_to(shop_id, AT + 49 * HOUR) == "DE89370400440532013000"


def test_nobody_confirms_what_they_asked_for():
    change = asked(a_shop().shop_id)
    assert refusal(confirmed(change, actor=FIRST)) == "SECOND_PERSON_NEEDED"
    assert refusal(confirmed(change, note="  ")) == "CALLBACK_NOTE_MISSING"
    assert confirmed(change)
    assert refusal(confirmed(change)) == "BANK_CHANGE_UNKNOWN"


def test_the_database_holds_the_rule_too():
    change = asked(a_shop().shop_id)
    row = BankDetails.objects.filter(pk=change.bank_details_id)
    by_the_same = {
        "confirmed_by": FIRST,
        "confirmed_at": AT,
        "usable_from_at": AT + HOUR,
        "callback_note": "x",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(**by_the_same)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(usable_from_at=AT + HOUR)
    assert row.get().usable_from_at is None


def test_an_account_that_was_stopped_gives_way_to_the_one_before():
    shop_id = a_shop().shop_id
    old = paid_to(shop_id, AT)
    change = asked(shop_id)
    assert confirmed(change)
    later = AT + 60 * HOUR
    assert paid_to(shop_id, later) == "DE89370400440532013000"
    stop = Act(FIRST, later)
    assert stop_bank_change(stop, bank_details_id=change.bank_details_id, reason="faux appel")
    assert paid_to(shop_id, later + HOUR) == old
    again = stop_bank_change(stop, bank_details_id=change.bank_details_id, reason="faux appel")
    assert refusal(again) == "BANK_CHANGE_UNKNOWN"


def test_a_request_that_was_stopped_is_never_confirmed():
    change = asked(a_shop().shop_id)
    act = Act(SECOND, AT)
    silent = stop_bank_change(act, bank_details_id=change.bank_details_id, reason="")
    assert refusal(silent) == "REASON_MISSING"
    assert stop_bank_change(act, bank_details_id=change.bank_details_id, reason="erreur")
    assert refusal(confirmed(change)) == "BANK_CHANGE_UNKNOWN"
    assert bank_changes_waiting() == ()


def test_one_change_waits_at_a_time():
    shop_id = a_shop().shop_id
    change = asked(shop_id)
    assert [row.bank_details_id for row in bank_changes_waiting()] == [change.bank_details_id]
    assert refusal(asked(shop_id, an_iban())) == "BANK_CHANGE_PENDING"


@pytest.mark.parametrize(
    ("iban", "changed", "code"),
    [
        ("FR76 3000 6000 0112 3456 7890 188", {}, "IBAN_INVALID"),
        ("", {}, "IBAN_INVALID"),
        ("ＦＲ", {}, "IBAN_INVALID"),
        ("BR15 0000 0000 0000 1093 2840 814P 2", {}, "IBAN_OUTSIDE_SEPA"),
        (GERMAN, {"holder": " "}, "HOLDER_MISSING"),
        (GERMAN, {"bic": "NOTABIC"}, "BIC_INVALID"),
    ],
)
def test_an_account_that_cannot_be_paid_is_refused(iban, changed, code):
    shop_id = a_shop(paid=False).shop_id
    assert refusal(asked(shop_id, iban, **changed)) == code
    assert not BankDetails.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        "FR76 3000 6000 0112 3456 7890 189",
        "fr7630006000011234567890189",
        "FR76-3000-6000-0112-3456-7890-189",
    ],
)
def test_an_account_is_read_however_it_is_typed(typed):
    shop_id = a_shop(paid=False).shop_id
    assert confirmed(asked(shop_id, typed, bic="agrifrpp"))
    account = iban_for_payment(shop_id, AT + 49 * HOUR)
    assert account is not None
    assert (account.iban, account.bic) == ("FR7630006000011234567890189", "AGRIFRPP")


def test_asking_for_the_account_in_use_changes_nothing():
    shop_id = a_shop(paid=False).shop_id
    iban = give_bank_account(shop_id, date(2026, 3, 1))
    assert refusal(asked(shop_id, iban)) == "SAME_BANK_ACCOUNT"


def test_the_shop_is_told_at_the_address_it_had_and_no_line_shows_the_account():
    shop_id = a_shop(paid=False).shop_id
    assert confirmed(asked(shop_id))
    (notice,) = notices(kind="shops.bank_change_requested")
    assert notice.to == "bonjour@commerce.example"
    told = str([line.facts for line in lines(shop(shop_id))])
    assert "DE89 … 3000" in told
    assert "DE89370400440532013000" not in told


def test_the_accounts_of_all_shops_in_one_query(django_assert_num_queries):
    ids = [a_shop(name=f"Commerce {rank}").shop_id for rank in range(4)]
    unpaid = a_shop(paid=False).shop_id
    with django_assert_num_queries(1):
        accounts = ibans_for_payment(AT)
    assert set(accounts) == set(ids)
    assert unpaid not in accounts
