"""Opaque references: how one floor names what belongs to another without knowing it."""

from __future__ import annotations

from typing import NewType
from uuid import UUID

Owner = NewType("Owner", str)
"""Whose account it is: `household-<hex>`, `shop-<hex>`, `bank-<slug>`, `grant-<hex>` or nothing."""

Actor = NewType("Actor", str)
"""Who acts: `user-<id>`, `till-<hex>`, `household-<hex>`, `system`."""

NOBODY = Owner("")
SYSTEM = Actor("system")


def household(identity: UUID) -> Owner:
    """The owner name of a household's accounts."""
    return Owner(f"household-{identity.hex}")


def shop(identity: UUID) -> Owner:
    """The owner name of a shop's accounts."""
    return Owner(f"shop-{identity.hex}")


def point_of_sale(identity: UUID) -> Owner:
    """How an appointment names the point of sale for which a person acts."""
    return Owner(f"point-{identity.hex}")


def bank(slug: str) -> Owner:
    """The owner name of a bank account or a cash desk."""
    return Owner(f"bank-{slug}")


def grant(identity: UUID) -> Owner:
    """The owner name of a grant's accounts."""
    return Owner(f"grant-{identity.hex}")


def identity_of(owner: str) -> UUID:
    """The identifier inside an owner name; the reverse of `household`, `shop`, `point_of_sale` and `grant`."""
    return UUID(hex=owner.rpartition("-")[2])
