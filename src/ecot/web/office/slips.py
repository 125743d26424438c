"""Paper for the day when the network is down: pre-numbered slips to print, typed later."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.operations.shops.queries import PointOfSaleRow, points_of_sale
from ecot.operations.till.receipts import Receipt
from ecot.operations.till.slips import Sheet, issue_slip_sheet, pay_from_slip, sheet_numbers
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.money import format_mona
from ecot.web.deeds import DeedForm
from ecot.web.fields import AmountField, DayField, choice_field, initial_day, text_field
from ecot.web.office.households.deeds import OfficeDeed
from ecot.web.said import Said

MOST_SLIPS = 48


class SheetForm(DeedForm):
    """How many, for whom."""

    count = forms.IntegerField(
        label=_("Combien de bons"),
        min_value=1,
        max_value=MOST_SLIPS,
        initial=12,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    point = choice_field(_("Point de vente"), required=False)


class SlipForm(DeedForm):
    """What stands on a slip."""

    slip_number = text_field(_("Numéro du bon"), longest=20)
    point = choice_field(_("Point de vente"))
    household_number = text_field(_("Numéro du foyer"), longest=20)
    amount = AmountField(label=_("Montant"))
    occurred_on = DayField(label=_("Jour de l’achat"))


def _called(row: PointOfSaleRow) -> str:
    """The point of sale with its shop, said once where both have one name."""
    return row.name if row.name == row.shop_name else f"{row.name} · {row.shop_name}"


def offer_points(form: DeedForm, *, nobody: bool) -> None:
    """The points of sale among which one chooses."""
    field = form.fields["point"]
    assert isinstance(field, forms.ChoiceField), "a list of points of sale"
    rows = [
        (str(row.point_of_sale_id), _called(row))
        for row in points_of_sale()
        if row.closed_on is None
    ]
    field.choices = [("", gettext("n’importe lequel")), *rows] if nobody else rows


class Slips(OfficeDeed):
    """A sheet of slips is numbered."""

    form_class = SheetForm
    title = _("Une feuille de bons en papier")
    lead = _("Pour le jour où le réseau est coupé. Chaque bon a son numéro et ne vaut qu’une fois.")
    button = _("Faire la feuille")
    template = "office/slips.html"

    def offer(self, form: DeedForm) -> None:
        """Any point of sale, or one."""
        offer_points(form, nobody=True)

    def first_values(self) -> Mapping[str, object]:
        """The one from which one comes."""
        return {"point": self.request.GET.get("point", "")}

    def deed(self, act: Act, said: Said) -> object:
        """Number it."""
        point = said.text("point")
        return issue_slip_sheet(
            act,
            count=said.number("count"),
            point_of_sale_id=UUID(point) if point else None,
        )

    def answer(self, done: object) -> HttpResponseBase:
        """The sheet, to print."""
        assert isinstance(done, Sheet), "a refusal was answered before"
        return redirect("office:sheet", sheet_id=done.sheet_id)


def sheet(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """A sheet of slips, to print, and to print again."""
    numbers = sheet_numbers(sheet_id)
    if numbers is None:
        raise Http404
    return render(request, "office/sheet.html", {"numbers": numbers, "sheet_id": sheet_id})


class TypeSlip(OfficeDeed):
    """The office types a slip, on its real day."""

    form_class = SlipForm
    title = _("Saisir un bon en papier")
    lead = _("Le bon est payé sous la règle du jour de l’achat.")
    button = _("Enregistrer le bon")

    def offer(self, form: DeedForm) -> None:
        """The points of sale."""
        offer_points(form, nobody=False)

    def first_values(self) -> Mapping[str, object]:
        """Today."""
        return {"occurred_on": initial_day(clock.today())}

    def back(self) -> str:
        """The sheets."""
        return reverse("office:slips")

    def deed(self, act: Act, said: Said) -> object:
        """Pay it."""
        return pay_from_slip(
            act,
            slip_number=said.text("slip_number"),
            point_of_sale_id=said.identity("point"),
            amounts=said.cents("amount"),
            household_number=said.text("household_number"),
            occurred_on=said.day("occurred_on"),
        )

    def told(self, done: object) -> str:
        """How much, where."""
        assert isinstance(done, Receipt), "a refusal was answered before"
        words = gettext("{amount} payés à {shop}. Au suivant.")
        return words.format(amount=format_mona(done.amount_cents), shop=done.shop_name)

    def address(self, done: object) -> str:
        """The next slip."""
        return reverse("office:slip")
