"""A bad network between tills and the app, drawn from a seed: lost, doubled, late, out of order."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.faults.tills import PAY, Operation, Till

EACH = 0.05
LATE_AT_ONCE = 6


class Network:
    """What becomes of one till's operations: about one in four meets a fault."""

    def __init__(self, till: Till, others: Sequence[Till], chance: Random) -> None:
        self.till = till
        self.others = others
        self.chance = chance
        self.late: list[Operation] = []

    def carry(self, operation: Operation) -> None:
        """Let one operation meet its fate."""
        fate = int(self.chance.random() / EACH)
        if fate == 0:
            self.till.sent[operation.key] = operation  # the request is lost on its way
        elif fate == 1:
            self._lose_the_answer(operation)
        elif fate == 2:
            self.till.send(operation)
            self.till.send(operation)
        elif fate == 3:
            self.till.sent[operation.key] = operation
            self.late.append(operation)
        elif fate == 4:
            self._repeat_an_old_one()
            self.till.send(operation)
        else:
            self.till.send(operation)
        if len(self.late) == LATE_AT_ONCE:
            self.deliver_the_late()

    def deliver_the_late(self) -> None:
        """What was held back arrives, in another order."""
        self.chance.shuffle(self.late)
        while self.late:
            self.till.send(self.late.pop())

    def _lose_the_answer(self, operation: Operation) -> None:
        self.till.sent[operation.key] = operation
        body: dict[str, object] = {"amount_cents": operation.cents, "card": operation.card}
        self.till.post(PAY, operation.key, body)

    def _repeat_an_old_one(self) -> None:
        """Another till's operation is sent again from here, perhaps while it is on its way there."""
        other = self.chance.choice(self.others)
        old = list(other.sent.values())
        if old:
            again = self.chance.choice(old)
            body: dict[str, object] = {"amount_cents": again.cents, "card": again.card}
            self.till.answers.append((again.key, self.till.post(PAY, again.key, body)))
