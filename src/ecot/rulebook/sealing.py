"""Rule versions as the seal commits to them, at writing and at checking."""

from __future__ import annotations

from typing import Final

from ecot.records.sealing.matching import match
from ecot.records.sealing.pen import commit
from ecot.records.sealing.salting import Sealable, content_of, instant_text
from ecot.rulebook.models import RuleVersion
from ecot.values.finding import Finding

KIND: Final = "rule"


def sealable(row: RuleVersion) -> Sealable:
    """A version, with the act that it comes from; it belongs to nobody."""
    facts = (
        row.kind,
        row.in_force_from,
        row.parameters,
        row.digest,
        row.source_kind,
        row.source_id,
        instant_text(row.enacted_at),
        row.enacted_by,
    )
    return Sealable(row.pk, content_of(facts))


def versions_as_sealed() -> Finding:
    """Each version is the one that its pen committed to; none was slipped in or taken out."""
    rows = [sealable(row) for row in RuleVersion.objects.order_by("id")]
    return match(KIND, [rows] if rows else [], name="règle")


def seal_what_stands() -> int:
    """Commit to every version of a book that is older than the seal; called once, when it is adopted."""
    rows = [sealable(row) for row in RuleVersion.objects.order_by("id")]
    commit(KIND, rows)
    return len(rows)
