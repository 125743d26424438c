"""Forms of the treasury."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ecot.ledger.chart import Code
from ecot.web.deeds import DeedForm
from ecot.web.fields import AmountField, DayField, SignedAmountField, choice_field, text_field


class AccountForm(DeedForm):
    """A bank account or a cash desk."""

    label = text_field(_("Nom"), longest=120)
    slug = text_field(
        _("Nom court"),
        longest=40,
        help_text=_("Lettres sans accent, chiffres et tirets. Il ne changera plus."),
    )
    kind = choice_field(
        _("Sorte"), [("bank", _("compte bancaire")), ("desk", _("caisse d’espèces"))]
    )
    iban = text_field(_("IBAN"), required=False, longest=45)


class TypedBalanceForm(DeedForm):
    """What the bank says."""

    balance = SignedAmountField(label=_("Solde que dit la banque"))
    balance_on = DayField(label=_("À la fin du"))


class CountForm(DeedForm):
    """What was counted."""

    counted = AmountField(label=_("Compté dans la caisse"))


class BankingForm(DeedForm):
    """Cash carried to the bank."""

    desk = choice_field(_("Depuis la caisse"))
    account = choice_field(_("Vers le compte"))
    amount = AmountField(label=_("Montant"))
    banked_on = DayField(label=_("Porté le"))


class CostForm(DeedForm):
    """A running cost."""

    account = choice_field(_("Payé depuis"))
    code = choice_field(
        _("Sorte"),
        [
            (Code.COST_SERVICES.value, _("achats et services")),
            (Code.COST_STAFF.value, _("salaires")),
            (Code.BANK_FEE.value, _("frais de banque")),
        ],
    )
    amount = AmountField(label=_("Montant"))
    moved_on = DayField(label=_("Payé le"))
    label = text_field(_("Libellé"))


class IncomeForm(DeedForm):
    """Money that is neither a contribution nor a grant."""

    account = choice_field(_("Reçu sur"))
    code = choice_field(
        _("Sorte"),
        [
            (Code.GIFT.value, _("don")),
            (Code.PATRONAGE.value, _("mécénat")),
            (Code.OTHER_BODIES.value, _("autre organisme")),
        ],
    )
    amount = AmountField(label=_("Montant"))
    moved_on = DayField(label=_("Reçu le"))
    label = text_field(_("Libellé"))


class GrantForm(DeedForm):
    """A grant that was signed."""

    funder = text_field(_("Financeur"), longest=160)
    purpose = text_field(_("Objet"), longest=300, required=False)
    amount = AmountField(label=_("Montant signé"))
    signed_on = DayField(label=_("Signée le"))
    starts_on = DayField(label=_("Utilisable à partir du"))
    ends_on = DayField(label=_("Jusqu’au"), required=False)
    may_back_food_credit = forms.BooleanField(
        label=_("Elle peut couvrir les MonA"), required=False, initial=True
    )


class InstalmentForm(DeedForm):
    """A part of a grant that came."""

    account = choice_field(_("Reçu sur"))
    amount = AmountField(label=_("Montant"))
    received_on = DayField(label=_("Reçu le"))


class ChargeForm(DeedForm):
    """What a part of a grant was used for."""

    amount = AmountField(label=_("Montant"))
    charged_on = DayField(label=_("Utilisé le"))
    purpose = text_field(_("Pour quoi"))


class GrantBackForm(DeedForm):
    """A part of a grant given back."""

    account = choice_field(_("Depuis"))
    amount = AmountField(label=_("Montant"))
    given_on = DayField(label=_("Rendu le"))


class OpeningForm(DeedForm):
    """The spreadsheet of the balances, and the totals that one expects."""

    secret = frozenset({"file"})
    file = forms.FileField(
        label=_("Le tableau des soldes"),
        help_text=_(
            "CSV ou XLSX. Colonnes : compte (banque, caisse, foyer ou commerce), numéro, montant."
        ),
    )
    opening_on = DayField(label=_("Soldes à la fin du"))
    bank = AmountField(label=_("Total attendu en banque et en caisse"))
    wallets = AmountField(label=_("Total attendu dans les porte-monnaie"))
    shops = SignedAmountField(label=_("Total attendu dû aux commerces"))


class SignForm(DeedForm):
    """What one says when one signs."""

    note = text_field(_("Pourquoi ces différences"), required=False, longest=500, lines=True)


class ConfirmForm(DeedForm):
    """Nothing to fill in: one confirms."""
