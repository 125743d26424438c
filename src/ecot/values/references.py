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


def bank(slug: str) -> Owner:
    """The owner name of a bank account or a cash desk."""
    return Owner(f"bank-{slug}")


def grant(identity: UUID) -> Owner:
    """The owner name of a grant's accounts."""
    return Owner(f"grant-{identity.hex}")


def identity_of(owner: str) -> UUID:
    """The identifier inside an owner name; the reverse of `household`, `shop` and `grant`."""
    return UUID(hex=owner.rpartition("-")[2])
