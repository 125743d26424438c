"""The rooms of the office, in the order in which one goes through them; its tag for the frame."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext

from ecot.web.permissions import PERMISSIONS

register = template.Library()


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the office's navigation."""

    address: str
    name: str
    is_here: bool


@register.simple_tag(takes_context=True)
def office_rooms(context: Context) -> list[Room]:
    """The rooms of the office that the visitor may enter; the one where one stands is marked."""
    path: str = context["request"].path
    roles = context["visitor"].roles
    rooms = [
        ("office:month", gettext("Le mois")),
        ("office:households", gettext("Foyers")),
        ("office:receipts", gettext("Recettes")),
        ("office:shops", gettext("Commerces")),
        ("office:remittances", gettext("Remboursements")),
        ("office:treasury", gettext("Trésorerie")),
        ("office:book", gettext("Le livre")),
        ("office:check", gettext("Contrôle")),
    ]
    rooms_of = [(reverse(name), words) for name, words in rooms if PERMISSIONS[name].roles & roles]
    home = reverse("office:month")
    months = tuple(f"{home}{part}/" for part in ("allocation", "mois"))
    return [
        Room(
            address,
            words,
            path == home or path.startswith(months)
            if address == home
            else path.startswith(address),
        )
        for address, words in rooms_of
    ]
