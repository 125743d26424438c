"""Whatever is sent to whatever address: an answer, never a fault of ours.

The addresses come from the site's own table, the fields from the forms themselves; what is sent is
drawn from a fixed seed. Each sending is undone, so that each address is tried on the same caisse.
Under DRILL=1 every field of every form is wrong in turn; else two of each form.
"""

import os
import random
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from ecot.access.roles import Role
from ecot.web import deeds
from ecot.web.permissions import PERMISSIONS
from tests.builders.faces import addresses

STRANGE = (
    "",
    "-1",
    "0",
    "NaN",
    "1e999",
    "12,345",
    "９９",
    "\x00",
    "\ud7ff🥕",
    "2026-02-30",
    "0001-01-01",
    "0000-00",
    "9999-12",
    "9999-12-31",
    "99999999999999999999",
    "=1+1",
    "None",
    "00000000-0000-0000-0000-000000000000",
    "household-zz",
    "' OR 1=1 --",
    "\r\nX: y",
    "9" * 400,
    "é" * 5_000,
)
JUNK = (b"", b"\xff\xfe\x00", b"PK\x03\x04", b"compte;\n" * 3)
ASKED = {
    "account_login": ("next",),
    "member:pledge": ("montant",),
    "till:sell": ("amount_10000", "avec"),
    "office:month": ("mois",),
    "office:households": ("q", "etat"),
    "office:shops": ("q", "etat"),
    "office:book": ("sorte", "mois"),
    "office:call": ("mois",),
    "office:receive": ("foyer",),
    "office:dispute": ("on", "hour", "amount"),
    "office:accounts": ("q",),
    "office:slip": ("point",),
}
"""What an address may be asked after its question mark."""
DRILL = os.environ.get("DRILL") == "1"
METHODS = ("put", "delete", "head", "patch") if DRILL else ("delete",)
AUDIENCES = sorted({name.partition(":")[0].partition("_")[0] for name in PERMISSIONS})


class Form(HTMLParser):
    """The fields of a page, each with a value that its form could bear."""

    def __init__(self, text, number):
        super().__init__()
        self.number, self.choosing = number, ""
        self.fields: dict[str, str] = {}
        self.files: list[str] = []
        self.feed(text)
        self.fields.pop("csrfmiddlewaretoken", None)

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        name = told.get("name") or ""
        if tag == "select":
            self.choosing = name
        elif tag == "option" and told.get("value"):
            self.fields.setdefault(self.choosing, told["value"])
        elif tag in {"input", "textarea"} and name:
            if told.get("type") == "file":
                self.files.append(name)
            else:
                self.fields.setdefault(name, told.get("value") or self.plausible(name, told))

    def plausible(self, name, told):
        if told.get("inputmode") == "decimal" or told.get("type") == "number":
            return "12"
        if told.get("type") == "date":
            return "2026-03-10"
        if "email" in name:
            return "quelquun@exemple.fr"
        return self.number if name in {"household", "number", "household_number"} else "un mot"


def role_for(name):
    order = (Role.TREASURER, Role.ADMINISTRATOR, Role.HOUSEHOLD, Role.POINT_OF_SALE)
    return next((role for role in order if role in PERMISSIONS[name].roles), Role.ANONYMOUS)


def bodies(form, chance):
    """Nothing; what the form expects; each field doubled; one field wrong at a time; unknown ones."""

    def files():
        return {
            name: SimpleUploadedFile("é\n.csv", chance.choice(JUNK), "text/csv")
            for name in form.files
        }

    yield {}
    yield form.fields | files()
    yield {name: [value, value, "encore"] for name, value in form.fields.items()} | files()
    yield dict.fromkeys([*form.fields, "inconnu", "amount_-1", "amount_x"], chance.choice(STRANGE))
    wrong = list(form.fields)
    for name in wrong if DRILL else chance.sample(wrong, min(2, len(wrong))):
        yield form.fields | {name: chance.choice(STRANGE)} | files()
    if form.files:
        yield dict.fromkeys(form.files, "pas un fichier") | form.fields


def undone(send):
    with transaction.atomic():
        status = send().status_code
        transaction.set_rollback(True)
    return status


def tried(faces, name, address):
    """Every sending to one address, with what was answered."""
    chance = random.Random(name)
    client = faces.client(role_for(name))
    client.raise_request_exception = False
    shown = client.get(address)
    is_page = "text/html" in shown.headers.get("Content-Type", "")
    form = Form(shown.content.decode() if is_page else "", faces.number)
    for body in bodies(form, chance):
        told = (name, str(body)[:400])
        yield told, undone(lambda body=body: client.post(address, body))
    for method in METHODS:
        yield (name, method), undone(lambda method=method: getattr(client, method)(address))
    for asked in ASKED.get(name, ()):
        for value in chance.sample(STRANGE, len(STRANGE) if DRILL else 3):
            yield (name, asked, value), client.get(address, {asked: value}).status_code


def faults(faces, audience):
    """The sendings to the pages of an audience that were answered by a fault of ours."""
    return [
        told
        for name, address in addresses(faces.named).items()
        if name.startswith(audience)
        for told, status in tried(faces, name, address)
        if status >= 500
    ]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_sending_makes_a_fault(faces, audience):
    assert faults(faces, audience) == []


def test_a_fault_would_be_seen(faces, monkeypatch):
    monkeypatch.setattr(deeds, "asked_by", lambda *_: 1 / 0)
    assert {name for name, *_ in faults(faces, "member")} == {"member:pledge", "member:card_lost"}


def test_a_strange_address_is_not_a_fault(faces):
    client = faces.client(Role.TREASURER)
    client.raise_request_exception = False
    strange = ("99999999999999999999", "0000-00", "9999-12", "%00%F0")
    broken = []
    for name, address in addresses(faces.named).items():
        for part in {str(value) for value in faces.named.values()} & set(address.split("/")):
            for value in strange:
                asked = address.replace(f"/{part}/", f"/{value}/")
                if client.get(asked).status_code >= 500:
                    broken.append((name, asked))
    assert broken == []
