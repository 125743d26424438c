"""Moving in: the balances of a day from a spreadsheet, a difference report, a signature, the book."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.operations.treasury.opening import (
    ControlTotals,
    OpeningPosted,
    post_opening,
    prepare_opening,
    sign_opening,
)
from ecot.operations.treasury.opening_report import Report
from ecot.values.act import Act
from ecot.web.office.treasury import forms as shapes
from ecot.web.office.treasury.deeds import TreasuryDeed
from ecot.web.office.treasury.views import known_opening
from ecot.web.said import Said


def address_of(opening_id: int) -> str:
    """The page of a moving-in."""
    return reverse("office:opening", kwargs={"opening_id": opening_id})


class PrepareOpening(TreasuryDeed):
    """The spreadsheet is read; nothing enters the book."""

    form_class = shapes.OpeningForm
    title = _("Reprendre les soldes d’avant")
    lead = _(
        "Le tableau est lu et comparé à vos totaux. Rien n’entre dans le livre avant signature."
    )
    button = _("Lire le tableau")

    def deed(self, act: Act, said: Said) -> object:
        """Read it."""
        file = said.values["file"]
        assert isinstance(file, UploadedFile), "the field gives a file"
        return prepare_opening(
            act,
            opening_on=said.day("opening_on"),
            filename=file.name or "soldes",
            content=file.read(),
            controls=ControlTotals(
                bank_cents=said.cents("bank"),
                wallets_cents=said.cents("wallets"),
                shops_cents=said.cents("shops"),
            ),
        )

    def told(self, done: object) -> str:
        """How many lines."""
        assert isinstance(done, Report), "a refusal was answered before"
        return gettext("{count} lignes lues. Regardez les différences.").format(count=done.lines)

    def address(self, done: object) -> str:
        """The report."""
        assert isinstance(done, Report), "a refusal was answered before"
        return address_of(done.opening_id)


class OpeningDeed(TreasuryDeed):
    """A deed about one moving-in."""

    report: Report

    def prepare(self) -> None:
        """It must exist."""
        self.report = known_opening(int(self.kwargs["opening_id"]))

    def back(self) -> str:
        """The report."""
        return address_of(self.report.opening_id)


class SignOpening(OpeningDeed):
    """A person answers for the report."""

    form_class = shapes.SignForm
    title = _("Signer la reprise des soldes")
    lead = _("Vous répondez de ce rapport, en votre nom. Une différence s’explique.")
    button = _("Signer")

    def deed(self, act: Act, said: Said) -> object:
        """Sign it."""
        return sign_opening(act, opening_id=self.report.opening_id, note=said.text("note"))

    def told(self, done: object) -> str:
        """It is signed."""
        return gettext("Le rapport est signé. Il peut entrer dans le livre.")


class PostOpening(OpeningDeed):
    """A signed report enters the book."""

    form_class = shapes.ConfirmForm
    title = _("Inscrire les soldes au livre")
    lead = _("Une écriture par compte. Interrompu, l’enregistrement reprend où il s’est arrêté.")
    button = _("Inscrire")

    def deed(self, act: Act, said: Said) -> object:
        """Post it."""
        return post_opening(act, opening_id=self.report.opening_id)

    def told(self, done: object) -> str:
        """How many accounts."""
        assert isinstance(done, OpeningPosted), "a refusal was answered before"
        return gettext("{count} comptes ouverts.").format(count=done.total)
