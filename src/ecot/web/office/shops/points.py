"""What the office does with points of sale: open, put right, close, let somebody enter the till."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.operations.shops import actions
from ecot.operations.shops.files import PointOfSaleFile, PointOfSaleKind
from ecot.operations.shops.queries import PointOfSaleRow
from ecot.values import clock
from ecot.values.act import Act
from ecot.web.fields import initial_day
from ecot.web.office.shops import forms as shapes
from ecot.web.office.shops.deeds import ShopDeed
from ecot.web.said import Said


def point_file(said: Said, before: PointOfSaleRow | None = None) -> PointOfSaleFile:
    """The point of sale of a form; its place on the map stays."""
    return PointOfSaleFile(
        name=said.text("name"),
        kind=PointOfSaleKind(said.text("kind")),
        address=said.text("address"),
        latitude=None if before is None else before.latitude,
        longitude=None if before is None else before.longitude,
        hours=said.text("hours"),
        market_days=tuple(said.identities("market_days")),
    )


class OpenPoint(ShopDeed):
    """A shop sells at one more point."""

    form_class = shapes.PointForm
    title = _("Ajouter un point de vente")
    button = _("Ajouter")

    def deed(self, act: Act, said: Said) -> object:
        """Open it."""
        return actions.open_point_of_sale(act, shop_id=self.shop_id, file=point_file(said))


class PointDeed(ShopDeed):
    """A deed about one point of sale of a shop."""

    point: PointOfSaleRow

    def prepare(self) -> None:
        """The point of sale must be one of this shop."""
        super().prepare()
        wanted = self.kwargs["point_id"]
        rows = [row for row in self.shop.points_of_sale if row.point_of_sale_id == wanted]
        if not rows:
            raise Http404
        self.point = rows[0]

    @property
    def point_id(self) -> UUID:
        """Which point of sale."""
        return self.point.point_of_sale_id

    def back(self) -> str:
        """Its page."""
        named = {"shop_id": self.shop_id, "point_id": self.point_id}
        return reverse("office:point", kwargs=named)


class ChangePoint(PointDeed):
    """A point of sale is put right."""

    form_class = shapes.PointForm
    title = _("Corriger le point de vente")
    button = _("Enregistrer")

    def first_values(self) -> Mapping[str, object]:
        """What is known."""
        return {
            "name": self.point.name,
            "kind": self.point.kind,
            "address": self.point.address,
            "hours": self.point.hours,
            "market_days": [str(number) for number in self.point.market_days],
        }

    def deed(self, act: Act, said: Said) -> object:
        """Change it."""
        return actions.change_point_of_sale(
            act, point_of_sale_id=self.point_id, file=point_file(said, self.point)
        )


class ClosePoint(PointDeed):
    """One no longer pays here."""

    form_class = shapes.CloseForm
    title = _("Fermer ce point de vente")
    button = _("Fermer")

    def first_values(self) -> Mapping[str, object]:
        """From today."""
        return {"closed_on": initial_day(clock.today())}

    def deed(self, act: Act, said: Said) -> object:
        """Close it."""
        return actions.close_point_of_sale(
            act, point_of_sale_id=self.point_id, closed_on=said.day("closed_on")
        )

    def told(self, done: object) -> str:
        """It is closed."""
        return gettext("Le point de vente est fermé.")
