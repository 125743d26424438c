"""From what is owed to what the bank has paid: prepared, ordered by a second person, executed, returned.

Docs: docs/algorithms/remittance.md. Keys of the entries come from our own rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from ecot.ledger import chart, recipes
from ecot.ledger.balances import balances
from ecot.ledger.chart import Code
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import NewEntry, post, post_many, replay
from ecot.ledger.refusals import KEY_REUSED
from ecot.operations.reimbursements import audit, refusals
from ecot.operations.reimbursements.models import Remittance, RemittanceLine
from ecot.operations.reimbursements.owing import ShopOwed, owed_by_shop, rule_on
from ecot.operations.reimbursements.states import LINE_STATE_NAMES, LineState, may_become
from ecot.operations.shops.queries import ibans_for_payment
from ecot.operations.treasury.accounts import bank_named
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.rules.kinds import RuleKind
from ecot.values import references
from ecot.values.act import Act
from ecot.values.money import format_euros
from ecot.values.month import day_in_words
from ecot.values.refusal import AgainError, refuse

OWED_LESS = "il est dû moins qu’à la préparation"
ACCOUNT_CHANGED = "le compte bancaire n’est plus celui de la préparation"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A remittance that waits for its second yes."""

    remittance_id: UUID
    number: int
    lines: int
    total_cents: int
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Ordered:
    """A remittance ordered: how many transfers go, how much, how many were set aside."""

    remittance_id: UUID
    lines: int
    total_cents: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class Executed:
    """What the bank has paid of a remittance."""

    remittance_id: UUID
    lines: int
    total_cents: int
    entry_id: int
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """A transfer that came back: the shop is owed it again."""

    line_id: int
    amount_cents: int
    fee_cents: int
    entry_id: int
    replayed: bool = False


@deed
def prepare_remittance(act: Act, *, account: str, execution_on: date | None = None) -> Prepared:
    """Write down the transfers that the rule wants today, each with the IBAN that is usable now.

    `account` is the slug of our bank account. No money moves. Refused: nothing due, a day in the
    past, an unknown account. The same act sent again answers the same remittance.
    """
    known = Remittance.objects.filter(key=act.key).first()
    if known is not None:
        if known.digest != act.digest:
            raise refuse(KEY_REUSED)
        return _prepared(known, replayed=True)
    bank = bank_named(account)
    execution_on = execution_on or act.on
    if execution_on < act.on:
        raise refuse(refusals.EXECUTION_IN_PAST, on=day_in_words(execution_on))
    due = [shop for shop in owed_by_shop(act.at) if shop.in_the_way is None]
    if not due:
        raise refuse(refusals.NOTHING_DUE)
    last = Remittance.objects.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            made = Remittance.objects.create(
                number=last + 1,
                key=act.key,
                digest=act.digest,
                account=bank,
                rule_version=rule_on(act.at).version_id,
                execution_on=execution_on,
                prepared_by=act.actor,
                prepared_at=act.at,
            )
            RemittanceLine.objects.bulk_create([_line(made, shop) for shop in due])
    except IntegrityError as taken:
        raise AgainError from taken
    total = format_euros(sum(shop.remit.paid_cents for shop in due))
    record(
        act,
        audit.PREPARED,
        subject=f"remittance-{made.id.hex}",
        number=made.number,
        count=len(due),
        total=total,
    )
    return _prepared(made)


@deed
def confirm_remittance(act: Act, *, remittance_id: UUID) -> Ordered:
    """The second yes: the transfers are ordered and leave the shops' accounts.

    A line whose shop is now owed less, or whose IBAN changed, is set aside. Refused: the person who
    prepared it, what is not prepared any more, nothing left to send. Said twice, it is one order.
    """
    remittance = _locked(remittance_id)
    if remittance.confirmed_by == act.actor:
        return _ordered(remittance)
    if remittance.confirmed_at is not None or remittance.called_off_at is not None:
        raise refuse(refusals.NOT_PREPARED)
    if remittance.prepared_by == act.actor:
        raise refuse(refusals.SECOND_PERSON_NEEDED)
    going = _going(act, list(remittance.lines.filter(state=LineState.PREPARED).order_by("id")))
    if not going:
        raise refuse(refusals.NOTHING_LEFT)
    posted = post_many([_order(act, remittance, line) for line in going])
    for line, entry in zip(going, posted, strict=True):
        _move(line, LineState.ORDERED)
        line.ordered_on, line.ordered_entry_id = act.on, entry.entry_id
        line.save()
    remittance.confirmed_by, remittance.confirmed_at = act.actor, act.at
    remittance.save()
    done = _ordered(remittance)
    record(
        act,
        audit.CONFIRMED,
        subject=f"remittance-{remittance.id.hex}",
        number=remittance.number,
        count=done.lines,
        set_aside=done.set_aside,
    )
    return done


@deed
def call_off_remittance(act: Act, *, remittance_id: UUID, reason: str) -> Prepared:
    """Give up a remittance before its second yes. Refused: no reason, what is not prepared any more."""
    remittance = _locked(remittance_id)
    if not reason.strip():
        raise refuse(refusals.REASON_MISSING)
    if remittance.confirmed_at is not None or remittance.called_off_at is not None:
        raise refuse(refusals.NOT_PREPARED)
    remittance.lines.filter(state=LineState.PREPARED).update(state=LineState.CALLED_OFF)
    remittance.called_off_by, remittance.called_off_at = act.actor, act.at
    remittance.save()
    record(
        act,
        audit.CALLED_OFF,
        subject=f"remittance-{remittance.id.hex}",
        number=remittance.number,
        reason=reason.strip()[:200],
    )
    return _prepared(remittance)


@deed
def record_execution(act: Act, *, remittance_id: UUID, executed_on: date) -> Executed:
    """The bank's statement shows the remittance: what was ordered and not returned is paid.

    Refused: not ordered, a day before the order or to come, nothing left to execute.
    """
    if (posted := replay(act)) is not None:
        count = RemittanceLine.objects.filter(executed_entry_id=posted.entry_id).count()
        total = posted.total_cents
        return Executed(remittance_id, count, total, posted.entry_id, replayed=True)
    remittance = _locked(remittance_id)
    if remittance.confirmed_at is None:
        raise refuse(refusals.NOT_ORDERED)
    lines = list(remittance.lines.filter(state=LineState.ORDERED).order_by("id"))
    if not lines:
        raise refuse(refusals.NOTHING_TO_EXECUTE)
    _refuse_unlikely_day(act, lines[0], executed_on)
    total_cents = sum(line.paid_cents for line in lines)
    entry = post(
        act,
        EntryKind.REMITTANCE_EXECUTED,
        recipes.remittance_executed(chart.bank(remittance.account_id), total_cents),
        occurred_on=executed_on,
        evidence={"remittance": remittance.number, "transfers": len(lines)},
    )
    for line in lines:
        _move(line, LineState.EXECUTED)
        line.executed_entry_id = entry.entry_id
        line.save()
    return Executed(remittance_id, len(lines), total_cents, entry.entry_id)


@deed
def record_return(act: Act, *, line_id: int, returned_on: date, reason: str) -> ReturnedLine:
    """The bank sends a transfer back: the shop is owed it again, with its fee.

    Refused: an unknown line, one that is not ordered or executed, an unlikely day, no reason.
    """
    if (posted := replay(act)) is not None:
        line = RemittanceLine.objects.get(returned_entry_id=posted.entry_id)
        return ReturnedLine(
            line.pk, line.paid_cents, line.fee_cents, posted.entry_id, replayed=True
        )
    line = _locked_line(line_id)
    if not reason.strip():
        raise refuse(refusals.REASON_MISSING)
    came_from_bank = line.state == LineState.EXECUTED
    _move(line, LineState.RETURNED)
    _refuse_unlikely_day(act, line, returned_on)
    bank = chart.bank(line.remittance.account_id) if came_from_bank else None
    entry = post(
        act,
        EntryKind.REMITTANCE_RETURNED,
        recipes.remittance_returned(bank, line.shop_id, line.paid_cents, fee_cents=line.fee_cents),
        occurred_on=returned_on,
        evidence={"remittance": line.remittance.number, "ordered": line.ordered_entry_id},
    )
    line.returned_on, line.returned_entry_id = returned_on, entry.entry_id
    line.reason = reason.strip()[:200]
    line.save()
    return ReturnedLine(line.pk, line.paid_cents, line.fee_cents, entry.entry_id)


def _line(remittance: Remittance, shop: ShopOwed) -> RemittanceLine:
    assert shop.account is not None, "a shop without account is in the way"
    return RemittanceLine(
        remittance=remittance,
        shop_id=shop.shop_id,
        owed_cents=shop.owed_cents,
        paid_cents=shop.remit.paid_cents,
        fee_cents=shop.remit.fee_cents,
        bank_details_id=shop.account.bank_details_id,
        iban=shop.account.iban,
        bic=shop.account.bic,
        holder=shop.account.holder,
    )


def _going(act: Act, lines: Sequence[RemittanceLine]) -> list[RemittanceLine]:
    """The lines that may still go as they were written; the others are set aside with their reason."""
    owed = balances(Code.OWED_TO_SHOP)
    accounts = ibans_for_payment(act.at, [line.shop_id for line in lines])
    going: list[RemittanceLine] = []
    for line in lines:
        account = accounts.get(line.shop_id)
        if owed.get(references.shop(line.shop_id), 0) < line.owed_cents:
            _set_aside(line, OWED_LESS)
        elif account is None or account.bank_details_id != line.bank_details_id:
            _set_aside(line, ACCOUNT_CHANGED)
        else:
            going.append(line)
    return going


def _set_aside(line: RemittanceLine, reason: str) -> None:
    _move(line, LineState.SET_ASIDE)
    line.reason = reason
    line.save()


def _order(act: Act, remittance: Remittance, line: RemittanceLine) -> NewEntry:
    key = f"remittance:{remittance.id.hex}:{line.shop_id.hex}"
    return NewEntry(
        act=act.keyed(key, paid_cents=line.paid_cents, fee_cents=line.fee_cents),
        kind=EntryKind.REMITTANCE_ORDERED,
        lines=recipes.remittance_ordered(line.shop_id, line.paid_cents, fee_cents=line.fee_cents),
        rules={RuleKind.REIMBURSEMENT.value: remittance.rule_version},
        evidence={"remittance": remittance.number, "owed_cents": line.owed_cents},
    )


def _locked(remittance_id: UUID) -> Remittance:
    found = Remittance.objects.select_for_update().filter(id=remittance_id).first()
    if found is None:
        raise refuse(refusals.REMITTANCE_UNKNOWN)
    return found


def _locked_line(line_id: int) -> RemittanceLine:
    owner = (
        RemittanceLine.objects.filter(pk=line_id).values_list("remittance_id", flat=True).first()
    )
    if owner is None:
        raise refuse(refusals.LINE_UNKNOWN)
    _locked(owner)
    return RemittanceLine.objects.select_related("remittance", "shop").get(pk=line_id)


def _move(line: RemittanceLine, wanted: LineState) -> None:
    present = LineState(line.state)
    if not may_become(present, wanted):
        raise refuse(
            refusals.LINE_NOT_NEXT,
            shop=line.shop.name,
            present=LINE_STATE_NAMES[present],
            asked=LINE_STATE_NAMES[wanted],
        )
    line.state = wanted


def _refuse_unlikely_day(act: Act, line: RemittanceLine, day: date) -> None:
    assert line.ordered_on is not None, "an ordered line has its day"
    if not line.ordered_on <= day <= act.on:
        raise refuse(
            refusals.DAY_NOT_LIKELY,
            on=day_in_words(day),
            ordered=day_in_words(line.ordered_on),
            today=day_in_words(act.on),
        )


def _prepared(remittance: Remittance, *, replayed: bool = False) -> Prepared:
    paid = list(remittance.lines.values_list("paid_cents", flat=True))
    return Prepared(remittance.id, remittance.number, len(paid), sum(paid), replayed=replayed)


def _ordered(remittance: Remittance) -> Ordered:
    gone = list(
        remittance.lines.filter(ordered_entry_id__isnull=False).values_list("paid_cents", flat=True)
    )
    set_aside = remittance.lines.filter(state=LineState.SET_ASIDE).count()
    return Ordered(remittance.id, len(gone), sum(gone), set_aside)
