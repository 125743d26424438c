"""Names of any script are shown as they were typed; signs of a page's own language are only text."""

from html import escape

import pytest

from ecot.access.roles import Role
from ecot.operations.members.directory import households
from tests.builders.faces import addresses
from tests.web.test_office import send

NAMES = [
    "Zoë-Élodie",
    "محمد",
    "אברהם",
    "王小明",
    "Nguyễn Thị",
    "Ὀδυσσεύς",
    "Иван",
    "अमित",
    "ᏣᎳᎩ",
    "O’Brien",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}",
    "=1+1",
    "Robert'); DROP TABLE",
]
SAID = {"birth_year": "1984", "participates": "on", "prefers": "mail", "state": "active"}


@pytest.mark.parametrize("name", NAMES)
def test_a_household_bears_the_name_that_it_gave(faces, name):
    client, page = faces.client(Role.OFFICE), addresses(faces.named)["office:register"]
    answer = send(client, page, **SAID, given_name="Ana", family_name=name).content.decode()
    assert escape(name) in answer
    assert "<script>alert" not in answer
    assert any(name in found.names for found in households())


@pytest.mark.parametrize("name", ["", " ", "\u200b", "a\0b", "x" * 5_000])
def test_what_is_no_name_is_told_and_nobody_is_registered(faces, name):
    client, page = faces.client(Role.OFFICE), addresses(faces.named)["office:register"]
    before = len(households())
    answer = send(client, page, **SAID, given_name=name, family_name=name)
    assert answer.status_code < 500
    assert len(households()) == before
