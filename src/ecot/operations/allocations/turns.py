"""One deed at a time judges the reserve: two that look at once would both be promised the same euros.

Called by every deed of this room that credits wallets, before it reads the position of the reserve.
On SQLite the immediate transaction is the turn already. No rule and no amount enters here.
"""

from __future__ import annotations

from ecot.operations.allocations.models import Run


def take_turn() -> None:
    """Wait until no other deed of this room is under way; held until the end of the transaction."""
    list(Run.objects.select_for_update(no_key=True).order_by("id").values_list("id"))
