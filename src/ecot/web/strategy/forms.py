"""Forms about leads."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ecot.web.deeds import DeedForm
from ecot.web.fields import DayField, choice_field, text_field


class StepForm(DeedForm):
    """Where a lead stands."""

    state = choice_field(_("Où en est-on"))
    owner = text_field(_("Qui la suit"), longest=120)
    next_step = text_field(_("Prochain pas"), required=False, longest=300)
    next_on = DayField(label=_("Pour le"), required=False)
    note = text_field(
        _("Note"),
        required=False,
        longest=4000,
        lines=True,
        help_text=_("Ce qui a été dit, par qui. Tout le comité peut la lire."),
    )


class LeadForm(StepForm):
    """A new lead."""

    title = text_field(_("Qui pourrait payer, ou comment"), longest=160)
    mechanism = choice_field(_("Quel financement"), required=False)
    field_order = ("title", "mechanism", "state", "owner", "next_step", "next_on", "note")
