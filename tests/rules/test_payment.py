"""The table of docs/algorithms/payment.md."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecot.rules.payment import (
    AMOUNT_NOT_POSITIVE,
    BALANCE_TOO_LOW,
    CODE_NEEDED,
    DAY_BELOW_PAYMENT,
    NETWORK_BELOW_TILL,
    NOTHING_COVERED,
    OVER_DAY_CEILING,
    OVER_PAYMENT_CEILING,
    RATE_UNKNOWN,
    Accepted,
    Means,
    PaymentRule,
    code_needed,
    decide_payment,
)
from ecot.values.refusal import Refused
from tests.rules.examples import TILL

CARD, NUMBER, ONLINE, SLIP = Means.CARD, Means.NUMBER, Means.ONLINE, Means.SLIP
FULL, MOST, SOME = 10_000, 7_000, 3_000


@pytest.mark.parametrize(
    ("amounts", "balance_cents", "spent_cents", "means", "code", "answer"),
    [
        ([(FULL, 12_50)], 40_00, 0, CARD, False, Accepted(12_50, 0)),
        ([(FULL, 59_99)], 100_00, 0, CARD, False, Accepted(59_99, 0)),
        ([(FULL, 60_00)], 100_00, 0, CARD, False, CODE_NEEDED),
        ([(FULL, 60_00)], 100_00, 0, CARD, True, Accepted(60_00, 0)),
        ([(FULL, 5_00)], 100_00, 0, NUMBER, False, CODE_NEEDED),
        ([(FULL, 5_00)], 100_00, 0, NUMBER, True, Accepted(5_00, 0)),
        ([(FULL, 5_00)], 100_00, 0, ONLINE, False, CODE_NEEDED),
        ([(FULL, 80_00)], 100_00, 0, SLIP, False, Accepted(80_00, 0)),
        ([(FULL, 150_00)], 500_00, 50_00, CARD, True, Accepted(150_00, 0)),
        ([(FULL, 150_01)], 500_00, 0, CARD, True, OVER_PAYMENT_CEILING),
        ([(FULL, 150_01)], 500_00, 0, CARD, False, OVER_PAYMENT_CEILING),
        ([(FULL, 150_00)], 500_00, 50_01, CARD, True, OVER_DAY_CEILING),
        ([(FULL, 40_01)], 40_00, 0, CARD, False, BALANCE_TOO_LOW),
        ([(FULL, 40_00)], 40_00, 0, CARD, False, Accepted(40_00, 0)),
        (
            [(FULL, 10_00), (MOST, 10_00), (SOME, 5_00)],
            40_00,
            0,
            CARD,
            False,
            Accepted(18_50, 6_50),
        ),
        ([(SOME, 1)], 40_00, 0, CARD, False, NOTHING_COVERED),
        ([(0, 9_00)], 40_00, 0, CARD, False, NOTHING_COVERED),
        ([(FULL, 0)], 40_00, 0, CARD, False, AMOUNT_NOT_POSITIVE),
        ([(FULL, -1_00)], 40_00, 0, CARD, False, AMOUNT_NOT_POSITIVE),
        ([(FULL, 5_00), (MOST, -5_00)], 40_00, 0, CARD, False, AMOUNT_NOT_POSITIVE),
        ([], 40_00, 0, CARD, False, AMOUNT_NOT_POSITIVE),
        ([(FULL, 5_00), (FULL, 5_00)], 40_00, 0, CARD, False, RATE_UNKNOWN),
        ([(10_100, 5_00)], 40_00, 0, CARD, False, RATE_UNKNOWN),
        ([(-1, 5_00)], 40_00, 0, CARD, False, RATE_UNKNOWN),
        ([(FULL, 10**15)], 40_00, 0, CARD, True, OVER_PAYMENT_CEILING),
    ],
)
def test_the_worked_table(amounts, balance_cents, spent_cents, means, code, answer):
    found = decide_payment(
        TILL,
        amounts_by_rate=tuple(amounts),
        balance_cents=balance_cents,
        spent_today_cents=spent_cents,
        code_given=code,
        means=means,
    )
    assert (found.reason if isinstance(found, Refused) else found) == answer


def refused_sentence(price_cents, *, balance_cents=500_00, spent_cents=0, code=True):
    found = decide_payment(
        TILL,
        amounts_by_rate=((FULL, price_cents),),
        balance_cents=balance_cents,
        spent_today_cents=spent_cents,
        code_given=code,
    )
    assert isinstance(found, Refused)
    return found.sentence.replace("\u00a0", " ")


def test_refusals_say_what_can_still_be_paid():
    assert "il reste 40,00 MonA" in refused_sentence(41_00, balance_cents=40_00)
    assert "Il peut encore payer 149,99 MonA" in refused_sentence(150_00, spent_cents=50_01)
    assert "Il peut encore payer 0 MonA" in refused_sentence(10_00, spent_cents=300_00)
    assert "Encaissez 150 MonA au plus" in refused_sentence(151_00)
    assert "Demandez à la personne de le saisir" in refused_sentence(60_00, code=False)


def test_without_its_code_nothing_is_said_of_the_household():
    poor = refused_sentence(60_00, balance_cents=0, spent_cents=199_00, code=False)
    rich = refused_sentence(60_00, balance_cents=500_00, code=False)
    assert poor == rich


@pytest.mark.parametrize(
    ("means", "needed_below", "needed_from"),
    [(CARD, False, True), (NUMBER, True, True), (ONLINE, True, True), (SLIP, False, False)],
)
def test_when_a_code_is_needed(means, needed_below, needed_from):
    assert code_needed(TILL, mona_cents=59_99, means=means) is needed_below
    assert code_needed(TILL, mona_cents=60_00, means=means) is needed_from


@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 200_00)), min_size=1, max_size=3),
    st.integers(0, 300_00),
    st.integers(0, 300_00),
)
def test_what_is_accepted_is_within_every_limit(amounts, balance_cents, spent_cents):
    found = decide_payment(
        TILL,
        amounts_by_rate=tuple(amounts),
        balance_cents=balance_cents,
        spent_today_cents=spent_cents,
        code_given=True,
    )
    if isinstance(found, Accepted):
        assert 0 < found.mona_cents <= min(balance_cents, TILL.ceiling_per_payment_cents)
        assert spent_cents + found.mona_cents <= TILL.ceiling_per_day_cents
        assert found.euros_cents >= 0
        assert found.mona_cents + found.euros_cents == sum(price for _, price in amounts)


@pytest.mark.parametrize(
    ("changed", "reason", "words"),
    [
        (
            {"ceiling_per_day_cents": 149_99},
            DAY_BELOW_PAYMENT,
            "par jour (149,99\u00a0MonA) est plus bas que le plafond par paiement (150\u00a0MonA)",
        ),
        (
            {"tries_network": 9},
            NETWORK_BELOW_TILL,
            "permis au réseau (9) sont moins nombreux que ceux d'une caisse (10)",
        ),
    ],
)
def test_parameters_at_odds_are_refused(changed, reason, words):
    refused = PaymentRule.from_json({**TILL.to_json(), **changed})
    assert isinstance(refused, Refused)
    assert refused.reason is reason
    assert words in refused.sentence


def test_the_network_may_allow_as_many_tries_as_a_till():
    assert isinstance(PaymentRule.from_json({**TILL.to_json(), "tries_network": 10}), PaymentRule)


def test_the_ceiling_of_the_day_is_said():
    refused = decide_payment(
        TILL,
        amounts_by_rate=((FULL, 150_00),),
        balance_cents=500_00,
        spent_today_cents=50_01,
        means=CARD,
        code_given=True,
    )
    assert isinstance(refused, Refused)
    assert "200\u00a0MonA" in refused.sentence
    assert "149,99\u00a0MonA" in refused.sentence
