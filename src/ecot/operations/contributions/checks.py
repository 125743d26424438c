"""What this room can prove: receipts and returns agree with the book, pledges with the rule.

No income is kept, so the scale itself is trusted: what is proved of a pledge is its version, its
minimum, its step and its ceiling. Reads only.
"""

from __future__ import annotations

from django.db.models import Count, F, Min

from ecot.ledger.agreement import agreement, present
from ecot.ledger.kinds import EntryKind
from ecot.operations.contributions.models import Pledge, Receipt, ReturnedContribution
from ecot.rulebook.checks import written
from ecot.rules.contribution import ContributionRule, accept_pledge
from ecot.values.finding import Finding
from ecot.values.refusal import Refused


def receipts_in_book() -> Finding:
    """Each contribution of the book has its receipt, for the same cents, and the reverse."""
    return agreement(
        (EntryKind.CONTRIBUTION_RECEIVED, EntryKind.RECEIPT_MATCHED),
        Receipt.objects.values_list("entry_id", "amount_cents"),
        what="cotisation reçue",
    )


def returns_in_book() -> Finding:
    """Each debit returned and each contribution given back stands in both; errors are reversals."""
    money = ReturnedContribution.objects.exclude(cause="error")
    pairs = money.values_list("entry_id", F("amount_cents") + F("fee_cents"))
    found = agreement((EntryKind.CONTRIBUTION_RETURNED,), pairs, what="cotisation rendue")
    if not found.ok:
        return found
    errors = ReturnedContribution.objects.filter(cause="error")
    other = present(errors.values_list("entry_id", flat=True), what="cotisation annulée")
    return Finding(found.checked + other.checked, other.offender)


def pledges_as_voted() -> Finding:
    """Each pledge is accepted by the version that it names: minimum, step, ceiling."""
    rows = (
        Pledge.objects.values_list("rule_version", "amount_cents", "persons")
        .annotate(first=Min("id"), pledges=Count("id"))
        .order_by("first")
    )
    found = list(rows)
    known = written()
    checked = 0
    for version_id, amount_cents, persons, first, count in found:
        checked += count
        version = known.get(version_id)
        if version is None or not isinstance(version.parameters, ContributionRule):
            return Finding(checked, f"engagement {first} : la règle {version_id} n’existe pas")
        answer = accept_pledge(version.parameters, amount_cents, persons=persons)
        if isinstance(answer, Refused):
            return Finding(checked, f"engagement {first} : la règle le refuse ({answer.code})")
    return Finding(checked)
