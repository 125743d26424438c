"""What a household may do by itself: change its part, say that a card is lost."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.operations.contributions.pledging import Pledged, earliest_month, pledge
from ecot.operations.contributions.queries import pledge_of
from ecot.operations.members.actions import report_card_lost
from ecot.operations.members.models import Card
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.money import format_euros, parse_amount, short_euros
from ecot.values.month import Month
from ecot.values.references import Actor
from ecot.values.refusal import Refused
from ecot.web.deeds import DeedPage
from ecot.web.member import reading
from ecot.web.member.forms import CardLostForm, PledgeForm
from ecot.web.said import Said
from ecot.web.wording import of_month


class PurseDeed(DeedPage):
    """A deed of a household on its own purse; a helper acts under their own name."""

    shell = "member/frame.html"

    @property
    def household_id(self) -> UUID:
        """Whose purse it is: the gate has checked it."""
        found = self.kwargs["household_id"]
        assert isinstance(found, UUID), "the address bears the household's identifier"
        return found

    def actor(self) -> Actor:
        """The household itself, or its helper."""
        return self.visitor.actor_for_household(self.household_id)

    def prepare(self) -> None:
        """The purse must exist."""
        found = reading.purse(self.household_id)
        if found is None:
            raise Http404
        self.purse = found

    def surroundings(self) -> dict[str, object]:
        """The purse, for the frame."""
        return {"purse": self.purse, "household_id": self.household_id}


class ChangePledge(PurseDeed):
    """A household changes what it gives each month."""

    form_class = PledgeForm
    title = _("Changer ma part")
    button = _("Enregistrer ma part")

    def first_values(self) -> Mapping[str, object]:
        """The present part, or the mark that was just found."""
        wished = parse_amount(self.request.GET.get("montant", ""))
        if not isinstance(wished, Refused):
            return {"amount": format_euros(wished)}
        now = pledge_of(self.household_id, Month.of(clock.today()))
        return {} if now is None else {"amount": format_euros(now)}

    def surroundings(self) -> dict[str, object]:
        """From which month the new part counts."""
        month = earliest_month(Act(self.actor(), clock.now()), self.household_id)
        lead = gettext("Votre nouvelle part compte à partir {month}. Rien ne change avant.")
        return {**super().surroundings(), "lead": lead.format(month=of_month(month))}

    def back(self) -> str:
        """My part."""
        return reverse("member:part", kwargs={"household_id": self.household_id})

    def deed(self, act: Act, said: Said) -> object:
        """Pledge."""
        return pledge(act, household_id=self.household_id, amount_cents=said.cents("amount"))

    def told(self, done: object) -> str:
        """The new part and its month."""
        assert isinstance(done, Pledged), "a refusal was answered before"
        words = gettext("C’est noté : {amount} par mois à partir {month}. Merci.")
        return words.format(amount=short_euros(done.amount_cents), month=of_month(done.from_month))


class CardLost(PurseDeed):
    """A household says that a card is lost: it pays nothing from this minute on."""

    form_class = CardLostForm
    title = _("Cette carte est perdue ?")
    lead = _(
        "Elle ne paiera plus rien, pour toujours. Vos MonA restent à vous."
        " Le bureau vous donnera une nouvelle carte."
    )
    button = _("Oui, elle est perdue")

    def prepare(self) -> None:
        """The card must be one of this household."""
        super().prepare()
        mine = Card.objects.filter(id=self.kwargs["card_id"], household_id=self.household_id)
        if not mine.exists():
            raise Http404

    def back(self) -> str:
        """My cards."""
        return reverse("member:cards", kwargs={"household_id": self.household_id})

    def deed(self, act: Act, said: Said) -> object:
        """Report it."""
        return report_card_lost(act, card_id=self.kwargs["card_id"], reason="dit par le foyer")

    def told(self, done: object) -> str:
        """It is done."""
        return gettext("La carte est bloquée. Vos MonA sont intacts. Demandez-en une au bureau.")
