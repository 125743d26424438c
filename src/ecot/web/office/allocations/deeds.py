"""What the office does with a month's allocation: open it, undo it, take back or let go."""

from __future__ import annotations

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.ledger import balances, chart
from ecot.operations.allocations.queries import preview
from ecot.operations.allocations.recovering import Settlement, forgive_recovery, take_back
from ecot.operations.allocations.undoing import Undone, undo_run
from ecot.operations.month.actions import Opened, open_month
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.money import format_mona
from ecot.values.month import Month, day_in_words
from ecot.values.refusal import Refused
from ecot.web.deeds import DeedForm
from ecot.web.fields import AmountField, choice_field, text_field
from ecot.web.office.allocations.views import asked_month
from ecot.web.office.households.deeds import HouseholdDeed, OfficeDeed
from ecot.web.said import Said


class OpenForm(DeedForm):
    """Nothing to fill in: one confirms."""


class UndoForm(DeedForm):
    """Why, and whether the right amount follows at once."""

    reason = text_field(_("Pourquoi"), help_text=_("Par exemple : enfants comptés deux fois."))
    again = forms.BooleanField(
        label=_("Verser tout de suite le bon montant, d’après les dossiers d’aujourd’hui"),
        required=False,
        initial=True,
    )


class RecoverForm(DeedForm):
    """How much, and what becomes of it."""

    amount = AmountField(label=_("Combien de MonA"))
    what = choice_field(
        _("Que faire"),
        [
            ("take", _("Les reprendre dans le porte-monnaie")),
            ("forgive", _("Les laisser au foyer")),
        ],
    )


class AllocationDeed(OfficeDeed):
    """A deed about a month's allocation."""

    month: Month

    def prepare(self) -> None:
        """The month of the address."""
        self.month = asked_month(str(self.kwargs["month"]))

    def surroundings(self) -> dict[str, object]:
        """Which month."""
        return {"about": self.month.words}

    def back(self) -> str:
        """The page of the month's allocation."""
        return reverse("office:allocation", kwargs={"month": str(self.month)})


class OpenAllocation(AllocationDeed):
    """The allocation of a month is opened, once."""

    form_class = OpenForm
    title = _("Ouvrir l’allocation")
    lead = _("Chaque foyer reçoit ses MonA. Recommencer ne verse rien deux fois.")
    button = _("Ouvrir l’allocation")

    def surroundings(self) -> dict[str, object]:
        """Which month, how much, to how many."""
        found = preview(self.month, clock.now())
        if isinstance(found, Refused) or not found.lines:
            return super().surroundings()
        words = gettext("{month} · {total} à {count} foyers").format(
            month=self.month.words, total=format_mona(found.total_cents), count=len(found.lines)
        )
        return {"about": words}

    def deed(self, act: Act, said: Said) -> object:
        """Open the month: its call if nobody made it, then its allocation."""
        return open_month(act, month=self.month)

    def told(self, done: object) -> str:
        """What was done, or until when it waits."""
        assert isinstance(done, Opened), "a refusal was answered before"
        run = done.run
        if run.on_hold:
            assert run.look_again_on is not None, "a run on hold has its day"
            words = gettext(
                "Rien n’est versé : il manque {missing} en réserve. Le bureau et la trésorerie"
                " sont prévenus. On regarde à nouveau le {on}."
            )
            return words.format(
                missing=format_mona(run.missing_cents), on=day_in_words(run.look_again_on)
            )
        words = gettext("{total} versés à {count} foyers. {held} attendent une décision.")
        return words.format(total=format_mona(run.total_cents), count=run.households, held=run.held)


class UndoAllocation(AllocationDeed):
    """A wrong run is put right, even half spent."""

    form_class = UndoForm
    title = _("Reprendre une allocation fausse")
    lead = _(
        "Ce qui reste dans les porte-monnaie est repris. Ce qui est dépensé est noté « à récupérer »."
        " Les achats restent payés."
    )
    button = _("Reprendre l’allocation")

    def deed(self, act: Act, said: Said) -> object:
        """Undo it, and grant the right amount where one asked so."""
        return undo_run(act, month=self.month, reason=said.text("reason"), again=said.yes("again"))

    def told(self, done: object) -> str:
        """What was taken back, what is still to recover, what was granted."""
        assert isinstance(done, Undone), "a refusal was answered before"
        if not done.households:
            return gettext("Rien à corriger : chaque foyer a reçu ce que disent les dossiers.")
        words = gettext(
            "{count} foyers corrigés. Repris : {taken}. À récupérer : {later}. Versé : {granted}."
        )
        return words.format(
            count=done.households,
            taken=format_mona(done.recovered_cents),
            later=format_mona(done.to_recover_cents),
            granted=format_mona(done.granted_cents),
        )


class Recover(HouseholdDeed):
    """What a household received by error is taken back, or let go."""

    form_class = RecoverForm
    title = _("Ce qui est à récupérer")
    button = _("Enregistrer")

    def surroundings(self) -> dict[str, object]:
        """How much it is."""
        cents = balances.balance(chart.to_recover(self.household_id))
        words = gettext("Ce foyer a reçu {amount} de trop, déjà dépensés.")
        return {**super().surroundings(), "lead": words.format(amount=format_mona(cents))}

    def deed(self, act: Act, said: Said) -> object:
        """Take back or let go."""
        amount_cents = said.cents("amount")
        settle = take_back if said.text("what") == "take" else forgive_recovery
        return settle(act, household_id=self.household_id, amount_cents=amount_cents)

    def told(self, done: object) -> str:
        """What is still to recover."""
        assert isinstance(done, Settlement), "a refusal was answered before"
        words = gettext("C’est noté. Encore à récupérer : {left}.")
        return words.format(left=format_mona(done.still_cents))
