"""Tokens of cash registers from the command line: given once, listed, taken back."""

from __future__ import annotations

from uuid import uuid4

from ecot.access.devices import device_with
from tests.builders.shops import a_shop
from tests.cli.conftest import Asking, Typing


def test_a_register_gets_a_token_and_loses_it(answered: Asking, typed: Typing) -> None:
    point = str(a_shop(name="Ferme des Aubes").point_of_sale_id)
    given = answered("devices", "give", point, "--label", "Comptoir")
    assert given["exit"] == 0
    assert device_with(given["token"]) is not None
    rows = answered("devices", "list")["points_of_sale"]
    assert [(row["name"], len(row["devices"])) for row in rows] == [("Ferme des Aubes", 1)]
    assert given["token"] not in str(rows)
    assert "Comptoir" in typed("devices", "list").stdout
    ended = answered("devices", "end", str(given["device"]))
    assert ended == {"device": given["device"], "label": "Comptoir", "exit": 0}
    assert device_with(given["token"]) is None


def test_what_is_refused(answered: Asking) -> None:
    point = str(a_shop().point_of_sale_id)
    unknown = answered("devices", "give", str(uuid4()), "--label", "Comptoir")
    nameless = answered("devices", "give", point, "--label", " ")
    ended = answered("devices", "end", "7")
    found = [(one["refused"]["code"], one["exit"]) for one in (unknown, nameless, ended)]
    assert found == [("POINT_UNKNOWN", 1), ("DEVICE_WITHOUT_NAME", 1), ("DEVICE_ENDED", 1)]


def test_a_token_is_said_once_to_people(typed: Typing) -> None:
    point = str(a_shop().point_of_sale_id)
    told = typed("devices", "give", point, "--label", "Marché").stdout
    token = told.split()[-1]
    assert token.startswith("ecot-till-")
    assert token not in typed("devices", "list").stdout
    assert "ne peut plus payer" in typed("devices", "end", "1").stdout
