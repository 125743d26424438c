"""Owner names are opaque and can be read back."""

from uuid import UUID

import pytest

from ecot.values import references

IDENTITY = UUID("12345678-1234-5678-1234-567812345678")


@pytest.mark.parametrize(
    ("name", "word"),
    [
        (references.household, "household"),
        (references.shop, "shop"),
        (references.point_of_sale, "point"),
        (references.grant, "grant"),
    ],
)
def test_an_owner_name_holds_its_identifier(name, word):
    owner = name(IDENTITY)
    assert owner == f"{word}-{IDENTITY.hex}"
    assert references.identity_of(owner) == IDENTITY


def test_a_bank_bears_its_word():
    assert references.bank("main") == "bank-main"
