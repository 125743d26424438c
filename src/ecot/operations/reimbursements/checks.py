"""What this room can prove: each transfer to a shop is the rule's, stands once in the book. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ecot.ledger.agreement import agreement, present
from ecot.ledger.chart import Code
from ecot.ledger.gists import gists
from ecot.ledger.kinds import EntryKind
from ecot.operations.reimbursements.models import Remittance, RemittanceLine
from ecot.rulebook.checks import Calendar, written
from ecot.rules.kinds import RuleKind
from ecot.rules.reimbursement import ReimbursementRule, remit
from ecot.values.clock import civil_day
from ecot.values.finding import Finding

_FACTS: Final = ("remittance", "owed_cents")


def transfers_as_voted() -> Finding:
    """Each transfer ordered is what the rule of its preparation gives for what the shop was owed."""
    calendar = Calendar(RuleKind.REIMBURSEMENT)
    prepared = dict(Remittance.objects.values_list("number", "prepared_at"))
    checked = 0
    for gist in gists(EntryKind.REMITTANCE_ORDERED, _FACTS):
        checked += gist.count
        where = f"remboursement {gist.first_entry_id}"
        number, owed_cents = gist.facts.get("remittance"), gist.facts.get("owed_cents")
        if not isinstance(number, int) or number not in prepared or not isinstance(owed_cents, int):
            return Finding(checked, f"{where} : sa preuve est incomplète")
        rule = calendar.on(civil_day(prepared[number]))
        if rule is None or gist.rules.get(RuleKind.REIMBURSEMENT.value) != rule.version_id:
            return Finding(
                checked, f"{where} : il n’applique pas la règle du jour de sa préparation"
            )
        assert isinstance(rule.parameters, ReimbursementRule)
        right = remit(rule.parameters, owed_cents)
        if right.paid_cents == 0 or right.paid_cents + right.fee_cents != gist.total_cents:
            return Finding(
                checked, f"{where} : {gist.total_cents} centimes, la règle donne {right.paid_cents}"
            )
    return Finding(checked)


def lines_as_voted() -> Finding:
    """What is sent and what is kept of each line are those of the rule that the remittance names."""
    lines = RemittanceLine.objects.filter(ordered_entry_id__isnull=False)
    rows = lines.values_list(
        "id", "remittance__rule_version", "owed_cents", "paid_cents", "fee_cents"
    )
    known = written()
    checked = 0
    for line_id, version_id, owed_cents, paid_cents, fee_cents in rows.order_by("id"):
        checked += 1
        rule = known.get(version_id)
        if rule is None or not isinstance(rule.parameters, ReimbursementRule):
            return Finding(checked, f"virement {line_id} : la règle {version_id} n’existe pas")
        right = remit(rule.parameters, owed_cents)
        if (right.paid_cents, right.fee_cents) != (paid_cents, fee_cents):
            return Finding(checked, f"virement {line_id} : il n’est pas celui que donne la règle")
    return Finding(checked)


def transfers_in_book() -> Finding:
    """Each transfer ordered has its line, for the cents that left, and the reverse; so have returns."""
    ordered = RemittanceLine.objects.filter(ordered_entry_id__isnull=False)
    found = agreement(
        (EntryKind.REMITTANCE_ORDERED,),
        _pairs(ordered.values_list("ordered_entry_id", "paid_cents")),
        what="virement ordonné",
        credited=Code.ORDERED,
    )
    if not found.ok:
        return found
    back = RemittanceLine.objects.filter(returned_entry_id__isnull=False)
    pairs = back.values_list("returned_entry_id", "owed_cents")
    returned = agreement((EntryKind.REMITTANCE_RETURNED,), _pairs(pairs), what="virement renvoyé")
    if not returned.ok:
        return returned
    paid = ordered.filter(executed_entry_id__isnull=False)
    ids = [entry_id for entry_id, _ in _pairs(paid.values_list("executed_entry_id", "id"))]
    return present(ids, what="virement payé")


def _pairs(rows: Iterable[tuple[int | None, int]]) -> list[tuple[int, int]]:
    return [(entry_id, cents) for entry_id, cents in rows if entry_id is not None]
