"""The paper of a closed month is reached from the month's page; before the closing it leads back there."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from ecot.access.roles import Role
from ecot.ledger.closing import close_month, last_closed
from ecot.records.sealing.log import seal
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.month import Month
from ecot.values.references import SYSTEM

MARCH = Month(2026, 3)


def test_the_paper_waits_for_the_closing_then_shows_the_head(faces):
    treasurer = faces.client(Role.TREASURER)
    address = reverse("office:month_closing", kwargs={"month": "2026-03"})
    assert treasurer.get(address).url == f"{reverse('office:month')}?mois=2026-03"
    assert last_closed() is None
    at = clock.at(date(2026, 4, 1))
    close_month(Act(SYSTEM, at), MARCH)
    assert "pas encore signée" in treasurer.get(address).content.decode()
    head = seal(at).head
    assert head is not None
    page = treasurer.get(address).content.decode()
    assert head.verifier.rpartition("+")[0] in page
    assert address in treasurer.get(reverse("office:month") + "?mois=2026-03").content.decode()
    pdf = treasurer.get(reverse("office:month_closing_paper", kwargs={"month": "2026-03"}))
    assert pdf["Content-Type"] == "application/pdf"
