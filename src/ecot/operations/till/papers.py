"""The sheet of paper slips, to print beforehand. Reads only."""

from __future__ import annotations

from datetime import datetime

from ecot.formats.pdf import Paper, typeset
from ecot.operations.shops.queries import selling_at
from ecot.operations.till import refusals
from ecot.operations.till.models import SlipSheet
from ecot.operations.till.rules_applied import till_rules
from ecot.operations.till.slips import sheet_numbers
from ecot.values.clock import civil_day
from ecot.values.money import short_mona
from ecot.values.refusal import RefusalError, Refused


def slip_sheet_pdf(sheet_id: int, *, fund_name: str, at: datetime) -> bytes | Refused:
    """A numbered sheet as a tagged PDF, with the ceiling of the day. Refused: an unknown sheet, no rule."""
    sheet = SlipSheet.objects.filter(pk=sheet_id).first()
    numbers = sheet_numbers(sheet_id)
    if sheet is None or numbers is None:
        return Refused(refusals.SHEET_UNKNOWN)
    today = civil_day(at)
    try:
        rule = till_rules(today).payment
    except RefusalError as refusal:
        return refusal.refused
    point = None
    if sheet.point_of_sale_id is not None:
        point = selling_at(sheet.point_of_sale_id, today)
    facts = {
        "fund": fund_name,
        "point_of_sale": "" if point is None else f"{point.shop_name}, {point.name}",
        "first": numbers[0],
        "last": numbers[-1],
        "ceiling": short_mona(rule.ceiling_per_payment_cents),
        "numbers": list(numbers),
    }
    return typeset(Paper.SLIP_SHEET, facts, at)
