"""Who may see which page: one line per address, read by the gate, walked by the tests.

A committee can read this table. A page without a line is shown to nobody. `own` names the one to
whom the page belongs: whoever does not act for that very one is told that nothing is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from ecot.access.roles import Role
from ecot.values import references

Named = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Permit:
    """The roles that may open a page, and whose page it is; or an address for devices only.

    `by_device`: no session opens it, whoever is signed in; the interface asks for a till's token.
    """

    roles: frozenset[Role]
    own: Callable[[Named], str] | None = None
    by_device: bool = False


def _household(named: Named) -> str:
    identity = named["household_id"]
    assert isinstance(identity, UUID), "the address of a purse bears the household's identifier"
    return references.household(identity)


def _point_of_sale(named: Named) -> str:
    identity = named["point_id"]
    assert isinstance(identity, UUID), "the address of a till bears the point of sale's identifier"
    return references.point_of_sale(identity)


_SIGNED_IN: Final = frozenset(Role) - {Role.ANONYMOUS}
_OFFICE: Final = frozenset({Role.OFFICE, Role.TREASURER})
_READERS: Final = frozenset({Role.OFFICE, Role.TREASURER, Role.AUDITOR})

_SEEKERS: Final = frozenset(
    {Role.OFFICE, Role.TREASURER, Role.COMMITTEE, Role.SECRETARY, Role.AUDITOR}
)

EVERYONE: Final = Permit(frozenset({Role.ANONYMOUS}))
SIGNED_IN: Final = Permit(_SIGNED_IN)
OWN_PURSE: Final = Permit(frozenset({Role.HOUSEHOLD, Role.HELPER}), own=_household)
ANY_PURSE: Final = Permit(frozenset({Role.HOUSEHOLD, Role.HELPER}))
OWN_TILL: Final = Permit(frozenset({Role.POINT_OF_SALE}), own=_point_of_sale)
ANY_TILL: Final = Permit(frozenset({Role.POINT_OF_SALE}))
OFFICE: Final = Permit(_OFFICE)
READING: Final = Permit(_READERS)
TREASURER: Final = Permit(frozenset({Role.TREASURER}))
SEEKING: Final = Permit(_SEEKERS)
ACCOUNTS: Final = Permit(frozenset({Role.ADMINISTRATOR}))
DEVICE: Final = Permit(frozenset(), by_device=True)

PERMISSIONS: Final[dict[str, Permit]] = {
    "account_login": EVERYONE,
    "account_request_login_code": EVERYONE,
    "account_confirm_login_code": EVERYONE,
    "account_logout": EVERYONE,
    "public:home": EVERYONE,
    "public:rule": EVERYONE,
    "public:rule_history": EVERYONE,
    "public:figures": EVERYONE,
    "public:shops": EVERYONE,
    "public:accessibility": EVERYONE,
    "public:doors": SIGNED_IN,
    "member:purses": ANY_PURSE,
    "member:purse": OWN_PURSE,
    "member:movements": OWN_PURSE,
    "member:where": OWN_PURSE,
    "member:part": OWN_PURSE,
    "member:pledge": OWN_PURSE,
    "member:cards": OWN_PURSE,
    "member:card_lost": OWN_PURSE,
    "till:tills": ANY_TILL,
    "till:sell": OWN_TILL,
    "till:receipt": OWN_TILL,
    "till:correct": OWN_TILL,
    "till:refund": OWN_TILL,
    "till:day": OWN_TILL,
    "office:household": OFFICE,
    "office:household_statement": OFFICE,
    "office:household_contact": OFFICE,
    "office:household_entry": OFFICE,
    "office:household_state": OFFICE,
    "office:household_separate": OFFICE,
    "office:household_merge": OFFICE,
    "office:person_add": OFFICE,
    "office:person_correct": OFFICE,
    "office:person_remove": OFFICE,
    "office:person_participation": OFFICE,
    "office:card_issue": OFFICE,
    "office:code_renew": OFFICE,
    "office:card_lost": OFFICE,
    "office:card_blocked": OFFICE,
    "office:household_pledge": OFFICE,
    "office:arrears": OFFICE,
    "office:allocate_one": OFFICE,
    "office:correct_allocation": OFFICE,
    "office:recover": OFFICE,
    "office:settle": OFFICE,
    "office:move_wallet": OFFICE,
    "office:shop": READING,
    "office:shop_statement": READING,
    "office:shop_statement_paper": READING,
    "office:dispute": OFFICE,
    "office:shop_change": OFFICE,
    "office:accredit": OFFICE,
    "office:shop_state": OFFICE,
    "office:bank_request": OFFICE,
    "office:bank_confirm": OFFICE,
    "office:bank_stop": OFFICE,
    "office:point_open": OFFICE,
    "office:point": OFFICE,
    "office:point_change": OFFICE,
    "office:point_entry": OFFICE,
    "office:point_close": OFFICE,
    "office:receipts": OFFICE,
    "office:receive": OFFICE,
    "office:receive_unknown": OFFICE,
    "office:give_back": OFFICE,
    "office:match": OFFICE,
    "office:call": OFFICE,
    "office:letters": OFFICE,
    "office:waiting": OFFICE,
    "office:receipt": OFFICE,
    "office:receipt_undo": OFFICE,
    "office:receipt_return": OFFICE,
    "office:remittance": READING,
    "office:remittance_confirm": TREASURER,
    "office:remittance_call_off": OFFICE,
    "office:remittance_executed": OFFICE,
    "office:remittance_file": OFFICE,
    "office:remittance_advice": OFFICE,
    "office:remittance_returned": OFFICE,
    "office:treasury": READING,
    "office:account_open": OFFICE,
    "office:type_balance": OFFICE,
    "office:count_cash": OFFICE,
    "office:bank_cash": OFFICE,
    "office:cost": OFFICE,
    "office:income": OFFICE,
    "office:grant_sign": OFFICE,
    "office:grant": READING,
    "office:grant_receive": OFFICE,
    "office:grant_charge": OFFICE,
    "office:grant_back": OFFICE,
    "office:opening_prepare": OFFICE,
    "office:opening": READING,
    "office:opening_sign": TREASURER,
    "office:opening_post": TREASURER,
    "office:month": READING,
    "office:month_close": OFFICE,
    "office:month_closing": READING,
    "office:month_closing_paper": READING,
    "office:allocation": OFFICE,
    "office:allocation_open": OFFICE,
    "office:allocation_undo": OFFICE,
    "office:households": OFFICE,
    "office:register": OFFICE,
    "office:import": OFFICE,
    "office:import_commit": OFFICE,
    "office:import_model": OFFICE,
    "office:export": OFFICE,
    "office:shops": READING,
    "office:shop_apply": OFFICE,
    "office:remittances": READING,
    "office:remittance_prepare": OFFICE,
    "office:book": READING,
    "office:entry": READING,
    "office:entry_reverse": OFFICE,
    "office:sale_refund": OFFICE,
    "office:check": READING,
    "office:slips": OFFICE,
    "office:slip": OFFICE,
    "office:sheet": OFFICE,
    "office:accounts": ACCOUNTS,
    "office:give_role": ACCOUNTS,
    "office:end_role": ACCOUNTS,
    "office:close_sessions": ACCOUNTS,
    "strategy:home": SEEKING,
    "strategy:mechanisms": SEEKING,
    "strategy:mechanism": SEEKING,
    "strategy:leads": SEEKING,
    "strategy:lead": SEEKING,
    "strategy:lead_open": OFFICE,
    "strategy:lead_move": OFFICE,
    "strategy:forecasts": SEEKING,
    "strategy:scenarios": SEEKING,
    "strategy:build": OFFICE,
    "strategy:compare": SEEKING,
    "strategy:scenario": SEEKING,
    "strategy:report": SEEKING,
    "strategy:file": SEEKING,
    "strategy:shelve": OFFICE,
    "api:described": EVERYONE,
    "api:payments": DEVICE,
    "api:refund": DEVICE,
}
"""Every address of the site."""
