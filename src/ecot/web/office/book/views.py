"""The journal: its newest entries, one entry with its lines, the way to undo it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from ecot.access.queries import names as account_names
from ecot.ledger.chart import AccountName, Code
from ecot.ledger.entries import EntryView, entries, entry, refunded_so_far
from ecot.ledger.kinds import EntryKind
from ecot.operations.contributions.queries import receipt_of_entry
from ecot.operations.members.directory import called
from ecot.operations.treasury.reversing import REVERSED_HERE
from ecot.oversight.promises import examine, promises
from ecot.rulebook.reading import versions
from ecot.values import clock
from ecot.values.month import Month
from ecot.values.references import identity_of
from ecot.values.refusal import Refused
from ecot.web.actors import user_ids
from ecot.web.entry_words import KIND_WORDS
from ecot.web.movements import shop_names
from ecot.web.permissions import OFFICE
from ecot.web.visitors import visitor_of

MOST_LISTED = 100
RECOUNT = "recompter"
"""What the page of the promises is asked to count everything again."""
_GRANTS = frozenset(
    {
        EntryKind.GRANT_SIGNED,
        EntryKind.GRANT_RECEIVED,
        EntryKind.GRANT_SET_ASIDE,
        EntryKind.GRANT_TAKEN_BACK,
        EntryKind.GRANT_GIVEN_BACK,
    }
)

_FAMILY_WORDS = {
    Code.WALLET: "porte-monnaie",
    Code.OWED_TO_SHOP: "dû au commerce",
    Code.CONTRIBUTION: "cotisations",
    Code.CONTRIBUTION_FREE: "cotisations",
    Code.ALLOCATION_GRANTED: "allocations accordées",
    Code.BANK: "banque",
    Code.CASH: "espèces",
    Code.UNIDENTIFIED: "recettes sans nom",
    Code.ORDERED: "virements ordonnés",
    Code.TO_RECOVER: "à récupérer",
    Code.RETURNED: "MonA rendus",
    Code.CARRIED_FORWARD: "report à nouveau",
    Code.GRANT_INCOME: "subventions",
    Code.GRANT_RECEIVABLE: "subventions à recevoir",
    Code.BANK_FEE: "frais de banque",
    Code.COST_SERVICES: "services",
    Code.COST_STAFF: "salaires",
    Code.SHORTFALL: "pertes acceptées",
}


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of an entry, both accounts in words."""

    debit: str
    credit: str
    amount_cents: int


def journal(request: HttpRequest) -> HttpResponse:
    """The newest entries, of a kind and of a month if asked."""
    kind = request.GET.get("sorte", "")
    month = Month.parse(request.GET.get("mois", ""))
    span = None if isinstance(month, Refused) else month
    rows = entries(
        kind=EntryKind(kind) if kind in set(EntryKind) else None,
        from_on=None if span is None else span.first_day,
        until_on=None if span is None else span.last_day,
        limit=MOST_LISTED,
    )
    context = {
        "rows": rows,
        "people": account_names(user_ids(row.actor for row in rows)),
        "kinds": [(each.value, gettext(words)) for each, words in KIND_WORDS.items()],
        "kind": kind,
        "month": "" if span is None else str(span),
        "most": MOST_LISTED,
    }
    return render(request, "office/book/journal.html", context)


def one(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry: who, when, why, under which votes, and what became of it."""
    found = entry(entry_id)
    if found is None:
        raise Http404
    lines = found.lines
    accounts = [name for line in lines for name in (line.debit, line.credit)]
    names = _names(accounts, with_names=bool(visitor_of(request).roles & OFFICE.roles))
    context = {
        "entry": found,
        "lines": [
            LineShown(names[each.debit], names[each.credit], each.amount_cents) for each in lines
        ],
        "rules": versions(found.rules.values()).values(),
        "people": account_names(user_ids([found.actor])),
        "undo": way_to_undo(found),
        "refunded_cents": refunded_so_far(entry_id),
    }
    return render(request, "office/book/one.html", context)


def way_to_undo(found: EntryView) -> str:
    """The address where this entry is undone; nothing where it is undone already, or cannot be."""
    if found.reversed_by is not None or found.kind is EntryKind.REVERSAL:
        return ""
    if found.kind in REVERSED_HERE or found.kind in _GRANTS:
        return reverse("office:entry_reverse", kwargs={"entry_id": found.entry_id})
    if found.kind in {EntryKind.CONTRIBUTION_RECEIVED, EntryKind.RECEIPT_MATCHED}:
        row = receipt_of_entry(found.entry_id)
        return "" if row is None else reverse("office:receipt_undo", args=[row.receipt_id])
    if found.kind is EntryKind.CONTRIBUTION_RETURNED:
        return reverse("office:entry_reverse", kwargs={"entry_id": found.entry_id})
    if found.kind is EntryKind.TILL_PAYMENT:
        return reverse("office:sale_refund", kwargs={"entry_id": found.entry_id})
    if found.kind is EntryKind.ALLOCATION:
        household_id = next(
            identity_of(line.credit.owner)
            for line in found.lines
            if line.credit.code is Code.WALLET
        )
        return reverse("office:correct_allocation", kwargs={"household_id": household_id})
    return ""


def check(request: HttpRequest) -> HttpResponse:
    """The eight promises; checked now where it is asked, since the whole book is read again."""
    if RECOUNT not in request.GET:
        return render(request, "office/book/check.html", {"promises": promises(clock.today())})
    kept = list(examine(clock.today()))
    context = {"kept": kept, "green": sum(each.ok for each in kept), "at": clock.now()}
    return render(request, "office/book/check.html", context)


def _names(accounts: list[AccountName], *, with_names: bool) -> dict[AccountName, str]:
    """Each account in words; who only reads the book sees a household's number, never its name."""
    shops = shop_names(accounts)
    owners = {name.owner: _household(name) for name in accounts}
    households = called({each for each in owners.values() if each is not None})
    if not with_names:
        households = {each: words.partition(" ·")[0] for each, words in households.items()}
    named: dict[AccountName, str] = {}
    for name in accounts:
        family = gettext(_FAMILY_WORDS.get(name.code, name.code.value))
        identity = owners[name.owner]
        whose = shops.get(name.owner) or (
            "" if identity is None else households.get(identity, gettext("un foyer effacé"))
        )
        named[name] = f"{name.code} {family}" + (f" · {whose}" if whose else "")
    return named


def _household(name: AccountName) -> UUID | None:
    return identity_of(name.owner) if name.owner.startswith("household-") else None
