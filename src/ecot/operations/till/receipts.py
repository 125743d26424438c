"""The receipt of a sale: made from the sale's entry alone, so that a replay says the same for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ecot.ledger.entries import EntryView, entry
from ecot.ledger.kinds import EntryKind
from ecot.operations.shops.queries import SellingPoint, selling_at
from ecot.rulebook.reading import versions
from ecot.rules.kinds import RuleKind
from ecot.values.references import identity_of


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a sale leaves in the hands of the two: where, how much, what is left, under which rule."""

    entry_id: int
    at: datetime
    occurred_on: date
    point_of_sale_id: UUID
    point_of_sale_name: str
    shop_name: str
    amount_cents: int
    euros_cents: int
    amounts_by_rate: tuple[tuple[int, int], ...]
    balance_after_cents: int
    rule_versions: Mapping[str, int]
    rule_sentence: str
    replayed: bool = False


def receipt(entry_id: int, *, replayed: bool = False) -> Receipt | None:
    """The receipt of a sale; None where the entry is not one."""
    sale = entry(entry_id)
    if sale is None or sale.kind is not EntryKind.TILL_PAYMENT:
        return None
    point_of_sale_id = UUID(hex=str(sale.evidence["point_of_sale"]))
    point = selling_at(point_of_sale_id, sale.occurred_on)
    assert point is not None, "a point of sale is never erased"
    return made(sale, point, rule_sentence(sale.rules), replayed=replayed)


def made(sale: EntryView, point: SellingPoint, sentence: str, *, replayed: bool) -> Receipt:
    """The receipt of a sale whose shop and rules are at hand."""
    return Receipt(
        entry_id=sale.entry_id,
        at=sale.posted_at,
        occurred_on=sale.occurred_on,
        point_of_sale_id=point.point_of_sale_id,
        point_of_sale_name=point.name,
        shop_name=point.shop_name,
        amount_cents=sale.total_cents,
        euros_cents=_cents(sale.evidence, "euros_cents"),
        amounts_by_rate=amounts_of(sale.evidence),
        balance_after_cents=_cents(sale.evidence, "balance_after_cents"),
        rule_versions=dict(sale.rules),
        rule_sentence=sentence,
        replayed=replayed,
    )


def rule_sentence(rules: Mapping[str, int]) -> str:
    """What the versions that a sale applied say: coverage, then payment."""
    found = {rule.kind: rule for rule in versions(rules.values()).values()}
    kinds = (RuleKind.ACCREDITATION, RuleKind.PAYMENT)
    return " ".join(found[kind].parameters.sentence() for kind in kinds if kind in found)


def amounts_of(evidence: Mapping[str, object]) -> tuple[tuple[int, int], ...]:
    """The amounts by rate that a sale's evidence holds."""
    pairs = evidence["amounts"]
    assert isinstance(pairs, list | tuple)
    return tuple((int(rate), int(cents)) for rate, cents in pairs)


def household_of(sale: EntryView) -> UUID:
    """Whose wallet a sale or a refund moved."""
    line = sale.lines[0]
    return identity_of((line.debit if line.debit.is_guarded else line.credit).owner)


def _cents(evidence: Mapping[str, object], name: str) -> int:
    found = evidence[name]
    assert isinstance(found, int)
    return found
