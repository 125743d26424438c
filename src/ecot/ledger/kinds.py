"""The kinds of entries: one per event that moves money. Pure list."""

from __future__ import annotations

from enum import StrEnum


class EntryKind(StrEnum):
    """What happened. The name of the recipe that writes it."""

    OPENING_BALANCE = "opening_balance"
    CONTRIBUTION_RECEIVED = "contribution_received"
    RECEIPT_UNIDENTIFIED = "receipt_unidentified"
    RECEIPT_MATCHED = "receipt_matched"
    CONTRIBUTION_RETURNED = "contribution_returned"
    CASH_BANKED = "cash_banked"
    CASH_DIFFERENCE = "cash_difference"
    RUNNING_COST = "running_cost"
    ALLOCATION = "allocation"
    UNSPENT_RETURNED = "unspent_returned"
    TILL_PAYMENT = "till_payment"
    REFUND = "refund"
    WALLET_MOVED = "wallet_moved"
    ALLOCATION_RECOVERED = "allocation_recovered"
    RECOVERY_TAKEN = "recovery_taken"
    RECOVERY_FORGIVEN = "recovery_forgiven"
    REMITTANCE_ORDERED = "remittance_ordered"
    REMITTANCE_EXECUTED = "remittance_executed"
    REMITTANCE_RETURNED = "remittance_returned"
    VOUCHERS_ISSUED = "vouchers_issued"
    VOUCHERS_USED = "vouchers_used"
    VOUCHERS_LOST = "vouchers_lost"
    SHORTFALL_ACCEPTED = "shortfall_accepted"
    GRANT_SIGNED = "grant_signed"
    GRANT_RECEIVED = "grant_received"
    GRANT_SET_ASIDE = "grant_set_aside"
    GRANT_TAKEN_BACK = "grant_taken_back"
    GRANT_GIVEN_BACK = "grant_given_back"
    OTHER_INCOME = "other_income"
    REVERSAL = "reversal"
