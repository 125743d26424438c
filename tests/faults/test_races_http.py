"""Many tills at the same moment on one wallet, over HTTP: one success, clean refusals (F10).

Control: without the wallet's lock (on SQLite, without its immediate transactions too) the same rounds
are seen failing: the ceiling of the day is passed, or a till hears 503 where it should be refused.
"""

import os
from functools import partial

from ecot.ledger.balances import wallet_balance
from tests.builders.till import a_payer, put_in_wallet
from tests.faults.conftest import a_fair
from tests.faults.oracle import faults
from tests.faults.serving import serving
from tests.faults.tills import PAY, Operation, at_once

DRILL = os.environ.get("DRILL") == "1"
TILLS, ROUNDS = (50, 1_000) if DRILL else (8, 50)
CONTROL_ROUNDS = 20
PRICE, RICH = 5, 40_00
"""The poor wallet pays a thousand times the price within the ceiling of its day; the rich one cannot pay twice."""


def raced(tills, name, card, cents):
    """One round: every till asks at once with its own key; what each was told, unknowns settled."""
    sales = [Operation(f"{name}-{one}", card, cents) for one in range(len(tills))]
    at_once([partial(till.send, sale) for till, sale in zip(tills, sales, strict=True)])
    heard = [till.answers[-1][1] for till in tills]
    for till in tills:
        till.settle()
    return heard


def unfair(answers, code):
    """What is wrong with the answers of a round: not one success, or a refusal that is not clean."""
    paid = [told for told in answers if told.paid]
    clean = all((told.status, told.code) == (422, code) for told in answers if not told.paid)
    return [] if len(paid) == 1 and clean else [str(answers)]


def over_the_ceiling(tills, card, rounds):
    """Rounds of 40 under a ceiling of 60 a day, given back after each; what went wrong."""
    for number in range(rounds):
        wrong = unfair(raced(tills, f"ceiling-{number}", card, RICH), "OVER_DAY_CEILING")
        if wrong:
            return wrong
        for till in tills:
            told = till.answers[-1][1]
            if told.paid:
                address = f"{PAY}/{told.body['payment']}/refund"
                given = till.post(address, f"give-back-{number}", {"amount_cents": RICH})
                assert given.status == 201, given
    return []


def test_one_wallet_and_many_tills(cloned_database, tmp_path):
    fair = a_fair(tills=TILLS, cents=RICH * TILLS)
    rich, poor = fair.market.card, a_payer(0)[0]
    with (
        serving(cloned_database.environment, tmp_path) as server,
        fair.tills(server.port) as tills,
    ):
        for number in range(ROUNDS):
            put_in_wallet(poor.household_id, PRICE)
            answers = raced(tills, f"purchase-{number}", poor.token, PRICE)
            assert unfair(answers, "BALANCE_TOO_LOW") == []
            assert wallet_balance(poor.household_id) == 0
        assert over_the_ceiling(tills, rich.token, ROUNDS) == []
        same = Operation("the-same-sale", rich.token, 10_00)
        at_once([partial(till.send, same) for till in tills])
    answers = [till.told["the-same-sale"] for till in tills]
    assert sorted(told.status for told in answers) == [200] * (TILLS - 1) + [201]
    assert all(told.body == answers[0].body for told in answers)
    funded = {rich.household_id: RICH * TILLS, poor.household_id: PRICE * ROUNDS}
    assert faults(tills, funded) == []


def test_control_without_the_lock_it_is_seen(cloned_database, tmp_path):
    fair = a_fair(tills=8, cents=RICH * 8)
    with (
        serving(cloned_database.environment, tmp_path, unguarded="lock") as server,
        fair.tills(server.port) as tills,
    ):
        wrong = over_the_ceiling(tills, fair.market.card.token, CONTROL_ROUNDS)
    assert wrong != []
