"""What the office does with what comes in: receive, recognise, take back, undo, call."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.operations.contributions.calling import Called, call_month
from ecot.operations.contributions.matching import match_receipt
from ecot.operations.contributions.models import Means
from ecot.operations.contributions.queries import ReceiptView
from ecot.operations.contributions.receiving import Received, record_receipt
from ecot.operations.contributions.returning import give_back, return_debit, undo_receipt
from ecot.operations.treasury.actions import receive_unidentified
from ecot.operations.treasury.queries import UnidentifiedView, accounts, unidentified
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.money import format_euros
from ecot.values.month import Month
from ecot.web.deeds import DeedForm
from ecot.web.fields import MonthField, initial_day
from ecot.web.office.households.deeds import OfficeDeed
from ecot.web.office.receipts import forms as shapes
from ecot.web.office.receipts.views import known
from ecot.web.said import Said


def offer_accounts(form: DeedForm, name: str = "account") -> None:
    """The bank accounts and desks among which one chooses."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), "a list of accounts"
    field.choices = [(each.slug, each.label) for each in accounts()]


class ReceiptsDeed(OfficeDeed):
    """A deed about what comes in."""

    def back(self) -> str:
        """The list."""
        return reverse("office:receipts")

    def offer(self, form: DeedForm) -> None:
        """The accounts, where the form asks for one."""
        if "account" in form.fields:
            offer_accounts(form)

    def told(self, done: object) -> str:
        """It is written."""
        return gettext("C’est enregistré.")


class Receive(ReceiptsDeed):
    """A contribution came."""

    form_class = shapes.ReceiveForm
    title = _("Noter une cotisation reçue")
    lead = _("Elle remplit le mois le plus ancien encore attendu.")
    button = _("Enregistrer")

    def first_values(self) -> Mapping[str, object]:
        """Today, and the household from which one comes."""
        number = self.request.GET.get("foyer", "")[:20]
        return {"received_on": initial_day(clock.today()), "household": number}

    def deed(self, act: Act, said: Said) -> object:
        """Record it."""
        return record_receipt(
            act,
            household_id=said.identity("household"),
            account=said.text("account"),
            amount_cents=said.cents("amount"),
            received_on=said.day("received_on"),
            means=Means(said.text("means")),
            payer_name=said.text("payer_name"),
        )

    def told(self, done: object) -> str:
        """How much, and the number of the paper."""
        assert isinstance(done, Received), "a refusal was answered before"
        amount = format_euros(done.amount_cents)
        if done.cash_number:
            words = gettext("{amount} reçus. Reçu n° {number}, à imprimer.")
            return words.format(amount=amount, number=done.cash_number)
        return gettext("{amount} reçus. Merci.").format(amount=amount)

    def address(self, done: object) -> str:
        """The receipt, to print."""
        assert isinstance(done, Received), "a refusal was answered before"
        return reverse("office:receipt", kwargs={"receipt_id": done.receipt_id})


class ReceiveUnknown(ReceiptsDeed):
    """Money came and nobody knows from whom."""

    form_class = shapes.UnknownReceiptForm
    title = _("Une recette non identifiée")
    lead = _("Elle attend, sans compter comme cotisation, que quelqu’un la reconnaisse.")
    button = _("Enregistrer")

    def first_values(self) -> Mapping[str, object]:
        """Today."""
        return {"received_on": initial_day(clock.today())}

    def deed(self, act: Act, said: Said) -> object:
        """Record it."""
        return receive_unidentified(
            act,
            account=said.text("account"),
            amount_cents=said.cents("amount"),
            received_on=said.day("received_on"),
            label=said.text("label"),
        )

    def told(self, done: object) -> str:
        """It waits."""
        return gettext("C’est noté. Cette recette attend qu’on la reconnaisse, ci-dessous.")


class Match(ReceiptsDeed):
    """What nobody recognised is recognised."""

    form_class = shapes.MatchForm
    title = _("À qui est cette recette ?")
    button = _("Attribuer")
    row: UnidentifiedView

    def prepare(self) -> None:
        """It must still wait."""
        wanted = self.kwargs["unidentified_id"]
        rows = [row for row in unidentified() if row.unidentified_id == wanted]
        if not rows:
            raise Http404
        self.row = rows[0]

    def surroundings(self) -> dict[str, object]:
        """What is known of it."""
        left = format_euros(self.row.left_cents)
        return {"about": f"{left} · {self.row.label}"}

    def deed(self, act: Act, said: Said) -> object:
        """Match it."""
        return match_receipt(
            act,
            unidentified_id=self.row.unidentified_id,
            household_id=said.identity("household"),
            amount_cents=said.cents_or_nothing("amount"),
            payer_name=said.text("payer_name"),
        )

    def told(self, done: object) -> str:
        """It has a name."""
        return gettext("C’est noté : cette recette a un nom et compte comme cotisation.")


class ReceiptDeed(ReceiptsDeed):
    """A deed about one receipt."""

    row: ReceiptView

    def prepare(self) -> None:
        """The receipt must exist."""
        self.row = known(self.kwargs["receipt_id"])

    def surroundings(self) -> dict[str, object]:
        """Which receipt."""
        amount = format_euros(self.row.amount_cents)
        words = gettext("Foyer {number} · {amount}")
        return {"about": words.format(number=self.row.household_number, amount=amount)}

    def back(self) -> str:
        """The receipt."""
        return reverse("office:receipt", kwargs={"receipt_id": self.row.receipt_id})


class ReturnDebit(ReceiptDeed):
    """The bank took a debit back."""

    form_class = shapes.ReturnForm
    title = _("Ce prélèvement est revenu")
    lead = _("La cotisation ne compte plus. Les frais de la banque sont notés à part.")
    button = _("Enregistrer le retour")

    def first_values(self) -> Mapping[str, object]:
        """Today."""
        return {"returned_on": initial_day(clock.today())}

    def deed(self, act: Act, said: Said) -> object:
        """Return it."""
        return return_debit(
            act,
            receipt_id=self.row.receipt_id,
            returned_on=said.day("returned_on"),
            fee_cents=said.cents_or_nothing("fee") or 0,
        )


class UndoReceipt(ReceiptDeed):
    """A receipt was typed by error."""

    form_class = shapes.UndoForm
    title = _("Annuler cette recette")
    lead = _("Rien n’est effacé : une écriture inverse est ajoutée, avec votre raison.")
    button = _("Annuler la recette")

    def deed(self, act: Act, said: Said) -> object:
        """Undo it."""
        return undo_receipt(act, receipt_id=self.row.receipt_id, reason=said.text("reason"))

    def told(self, done: object) -> str:
        """It no longer counts."""
        return gettext("La recette est annulée. Saisissez la bonne si besoin.")


class GiveBack(ReceiptsDeed):
    """A contribution is given back."""

    form_class = shapes.GiveBackForm
    title = _("Rendre une cotisation")
    lead = _("Par exemple à un foyer qui part et avait payé d’avance.")
    button = _("Enregistrer")

    def first_values(self) -> Mapping[str, object]:
        """Today."""
        return {"given_on": initial_day(clock.today())}

    def deed(self, act: Act, said: Said) -> object:
        """Give it back."""
        return give_back(
            act,
            household_id=said.identity("household"),
            account=said.text("account"),
            amount_cents=said.cents("amount"),
            given_on=said.day("given_on"),
        )


class CallMonth(ReceiptsDeed):
    """The contributions of a month are called."""

    form_class = shapes.CallForm
    title = _("Appeler les cotisations")
    lead = _("Un appel par foyer actif qui a choisi sa part. Aucun argent ne bouge.")
    button = _("Appeler")

    def offer(self, form: DeedForm) -> None:
        """This month or the next."""
        field = form.fields["month"]
        assert isinstance(field, MonthField), "a list of months"
        month = Month.of(clock.today())
        field.offer(month, month.next())

    def first_values(self) -> Mapping[str, object]:
        """The month that the checklist asks for, else the next one."""
        return {"month": self.request.GET.get("mois") or str(Month.of(clock.today()).next())}

    def deed(self, act: Act, said: Said) -> object:
        """Call it."""
        return call_month(act, month=said.month("month"))

    def told(self, done: object) -> str:
        """How many, how much."""
        assert isinstance(done, Called), "a refusal was answered before"
        words = gettext("{count} foyers appelés pour {month}, {amount} attendus.")
        amount = format_euros(done.awaited_cents)
        return words.format(count=done.total, month=done.month.words, amount=amount)

    def address(self, done: object) -> str:
        """The letters."""
        assert isinstance(done, Called), "a refusal was answered before"
        return reverse("office:letters", kwargs={"month": str(done.month)})
