"""What entries name: the rule versions that they applied, and nobody but by an opaque reference. Reads only."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db.models import QuerySet

from ecot.ledger import opaque
from ecot.ledger.checks.looks import rows
from ecot.ledger.models import Entry
from ecot.ledger.shapes import NAMES_RULES
from ecot.rulebook.checks import written
from ecot.values.finding import Finding


def versions_named() -> Finding:
    """Each allocation, payment and reimbursement names rule versions that exist, of the right kind."""
    groups = rows(
        "SELECT kind, rules, count(*), min(id) FROM ledger_entry GROUP BY 1, 2 ORDER BY 4"
    )
    named = [(kind, json.loads(str(rules)), count, first) for kind, rules, count, first in groups]
    known = written()
    checked = 0
    for kind, rules, count, first in named:
        checked += int(str(count))
        wanted = NAMES_RULES.get(str(kind), frozenset())
        if absent := wanted - rules.keys():
            return Finding(
                checked, f"écriture {first} ({kind}) : ne nomme pas sa règle {min(absent)}"
            )
        for rule, version_id in rules.items():
            version = known.get(version_id)
            if version is None or version.kind.value != rule:
                return Finding(
                    checked,
                    f"écriture {first} ({kind}) : la version {version_id} n’est pas une {rule}",
                )
    return Finding(checked)


def only_opaque_names() -> Finding:
    """Owners, actors and keys are opaque references: no name, no address, no account number."""
    checked = 0
    for what, name in _names():
        checked += 1
        if not opaque.is_opaque(what, name):
            return Finding(checked, f"{what} « {name} » n’est pas une référence opaque")
    return Finding(checked)


def _names() -> Iterator[tuple[str, str]]:
    for table, column in (("account", "owner"), ("entry", "actor"), ("closing", "actor")):
        for (name,) in rows(f"SELECT DISTINCT {column} FROM ledger_{table} ORDER BY 1"):
            yield column, str(name)


def keys_opaque() -> Finding:
    """Keys are made by chance or from our own rows: letters, digits and signs, no address."""
    return _unlike(Entry.objects.exclude(key__regex=opaque.KEY), "une clé lisible")


def evidence_opaque() -> Finding:
    """Evidence holds counts, codes and references; a reason in words names no address or account."""
    found = _unlike(Entry.objects.exclude(evidence__regex=opaque.EVIDENCE), "une preuve en clair")
    if not found.ok:
        return found
    named = Entry.objects.filter(evidence__regex=opaque.NAMES_SOMEBODY)
    return _unlike(named, "un motif qui porte une adresse ou un numéro")


def _unlike(rows: QuerySet[Entry], what: str) -> Finding:
    first = rows.order_by("id").values_list("id", flat=True).first()
    offender = "" if first is None else f"écriture {first} : {what}"
    return Finding(Entry.objects.count(), offender)
