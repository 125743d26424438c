"""The states of a shop and the only ways from one to the next.

Called by the deeds of this room, by queries and by faces that list the possible next steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class ShopState(StrEnum):
    """Where a shop stands with the caisse."""

    APPLIED = "applied"
    ACCREDITED = "accredited"
    SUSPENDED = "suspended"
    ENDED = "ended"


SHOP_STATE_NAMES: Mapping[ShopState, str] = {
    ShopState.APPLIED: "candidat",
    ShopState.ACCREDITED: "conventionné",
    ShopState.SUSPENDED: "suspendu",
    ShopState.ENDED: "sorti",
}

NEXT_SHOP_STATES: Mapping[ShopState, frozenset[ShopState]] = {
    ShopState.APPLIED: frozenset({ShopState.ACCREDITED, ShopState.ENDED}),
    ShopState.ACCREDITED: frozenset({ShopState.SUSPENDED, ShopState.ENDED}),
    ShopState.SUSPENDED: frozenset({ShopState.ACCREDITED, ShopState.ENDED}),
    ShopState.ENDED: frozenset({ShopState.APPLIED, ShopState.ACCREDITED}),
}
