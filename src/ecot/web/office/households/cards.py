"""Cards and codes: given at the desk, shown once, kept only as digests."""

from __future__ import annotations

import segno
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.operations.members import actions
from ecot.operations.members.actions import IssuedCard
from ecot.operations.members.codes import NewCodes
from ecot.operations.members.states import CARD_STATE_NAMES, CardState
from ecot.values.act import Act
from ecot.web.office.households import forms as shapes
from ecot.web.office.households.deeds import HouseholdDeed
from ecot.web.said import Said


class IssueCard(HouseholdDeed):
    """A household gets a card."""

    form_class = shapes.LabelForm
    title = _("Donner une carte")
    lead = _("La carte s’imprime sur la page suivante, une seule fois.")
    button = _("Faire la carte")

    def deed(self, act: Act, said: Said) -> object:
        """Issue."""
        return actions.issue_card(act, household_id=self.household_id, label=said.text("label"))

    def answer(self, done: object) -> HttpResponseBase:
        """The card, to print: its token is shown this once."""
        assert isinstance(done, IssuedCard), "a refusal was answered before"
        context = {"file": self.file, "back": self.back(), "drawing": square(done.token)}
        return render(self.request, "office/households/card.html", context)


def square(token: str) -> SafeString:
    """The QR of a token, as a drawing."""
    drawn = segno.make(token, error="m").svg_inline(scale=5, border=2, omitsize=True)
    return mark_safe(drawn)  # noqa: S308 (made here from our own token)


class RenewCode(HouseholdDeed):
    """A household gets new codes."""

    form_class = shapes.ConfirmForm
    title = _("Donner un nouveau code")
    lead = _("L’ancien ne vaut plus rien. Le nouveau est montré une seule fois.")
    button = _("Faire un nouveau code")

    def deed(self, act: Act, said: Said) -> object:
        """Renew."""
        return actions.renew_code(act, household_id=self.household_id)

    def answer(self, done: object) -> HttpResponseBase:
        """The codes, to say or to print: this once."""
        assert isinstance(done, NewCodes), "a refusal was answered before"
        context = {"file": self.file, "back": self.back(), "codes": done}
        return render(self.request, "office/households/codes.html", context)


class CardDeed(HouseholdDeed):
    """A deed about one card of a household."""

    form_class = shapes.ReasonForm

    def prepare(self) -> None:
        """The card must be one of this household."""
        super().prepare()
        if self.kwargs["card_id"] not in {card.card_id for card in self.file.cards}:
            raise Http404

    def told(self, done: object) -> str:
        """Its new state."""
        assert isinstance(done, CardState), "a refusal was answered before"
        return gettext("La carte est maintenant : {state}.").format(state=CARD_STATE_NAMES[done])


class CardLost(CardDeed):
    """A card is lost: it pays nothing from this minute on."""

    title = _("Cette carte est perdue")
    lead = _("Elle ne paiera plus rien, pour toujours.")
    button = _("Déclarer la carte perdue")

    def deed(self, act: Act, said: Said) -> object:
        """Report it."""
        card_id, reason = self.kwargs["card_id"], said.text("reason")
        return actions.report_card_lost(act, card_id=card_id, reason=reason)


class CardBlocked(CardDeed):
    """A card is blocked for a while, or freed again."""

    title = _("Bloquer ou rouvrir cette carte")
    lead = _("Une carte bloquée ne paie pas ; elle peut être rouverte.")
    button = _("Changer")

    def deed(self, act: Act, said: Said) -> object:
        """Turn it."""
        card_id = self.kwargs["card_id"]
        card = next(card for card in self.file.cards if card.card_id == card_id)
        to = CardState.ACTIVE if card.state is CardState.BLOCKED else CardState.BLOCKED
        return actions.change_card(act, card_id=card_id, to=to, reason=said.text("reason"))
