"""The office at work, through its pages only."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ecot.access.roles import Role
from ecot.ledger.balances import balance, wallet_balance
from ecot.ledger.chart import to_recover
from ecot.ledger.entries import entries
from ecot.ledger.kinds import EntryKind
from ecot.operations.contributions.queries import receipts
from ecot.operations.members.directory import household_file, households
from ecot.operations.shops.directory import shop_record
from tests.builders.allocations import spend
from tests.builders.faces import addresses


@pytest.fixture
def office(faces):
    return faces.client(Role.OFFICE), addresses(faces.named)


def key_in(page):
    found = re.search(r'name="key" value="([0-9a-f-]{36})"', page.content.decode())
    assert found is not None, page.content.decode()[:2000]
    return found[1]


def send(client, address, follow=True, **said):
    return client.post(address, said | {"key": key_in(client.get(address))}, follow=follow)


def test_a_wrong_allocation_half_spent_is_put_right(faces, office):
    client, pages = office
    household = faces.other_card.household_id
    assert wallet_balance(household) == 120_00
    spend(household, 70_00, date(2026, 3, 5))
    text = client.get(pages["office:allocation"]).content.decode()
    assert "Cette allocation est fausse" in text
    done = send(client, pages["office:allocation_undo"], reason="composition fausse")
    assert "À récupérer" in done.content.decode()
    assert wallet_balance(household) == 0
    assert balance(to_recover(household)) == 70_00
    again = send(client, pages["office:allocation_open"])
    assert "versés" in again.content.decode()
    assert wallet_balance(household) == 120_00


def test_a_household_is_registered_and_its_page_shows_it(faces, office):
    client, pages = office
    said = {
        "given_name": "Amina",
        "family_name": "Benali",
        "birth_year": "1984",
        "participates": "on",
        "prefers": "mail",
        "state": "active",
    }
    page = send(client, pages["office:register"], **said)
    assert "Benali" in page.content.decode()
    [row] = households(search="benali")
    assert row.people == 1


def test_a_refused_form_keeps_what_was_typed(faces, office):
    client, pages = office
    said = {
        "given_name": "Amina",
        "family_name": "Benali",
        "birth_year": "1901",
        "participates": "on",
        "email": "pas une adresse",
        "prefers": "mail",
        "state": "active",
    }
    before = len(households())
    text = send(client, pages["office:register"], **said).content.decode()
    assert 'role="alert"' in text
    assert 'value="Benali"' in text
    assert 'value="pas une adresse"' in text
    assert len(households()) == before


def test_cash_at_the_desk_has_a_numbered_receipt_and_counts_once(faces, office):
    client, pages = office
    address = pages["office:receive"]
    said = {
        "household": faces.number,
        "amount": "35",
        "means": "cash",
        "account": faces.named["desk"],
        "received_on": "2026-03-14",
        "key": key_in(client.get(address)),
    }
    first = client.post(address, said)
    second = client.post(address, said)
    assert first.url == second.url
    text = client.get(first.url).content.decode()
    assert "Reçu n°" in text
    assert "35,00" in text
    assert len(receipts(household_id=faces.card.household_id)) == 2


def test_a_typed_120_for_12_is_undone_from_the_page_where_it_is_seen(faces, office):
    client, pages = office
    shown = client.get(pages["office:receipt"]).content.decode()
    assert pages["office:receipt_undo"] in shown
    page = send(client, pages["office:receipt_undo"], reason="montant tapé 120 au lieu de 12")
    assert "annulée" in page.content.decode()
    assert receipts(household_id=faces.card.household_id)[0].returned is not None


def test_an_entry_is_reversed_with_its_reason_once(faces, office):
    client, pages = office
    send(
        client,
        pages["office:cost"],
        account=faces.named["slug"],
        code="62",
        amount="40",
        moved_on="2026-03-10",
        label="Loyer",
    )
    [cost] = entries(kind=EntryKind.RUNNING_COST)
    address = f"/bureau/livre/{cost.entry_id}/annuler/"
    assert address in client.get(f"/bureau/livre/{cost.entry_id}/").content.decode()
    assert "annulée" in send(client, address, reason="loyer compté deux fois").content.decode()
    assert address not in client.get(f"/bureau/livre/{cost.entry_id}/").content.decode()


def test_two_persons_pay_the_shops(faces, office):
    client, pages = office
    treasurer = faces.client(Role.TREASURER)
    yes = pages["office:remittance_confirm"]
    assert client.get(yes).status_code == 403
    page = send(treasurer, yes)
    assert "ordonnés" in page.content.decode()
    file = treasurer.get(pages["office:remittance_file"])
    assert file.content.startswith(b"<?xml")
    assert file.content == client.get(pages["office:remittance_file"]).content
    done = send(client, pages["office:remittance_executed"], executed_on="2026-03-14")
    assert "payés" in done.content.decode()


def test_the_one_who_prepared_cannot_say_the_second_yes(faces):
    treasurer = faces.client(Role.TREASURER)
    pages = addresses(faces.named)
    send(treasurer, pages["office:remittance_call_off"], reason="à refaire")
    prepared = send(
        treasurer,
        pages["office:remittance_prepare"],
        account=faces.named["slug"],
        execution_on="2026-03-16",
    )
    refused = send(treasurer, f"{prepared.request['PATH_INFO']}oui/")
    assert 'role="alert"' in refused.content.decode()


def test_another_iban_waits_for_somebody_else(faces, office):
    client, pages = office
    iban = "FR1420041010050500013M02606"
    send(client, pages["office:bank_request"], iban=iban, holder="Ferme des Aubes")
    waiting = shop_record(faces.shop.shop_id).bank_accounts[0]
    assert waiting.confirmed_by == ""
    address = f"/bureau/commerces/{faces.shop.shop_id}/iban/{waiting.bank_details_id}/confirmer/"
    refused = send(client, address, callback_note="rappelé Jeanne au 04 67, elle confirme")
    assert 'role="alert"' in refused.content.decode()
    other = faces.client(Role.TREASURER)
    page = send(other, address, callback_note="rappelé Jeanne au 04 67, elle confirme")
    assert "Ce compte sert à partir du 16 mars 2026" in page.content.decode()


def test_a_file_with_a_mistake_imports_nobody_and_says_the_line(faces, office):
    client, pages = office
    before = len(households())
    content = "foyer;prénom;nom;année de naissance\n1;Zoé;Aubry;mille\n"
    file = SimpleUploadedFile("foyers.csv", content.encode())
    text = client.post(pages["office:import"], {"file": file}).content.decode()
    assert 'role="alert"' in text
    assert len(households()) == before


def test_a_card_is_shown_once_and_its_token_is_not_kept(faces, office):
    client, pages = office
    page = send(client, pages["office:card_issue"], label="Fatou")
    assert "<svg" in page.content.decode()
    file = household_file(faces.card.household_id)
    assert file.cards[0].label == "Fatou"
    assert '<svg class="segno"' not in client.get(pages["office:household"]).content.decode()


def test_a_leaver_is_settled_the_same_minute(faces, office):
    client, pages = office
    page = send(client, pages["office:settle"], because="left")
    assert "Le départ est réglé" in page.content.decode()
    assert wallet_balance(faces.card.household_id) == 0
    assert {card.state for card in household_file(faces.card.household_id).cards} == {"withdrawn"}


def test_the_check_page_prints_the_eight_promises_and_counts_when_asked(
    faces, office, django_assert_max_num_queries
):
    client, pages = office
    with django_assert_max_num_queries(10):
        text = client.get(pages["office:check"]).content.decode()
    assert text.count('<li><span class="mark') == 8
    assert "vérification" not in text
    counted = client.get(pages["office:check"], {"recompter": "oui"}).content.decode()
    assert counted.count('<li><span class="mark') == 8
    assert "8 promesses sont tenues. Vérifiées le 14 mars 2026 à 12 h 00" in counted


def test_an_auditor_reads_the_book_without_names(faces):
    auditor = faces.client(Role.AUDITOR)
    text = auditor.get(addresses(faces.named)["office:entry"]).content.decode()
    assert faces.number in text
    assert "Martin" not in text


def test_the_office_opens_the_site_to_a_household_and_gives_no_other_role(faces, office):
    client, pages = office
    said = {"email": "zoe@exemple.fr", "name": "Zoé", "role": "treasurer"}
    refused = send(client, pages["office:household_entry"], **said)
    assert 'role="alert"' in refused.content.decode()
    page = send(client, pages["office:household_entry"], **(said | {"role": "household"}))
    assert "Zoé peut entrer" in page.content.decode()
    other = send(client, pages["office:point_entry"], email="stand@exemple.fr", name="Stand")
    assert "Stand peut entrer" in other.content.decode()
