"""The doors of a person: which faces are open to their roles, and for whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from ecot.access.roles import Role
from ecot.web.permissions import PERMISSIONS
from ecot.web.visitors import Visitor


@dataclass(frozen=True, slots=True)
class Door:
    """One way in: its address, its words, its drawing."""

    address: str
    name: str
    words: str
    icon: str


def doors_of(visitor: Visitor) -> list[Door]:
    """The ways in that the roles of a person open, the most used first."""
    found: list[Door] = []
    roles = visitor.roles
    if roles & {Role.HOUSEHOLD, Role.HELPER}:
        words = gettext("Solde, cotisation, carte")
        found.append(Door(reverse("member:purses"), gettext("Mon foyer"), words, "wallet"))
    if Role.POINT_OF_SALE in roles:
        words = gettext("Encaisser, rendre, retrouver une vente")
        found.append(Door(reverse("till:tills"), gettext("Ma caisse"), words, "store"))
    if roles & {Role.OFFICE, Role.TREASURER, Role.AUDITOR}:
        words = gettext("Le mois, les foyers, les commerces")
        found.append(Door(reverse("office:month"), gettext("Le bureau"), words, "list-checks"))
    if roles & PERMISSIONS["strategy:home"].roles:
        words = gettext("Qui pourrait payer, et ce que cela changerait")
        found.append(Door(reverse("strategy:home"), gettext("Le modèle"), words, "landmark"))
    if Role.ADMINISTRATOR in roles:
        words = gettext("Qui entre, avec quel rôle")
        found.append(Door(reverse("office:accounts"), gettext("Les comptes"), words, "key-round"))
    if roles & {Role.COMMITTEE, Role.SECRETARY} or not found:
        words = gettext("Ce que la caisse applique aujourd’hui")
        found.append(Door(reverse("public:rule"), gettext("La règle"), words, "scale"))
    if roles & {Role.COMMITTEE, Role.SECRETARY}:
        words = gettext("D’où vient chaque euro, où il va")
        found.append(Door(reverse("public:figures"), gettext("Les chiffres"), words, "coins"))
        words = gettext("Les commerces et les producteurs agréés")
        found.append(Door(reverse("public:shops"), gettext("Où acheter"), words, "store"))
    return found
