"""What the page of a household shows, gathered once from the rooms that know it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ecot.access.queries import people_of
from ecot.ledger import balances, chart
from ecot.ledger.balances import wallet_balance
from ecot.operations.contributions.queries import (
    ReceiptView,
    months_without,
    pledge_of,
    receipts,
)
from ecot.operations.members.directory import HouseholdFile, household_file
from ecot.operations.members.states import (
    CARD_STATE_NAMES,
    NEXT_STATES,
    PREFERENCE_NAMES,
    STATE_NAMES,
)
from ecot.values import references
from ecot.values.month import Month
from ecot.web.movements import Movement, movements


@dataclass(frozen=True, slots=True)
class HouseholdPage:
    """A household with its money: wallet, part, receipts, movements."""

    file: HouseholdFile
    balance_cents: int
    to_recover_cents: int
    pledged_cents: int | None
    months_without: int
    receipts: tuple[ReceiptView, ...]
    movements: tuple[Movement, ...]
    accounts: tuple[str, ...]

    @property
    def state_words(self) -> str:
        """The state in French."""
        return "" if self.file.state is None else STATE_NAMES[self.file.state]

    @property
    def may_move(self) -> bool:
        """Whether the state may still change."""
        return self.file.state is not None and bool(NEXT_STATES[self.file.state])

    @property
    def preference_words(self) -> str:
        """How the household wishes to be written to."""
        return PREFERENCE_NAMES[self.file.contact.prefers]

    @property
    def history(self) -> list[tuple[str, object]]:
        """The states, newest first, each with its word."""
        return [(STATE_NAMES[row.state], row) for row in self.file.states]

    @property
    def card_lines(self) -> list[tuple[str, object]]:
        """The cards, newest first, each with its word."""
        return [(CARD_STATE_NAMES[card.state], card) for card in self.file.cards]


def household_page(household_id: UUID, month: Month) -> HouseholdPage | None:
    """Everything about a household in a month; a fixed number of queries."""
    file = household_file(household_id)
    if file is None:
        return None
    accounts = people_of(references.household(household_id))
    return HouseholdPage(
        file=file,
        balance_cents=wallet_balance(household_id),
        to_recover_cents=balances.balance(chart.to_recover(household_id)),
        pledged_cents=pledge_of(household_id, month),
        months_without=months_without(household_id, month),
        receipts=tuple(receipts(household_id=household_id, limit=6)),
        movements=tuple(movements(chart.wallet(household_id), limit=8)),
        accounts=tuple(str(user) for user, _ in accounts),
    )
