"""Receipts and reliefs of docs/algorithms/tax-relief.md, to the cent, and their twins."""

import os
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ecot.rules.gift import (
    NO_RECEIPT_HERE,
    RECEIPTS_WITHOUT_RULING,
    RULING_DATE_UNREADABLE,
    RULING_HALF_SAID,
    GiftRule,
    ReceiptPolicy,
    Tolerance,
    deductible_base,
    deductible_base_many,
    may_issue_receipts,
)

CASES = settings(max_examples=3_000 if os.environ.get("DRILL") == "1" else 40, deadline=None)
NONE, STRICT, SPLIT, SEPARATE = (GiftRule(policy=policy) for policy in ReceiptPolicy)
RULED = GiftRule(policy=ReceiptPolicy.SPLIT, ruling_reference="R-1", ruled_on="2026-03-01")
TOLERANCE = Tolerance(share_bp=2_500, year_cents=73_00)
WRONG_DAY = GiftRule(policy=ReceiptPolicy.SPLIT, ruling_reference="R-1", ruled_on="mars 2026")
LONG_DAY = replace(WRONG_DAY, ruled_on="le premier dimanche du mois de mars 2026")


@pytest.mark.parametrize(
    ("rule", "paid_cents", "received_cents", "gift_cents", "base_cents"),
    [
        (NONE, 1_800_00, 1_200_00, 100_00, 0),
        (STRICT, 1_800_00, 1_200_00, 100_00, 100_00),
        (STRICT, 280_00, 70_00, 0, 280_00),
        (STRICT, 279_98, 70_00, 0, 279_98),
        (STRICT, 279_97, 70_00, 0, 0),
        (STRICT, 4_800_00, 1_200_00, 0, 0),
        (SPLIT, 1_800_00, 1_200_00, 0, 600_00),
        (SPLIT, 1_800_00, 1_200_00, 100_00, 700_00),
        (SPLIT, 900_00, 1_200_00, 100_00, 100_00),
        (SEPARATE, 1_800_00, 1_200_00, 100_00, 100_00),
        (GiftRule(policy=ReceiptPolicy.SPLIT, minimum_cents=10_00), 109_99, 100_00, 0, 0),
        (GiftRule(policy=ReceiptPolicy.SPLIT, minimum_cents=10_00), 110_00, 100_00, 0, 10_00),
    ],
)
def test_the_worked_bases(rule, paid_cents, received_cents, gift_cents, base_cents):
    found = deductible_base(
        rule,
        TOLERANCE,
        paid_cents=paid_cents,
        received_cents=received_cents,
        gift_cents=gift_cents,
    )
    assert found == base_cents


@pytest.mark.parametrize("negative", ["paid_cents", "received_cents", "gift_cents"])
def test_a_year_is_not_negative(negative):
    amounts = {"paid_cents": 1, "received_cents": 1, "gift_cents": 1, negative: -1}
    with pytest.raises(AssertionError):
        deductible_base(SPLIT, TOLERANCE, **amounts)
    arrays = {name: np.array([cents]) for name, cents in amounts.items()}
    with pytest.raises(AssertionError):
        deductible_base_many(SPLIT, TOLERANCE, **arrays)


def test_no_receipt_without_a_favourable_ruling():
    """What the law says is unknown until it is written: receipts are off, whatever was voted."""
    for rule in (STRICT, SPLIT, SEPARATE):
        refused = may_issue_receipts(rule)
        assert refused is not None
        assert (refused.reason, rule.is_ruled) == (RECEIPTS_WITHOUT_RULING, False)
        assert "aucun reçu n'est délivré" in rule.sentence()
    refused = may_issue_receipts(NONE)
    assert refused is not None
    assert refused.reason is NO_RECEIPT_HERE
    assert RULED.is_ruled
    assert may_issue_receipts(RULED) is None
    assert "L'administration a répondu le 1er mars 2026 (R-1)." in RULED.sentence()
    assert may_issue_receipts(WRONG_DAY) is not None


@pytest.mark.parametrize(
    ("wrong", "reason", "words"),
    [
        (
            GiftRule(policy=ReceiptPolicy.SPLIT, ruling_reference="R-1"),
            RULING_HALF_SAID,
            "les deux",
        ),
        (GiftRule(policy=ReceiptPolicy.SPLIT, ruled_on="2026-03-01"), RULING_HALF_SAID, "les deux"),
        (WRONG_DAY, RULING_DATE_UNREADABLE, "« mars 2026 » ne se lit pas"),
        (LONG_DAY, RULING_DATE_UNREADABLE, "« le premier dimanche du mois de » ne se lit pas"),
    ],
)
def test_a_ruling_has_a_reference_and_a_day(wrong, reason, words):
    refused = wrong.check()
    assert refused is not None
    assert refused.reason is reason
    assert words in refused.sentence


def test_who_gave_nothing_besides_has_nothing_added():
    assert deductible_base(SEPARATE, TOLERANCE, paid_cents=1_800_00, received_cents=0) == 0


def test_the_tolerance_is_said():
    assert TOLERANCE.sentence() == (
        "Négligeable : au plus 25\u00a0% du versement et au plus 73\u00a0€ par an."
    )


CENTS = st.integers(0, 10**10) | st.integers(0, 500_00)
ROWS = st.lists(st.tuples(CENTS, CENTS, CENTS), min_size=1, max_size=20)


@CASES
@example(ReceiptPolicy.STRICT, 0, [(100_00, 10_00, 5_00), (100_00, 90_00, 5_00)], True)
@example(ReceiptPolicy.SPLIT, 0, [(100_00, 10_00, 5_00), (10_00, 90_00, 0)], False)
@example(ReceiptPolicy.SPLIT, 10_00, [(110_00, 100_00, 0), (109_99, 100_00, 0)], False)
@given(st.sampled_from(ReceiptPolicy), st.integers(0, 1_000_00), ROWS, st.booleans())
def test_the_bases_of_many(policy, minimum_cents, rows, with_gifts):
    rule = GiftRule(policy=policy, minimum_cents=minimum_cents)
    near = [*rows, *((paid, paid // 4, 0) for paid, _, _ in rows)]
    paid, received, gift = (np.array(column) for column in zip(*near, strict=True))
    found = deductible_base_many(
        rule,
        TOLERANCE,
        paid_cents=paid,
        received_cents=received,
        gift_cents=gift if with_gifts else None,
    )
    assert found.dtype == np.int64
    assert found.tolist() == [
        deductible_base(
            rule,
            TOLERANCE,
            paid_cents=row[0],
            received_cents=row[1],
            gift_cents=row[2] if with_gifts else 0,
        )
        for row in near
    ]
