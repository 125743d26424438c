"""Forms about what comes in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ecot.web.deeds import DeedForm
from ecot.web.fields import AmountField, DayField, MonthField, choice_field, text_field
from ecot.web.office.households.forms import HouseholdNumberField


class ReceiveForm(DeedForm):
    """A contribution that came."""

    household = HouseholdNumberField(
        label=_("Numéro du foyer"), help_text=_("Celui de sa carte, par exemple 4127-8.")
    )
    amount = AmountField(label=_("Montant reçu"))
    means = choice_field(
        _("Comment"),
        [
            ("transfer", _("Virement")),
            ("cash", _("Espèces")),
            ("debit", _("Prélèvement")),
            ("payer", _("Payé par quelqu’un d’autre")),
        ],
    )
    account = choice_field(_("Où"))
    received_on = DayField(label=_("Reçu le"))
    payer_name = text_field(
        _("Qui a payé"), required=False, longest=160, help_text=_("Si ce n’est pas le foyer.")
    )


class UnknownReceiptForm(DeedForm):
    """Money from nobody knows whom."""

    amount = AmountField(label=_("Montant reçu"))
    account = choice_field(_("Où"))
    received_on = DayField(label=_("Reçu le"))
    label = text_field(_("Ce que dit la banque"), required=False)


class MatchForm(DeedForm):
    """Whose it is."""

    household = HouseholdNumberField(label=_("Numéro du foyer"))
    amount = AmountField(
        label=_("Combien"), help_text=_("Vide : tout ce qui reste."), required=False
    )
    payer_name = text_field(
        _("Qui a payé"), required=False, longest=160, help_text=_("Si ce n’est pas le foyer.")
    )


class ReturnForm(DeedForm):
    """A debit that the bank took back."""

    returned_on = DayField(label=_("Revenu le"))
    fee = AmountField(label=_("Frais de la banque"), required=False)


class GiveBackForm(DeedForm):
    """A contribution given back."""

    household = HouseholdNumberField(label=_("Numéro du foyer"))
    amount = AmountField(label=_("Montant rendu"))
    account = choice_field(_("Depuis"))
    given_on = DayField(label=_("Rendu le"))


class UndoForm(DeedForm):
    """Just why."""

    reason = text_field(_("Pourquoi"), help_text=_("Par exemple : montant tapé 120 au lieu de 12."))


class CallForm(DeedForm):
    """Which month is called."""

    month = MonthField(label=_("Mois"))
