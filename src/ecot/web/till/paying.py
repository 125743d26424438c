"""What the till does: pay, correct within minutes, refund. One deed each; a refusal keeps the form."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.forms import HiddenInput
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.ledger.entries import refunded_so_far
from ecot.operations.till.actions import pay_at_till
from ecot.operations.till.receipts import Receipt
from ecot.operations.till.refunding import Corrected, Refunded, correct_sale, refund_sale
from ecot.values.act import Act
from ecot.values.money import format_euros, format_mona
from ecot.values.references import Actor
from ecot.web.deeds import DeedForm, DeedPage
from ecot.web.said import Said
from ecot.web.till import forms as shapes
from ecot.web.till.reading import TillPage, receipt_here, till_page


class TillDeed(DeedPage):
    """A deed of a point of sale, under its own name."""

    shell = "till/frame.html"
    page: TillPage

    @property
    def point_id(self) -> UUID:
        """Which till: the gate has checked it."""
        found = self.kwargs["point_id"]
        assert isinstance(found, UUID), "the address bears the point of sale's identifier"
        return found

    def actor(self) -> Actor:
        """The till itself."""
        return Actor(f"till-{self.point_id.hex}")

    def prepare(self) -> None:
        """The point of sale must exist."""
        self.page = till_page(self.point_id)

    def surroundings(self) -> dict[str, object]:
        """The till, for the frame."""
        return {"page": self.page, "point_id": self.point_id}

    def back(self) -> str:
        """The amount."""
        return reverse("till:sell", kwargs={"point_id": self.point_id})


class Pay(TillDeed):
    """A household pays, with its card, or its number and code."""

    form_class = shapes.PayForm
    template = "till/pay.html"
    button = _("Encaisser")

    @property
    def with_card(self) -> bool:
        """By card; else by number."""
        asked = self.request.POST or self.request.GET
        return asked.get("avec", "carte") == "carte"

    def offer(self, form: DeedForm) -> None:
        """The amounts, carried hidden; only what this way of paying asks for."""
        shapes.add_amounts(form, self.page.rates_bp)
        source = self.request.POST or self.request.GET
        for rate in self.page.rates_bp:
            name = f"amount_{rate}"
            form.fields[name].widget = form.fields[name].hidden_widget()
            form.initial[name] = source.get(name, "")
        first = "card" if self.with_card else "number"
        form.fields["card" if first == "number" else "number"].widget = HiddenInput()
        form.fields[first].required = True
        form.fields[first].widget.attrs["autofocus"] = "autofocus"
        self._offer_code(form)

    def _offer_code(self, form: DeedForm) -> None:
        code = form.fields["code"]
        if not self.with_card:
            code.required = True
            code.label = gettext("Code à six chiffres, tapé par le foyer")
            return
        typed = shapes.AmountForm(self.page.rates_bp, self.request.POST or self.request.GET)
        needed = (
            bool(self.page.rates_bp) and typed.is_valid() and self.page.asks_code(typed.amounts)
        )
        code.label = gettext("Code à quatre chiffres, tapé par le foyer")
        if not needed:
            code.widget = HiddenInput()

    def surroundings(self) -> dict[str, object]:
        """What is to be paid."""
        typed = shapes.AmountForm(self.page.rates_bp, self.request.POST or self.request.GET)
        amounts = typed.amounts if typed.is_valid() else ()
        return {
            **super().surroundings(),
            "title": gettext("Lire la carte") if self.with_card else gettext("Taper un numéro"),
            "amounts": amounts,
            "way": "carte" if self.with_card else "numero",
            "other_way": "numero" if self.with_card else "carte",
        }

    def deed(self, act: Act, said: Said) -> object:
        """Pay."""
        pairs = tuple(
            (rate, cents)
            for rate in self.page.rates_bp
            if (cents := said.cents_or_nothing(f"amount_{rate}"))
        )
        return pay_at_till(
            act,
            point_of_sale_id=self.point_id,
            amounts=pairs[0][1] if len(self.page.rates_bp) == 1 and pairs else pairs,
            card_token=said.text("card") if self.with_card else "",
            number="" if self.with_card else said.text("number"),
            code=said.text("code"),
        )

    def answer(self, done: object) -> HttpResponseBase:
        """The receipt; the same one where the same form came twice."""
        assert isinstance(done, Receipt), "a refusal was answered before"
        return redirect("till:receipt", point_id=self.point_id, entry_id=done.entry_id)


class SaleDeed(TillDeed):
    """A deed about one sale of this point of sale."""

    sale: Receipt

    def prepare(self) -> None:
        """The sale must be one of this very point of sale."""
        super().prepare()
        self.sale = receipt_here(self.point_id, int(self.kwargs["entry_id"]))

    def surroundings(self) -> dict[str, object]:
        """How much it was."""
        words = gettext("Vente de {amount}").format(amount=format_mona(self.sale.amount_cents))
        return {**super().surroundings(), "about": words}

    def back(self) -> str:
        """Its receipt."""
        return reverse(
            "till:receipt", kwargs={"point_id": self.point_id, "entry_id": self.sale.entry_id}
        )


class Correct(SaleDeed):
    """The cashier puts a fresh sale right."""

    form_class = shapes.CorrectForm
    title = _("Corriger cette vente")
    button = _("Corriger")

    def offer(self, form: DeedForm) -> None:
        """The amounts, which may stay empty where the sale is cancelled."""
        shapes.add_amounts(form, self.page.rates_bp)
        for rate in self.page.rates_bp:
            form.fields[f"amount_{rate}"].required = False

    def first_values(self) -> Mapping[str, object]:
        """What was paid."""
        return {f"amount_{rate}": format_euros(cents) for rate, cents in self.sale.amounts_by_rate}

    def deed(self, act: Act, said: Said) -> object:
        """Correct, or cancel."""
        pairs = tuple(
            (rate, said.cents_or_nothing(f"amount_{rate}") or 0) for rate in self.page.rates_bp
        )
        again = said.text("what") == "again"
        one = pairs[0][1] if len(pairs) == 1 else pairs
        return correct_sale(
            act,
            sale_id=self.sale.entry_id,
            point_of_sale_id=self.point_id,
            amounts=one if again else None,
        )

    def answer(self, done: object) -> HttpResponseBase:
        """The new receipt, or the day where nothing is left of the sale."""
        assert isinstance(done, Corrected), "a refusal was answered before"
        if done.receipt is None:
            return super().answer(done)
        return redirect("till:receipt", point_id=self.point_id, entry_id=done.receipt.entry_id)

    def told(self, done: object) -> str:
        """It is cancelled."""
        return gettext("La vente est annulée. Le foyer a retrouvé ses MonA.")

    def address(self, done: object) -> str:
        """The day."""
        return reverse("till:day", kwargs={"point_id": self.point_id})


class Refund(SaleDeed):
    """A shop gives back part of a sale, or all of it."""

    form_class = shapes.RefundForm
    title = _("Rendre au foyer")
    lead = _("Les MonA reviennent dans son porte-monnaie, tout de suite.")
    button = _("Rendre")

    def first_values(self) -> Mapping[str, object]:
        """All that is left of it."""
        left = self.sale.amount_cents - refunded_so_far(self.sale.entry_id)
        return {"amount": format_euros(left)}

    def deed(self, act: Act, said: Said) -> object:
        """Refund."""
        return refund_sale(
            act,
            sale_id=self.sale.entry_id,
            amount_cents=said.cents("amount"),
            point_of_sale_id=self.point_id,
        )

    def told(self, done: object) -> str:
        """How much."""
        assert isinstance(done, Refunded), "a refusal was answered before"
        return gettext("{amount} rendus.").format(amount=format_mona(done.amount_cents))
