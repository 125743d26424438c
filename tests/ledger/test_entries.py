"""The journal as it is read: an entry with its lines, and how far the book goes."""

from __future__ import annotations

from datetime import date

from ecot.ledger import recipes
from ecot.ledger.entries import Extent, entry, extent
from ecot.values import clock
from tests.ledger.conftest import DURAND, FOURNIL, credit, pay


def test_an_entry_is_read_with_the_lines_that_its_recipe_wrote(db: None) -> None:
    credit(DURAND, 140_00, "a-1")
    sale = pay(DURAND, FOURNIL, 12_50, "p-1")
    assert entry(sale.entry_id).lines == recipes.till_payment(DURAND, FOURNIL, 12_50)


def test_the_book_goes_as_far_as_its_last_entry(db: None) -> None:
    assert extent() == Extent(0, None, None)
    credit(DURAND, 140_00, "a-1")
    sale = pay(DURAND, FOURNIL, 12_50, "p-1", date(2026, 3, 4))
    assert extent() == Extent(2, sale.entry_id, clock.at(date(2026, 3, 4)))
