"""Cash registers with their tokens, given through the deed of `access`."""

from __future__ import annotations

from uuid import UUID

from ecot.access.devices import GivenDevice, give_device
from ecot.values import references
from tests.builders.treasury import treasurer


def a_token(point_of_sale_id: UUID) -> str:
    """The token of a new cash register of a point of sale."""
    return a_device(point_of_sale_id).token


def a_device(point_of_sale_id: UUID) -> GivenDevice:
    """A new cash register of a point of sale."""
    reference = references.point_of_sale(point_of_sale_id)
    given = give_device(treasurer(), acts_for=reference, label="Comptoir")
    assert isinstance(given, GivenDevice), given
    return given
