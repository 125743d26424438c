"""What the office does with a household's money: part, arrears, allocation, leaving, moving MonA."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.ledger.balances import wallet_balance
from ecot.operations.allocations.actions import AllocatedOne, Why, allocate_one
from ecot.operations.allocations.leaving import (
    Departure,
    Move,
    Moved,
    Settled,
    move_wallet,
    settle_leaver,
)
from ecot.operations.allocations.undoing import Undone, correct_one
from ecot.operations.contributions.answering import answer_arrears
from ecot.operations.contributions.models import AnswerKind
from ecot.operations.contributions.pledging import Pledged, pledge
from ecot.operations.contributions.queries import pledge_of
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.money import format_euros, format_mona, short_euros
from ecot.values.month import Month
from ecot.web.deeds import DeedForm
from ecot.web.fields import MonthField
from ecot.web.office.households import forms as shapes
from ecot.web.office.households.deeds import HouseholdDeed
from ecot.web.said import Said
from ecot.web.wording import of_month

_MONTHS_SHOWN = 11


def _offer_months(form: DeedForm, name: str, *, first: Month, last: Month) -> None:
    field = form.fields[name]
    assert isinstance(field, MonthField), "a list of months"
    field.offer(first, last)


class PledgeForHousehold(HouseholdDeed):
    """A household says its part at the desk or by phone."""

    form_class = shapes.OfficePledgeForm
    title = _("Noter la part du foyer")
    lead = _("Un changement compte à partir du mois prochain ; une première part, tout de suite.")
    button = _("Noter")

    def first_values(self) -> Mapping[str, object]:
        """The present part."""
        now = pledge_of(self.household_id, Month.of(clock.today()))
        return {} if now is None else {"amount": format_euros(now)}

    def deed(self, act: Act, said: Said) -> object:
        """Pledge."""
        return pledge(act, household_id=self.household_id, amount_cents=said.cents("amount"))

    def told(self, done: object) -> str:
        """The part and its month."""
        assert isinstance(done, Pledged), "a refusal was answered before"
        words = gettext("C’est noté : {amount} par mois à partir {month}.")
        return words.format(amount=short_euros(done.amount_cents), month=of_month(done.from_month))


class AnswerArrears(HouseholdDeed):
    """Contributions have not come for a while: a person decides with the household."""

    form_class = shapes.ArrearsForm
    title = _("Pas de cotisation depuis un moment")
    lead = _("Parlez d’abord avec le foyer. Rien ne se décide tout seul.")
    button = _("Enregistrer la décision")

    def offer(self, form: DeedForm) -> None:
        """Twelve months at most."""
        month = Month.of(clock.today())
        _offer_months(form, "until_month", first=month.previous(), last=month.plus(_MONTHS_SHOWN))

    def first_values(self) -> Mapping[str, object]:
        """Three months, to see."""
        return {"until_month": str(Month.of(clock.today()).plus(2))}

    def deed(self, act: Act, said: Said) -> object:
        """Answer."""
        until = said.month("until_month")
        return answer_arrears(
            act,
            household_id=self.household_id,
            kind=AnswerKind(said.text("kind")),
            from_month=min(Month.of(act.on), until),
            until_month=until,
            note=said.text("note"),
        )

    def told(self, done: object) -> str:
        """It is kept."""
        return gettext("La décision est notée.")


class MonthDeed(HouseholdDeed):
    """A deed about one month of a household."""

    def offer(self, form: DeedForm) -> None:
        """This month and the three before."""
        month = Month.of(clock.today())
        _offer_months(form, "month", first=month.plus(-3), last=month)

    def first_values(self) -> Mapping[str, object]:
        """This month."""
        return {"month": str(Month.of(clock.today()))}


class AllocateOne(MonthDeed):
    """A household of a month already opened is credited."""

    form_class = shapes.AllocateForm
    title = _("Verser l’allocation à ce foyer")
    lead = _("Pour un foyer arrivé en cours de mois, ou que l’on attendait.")
    button = _("Verser")

    def deed(self, act: Act, said: Said) -> object:
        """Allocate."""
        return allocate_one(
            act,
            month=said.month("month"),
            household_id=self.household_id,
            why=Why(said.text("why")),
        )

    def told(self, done: object) -> str:
        """How much."""
        assert isinstance(done, AllocatedOne), "a refusal was answered before"
        words = gettext("{amount} versés pour {month}.")
        return words.format(amount=format_mona(done.amount_cents), month=done.month.words)


class CorrectAllocation(MonthDeed):
    """The allocation of one household is put right by today's facts."""

    form_class = shapes.CorrectForm
    title = _("Corriger l’allocation de ce foyer")
    lead = _("L’allocation est reprise, puis refaite d’après la composition d’aujourd’hui.")
    button = _("Corriger")

    def deed(self, act: Act, said: Said) -> object:
        """Correct."""
        return correct_one(
            act,
            month=said.month("month"),
            household_id=self.household_id,
            reason=said.text("reason"),
        )

    def told(self, done: object) -> str:
        """What was taken back and granted."""
        assert isinstance(done, Undone), "a refusal was answered before"
        words = gettext("Repris : {taken}. À récupérer : {later}. Versé : {granted}.")
        return words.format(
            taken=format_mona(done.recovered_cents),
            later=format_mona(done.to_recover_cents),
            granted=format_mona(done.granted_cents),
        )


class SettleLeaver(HouseholdDeed):
    """A household leaves: contract, cards and wallet are settled the same minute."""

    form_class = shapes.LeavingForm
    title = _("Ce foyer quitte la caisse")
    button = _("Régler le départ")

    def surroundings(self) -> dict[str, object]:
        """What is in the wallet."""
        words = gettext(
            "Le contrat prend fin, les cartes sont retirées, le porte-monnaie ({left}) est vidé."
        )
        left = format_mona(wallet_balance(self.household_id))
        return {**super().surroundings(), "lead": words.format(left=left)}

    def deed(self, act: Act, said: Said) -> object:
        """Settle."""
        return settle_leaver(
            act,
            household_id=self.household_id,
            because=Departure(said.text("because")),
            to_id=said.identity("to") if said.text("to") else None,
        )

    def told(self, done: object) -> str:
        """Where the MonA went."""
        assert isinstance(done, Settled), "a refusal was answered before"
        words = gettext("Le départ est réglé. Au pot commun : {pot}. À un autre foyer : {other}.")
        return words.format(
            pot=format_mona(done.returned_cents), other=format_mona(done.moved_cents)
        )


class MoveWallet(HouseholdDeed):
    """MonA follow people into another household."""

    form_class = shapes.MoveForm
    title = _("Passer des MonA à un autre foyer")
    button = _("Passer les MonA")

    def surroundings(self) -> dict[str, object]:
        """What is in the wallet."""
        words = gettext("Il y a {left} dans ce porte-monnaie.")
        left = format_mona(wallet_balance(self.household_id))
        return {**super().surroundings(), "lead": words.format(left=left)}

    def deed(self, act: Act, said: Said) -> object:
        """Move."""
        return move_wallet(
            act,
            from_id=self.household_id,
            to_id=said.identity("to"),
            amount_cents=said.cents("amount"),
            why=Move(said.text("why")),
        )

    def told(self, done: object) -> str:
        """How much."""
        assert isinstance(done, Moved), "a refusal was answered before"
        return gettext("{amount} ont changé de foyer.").format(
            amount=format_mona(done.amount_cents)
        )

    def back(self) -> str:
        """The household's page."""
        return reverse("office:household", kwargs={"household_id": self.household_id})
