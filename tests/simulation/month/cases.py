"""Small caisses written by hand: no territory, no source; every seat says what it owes and receives."""

from dataclasses import replace

import numpy as np

from ecot.rules.wallet import WalletRule
from ecot.simulation.month.caisse import Accounts, Living, Outside
from ecot.simulation.month.inputs import Exits, Inputs, Spending, Terms
from ecot.simulation.month.playing import play_households, play_together, settle
from ecot.simulation.outcome import Flow
from ecot.simulation.scenario.parts import Delays, Opening

NEVER, ALWAYS = 0, 2**21
PLAIN = Delays(collect_months=0, reimburse_months=0)


def whole(*numbers):
    return np.array(numbers, dtype=np.int64)


def terms(
    contribution=(55_00,), allocation=(100_00,), exit_threshold=NEVER, *, from_month=0, carry=None
):
    due = np.array(contribution, dtype=np.int64)
    return Terms(
        from_month=from_month,
        contribution_cents=due,
        allocation_cents=np.array(allocation, dtype=np.int64),
        exits=Exits(settled=np.full(len(allocation), exit_threshold)),
        wallet=WalletRule(carry_over_months=carry, transfers_allowed=False),
        third_cents=np.zeros((0, len(allocation)), dtype=np.int64),
    )


def inputs(*versions, months=3, draws=1, **changed):
    seats = len(versions[0].allocation_cents)
    made = Inputs(
        seed=1,
        first_draw=0,
        draws=draws,
        start=0,
        seats=np.full(months, seats),
        persons=np.ones(seats, dtype=np.int64),
        opening_wallet_cents=np.zeros(seats, dtype=np.int64),
        terms=versions,
        unpaid_thresholds=np.full(draws, NEVER),
        spending=all_spent(draws),
    )
    return replace(made, **changed)


def all_spent(draws=1):
    return Spending(
        low_bp=np.zeros(draws, dtype=np.int64),
        low_thresholds=np.full(draws, NEVER),
        first_month_bp=10_000,
    )


def always_spent(low_bp, draws=1):
    return Spending(
        low_bp=np.full(draws, low_bp), low_thresholds=np.full(draws, ALWAYS), first_month_bp=low_bp
    )


def outside(*, draws=1, months=3, month_cents=()):
    row = np.array(month_cents, dtype=np.int64)
    nothing = np.zeros((draws, months), dtype=np.int64)
    return Outside(
        received_cents=np.tile(row, (draws, months, 1)),
        costs_cents=nothing,
        lent_cents=nothing,
        repaid_cents=nothing,
        is_restricted=np.zeros(len(row), dtype=np.bool_),
    )


def living(months=3, *, fixed=0, household=0, transaction=0, **changed):
    return Living(
        fixed_cents=np.full(months, fixed),
        household_cents=np.full(months, household),
        transaction_cents=np.full(months, transaction),
        basket_cents=26_67,
        **changed,
    )


def accounts(*, draws=1, months=3, **changed):
    made = Accounts(
        opening=Opening(cash_cents=0),
        delays=PLAIN,
        arrears_bp=0,
        reimbursement=[None] * months,
        reserve=[None] * months,
        outside=outside(draws=draws, months=months),
        living=living(months),
    )
    return replace(made, **changed)


def played(given, books, *, together=False):
    """All months of one chunk; the flows by name, int64 [draws × months]."""
    if together:
        caisse = play_together([given], books)
    else:
        households = play_households(given)
        caisse = settle(households.sums, households.thirds, books)
    return {flow: caisse.flows[:, :, flow] for flow in Flow}
