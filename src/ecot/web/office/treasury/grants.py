"""Grants in a simple form: signed, received, used, given back."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ecot.operations.grants.actions import (
    GrantTerms,
    Signed,
    charge_grant,
    give_back,
    receive_instalment,
    sign_grant,
)
from ecot.operations.grants.queries import EnvelopeView
from ecot.values.act import Act
from ecot.values.money import format_euros
from ecot.web.office.treasury import forms as shapes
from ecot.web.office.treasury.deeds import TreasuryDeed
from ecot.web.office.treasury.views import known_grant
from ecot.web.said import Said


class SignGrant(TreasuryDeed):
    """A funder signs."""

    form_class = shapes.GrantForm
    title = _("Une subvention est signée")
    lead = _("L’argent n’est pas encore là : il se note quand il arrive.")
    button = _("Enregistrer")

    def deed(self, act: Act, said: Said) -> object:
        """Sign it."""
        terms = GrantTerms(
            funder=said.text("funder"),
            amount_cents=said.cents("amount"),
            signed_on=said.day("signed_on"),
            may_back_food_credit=said.yes("may_back_food_credit"),
            starts_on=said.day("starts_on"),
            ends_on=said.day_or_nothing("ends_on"),
            purpose=said.text("purpose"),
        )
        return sign_grant(act, terms=terms)

    def address(self, done: object) -> str:
        """Its page."""
        assert isinstance(done, Signed), "a refusal was answered before"
        return reverse("office:grant", kwargs={"grant_id": done.grant_id})


class GrantDeed(TreasuryDeed):
    """A deed about one grant."""

    grant: EnvelopeView

    def prepare(self) -> None:
        """The grant must exist."""
        self.grant = known_grant(self.kwargs["grant_id"])

    def surroundings(self) -> dict[str, object]:
        """Which grant."""
        return {"about": f"{self.grant.funder} · {format_euros(self.grant.amount_cents)}"}

    def back(self) -> str:
        """Its page."""
        return reverse("office:grant", kwargs={"grant_id": self.grant.grant_id})


class ReceiveInstalment(GrantDeed):
    """A part of a grant reaches the bank."""

    form_class = shapes.InstalmentForm
    title = _("Un versement est arrivé")
    button = _("Enregistrer")

    def deed(self, act: Act, said: Said) -> object:
        """Receive it."""
        return receive_instalment(
            act,
            grant_id=self.grant.grant_id,
            account=said.text("account"),
            amount_cents=said.cents("amount"),
            received_on=said.day("received_on"),
        )


class ChargeGrant(GrantDeed):
    """A part of a grant was used."""

    form_class = shapes.ChargeForm
    title = _("Dire à quoi elle a servi")
    lead = _("Aucun argent ne bouge : c’est le compte rendu au financeur.")
    button = _("Enregistrer")

    def deed(self, act: Act, said: Said) -> object:
        """Charge it."""
        return charge_grant(
            act,
            grant_id=self.grant.grant_id,
            amount_cents=said.cents("amount"),
            charged_on=said.day("charged_on"),
            purpose=said.text("purpose"),
        )


class GiveGrantBack(GrantDeed):
    """Unspent money of a grant is given back."""

    form_class = shapes.GrantBackForm
    title = _("Rendre ce qui n’a pas servi")
    button = _("Enregistrer")

    def deed(self, act: Act, said: Said) -> object:
        """Give it back."""
        return give_back(
            act,
            grant_id=self.grant.grant_id,
            account=said.text("account"),
            amount_cents=said.cents("amount"),
            given_on=said.day("given_on"),
        )
