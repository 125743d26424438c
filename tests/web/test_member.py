"""The purse: what is left first, three taps to everything, nothing kept of what one says to find a mark."""

import re

import pytest

from ecot.access.roles import Role
from ecot.ledger.balances import wallet_balance
from ecot.operations.contributions.models import KeptGuidance
from ecot.operations.contributions.queries import pledge_of
from ecot.operations.members.directory import household_file
from ecot.values import references
from ecot.values.month import Month
from tests.builders.faces import addresses


@pytest.fixture
def purse(faces):
    return faces.client(Role.HOUSEHOLD), addresses(faces.named)


def key_in(page):
    found = re.search(r'name="key" value="([0-9a-f-]{36})"', page.content.decode())
    assert found is not None
    return found[1]


def test_the_balance_is_the_largest_thing_and_the_last_purchase_is_named(faces, purse):
    client, pages = purse
    text = client.get(pages["member:purse"]).content.decode()
    assert wallet_balance(faces.card.household_id) == 187_50
    assert '<p class="amount"><span class="figure">187,50</span>' in text
    assert "Achat · Ferme des Aubes" in text
    assert "Vous avez reçu 200\u00a0MonA le 1er mars." in text


def test_every_page_is_at_most_two_links_from_the_purse(purse):
    client, pages = purse
    home = client.get(pages["member:purse"]).content.decode()
    for name in ("member:part", "member:cards", "member:where", "member:movements"):
        assert pages[name] in home
    assert pages["member:pledge"] in client.get(pages["member:part"]).content.decode()
    assert pages["member:card_lost"] in client.get(pages["member:cards"]).content.decode()


def test_a_new_part_counts_from_the_next_month_once_for_two_clicks(faces, purse):
    client, pages = purse
    form = {"amount": "45", "key": key_in(client.get(pages["member:pledge"]))}
    client.post(pages["member:pledge"], form)
    page = client.post(pages["member:pledge"], form, follow=True)
    assert "à partir d’avril 2026" in page.content.decode()
    assert pledge_of(faces.card.household_id, Month(2026, 3)) == 30_00
    assert pledge_of(faces.card.household_id, Month(2026, 4)) == 45_00


def test_a_part_off_the_rule_is_refused_in_words_with_what_was_typed(faces, purse):
    client, pages = purse
    form = {"amount": "0,50", "key": key_in(client.get(pages["member:pledge"]))}
    text = client.post(pages["member:pledge"], form).content.decode()
    assert 'role="alert"' in text
    assert 'value="0,50"' in text
    assert pledge_of(faces.card.household_id, Month(2026, 4)) == 30_00


def test_the_mark_is_found_without_keeping_or_showing_the_income_in_an_address(faces, purse):
    client, pages = purse
    said = {"income": "1 800", "adults": "2", "children": "1", "food_budget": ""}
    page = client.post(pages["member:part"], said)
    assert "Un repère pour vous" in page.content.decode()
    assert KeptGuidance.objects.count() == 0
    assert "income" not in page.request["QUERY_STRING"]


def test_a_lost_card_is_dead_at_once(faces, purse):
    client, pages = purse
    form = {"key": key_in(client.get(pages["member:card_lost"]))}
    page = client.post(pages["member:card_lost"], form, follow=True)
    assert "La carte est bloquée" in page.content.decode()
    assert household_file(faces.card.household_id).cards[0].state == "lost"


def test_a_helper_acts_under_their_own_name(faces):
    from ecot.operations.contributions.models import Pledge

    client, pages = faces.client(Role.HELPER), addresses(faces.named)
    form = {"amount": "20", "key": key_in(client.get(pages["member:pledge"]))}
    client.post(pages["member:pledge"], form)
    assert Pledge.objects.last().recorded_by == f"user-{faces.users[Role.HELPER].pk}"
    own = faces.client(Role.HOUSEHOLD)
    form = {"amount": "25", "key": key_in(own.get(pages["member:pledge"]))}
    own.post(pages["member:pledge"], form)
    assert Pledge.objects.last().recorded_by == references.household(faces.card.household_id)


def test_a_purse_costs_a_fixed_number_of_queries(purse, django_assert_max_num_queries):
    client, pages = purse
    with django_assert_max_num_queries(22):
        page = client.get(pages["member:purse"])
    assert page.status_code == 200
