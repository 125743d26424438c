"""The till: amount, card or number, done; the same form twice is one payment; refusals in words."""

import re
from datetime import timedelta

import pytest

from ecot.access.roles import Role
from ecot.ledger.balances import wallet_balance
from ecot.ledger.entries import entries
from ecot.ledger.kinds import EntryKind
from ecot.values import clock
from tests.builders.faces import NOON, addresses


@pytest.fixture
def till(faces):
    client = faces.client(Role.POINT_OF_SALE)
    return client, addresses(faces.named)["till:sell"]


def key_in(page):
    found = re.search(r'name="key" value="([0-9a-f-]{36})"', page.content.decode())
    assert found is not None
    return found[1]


def by_card(faces, page, amount="12,50", **more):
    form = {"avec": "carte", "amount_10000": amount, "card": faces.card.token}
    return form | {"key": key_in(page)} | more


def pay_page(client, address, amount="12,50", way="carte"):
    return client.get(address, {"amount_10000": amount, "avec": way})


def test_a_card_pays_and_the_receipt_hides_the_balance_until_asked(faces, till):
    client, address = till
    before = wallet_balance(faces.card.household_id)
    page = pay_page(client, address)
    assert "12,50" in page.content.decode()
    paid = client.post(address, by_card(faces, page), follow=True)
    assert wallet_balance(faces.card.household_id) == before - 12_50
    text = paid.content.decode()
    shown = re.sub(
        r"<details.*?</details>|<p class=\"only-paper\">.*?</p>", "", text, flags=re.DOTALL
    )
    assert "Payé" in shown
    assert "Il vous reste" not in shown
    assert "Il vous reste" in text


def test_the_same_form_sent_twice_is_one_payment_with_one_receipt(faces, till):
    client, address = till
    form = by_card(faces, pay_page(client, address))
    first = client.post(address, form)
    second = client.post(address, form)
    assert first.url == second.url
    assert len(entries(kind=EntryKind.TILL_PAYMENT)) == 2  # the one of the world, and this one


def test_the_same_key_with_another_amount_is_refused_by_name(faces, till):
    client, address = till
    page = pay_page(client, address)
    client.post(address, by_card(faces, page))
    again = client.post(address, by_card(faces, page, amount="13,00"))
    assert "déjà été enregistrée avec un autre contenu" in again.content.decode()


def test_a_number_with_its_code_pays(faces, till):
    client, address = till
    page = pay_page(client, address, way="numero")
    form = {
        "avec": "numero",
        "amount_10000": "5",
        "number": faces.number,
        "code": faces.card.codes.six,
        "key": key_in(page),
    }
    assert client.post(address, form).status_code == 302


def test_a_wrong_code_keeps_the_number_and_never_the_code(faces, till):
    client, address = till
    page = pay_page(client, address, way="numero")
    wrong = "000000" if faces.card.codes.six != "000000" else "111111"
    form = {
        "avec": "numero",
        "amount_10000": "5",
        "number": faces.number,
        "code": wrong,
        "key": key_in(page),
    }
    text = client.post(address, form).content.decode()
    assert "Rien n’a été débité" in text
    assert f'value="{faces.number}"' in text
    assert wrong not in text


@pytest.mark.parametrize("amount", ["", "0", "-5", "abc", "12,505", "1e3", "99999999"])
def test_an_impossible_amount_goes_no_further(faces, till, amount):
    client, address = till
    text = pay_page(client, address, amount).content.decode()
    assert "Scannez la carte" not in text
    assert "Montant" in text


def test_too_much_for_the_wallet_is_said_and_nothing_moves(faces, till):
    client, address = till
    before = wallet_balance(faces.card.household_id)
    code = faces.card.codes.four
    first = client.post(
        address, by_card(faces, pay_page(client, address, "149"), amount="149", code=code)
    )
    page = pay_page(client, address, "45")
    second = client.post(address, by_card(faces, page, amount="45", code=code))
    assert first.status_code == 302
    assert 'role="alert"' in second.content.decode()
    assert wallet_balance(faces.card.household_id) == before - 149_00


def test_a_large_amount_asks_the_four_digits_and_a_small_one_does_not(faces, till):
    client, address = till
    assert "Code à quatre chiffres" in pay_page(client, address, "60").content.decode()
    assert "Code à quatre chiffres" not in pay_page(client, address, "59,99").content.decode()


def test_the_cashier_corrects_within_minutes_and_then_only_refunds(faces, till):
    client, address = till
    paid = client.post(address, by_card(faces, pay_page(client, address, "120"), amount="12"))
    receipt = client.get(paid.url)
    assert "Une erreur ? Corriger" in receipt.content.decode()
    correct = f"{paid.url}corriger/"
    form = {"what": "again", "amount_10000": "10,00", "key": key_in(client.get(correct))}
    right = client.post(correct, form, follow=True)
    assert "10,00" in right.content.decode()
    with clock.moved(NOON + timedelta(minutes=16)):
        assert (
            "Une erreur ? Corriger" not in client.get(right.request["PATH_INFO"]).content.decode()
        )


def test_a_refund_goes_back_to_the_wallet(faces, till):
    client, _ = till
    refund = addresses(faces.named)["till:refund"]
    before = wallet_balance(faces.card.household_id)
    page = client.get(refund)
    assert "12,50" in page.content.decode()
    client.post(refund, {"amount": "2,50", "key": key_in(page)})
    assert wallet_balance(faces.card.household_id) == before + 2_50


def test_a_suspended_shop_is_told_why_at_its_till(faces, till):
    from ecot.operations.shops.actions import change_shop_state
    from ecot.operations.shops.states import ShopState
    from tests.builders.treasury import treasurer

    client, address = till
    act = treasurer(clock.civil_day(NOON))
    assert change_shop_state(
        act, shop_id=faces.shop.shop_id, to=ShopState.SUSPENDED, reason="contrôle"
    )
    text = client.get(address).content.decode()
    assert "suspendu" in text
    assert "Lire la carte" not in text


def test_the_day_shows_hours_and_amounts_and_nobody(faces, till):
    client, address = till
    client.post(address, by_card(faces, pay_page(client, address)))
    text = client.get(addresses(faces.named)["till:day"]).content.decode()
    assert "12,50" in text
    assert faces.number not in text
    assert "Martin" not in text
