"""Moving in: the file, the report of differences, the signature, the posting that can be killed."""

from datetime import date

import pytest

from ecot.formats.spreadsheets import write_csv, write_xlsx
from ecot.ledger import posting
from ecot.ledger.balances import balance
from ecot.ledger.chart import AccountName, Code, bank, desk, owed_to_shop, wallet
from ecot.operations.members.models import Household
from ecot.operations.shops.models import Shop
from ecot.operations.treasury import opening
from ecot.operations.treasury.models import OpeningLine
from ecot.operations.treasury.opening import (
    ControlTotals,
    post_opening,
    prepare_opening,
    sign_opening,
)
from ecot.operations.treasury.opening_report import opening_reports
from ecot.operations.treasury.reversing import reverse_entry
from ecot.records.audit import lines
from ecot.values.numbers import member_number, shop_number
from tests.builders.answers import refusal
from tests.builders.members import a_household
from tests.builders.shops import a_shop
from tests.builders.treasury import (
    BANK,
    DESK,
    TREASURER,
    a_bank_account,
    a_desk,
    money_act,
    treasurer,
)

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 1)
HEADERS = ("Compte", "Numéro", "Montant", "Remarque")


def number_of(household):
    return Household.objects.get(id=household).number


def shop_number_of(shop):
    return Shop.objects.get(id=shop.shop_id).number


def a_file(*rows):
    return write_csv(HEADERS, [(*row, "") for row in rows])


def prepared(content, bank_cents=0, wallets_cents=0, shops_cents=0):
    return prepare_opening(
        treasurer(DAY),
        opening_on=DAY,
        filename="soldes.csv",
        content=content,
        controls=ControlTotals(
            bank_cents=bank_cents, wallets_cents=wallets_cents, shops_cents=shops_cents
        ),
    )


def signed(report, note=""):
    return sign_opening(treasurer(DAY), opening_id=report.opening_id, note=note)


def posted(report):
    return post_opening(treasurer(DAY), opening_id=report.opening_id)


def test_the_worked_table_is_moved_in():
    household, one, other = a_household(), a_shop(), a_shop()
    a_bank_account()
    a_desk()
    report = prepared(
        a_file(
            ("banque", BANK, "41 250,00"),
            ("Caisse", DESK, "120,50 €"),
            ("foyer", number_of(household), "35,20"),
            ("commerce", shop_number_of(one), "310,00"),
            ("commerce", shop_number_of(other), "-12,00"),
        ),
        bank_cents=41_370_50,
        wallets_cents=5_000_00,
        shops_cents=298_00,
    )
    assert [total.difference_cents for total in report.totals] == [0, -4_964_80, 0]
    assert report.problems == ()
    assert refusal(signed(report)) == "OPENING_NEEDS_NOTE"
    assert signed(report, "Les autres foyers arrivent en avril.").signed_by == TREASURER
    assert posted(report).opened == 5
    assert balance(bank(BANK)) == 41_250_00
    assert balance(desk(DESK)) == 120_50
    assert balance(wallet(household)) == 35_20
    assert balance(owed_to_shop(one.shop_id)) == 310_00
    assert balance(owed_to_shop(other.shop_id)) == -12_00
    assert balance(AccountName(Code.CARRIED_FORWARD)) == 41_370_50 - 35_20 - 298_00
    kinds = [line.kind for line in lines(f"opening-{report.opening_id}")]
    assert kinds == ["treasury.opening_signed", "treasury.opening_prepared"]


def test_an_xlsx_is_read_as_well_and_a_line_of_zero_opens_nothing():
    household = a_household()
    a_bank_account()
    content = write_xlsx(
        HEADERS,
        [("banque", BANK, "10.5", ""), ("foyer", number_of(household), "0", "")],
        title="Soldes",
    )
    report = prepared(content, bank_cents=10_50)
    assert (report.lines, report.zero_lines, report.differs) == (1, 1, False)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("coffre", BANK, "1"), "OPENING_KIND_UNKNOWN"),
        (("banque", "inconnue", "1"), "OPENING_NUMBER_UNKNOWN"),
        (("foyer", "9999-3", "1"), "MEMBER_NUMBER_MISTYPED"),
        (("foyer", "bonjour", "1"), "MEMBER_NUMBER_UNREADABLE"),
        (("commerce", "C999-4", "1"), "SHOP_NUMBER_MISTYPED"),
        (("banque", BANK, ""), "AMOUNT_EMPTY"),
        (("banque", BANK, "douze"), "AMOUNT_UNREADABLE"),
        (("banque", BANK, "1,234"), "AMOUNT_TOO_PRECISE"),
        (("banque", BANK, "9 000 000"), "AMOUNT_TOO_LARGE"),
        (("caisse", DESK, "-1"), "OPENING_NEGATIVE"),
    ],
)
def test_a_wrong_line_is_a_problem_with_its_place_and_the_file_is_not_signed(row, problem):
    a_bank_account()
    a_desk()
    report = prepared(a_file(("banque", BANK, "0"), row) if row[1] != BANK else a_file(row))
    (found,) = report.problems
    assert found.refused.code == problem
    assert found.refused.sentence.endswith(".")
    assert found.line == (3 if row[1] != BANK else 2)
    assert refusal(signed(report, "tant pis")) == "OPENING_HAS_PROBLEMS"


def test_a_number_that_nobody_bears_is_a_problem():
    rows = (("foyer", member_number(9999), "1"), ("commerce", shop_number(998), "1"))
    found = [problem.refused.code for problem in prepared(a_file(*rows)).problems]
    assert found == ["OPENING_NUMBER_UNKNOWN", "OPENING_NUMBER_UNKNOWN"]


def test_the_same_account_twice_and_an_account_that_moved_already_are_problems():
    a_bank_account()
    report = prepared(a_file(("banque", BANK, "1"), ("banque", BANK, "2")), bank_cents=1_00)
    assert [(row.line, row.refused.code) for row in report.problems] == [(3, "OPENING_TWICE")]
    first = prepared(a_file(("banque", BANK, "1")), bank_cents=1_00)
    assert signed(first)
    assert posted(first)
    again = prepared(a_file(("banque", BANK, "1")), bank_cents=1_00)
    assert again.problems[0].refused.code == "OPENING_BALANCE_NOT_ZERO"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "FILE_EMPTY"),
        (write_csv(("Compte", "Montant"), [("banque", "1")]), "OPENING_COLUMNS_MISSING"),
        (write_csv(HEADERS, []), "OPENING_EMPTY"),
    ],
)
def test_a_file_without_what_is_needed_is_refused_whole(content, expected):
    assert refusal(prepared(content)) == expected
    assert opening_reports() == []


def test_nothing_is_posted_before_it_is_signed_and_nobody_signs_twice():
    a_bank_account()
    report = prepared(a_file(("banque", BANK, "1")), bank_cents=1_00)
    assert refusal(posted(report)) == "OPENING_NOT_SIGNED"
    assert signed(report)
    assert refusal(signed(report)) == "OPENING_ALREADY_SIGNED"
    assert refusal(post_opening(treasurer(DAY), opening_id=0)) == "OPENING_UNKNOWN"


def test_a_posting_killed_in_the_middle_is_finished_by_running_it_again(monkeypatch):
    households = [a_household() for _ in range(5)]
    report = prepared(
        a_file(*((("foyer", number_of(one), "10")) for one in households)), wallets_cents=50_00
    )
    assert signed(report)
    monkeypatch.setattr(opening, "LINES_AT_ONCE", 2)
    calls = 0

    def killed_at_the_second(entries):
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        return posting.post_many(entries)

    monkeypatch.setattr(opening, "post_many", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        posted(report)
    assert OpeningLine.objects.filter(entry_id=None).count() == 3
    assert posted(report) == opening.OpeningPosted(opened=3, total=5)
    assert posted(report) == opening.OpeningPosted(opened=0, total=5)
    assert [balance(wallet(one)) for one in households] == [10_00] * 5


def test_an_account_that_moved_since_the_signature_stops_its_group():
    a_bank_account()
    report = prepared(a_file(("banque", BANK, "1")), bank_cents=1_00)
    assert signed(report)
    other = prepared(a_file(("banque", BANK, "2")), bank_cents=2_00)
    assert signed(other)
    assert posted(other)
    assert refusal(posted(report)) == "ACCOUNT_ALREADY_OPENED"
    assert balance(bank(BANK)) == 2_00


def test_an_opening_that_was_an_error_is_reversed_and_opened_anew():
    a_bank_account()
    report = prepared(a_file(("banque", BANK, "120")), bank_cents=120_00)
    assert signed(report)
    assert posted(report)
    entry_id = OpeningLine.objects.get().entry_id
    assert entry_id is not None
    assert reverse_entry(money_act(DAY), entry_id=entry_id, reason="120 tapé pour 12")
    right = prepared(a_file(("banque", BANK, "12")), bank_cents=12_00)
    assert signed(right)
    assert posted(right)
    assert balance(bank(BANK)) == 12_00
