"""What the office and the treasurer do with money that is not a household's."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.ledger.chart import Code
from ecot.operations.treasury.actions import (
    open_account,
    pay_running_cost,
    receive_income,
    type_balance,
)
from ecot.operations.treasury.cash import Counted, bank_cash, count_cash
from ecot.operations.treasury.models import AccountKind, BankAccount
from ecot.operations.treasury.queries import accounts
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.money import format_euros
from ecot.web.deeds import DeedForm
from ecot.web.fields import initial_day
from ecot.web.office.households.deeds import OfficeDeed
from ecot.web.office.treasury import forms as shapes
from ecot.web.said import Said

_DAYS = ("moved_on", "banked_on", "balance_on", "signed_on", "starts_on", "received_on")


class TreasuryDeed(OfficeDeed):
    """A deed of the treasury."""

    def back(self) -> str:
        """The positions."""
        return reverse("office:treasury")

    def offer(self, form: DeedForm) -> None:
        """The accounts, where the form asks for one."""
        for name, kind in (("account", AccountKind.BANK), ("desk", AccountKind.DESK)):
            field = form.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                wanted = None if name == "account" and "desk" not in form.fields else kind
                field.choices = [(each.slug, each.label) for each in accounts(wanted)]

    def first_values(self) -> Mapping[str, object]:
        """Today, wherever a day is asked."""
        today = initial_day(clock.today())
        asked = (*_DAYS, "charged_on", "given_on", "opening_on")
        return {name: today for name in asked if name in self.form_class.base_fields}

    def told(self, done: object) -> str:
        """It is written."""
        return gettext("C’est enregistré.")


class OpenAccount(TreasuryDeed):
    """A bank account or a cash desk is added."""

    form_class = shapes.AccountForm
    title = _("Ajouter un compte ou une caisse")
    button = _("Ajouter")

    def deed(self, act: Act, said: Said) -> object:
        """Open it."""
        return open_account(
            act,
            slug=said.text("slug"),
            label=said.text("label"),
            kind=AccountKind(said.text("kind")),
            iban=said.text("iban"),
        )


class AccountDeed(TreasuryDeed):
    """A deed about one account."""

    kind: AccountKind
    account: BankAccount

    def prepare(self) -> None:
        """The account must exist, and be of the kind."""
        wanted = self.kwargs["slug"]
        rows = [each for each in accounts(self.kind) if each.slug == wanted]
        if not rows:
            raise Http404
        self.account = rows[0]

    def surroundings(self) -> dict[str, object]:
        """Which account."""
        return {"about": self.account.label}


class TypeBalance(AccountDeed):
    """The bank's own balance is written beside the book's."""

    form_class = shapes.TypedBalanceForm
    kind = AccountKind.BANK
    title = _("Recopier le solde de la banque")
    lead = _("Celui du relevé ou du site de la banque. Le livre n’est pas changé.")
    button = _("Recopier")

    def deed(self, act: Act, said: Said) -> object:
        """Write it down."""
        return type_balance(
            act,
            account=self.account.slug,
            balance_cents=said.cents("balance"),
            balance_on=said.day("balance_on"),
        )


class CountCash(AccountDeed):
    """A desk is counted; the difference is booked."""

    form_class = shapes.CountForm
    kind = AccountKind.DESK
    title = _("Compter la caisse")
    lead = _("Comptez d’abord, sans regarder ce que dit le livre. L’écart est noté tout de suite.")
    button = _("Enregistrer le compte")

    def deed(self, act: Act, said: Said) -> object:
        """Count it."""
        return count_cash(act, desk=self.account.slug, counted_cents=said.cents("counted"))

    def told(self, done: object) -> str:
        """The difference."""
        assert isinstance(done, Counted), "a refusal was answered before"
        if not done.difference_cents:
            return gettext("Le compte est juste.")
        words = gettext("Écart noté : {amount}.")
        return words.format(amount=format_euros(done.difference_cents))


class BankCash(TreasuryDeed):
    """Cash goes to the bank."""

    form_class = shapes.BankingForm
    title = _("Porter des espèces à la banque")
    button = _("Enregistrer")

    def deed(self, act: Act, said: Said) -> object:
        """Carry it."""
        return bank_cash(
            act,
            desk=said.text("desk"),
            account=said.text("account"),
            amount_cents=said.cents("amount"),
            banked_on=said.day("banked_on"),
        )


class PayCost(TreasuryDeed):
    """A running cost is paid."""

    form_class = shapes.CostForm
    title = _("Noter une dépense")
    button = _("Enregistrer")

    def deed(self, act: Act, said: Said) -> object:
        """Pay it."""
        return pay_running_cost(
            act,
            account=said.text("account"),
            code=Code(said.text("code")),
            amount_cents=said.cents("amount"),
            paid_on=said.day("moved_on"),
            label=said.text("label"),
        )


class ReceiveIncome(TreasuryDeed):
    """A gift, patronage or another body's money comes."""

    form_class = shapes.IncomeForm
    title = _("Noter un don ou une autre recette")
    button = _("Enregistrer")

    def deed(self, act: Act, said: Said) -> object:
        """Receive it."""
        return receive_income(
            act,
            account=said.text("account"),
            code=Code(said.text("code")),
            amount_cents=said.cents("amount"),
            received_on=said.day("moved_on"),
            label=said.text("label"),
        )
