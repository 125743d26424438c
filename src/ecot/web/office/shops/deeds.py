"""What the office does with a shop's file: application, agreement, state, bank account."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.operations.shops import actions
from ecot.operations.shops.actions.applying import Applied
from ecot.operations.shops.actions.banking import BankChange
from ecot.operations.shops.directory import ShopRecord, shop_record
from ecot.operations.shops.files import ShopFile
from ecot.operations.shops.states import NEXT_SHOP_STATES, SHOP_STATE_NAMES, ShopState
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.month import Month
from ecot.web.deeds import DeedForm
from ecot.web.design.tags import day, hour
from ecot.web.fields import initial_day
from ecot.web.office.households.deeds import OfficeDeed
from ecot.web.office.shops import forms as shapes
from ecot.web.said import Said


def shop_file(said: Said) -> ShopFile:
    """The shop of a form."""
    return ShopFile(
        said.text("name"),
        said.text("category"),
        said.text("legal_name"),
        said.text("siret"),
        said.text("contact_name"),
        said.text("email"),
        said.text("phone"),
    )


class Apply(OfficeDeed):
    """A shop asks to be accredited."""

    form_class = shapes.ShopForm
    title = _("Inscrire un commerce")
    lead = _("Le comité décide ensuite de le conventionner.")
    button = _("Inscrire")

    def back(self) -> str:
        """The list."""
        return reverse("office:shops")

    def deed(self, act: Act, said: Said) -> object:
        """Apply."""
        return actions.apply_as_shop(act, file=shop_file(said))

    def told(self, done: object) -> str:
        """Its number."""
        assert isinstance(done, Applied), "a refusal was answered before"
        return gettext("Le commerce est inscrit, numéro {number}.").format(number=done.number)

    def address(self, done: object) -> str:
        """Its page."""
        assert isinstance(done, Applied), "a refusal was answered before"
        return reverse("office:shop", kwargs={"shop_id": done.shop_id})


class ShopDeed(OfficeDeed):
    """A deed about one shop."""

    shop: ShopRecord

    @property
    def shop_id(self) -> UUID:
        """Which shop."""
        found = self.kwargs["shop_id"]
        assert isinstance(found, UUID), "the address bears the shop's identifier"
        return found

    def prepare(self) -> None:
        """The shop must exist."""
        found = shop_record(self.shop_id)
        if found is None:
            raise Http404
        self.shop = found

    def surroundings(self) -> dict[str, object]:
        """Which shop, said above the form."""
        return {"about": f"{self.shop.number} · {self.shop.name}"}

    def back(self) -> str:
        """Its page."""
        return reverse("office:shop", kwargs={"shop_id": self.shop_id})

    def told(self, done: object) -> str:
        """It is written."""
        return gettext("C’est enregistré.")


class ChangeShop(ShopDeed):
    """A shop's file is put right."""

    form_class = shapes.ShopForm
    title = _("Corriger le dossier")
    button = _("Enregistrer")

    def first_values(self) -> Mapping[str, object]:
        """What is known."""
        names = ("name", "category", "legal_name", "siret", "contact_name", "email", "phone")
        return {name: getattr(self.shop, name) for name in names}

    def deed(self, act: Act, said: Said) -> object:
        """Change it."""
        return actions.change_shop(act, shop_id=self.shop_id, file=shop_file(said))


class Accredit(ShopDeed):
    """A shop is accredited for the days of its convention; a further one renews it."""

    form_class = shapes.AgreementForm
    title = _("Conventionner")
    lead = _("Le commerce encaisse des MonA dès le premier jour de sa convention.")
    button = _("Conventionner")

    def first_values(self) -> Mapping[str, object]:
        """Three years from today."""
        today = clock.today()
        return {
            "starts_on": initial_day(today),
            "ends_on": initial_day(Month.of(today).plus(36).last_day),
        }

    def deed(self, act: Act, said: Said) -> object:
        """Accredit, or renew where it is accredited."""
        starts_on, ends_on = said.day("starts_on"), said.day("ends_on")
        if self.shop.states and self.shop.states[0].state is ShopState.ACCREDITED:
            return actions.renew_agreement(
                act, shop_id=self.shop_id, starts_on=starts_on, ends_on=ends_on
            )
        return actions.accredit(act, shop_id=self.shop_id, starts_on=starts_on, ends_on=ends_on)


class ChangeShopState(ShopDeed):
    """A shop is suspended, taken back or ended."""

    form_class = shapes.ShopStateForm
    title = _("Suspendre, reprendre ou arrêter")
    lead = _("Un commerce suspendu n’encaisse plus dès la minute. Ce qui lui est dû reste dû.")
    button = _("Changer l’état")

    def offer(self, form: DeedForm) -> None:
        """Only the next states of the table."""
        now = self.shop.states[0].state if self.shop.states else ShopState.APPLIED
        field = form.fields["to"]
        assert isinstance(field, forms.ChoiceField), "a list of states"
        field.choices = [
            (str(each), SHOP_STATE_NAMES[each])
            for each in ShopState
            if each in NEXT_SHOP_STATES[now]
        ]

    def first_values(self) -> Mapping[str, object]:
        """From today."""
        return {"since_on": initial_day(clock.today())}

    def deed(self, act: Act, said: Said) -> object:
        """Change it."""
        return actions.change_shop_state(
            act,
            shop_id=self.shop_id,
            to=ShopState(said.text("to")),
            reason=said.text("reason"),
            since_on=said.day("since_on"),
        )


class RequestBankChange(ShopDeed):
    """Somebody asks that the shop be paid elsewhere."""

    form_class = shapes.BankForm
    title = _("Changer l’IBAN")
    lead = _(
        "Une deuxième personne rappelle le commerce et confirme."
        " Le compte sert 48 heures après ; l’ancien sert d’ici là."
    )
    button = _("Demander le changement")

    def deed(self, act: Act, said: Said) -> object:
        """Request it."""
        return actions.request_bank_change(
            act,
            shop_id=self.shop_id,
            iban=said.text("iban"),
            holder=said.text("holder"),
            bic=said.text("bic"),
        )

    def told(self, done: object) -> str:
        """It waits."""
        return gettext("Le changement attend la confirmation d’une deuxième personne.")


class BankDeed(ShopDeed):
    """A deed about one bank account of a shop."""

    def prepare(self) -> None:
        """The account must be one of this shop."""
        super().prepare()
        known = {row.bank_details_id for row in self.shop.bank_accounts}
        if self.kwargs["bank_details_id"] not in known:
            raise Http404


class ConfirmBankChange(BankDeed):
    """A second person has called the shop back."""

    form_class = shapes.CallbackForm
    title = _("Confirmer l’IBAN")
    lead = _("Rappelez le commerce au numéro que vous connaissiez déjà, jamais à celui du message.")
    button = _("Confirmer")

    def deed(self, act: Act, said: Said) -> object:
        """Confirm it."""
        return actions.confirm_bank_change(
            act,
            bank_details_id=self.kwargs["bank_details_id"],
            callback_note=said.text("callback_note"),
        )

    def told(self, done: object) -> str:
        """From when it serves."""
        assert isinstance(done, BankChange), "a refusal was answered before"
        assert done.usable_from_at is not None, "a confirmed account has its hour"
        words = gettext("Confirmé. Ce compte sert à partir du {on} à {at}.")
        return words.format(on=day(done.usable_from_at), at=hour(done.usable_from_at))


class StopBankChange(BankDeed):
    """An account is stopped, before or after it serves."""

    form_class = shapes.ShopReasonForm
    title = _("Arrêter ce compte")
    lead = _("Le compte d’avant continue de servir.")
    button = _("Arrêter")

    def deed(self, act: Act, said: Said) -> object:
        """Stop it."""
        return actions.stop_bank_change(
            act, bank_details_id=self.kwargs["bank_details_id"], reason=said.text("reason")
        )
