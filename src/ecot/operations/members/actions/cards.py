"""Cards and codes of a household: given once, blocked the same minute, never read back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from uuid import UUID

from ecot.operations.members import audit, refusals
from ecot.operations.members.actions.moving import locked_household
from ecot.operations.members.codes import NewCodes, draw_codes, hash_code
from ecot.operations.members.models import Card, Household, HouseholdCode
from ecot.operations.members.names import clean_text
from ecot.operations.members.queries import state_on, token_digest
from ecot.operations.members.states import (
    CARD_STATE_NAMES,
    NEXT_CARD_STATES,
    CardState,
    State,
)
from ecot.operations.notices.actions import enqueue
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.month import day_in_words
from ecot.values.references import household as owner_of
from ecot.values.refusal import refuse

TOKEN_BYTES = 16
LABEL_LENGTH = 80


@dataclass(frozen=True, slots=True)
class IssuedCard:
    """A card just made; `token` goes into its QR and is kept nowhere."""

    card_id: UUID
    token: str


@deed
def issue_card(act: Act, *, household_id: UUID, label: str = "") -> IssuedCard:
    """A household gets one more card. Refused: an unknown household, one that has left."""
    household = locked_household(household_id)
    _refuse_left(act, household)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    card = Card.objects.create(
        household=household,
        token_digest=token_digest(token),
        label=clean_text(label)[:LABEL_LENGTH],
        issued_at=act.at,
        changed_at=act.at,
    )
    record(act, audit.CARD_ISSUED, subject=owner_of(household_id), label=card.label or "sans nom")
    return IssuedCard(card.id, token)


@deed
def report_card_lost(act: Act, *, card_id: UUID, reason: str = "") -> CardState:
    """A card that is lost or stolen pays nothing from this minute on, for ever; said twice, it stays so.

    The household is told by mail where it has one.
    """
    card, household = _locked_card(card_id)
    if card.state == CardState.LOST:
        return CardState.LOST
    _move(act, card, to=CardState.LOST, reason=reason or "perdue")
    enqueue(
        act,
        to=household.email,
        kind="members.card_lost",
        subject=f"Votre carte est bloquée depuis le {day_in_words(act.on)}",
        body=(
            f"Bonjour,\n\nUne carte du foyer {household.number} a été déclarée perdue : elle ne peut"
            " plus payer. Votre solde n'a pas changé, et votre numéro avec votre code marche toujours."
            "\n\nSi ce n'était pas vous, appelez la caisse.\n"
        ),
        about=f"card-{card.id.hex}",
    )
    return CardState.LOST


@deed
def change_card(act: Act, *, card_id: UUID, to: CardState, reason: str) -> CardState:
    """A card is blocked for a while, freed again or withdrawn, by the table of card states."""
    card, household = _locked_card(card_id)
    if not reason.strip():
        raise refuse(refusals.REASON_MISSING)
    if to is CardState.ACTIVE:
        _refuse_left(act, household)
    _move(act, card, to=to, reason=reason.strip())
    return to


@deed
def renew_code(act: Act, *, household_id: UUID) -> NewCodes:
    """A household gets new codes: six digits with its number, four with its card. The old ones die.

    They are said or printed once and kept only as hashes. Refused: an unknown household, one that
    has left.
    """
    household = locked_household(household_id)
    _refuse_left(act, household)
    codes = draw_codes()
    HouseholdCode.objects.update_or_create(
        household=household,
        defaults={
            "six_hash": hash_code(codes.six),
            "four_hash": hash_code(codes.four),
            "renewed_at": act.at,
        },
    )
    record(act, audit.CODE_RENEWED, subject=owner_of(household_id))
    enqueue(
        act,
        to=household.email,
        kind="members.code_renewed",
        subject=f"Le code de votre foyer a changé le {day_in_words(act.on)}",
        body=(
            f"Bonjour,\n\nUn nouveau code a été donné au foyer {household.number} : l'ancien ne marche"
            " plus.\n\nSi ce n'était pas vous, appelez la caisse.\n"
        ),
        about=f"code-{act.at.isoformat()}",
    )
    return codes


def _locked_card(card_id: UUID) -> tuple[Card, Household]:
    owner = Card.objects.filter(id=card_id).values_list("household_id", flat=True).first()
    if owner is None:
        raise refuse(refusals.CARD_UNKNOWN)
    household = locked_household(owner)
    return Card.objects.get(id=card_id), household


def _move(act: Act, card: Card, *, to: CardState, reason: str) -> None:
    present = CardState(card.state)
    if to not in NEXT_CARD_STATES[present]:
        asked, now = CARD_STATE_NAMES[to], CARD_STATE_NAMES[present]
        raise refuse(refusals.CARD_STATE_NOT_NEXT, present=now, asked=asked)
    card.state, card.changed_at, card.reason = to, act.at, reason[:200]
    card.save(update_fields=["state", "changed_at", "reason"])
    facts = {"label": card.label or "sans nom", "state": CARD_STATE_NAMES[to], "reason": reason}
    record(act, audit.CARD_CHANGED, subject=owner_of(card.household_id), **facts)


def _refuse_left(act: Act, household: Household) -> None:
    if state_on(household.id, act.on) is State.LEFT:
        raise refuse(refusals.HOUSEHOLD_HAS_LEFT, number=household.number)
