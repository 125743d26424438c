"""What the pages say, in French and in full: no machine's word, no half-told deed."""

import re
from datetime import date

import pytest

from ecot.access.roles import Role
from ecot.ledger.entries import entries
from ecot.operations.contributions.calling import Called, call_month
from ecot.operations.treasury.queries import accounts
from ecot.values import clock
from ecot.values.month import Month
from ecot.web.design.tags import spaced_iban
from ecot.web.evidence import NAMES, evidence_lines
from tests.builders.faces import MARCH, addresses
from tests.builders.treasury import money_act
from tests.web.test_office import send


@pytest.fixture
def office(faces):
    return faces.client(Role.TREASURER), addresses(faces.named)


def told(page):
    """The sentence that a page says first, its spaces made plain."""
    found = re.search(r'role="(?:status|alert)">.*?<p>(.*?)</p>', page.content.decode(), re.DOTALL)
    return "" if found is None else " ".join(found[1].split())


def test_every_fact_of_every_entry_has_its_word(faces):
    kept = {name for entry in entries(limit=1000) for name in entry.evidence}
    assert {"adults", "means", "point_of_sale"} <= kept
    shown = [line for entry in entries(limit=1000) for line in evidence_lines(entry.evidence)]
    assert {name for name, _ in shown} <= set(NAMES.values())
    assert not [words for _, words in shown if "_" in words or "[" in words]


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ({"pledged_cents": 35_00}, [("Part choisie", "35,00 €")]),
        ({"code": False}, [("Code donné", "non")]),
        ({"adults": 2}, [("Adultes", "2")]),
        ({"theta_bp": 8_000}, [("Part versée, la réserve étant courte", "80 %")]),
        ({"amounts": [[7_000, 12_50]]}, [("Prix", "12,50 € pris en charge à 70 %")]),
        ({"means": "slip"}, [("Comment", "bon en papier")]),
        ({"point_of_sale": "ab"}, []),
        ({"jamais_vu": 3}, [("jamais_vu", "3")]),
    ],
)
def test_a_fact_in_words(evidence, expected):
    spaces = {"\xa0": " ", "\u202f": " "}
    plain = str.maketrans(spaces)
    assert [(a, b.translate(plain)) for a, b in evidence_lines(evidence)] == expected


def test_a_letter_tells_where_to_pay(faces, office):
    client, pages = office
    assert isinstance(call_month(money_act(date(2026, 3, 1)), month=MARCH), Called)
    text = client.get(pages["office:letters"]).content.decode()
    paid_into = next(each.iban for each in accounts() if each.iban)
    assert spaced_iban(paid_into) in text


def test_a_purse_says_what_the_part_will_be(faces):
    client, pages = faces.client(Role.HOUSEHOLD), addresses(faces.named)
    april = Month.of(clock.today()).next()
    assert april.words not in client.get(pages["member:part"]).content.decode()
    page = send(client, pages["member:pledge"], amount="45")
    assert "45\xa0€ à partir d’avril 2026" in page.content.decode()


def test_a_receipt_says_what_was_given_back(faces):
    client, pages = faces.client(Role.POINT_OF_SALE), addresses(faces.named)
    assert "rendus" not in client.get(pages["till:receipt"]).content.decode()
    page = send(client, pages["till:refund"], amount="2,50")
    assert "Dont 2,50\xa0MonA rendus" in page.content.decode()


def test_an_allocation_that_is_right_says_so(office):
    client, pages = office
    page = send(client, pages["office:allocation_undo"], reason="doute", again="on")
    assert told(page) == "Rien à corriger : chaque foyer a reçu ce que disent les dossiers."


def test_one_sees_how_much_before_opening_a_month(office):
    client, pages = office
    address = pages["office:allocation_open"].replace("2026-03", "2026-04")
    assert "320\xa0MonA à 2 foyers" in client.get(address).content.decode().replace(
        ",00\xa0MonA", "\xa0MonA"
    )


def test_an_empty_table_for_the_import_bears_every_column(office):
    client, pages = office
    page = client.get(pages["office:import"]).content.decode()
    assert pages["office:import_model"] in page
    assert "Colonnes nécessaires : Foyer, Prénom, Année de naissance." in page
    model = client.get(pages["office:import_model"])
    assert model.headers["Content-Disposition"] == 'attachment; filename="foyers.xlsx"'
    assert model.content.startswith(b"PK")


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.SECRETARY])
def test_the_committee_is_greeted_and_chooses_where_to_go(faces, role):
    page = faces.client(role).get(addresses(faces.named)["public:doors"])
    text = page.content.decode()
    assert f"Bonjour {faces.users[role]}" in text
    assert text.count('class="door"') == 4
