"""The deeds on shops: apply, accredit, suspend, end; points of sale; bank accounts.

Each is one transaction and leaves one audit line; none moves money.
"""

from ecot.operations.shops.actions.accrediting import (
    ShopMoved,
    accredit,
    change_shop_state,
    renew_agreement,
)
from ecot.operations.shops.actions.applying import Applied, apply_as_shop, change_shop
from ecot.operations.shops.actions.banking import (
    BankChange,
    confirm_bank_change,
    request_bank_change,
    stop_bank_change,
)
from ecot.operations.shops.actions.selling import (
    change_point_of_sale,
    close_point_of_sale,
    open_point_of_sale,
)

__all__ = [
    "Applied",
    "BankChange",
    "ShopMoved",
    "accredit",
    "apply_as_shop",
    "change_point_of_sale",
    "change_shop",
    "change_shop_state",
    "close_point_of_sale",
    "confirm_bank_change",
    "open_point_of_sale",
    "renew_agreement",
    "request_bank_change",
    "stop_bank_change",
]
