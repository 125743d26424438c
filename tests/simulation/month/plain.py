"""The same months walked over one household at a time, with the scalar rules: what the kernel must equal.

No array arithmetic: a reader can follow one household. Luck comes from the same streams.
"""

from ecot.rules.reserve import Enough, Shortage, cut, judge
from ecot.rules.wallet import surplus
from ecot.simulation.month.inputs import Sum
from ecot.simulation.streams import coins, words
from ecot.values.money import share


class Seat:
    def __init__(self, wallet, last, age):
        self.wallet, self.last, self.age = wallet, last, age
        self.present, self.left, self.is_first_month = age is not None, False, False


class PlainDraw:
    """One draw of a chunk, month by month; `sums` has a row of `Sum` by month."""

    def __init__(self, inputs, draw):
        self.inputs, self.draw, self.sums, self.was_cut = inputs, draw, [], False
        first = inputs.terms[0]
        count = 0 if inputs.is_opening else inputs.open_seats(0)
        self.seats = [
            Seat(int(inputs.opening_wallet_cents[i]), int(first.allocation_cents[i]), 99)
            for i in range(count)
        ]

    def at(self, values, seat):
        return int(values[seat] if values.ndim == 1 else values[self.draw, seat])

    def open_month(self, month, frozen):
        inputs, terms, row = self.inputs, self.inputs.terms_in(month), dict.fromkeys(Sum, 0)
        count = inputs.open_seats(month)
        for closed in self.seats[count:]:
            row[Sum.BROKEN] += closed.wallet
            row[Sum.EXITS] += closed.present
        del self.seats[count:]
        number = inputs.first_draw + self.draw
        drawn = words(
            1, seed=inputs.seed, month=month, draws=number, start=inputs.start, count=count
        )
        leaves, self.unpaid, self.slow = (coin.tolist() for coin in coins(drawn))
        for i, seat in enumerate(self.seats):
            if seat.present and leaves[i] < self.exit_threshold(terms, seat, i):
                row[Sum.BROKEN] += seat.wallet
                row[Sum.EXITS] += 1
                seat.wallet, seat.present, seat.left = 0, False, not inputs.refill
        self.seats += [Seat(0, 0, None) for _ in range(count - len(self.seats))]
        for seat in self.seats:
            seat.is_first_month = not (seat.present or seat.left or frozen)
            if seat.is_first_month:
                row[Sum.ENTRIES] += 1
                seat.present, seat.age, seat.last = True, 0, 0
        for i, seat in enumerate(self.seats):
            if seat.present:
                self.owe(terms, seat, i, row)
        self.sums.append(row)

    def owe(self, terms, seat, i, row):
        due = self.at(terms.contribution_cents, i)
        row[Sum.HOUSEHOLDS] += 1
        row[Sum.PARTICIPANTS] += int(self.inputs.persons[i])
        row[Sum.DUE] += due
        row[Sum.UNPAID] += due if self.unpaid[i] < self.inputs.unpaid_thresholds[self.draw] else 0
        row[Sum.INTENDED] += int(terms.allocation_cents[i])
        if terms.wallet is not None:
            broken = surplus(
                terms.wallet, balance_cents=seat.wallet, last_allocation_cents=seat.last
            )
            row[Sum.BROKEN] += broken
            seat.wallet -= broken

    def exit_threshold(self, terms, seat, i):
        exits = terms.exits
        if self.was_cut and terms.exits_after_cut is not None:
            exits = terms.exits_after_cut
        is_recent = seat.age <= 3 and exits.recent is not None
        return self.at(exits.recent if is_recent else exits.settled, i)

    def close_month(self, month, theta=10_000):
        terms, row, spending = self.inputs.terms_in(month), self.sums[-1], self.inputs.spending
        self.was_cut = theta < 10_000
        for i, seat in enumerate(self.seats):
            seat.age = None if seat.age is None else seat.age + 1
            if not seat.present:
                continue
            granted = cut(int(terms.allocation_cents[i]), theta)
            seat.wallet += granted
            seat.last = granted if theta else seat.last
            rate = 10_000
            if seat.is_first_month:
                rate = spending.first_month_bp
            elif self.slow[i] < spending.low_thresholds[self.draw]:
                rate = int(spending.low_bp[self.draw])
            spent = share(seat.wallet, rate)
            seat.wallet -= spent
            row[Sum.ALLOCATED] += granted
            row[Sum.SPENT] += spent
        row[Sum.WALLETS] = sum(seat.wallet for seat in self.seats)

    def rows(self):
        return [[row[column] for column in Sum] for row in self.sums]


def plain_months(inputs):
    """Every draw of a chunk with all allocations granted: [draws][months][Sum]."""
    found = []
    for draw in range(inputs.draws):
        walked = PlainDraw(inputs, draw)
        for month in range(len(inputs.seats)):
            walked.open_month(month, frozen=False)
            walked.close_month(month)
        found.append(walked.rows())
    return found


def plain_shortage(inputs, *, reserve, rule):
    """With a shortage each month: a reserve that never moves, nothing owed to shops."""
    found = []
    for draw in range(inputs.draws):
        walked, frozen = PlainDraw(inputs, draw), False
        for month in range(len(inputs.seats)):
            walked.open_month(month, frozen)
            wallets = sum(seat.wallet for seat in walked.seats)
            intended = walked.sums[-1][Sum.INTENDED]
            answer = judge(
                rule, reserve_cents=reserve, outstanding_cents=wallets, intended_cents=intended
            )
            is_short = not isinstance(answer, Enough)
            frozen = is_short and answer.action is Shortage.FREEZE
            walked.close_month(month, answer.theta_bp if is_short else 10_000)
        found.append(walked.rows())
    return found
