"""An address with a number, a month or a name that means nothing is told so; nothing breaks."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from ecot.access.roles import Role
from ecot.web.permissions import PERMISSIONS
from tests.builders.faces import addresses

MONTHS = ("1900-01", "2199-12", "2026-13", "0000-01", "9999-12", "2026-3")


def _stranger(value: object, number: int) -> list[object]:
    """What somebody may type instead of a part of an address."""
    if isinstance(value, UUID):
        return [uuid4()]
    if isinstance(value, int):
        return [number]
    return list(MONTHS) if value == "2026-03" else ["nothing-of-ours"]


@pytest.mark.parametrize("number", [0, 2**31, 2**63 - 1, 2**63, 10**30])
def test_no_address_breaks(faces, number):
    known = set(addresses(faces.named).items())
    clients = {role: faces.client(role) for role in Role}
    answers = []
    for part, value in faces.named.items():
        if not isinstance(value, int) and number:
            continue
        for stranger in _stranger(value, number):
            odd = addresses(faces.named | {part: stranger})
            for name, address in set(odd.items()) - known:
                role = next(iter(PERMISSIONS[name].roles), None)
                client = Client() if role is None else clients[role]
                answers += [
                    (name, address, method, getattr(client, method)(address).status_code)
                    for method in ("get", "post")
                ]
    assert answers
    assert [answer for answer in answers if answer[-1] >= 500] == []
