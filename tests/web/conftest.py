"""The small caisse, looked at on the 14th of March 2026 at noon."""

import pytest

from ecot.values import clock
from tests.builders import faces as builder


@pytest.fixture
def at_noon():
    with clock.moved(builder.NOON):
        yield


@pytest.fixture
def faces(db, at_noon):
    return builder.faces()
