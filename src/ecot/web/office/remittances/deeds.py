"""What the office and the treasurer do to pay shops. Two different persons, always."""

from __future__ import annotations

from collections.abc import Mapping

from django.forms import ChoiceField
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.operations.reimbursements.actions import (
    Executed,
    Ordered,
    Prepared,
    call_off_remittance,
    confirm_remittance,
    prepare_remittance,
    record_execution,
    record_return,
)
from ecot.operations.reimbursements.queries import LineView, RemittanceView
from ecot.operations.treasury.models import AccountKind
from ecot.operations.treasury.queries import accounts
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.money import format_euros
from ecot.web.deeds import DeedForm
from ecot.web.fields import DayField, choice_field, initial_day, text_field
from ecot.web.office.households.deeds import OfficeDeed
from ecot.web.office.remittances.views import known, known_line
from ecot.web.said import Said


class PrepareForm(DeedForm):
    """From which account, and when."""

    account = choice_field(_("Depuis le compte"))
    execution_on = DayField(label=_("La banque exécute le"))


class ConfirmForm(DeedForm):
    """Nothing to fill in: one confirms."""


class CallOffForm(DeedForm):
    """Just why."""

    reason = text_field(_("Pourquoi"))


class ExecutedForm(DeedForm):
    """The day on the bank's statement."""

    executed_on = DayField(label=_("Exécuté le"), help_text=_("Le jour que dit le relevé."))


class ReturnedForm(DeedForm):
    """The day and the words of the bank."""

    returned_on = DayField(label=_("Revenu le"))
    reason = text_field(_("Ce que dit la banque"))


class Prepare(OfficeDeed):
    """The transfers that the rule wants today are written down."""

    form_class = PrepareForm
    title = _("Préparer les virements")
    lead = _("Aucun argent ne bouge : une deuxième personne dit oui ensuite.")
    button = _("Préparer")

    def back(self) -> str:
        """The list."""
        return reverse("office:remittances")

    def offer(self, form: DeedForm) -> None:
        """Only bank accounts."""
        field = form.fields["account"]
        assert isinstance(field, ChoiceField), "a list of accounts"
        field.choices = [(each.slug, each.label) for each in accounts(AccountKind.BANK)]

    def first_values(self) -> Mapping[str, object]:
        """Today."""
        return {"execution_on": initial_day(clock.today())}

    def deed(self, act: Act, said: Said) -> object:
        """Prepare it."""
        return prepare_remittance(
            act, account=said.text("account"), execution_on=said.day("execution_on")
        )

    def told(self, done: object) -> str:
        """How many, how much."""
        assert isinstance(done, Prepared), "a refusal was answered before"
        words = gettext("{count} virements préparés, {total}. Une deuxième personne doit dire oui.")
        return words.format(count=done.lines, total=format_euros(done.total_cents))

    def address(self, done: object) -> str:
        """Its page."""
        assert isinstance(done, Prepared), "a refusal was answered before"
        return reverse("office:remittance", kwargs={"remittance_id": done.remittance_id})


class RemittanceDeed(OfficeDeed):
    """A deed about one remittance."""

    remittance: RemittanceView

    def prepare(self) -> None:
        """The remittance must exist."""
        self.remittance = known(self.kwargs["remittance_id"])

    def surroundings(self) -> dict[str, object]:
        """Which one."""
        words = gettext("Remise n° {number} · {count} virements · {total}")
        number, count = self.remittance.number, self.remittance.lines
        total = format_euros(self.remittance.total_cents)
        return {"about": words.format(number=number, count=count, total=total)}

    def back(self) -> str:
        """Its page."""
        return reverse("office:remittance", kwargs={"remittance_id": self.remittance.remittance_id})

    def told(self, done: object) -> str:
        """It is written."""
        return gettext("C’est enregistré.")


class Confirm(RemittanceDeed):
    """The second yes: the transfers are ordered."""

    form_class = ConfirmForm
    title = _("Dire oui à ces virements")
    lead = _("Vous n’êtes pas la personne qui les a préparés. Vous avez vu les montants.")
    button = _("Oui, ordonner les virements")

    def deed(self, act: Act, said: Said) -> object:
        """Confirm it."""
        return confirm_remittance(act, remittance_id=self.remittance.remittance_id)

    def told(self, done: object) -> str:
        """What is ordered, what was set aside."""
        assert isinstance(done, Ordered), "a refusal was answered before"
        words = gettext(
            "{count} virements ordonnés, {total}. Donnez maintenant le fichier à la banque."
        )
        said = words.format(count=done.lines, total=format_euros(done.total_cents))
        if done.set_aside:
            more = gettext("{count} mis de côté : le compte ou la somme ont changé.")
            said = f"{said} {more.format(count=done.set_aside)}"
        return said


class CallOff(RemittanceDeed):
    """A remittance is given up before its second yes."""

    form_class = CallOffForm
    title = _("Abandonner cette remise")
    button = _("Abandonner")

    def deed(self, act: Act, said: Said) -> object:
        """Give it up."""
        return call_off_remittance(
            act, remittance_id=self.remittance.remittance_id, reason=said.text("reason")
        )


class RecordExecution(RemittanceDeed):
    """The bank has paid."""

    form_class = ExecutedForm
    title = _("La banque a exécuté")
    button = _("Enregistrer")

    def first_values(self) -> Mapping[str, object]:
        """Today."""
        return {"executed_on": initial_day(clock.today())}

    def deed(self, act: Act, said: Said) -> object:
        """Record it."""
        return record_execution(
            act,
            remittance_id=self.remittance.remittance_id,
            executed_on=said.day("executed_on"),
        )

    def told(self, done: object) -> str:
        """How much was paid."""
        assert isinstance(done, Executed), "a refusal was answered before"
        words = gettext("{total} payés à {count} commerces.")
        return words.format(total=format_euros(done.total_cents), count=done.lines)


class RecordReturn(RemittanceDeed):
    """The bank sends one transfer back."""

    form_class = ReturnedForm
    title = _("Un virement est revenu")
    lead = _(
        "La somme est de nouveau due au commerce. Vérifiez son IBAN avant la prochaine remise."
    )
    button = _("Enregistrer le retour")
    line: LineView

    def prepare(self) -> None:
        """The line must be one of this remittance."""
        super().prepare()
        self.line = known_line(self.remittance.remittance_id, int(self.kwargs["line_id"]))

    def surroundings(self) -> dict[str, object]:
        """Which line."""
        return {"about": f"{self.line.shop_name} · {format_euros(self.line.paid_cents)}"}

    def first_values(self) -> Mapping[str, object]:
        """Today."""
        return {"returned_on": initial_day(clock.today())}

    def deed(self, act: Act, said: Said) -> object:
        """Record it."""
        return record_return(
            act,
            line_id=self.line.line_id,
            returned_on=said.day("returned_on"),
            reason=said.text("reason"),
        )
