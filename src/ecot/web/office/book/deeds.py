"""Undoing an entry from the page where it is seen: whole, once, with its reason."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.ledger.entries import EntryView, entry, refunded_so_far
from ecot.ledger.kinds import EntryKind
from ecot.operations.contributions.returning import undo_return
from ecot.operations.grants.undoing import undo_grant_entry
from ecot.operations.till.refunding import Refunded, refund_sale
from ecot.operations.treasury.reversing import reverse_entry
from ecot.values.act import Act
from ecot.values.money import format_euros, format_mona
from ecot.values.month import day_in_words
from ecot.web.deeds import DeedForm
from ecot.web.entry_words import kind_words
from ecot.web.fields import AmountField, text_field
from ecot.web.office.households.deeds import OfficeDeed
from ecot.web.said import Said


class ReverseForm(DeedForm):
    """Just why."""

    reason = text_field(_("Pourquoi"), help_text=_("La raison reste dans le livre. Aucun nom."))


class RefundForm(DeedForm):
    """How much goes back to the household."""

    amount = AmountField(label=_("Combien rendre au foyer"))


class EntryDeed(OfficeDeed):
    """A deed about one entry of the book."""

    entry: EntryView

    def prepare(self) -> None:
        """The entry must exist."""
        found = entry(int(self.kwargs["entry_id"]))
        if found is None:
            raise Http404
        self.entry = found

    def surroundings(self) -> dict[str, object]:
        """Which entry."""
        words, on = kind_words(self.entry.kind), day_in_words(self.entry.occurred_on)
        return {"about": f"{words} · {on} · {format_euros(self.entry.total_cents)}"}

    def back(self) -> str:
        """The entry."""
        return reverse("office:entry", kwargs={"entry_id": self.entry.entry_id})


class ReverseEntry(EntryDeed):
    """An entry of the treasury, of a grant or of a return is undone by its mirror."""

    form_class = ReverseForm
    title = _("Annuler cette écriture")
    lead = _("Rien n’est effacé : l’écriture inverse est ajoutée, datée d’aujourd’hui.")
    button = _("Annuler l’écriture")

    def deed(self, act: Act, said: Said) -> object:
        """Reverse it, in the room that knows what hangs on it."""
        entry_id, reason = self.entry.entry_id, said.text("reason")
        if self.entry.kind.value.startswith("grant_"):
            return undo_grant_entry(act, entry_id=entry_id, reason=reason)
        if self.entry.kind is EntryKind.CONTRIBUTION_RETURNED:
            return undo_return(act, entry_id=entry_id, reason=reason)
        return reverse_entry(act, entry_id=entry_id, reason=reason)

    def told(self, done: object) -> str:
        """It is undone."""
        return gettext("L’écriture est annulée.")


class RefundSale(EntryDeed):
    """The office gives a sale back to the household, in part or whole."""

    form_class = RefundForm
    title = _("Rendre cette vente au foyer")
    lead = _("Le commerce doit alors cette somme ; ses prochaines ventes la règlent.")
    button = _("Rendre")

    def prepare(self) -> None:
        """Only a sale is given back."""
        super().prepare()
        if self.entry.kind is not EntryKind.TILL_PAYMENT:
            raise Http404

    def first_values(self) -> Mapping[str, object]:
        """All that is left of it."""
        left = self.entry.total_cents - refunded_so_far(self.entry.entry_id)
        return {"amount": format_euros(left)}

    def deed(self, act: Act, said: Said) -> object:
        """Refund it."""
        return refund_sale(act, sale_id=self.entry.entry_id, amount_cents=said.cents("amount"))

    def told(self, done: object) -> str:
        """How much, what is left of the sale."""
        assert isinstance(done, Refunded), "a refusal was answered before"
        return gettext("{amount} rendus.").format(amount=format_mona(done.amount_cents))
