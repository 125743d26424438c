"""Names say what a thing is: no drawers, no words that blur, no abbreviations."""

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from tests.house.source import Source, planted, product, tracked

DRAWERS = {"utils", "helpers", "common", "misc", "manager", "managers", "core", "base"}
BLURRED = {
    "place": "seat, shop or point_of_sale",
    "places": "seats, shops or points_of_sale",
    "merchant": "shop",
    "merchants": "shops",
    "retailer": "shop",
    "customer": "household",
    "beneficiary": "household",
}
SHORTENED = {
    "amt",
    "qty",
    "nb",
    "cnt",
    "cfg",
    "ctx",
    "tmp",
    "hh",
    "acct",
    "txn",
    "usr",
    "pwd",
    "mgr",
    "addr",
}


def drawers(paths: Iterable[str]) -> list[str]:
    words = ((path, part.partition(".")[0]) for path in paths for part in path.split("/"))
    return sorted({path for path, word in words if word in DRAWERS})


def defined(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every name that the code gives: classes, functions, arguments, variables, fields."""
    for node in ast.walk(tree):
        match node:
            case (
                ast.ClassDef(name=name)
                | ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
            ):
                yield node, name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield node, name


def misnamed(files: Iterable[Source]) -> list[str]:
    faults = []
    for file in files:
        for node, name in defined(file.tree):
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().strip("_").split("_")
            if len(words) == 1 and words[0] in BLURRED:
                faults.append(file.at(node, f"`{name}`: say {BLURRED[words[0]]}"))
            faults += [
                file.at(node, f"`{name}` is shortened") for word in words if word in SHORTENED
            ]
    return faults


def test_there_is_no_drawer():
    assert drawers(path for path in tracked() if path.endswith(".py")) == []


def test_every_name_says_what_it_is():
    assert misnamed(product()) == []


@pytest.mark.parametrize("path", ["src/ecot/ledger/utils.py", "src/ecot/common/money.py"])
def test_a_drawer_is_seen(path):
    assert drawers([path, "src/ecot/ledger/posting.py"]) == [path]


@pytest.mark.parametrize(
    "code", ["place = 1", "def merchant(): ...", "def pay(hh_id): ...", "class Customer: ..."]
)
def test_a_blurred_or_shortened_name_is_seen(code):
    assert len(misnamed(planted(code))) == 1


@pytest.mark.parametrize("code", ["place_of_meeting = 1", "family_name = 'x'", "x.place()"])
def test_plain_names_pass(code):
    assert misnamed(planted(code)) == []
