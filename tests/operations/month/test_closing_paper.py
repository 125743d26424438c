"""A month's closing seals the book, prints its head and mails it to people outside the office."""

from __future__ import annotations

from datetime import date

import pytest

from ecot.access.roles import Role
from ecot.ledger.closing import close_month as close_in_book
from ecot.operations.month import actions
from ecot.operations.month.papers import closing_paper, closing_pdf
from ecot.operations.notices.models import Notice
from ecot.records.sealing.notes import read_verifier, verified
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.month import Month
from ecot.values.references import SYSTEM
from ecot.values.refusal import Refused
from tests.builders.access import a_person_with
from tests.builders.treasury import money_in_the_bank

pytestmark = pytest.mark.django_db
MARCH = Month(2026, 3)
ACT = Act(SYSTEM, clock.at(date(2026, 4, 1)))


@pytest.fixture
def closed(monkeypatch):
    """March is closed by its deed; its steps are tried elsewhere."""
    money_in_the_bank(500_00)
    a_person_with(Role.COMMITTEE, "comite@example.org")
    a_person_with(Role.AUDITOR, "verif@example.org")
    a_person_with(Role.OFFICE, "bureau@example.org")
    monkeypatch.setattr(actions, "checklist", lambda month, at: [])
    assert actions.close_month(ACT, month=MARCH)


def test_the_paper_tells_balances_digest_and_head(closed):
    paper = closing_paper(MARCH)
    assert not isinstance(paper, Refused)
    assert dict(paper.balances)["Banque"] == 500_00
    assert paper.head is not None
    assert verified(paper.head.note, read_verifier(paper.head.verifier))
    assert paper.head.root_in_groups.replace(" ", "") == paper.head.root
    pdf = closing_pdf(MARCH, fund_name="La caisse")
    assert not isinstance(pdf, Refused)
    assert pdf.startswith(b"%PDF")


def test_the_head_is_mailed_outside_the_office_and_once(closed):
    paper = closing_paper(MARCH)
    assert actions.close_month(ACT, month=MARCH)
    mails = Notice.objects.filter(kind="month.head").order_by("to")
    assert [mail.to for mail in mails] == ["comite@example.org", "verif@example.org"]
    assert paper.head.note in mails[0].body
    assert paper.head.verifier in mails[0].body


def test_the_paper_waits_for_the_closing_and_then_for_the_seal():
    assert closing_paper(MARCH).code == "NOT_CLOSED"
    assert closing_pdf(MARCH, fund_name="La caisse").code == "NOT_CLOSED"
    close_in_book(ACT, MARCH)
    assert closing_paper(MARCH).head is None
    assert closing_pdf(MARCH, fund_name="La caisse").startswith(b"%PDF")
