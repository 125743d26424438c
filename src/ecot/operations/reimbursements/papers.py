"""The papers of this room: the bank's file, a shop's statement, the advice of its transfer. Reads only."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ecot.formats.pdf import Paper, typeset
from ecot.formats.sepa import Transfer, TransferFile, transfer_file
from ecot.ledger.kinds import EntryKind
from ecot.operations.reimbursements import refusals
from ecot.operations.reimbursements.models import Remittance, RemittanceLine
from ecot.operations.reimbursements.queries import DayLine, statement_of
from ecot.operations.reimbursements.states import IN_FILE
from ecot.operations.shops.models import Shop
from ecot.rulebook.reading import version
from ecot.values.money import format_euros
from ecot.values.month import day_in_words
from ecot.values.refusal import Refused

KIND_WORDS = {
    EntryKind.TILL_PAYMENT: "Ventes",
    EntryKind.REFUND: "Remboursements aux foyers",
    EntryKind.REVERSAL: "Ventes annulées ou corrigées",
    EntryKind.REMITTANCE_ORDERED: "Virement ordonné et frais",
    EntryKind.REMITTANCE_RETURNED: "Virement renvoyé par la banque",
    EntryKind.VOUCHERS_USED: "Bons de papier remis",
    EntryKind.SHORTFALL_ACCEPTED: "Ventes hors réseau prises en charge",
    EntryKind.OPENING_BALANCE: "Solde repris à l’arrivée",
}


def transfers_file(remittance_id: UUID, *, fund_name: str) -> bytes | Refused:
    """The file for the bank of an ordered remittance, always the same bytes.

    Refused: an unknown remittance, one without its second yes, what the bank's schema refuses.
    """
    remittance = Remittance.objects.select_related("account").filter(id=remittance_id).first()
    if remittance is None:
        return Refused(refusals.REMITTANCE_UNKNOWN)
    if remittance.confirmed_at is None:
        return Refused(refusals.NOT_ORDERED)
    rows = remittance.lines.filter(state__in=IN_FILE).select_related("shop").order_by("id")
    return transfer_file(
        TransferFile(
            message_id=reference(remittance),
            made_at=remittance.confirmed_at,
            execution_on=remittance.execution_on,
            payer_name=fund_name,
            payer_iban=remittance.account.iban,
            transfers=tuple(
                Transfer(
                    name=row.holder,
                    iban=row.iban,
                    bic=row.bic,
                    amount_cents=row.paid_cents,
                    description=f"{fund_name} {reference(remittance)} {row.shop.number}",
                    end_to_end=f"{reference(remittance)}-{row.shop.number}",
                )
                for row in rows
            ),
        )
    )


def statement_pdf(
    shop_id: UUID, *, from_on: date, until_on: date, fund_name: str, at: datetime
) -> bytes | Refused:
    """A shop's statement as a tagged PDF. Refused: an unknown shop, dates the wrong way round."""
    shop = Shop.objects.filter(id=shop_id).first()
    if shop is None:
        return Refused(refusals.SHOP_UNKNOWN)
    if until_on < from_on:
        return Refused(refusals.DATES_REVERSED)
    found = statement_of(shop_id, from_on, until_on)
    facts = {
        "fund": fund_name,
        "shop": shop.name,
        "number": shop.number,
        "period": f"du {day_in_words(from_on)} au {day_in_words(until_on)}",
        "from_on": day_in_words(from_on),
        "until_on": day_in_words(until_on),
        "opening": format_euros(found.opening_cents),
        "sales": format_euros(found.sales_cents),
        "refunds": format_euros(found.refunds_cents),
        "paid": format_euros(found.paid_cents),
        "closing": format_euros(found.closing_cents),
        "owes_us": found.closing_cents < 0,
        "lines": [_printed(line) for line in found.lines],
    }
    return typeset(Paper.SHOP_STATEMENT, facts, at)


def advice_pdf(line_id: int, *, fund_name: str) -> bytes | Refused:
    """The advice of a transfer to a shop. Refused: an unknown line, one that was not ordered."""
    row = RemittanceLine.objects.select_related("remittance", "shop").filter(pk=line_id).first()
    if row is None:
        return Refused(refusals.LINE_UNKNOWN)
    remittance = row.remittance
    if row.ordered_on is None or remittance.confirmed_at is None:
        return Refused(refusals.NOT_ORDERED)
    rule = version(remittance.rule_version)
    facts = {
        "fund": fund_name,
        "shop": row.shop.name,
        "number": row.shop.number,
        "on": day_in_words(row.ordered_on),
        "owed": format_euros(row.owed_cents),
        "fee": format_euros(row.fee_cents),
        "paid": format_euros(row.paid_cents),
        "iban": grouped(row.iban),
        "holder": row.holder,
        "reference": f"{reference(remittance)}-{row.shop.number}",
        "execution_on": day_in_words(remittance.execution_on),
        "rule": "" if rule is None else rule.parameters.sentence(),
    }
    return typeset(Paper.REMITTANCE_ADVICE, facts, remittance.confirmed_at)


def reference(remittance: Remittance) -> str:
    """What the bank and the shops read: `ECOT-R000012`."""
    return f"ECOT-R{remittance.number:06d}"


def grouped(iban: str) -> str:
    """An IBAN by fours, as papers show it."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def _printed(line: DayLine) -> dict[str, object]:
    return {
        "on": day_in_words(line.on),
        "what": KIND_WORDS.get(line.kind, "Autre mouvement"),
        "count": str(line.count),
        "amount": format_euros(line.amount_cents),
    }
