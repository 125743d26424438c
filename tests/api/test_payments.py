"""What a cash register asks and is answered: paid, refused, sent again, given back."""

from uuid import uuid4

from django.test import Client

from ecot.access.devices import device_with, end_device
from ecot.access.roles import Role
from ecot.ledger.balances import balances, wallet_balance
from ecot.ledger.chart import Code
from ecot.ledger.entries import entries
from ecot.ledger.kinds import EntryKind
from ecot.operations.shops.actions import change_shop_state
from ecot.operations.shops.states import ShopState
from ecot.oversight.promises import examine
from ecot.values import references
from ecot.web.permissions import PERMISSIONS
from tests.api.conftest import PAY
from tests.builders.answers import done
from tests.builders.faces import a_person
from tests.builders.members import office
from tests.builders.shops import a_shop
from tests.builders.till import DAY
from tests.builders.tills import a_device, a_token
from tests.builders.treasury import treasurer


def test_a_card_pays(asking):
    answer = asking.pay(12_50)
    assert answer.status_code == 201
    said = answer.json()
    assert (said["mona_cents"], said["euros_cents"]) == (12_50, 0)
    assert wallet_balance(asking.market.household_id) == 27_50
    assert "2750" not in answer.content.decode()
    assert said["shop"] == "Épicerie du Clapas"
    assert sum(balances(Code.OWED_TO_SHOP).values()) == 12_50


def test_a_number_pays_with_its_code(asking):
    code = asking.market.card.codes.six
    answer = asking.ask(amount_cents=30_00, number=asking.market.number, code=code)
    assert (answer.status_code, answer.json()["mona_cents"]) == (201, 30_00)


def test_an_amount_per_rate_pays(asking):
    answer = asking.ask(amounts=[{"rate_bp": 10_000, "cents": 5_00}], card=asking.market.card.token)
    assert (answer.status_code, answer.json()["amounts"]) == (
        201,
        [{"rate_bp": 10_000, "cents": 5_00}],
    )


def test_sent_again_the_same_body_comes_back_and_nothing_moves(asking):
    first = asking.pay(12_50, key="the-same-key")
    again = asking.pay(12_50, key="the-same-key")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert wallet_balance(asking.market.household_id) == 27_50


def test_a_key_of_another_request_is_a_conflict(asking):
    asking.pay(12_50, key="the-same-key")
    answer = asking.pay(13_00, key="the-same-key")
    assert (answer.status_code, answer.json()["refused"]["code"]) == (409, "KEY_REUSED")
    assert wallet_balance(asking.market.household_id) == 27_50


def test_keys_of_two_points_of_sale_never_meet(asking):
    other = a_token(a_shop(name="Marché").point_of_sale_id)
    assert asking.pay(1_00, key="the-same-key").status_code == 201
    assert asking.pay(1_00, key="the-same-key", token=other).status_code == 201


def test_a_refusal_has_its_code_and_its_sentence_and_leaves_the_key_free(asking):
    answer = asking.pay(41_00, key="the-same-key")
    refused = answer.json()["refused"]
    assert (answer.status_code, refused["code"]) == (422, "CODE_NEEDED")
    assert refused["sentence"].endswith(".")
    code = asking.market.card.codes.four
    answer = asking.pay(19_00, key="the-same-key", code=code)
    assert answer.status_code == 201


def test_a_sale_is_given_back_once(asking):
    sale = asking.pay(12_50).json()["payment"]
    address = f"{PAY}/{sale}/refund"
    first = asking.ask(address, key="give-it-back", amount_cents=2_50)
    again = asking.ask(address, key="give-it-back", amount_cents=2_50)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["left_cents"] == 10_00
    assert asking.ask(address, amount_cents=10_01).json()["refused"]["code"] == "REFUND_TOO_LARGE"
    assert wallet_balance(asking.market.household_id) == 30_00


def test_a_sale_that_nobody_made_is_not_given_back(asking):
    for number in ("0", "999999", "9" * 20):
        answer = asking.ask(f"{PAY}/{number}/refund", amount_cents=1_00)
        assert (answer.status_code, answer.json()["refused"]["code"]) == (422, "SALE_UNKNOWN")


def test_another_shop_gives_nothing_back(asking):
    sale = asking.pay(12_50).json()["payment"]
    other = a_token(a_shop(name="Marché").point_of_sale_id)
    answer = asking.ask(f"{PAY}/{sale}/refund", token=other, amount_cents=1_00)
    assert (answer.status_code, answer.json()["refused"]["code"]) == (422, "SALE_OF_ANOTHER_SHOP")


def test_no_token_no_payment(asking, client):
    device = a_device(asking.market.shop.point_of_sale_id)
    assert asking.pay(1_00, token=device.token).status_code == 201
    assert end_device(treasurer(), device_id=device.device_id)
    for token in (device.token, "ecot-till-unknown", " "):
        answer = asking.pay(1_00, token=token)
        assert (answer.status_code, answer.json()["refused"]["code"]) == (401, "TOKEN_UNKNOWN")
    assert client.post(PAY, {}, content_type="application/json").status_code == 401
    assert not end_device(treasurer(), device_id=device.device_id)
    assert wallet_balance(asking.market.household_id) == 39_00


def test_only_the_digest_of_a_token_is_kept(asking):
    from ecot.access.models import Device

    assert device_with(asking.token) is not None
    kept = [str(value) for row in Device.objects.values_list() for value in row]
    assert not any(asking.token in value for value in kept)


def test_no_session_opens_what_is_for_tills(asking):
    from tests.builders.access import a_person_with

    names = [name for name, permit in PERMISSIONS.items() if permit.by_device]
    assert names == ["api:payments", "api:refund"]
    client = Client()
    client.force_login(a_person_with(Role.TREASURER, "tresor@exemple.fr"))
    for address in (PAY, f"{PAY}/1/refund"):
        assert client.post(address, {}, content_type="application/json").status_code == 401
        assert client.get(address).status_code == 405


def test_a_page_and_a_register_write_the_same(asking):
    card, point = asking.market.card.token, asking.market.shop.point_of_sale_id
    person = Client()
    person.force_login(
        a_person("vente@exemple.fr", Role.POINT_OF_SALE, references.point_of_sale(point))
    )
    body = {"key": str(uuid4()), "amount_10000": "3,00", "card": card, "avec": "carte"}
    assert person.post(f"/vente/{point}/", body).status_code == 302
    assert asking.pay(3_00).status_code == 201
    by_register, by_page = entries(kind=EntryKind.TILL_PAYMENT)
    assert by_register.key.startswith("api:") != by_page.key.startswith("api:")
    assert written(by_register) == written(by_page)


def written(entry):
    """All that an entry says but who asked, under which key, and what was left in the wallet."""
    evidence = {**entry.evidence, "balance_after_cents": None}
    return (entry.kind, entry.occurred_on, entry.lines, entry.rules, evidence)


def test_a_shop_that_may_not_sell_is_refused_by_its_rule(asking):
    shop_id = asking.market.shop.shop_id
    done(change_shop_state(office(DAY), shop_id=shop_id, to=ShopState.SUSPENDED, reason="contrôle"))
    answer = asking.pay(1_00)
    assert (answer.status_code, answer.json()["refused"]["code"]) == (422, "SHOP_SUSPENDED")


def test_the_promises_hold_for_what_a_register_paid(asking):
    sale = asking.pay(12_50).json()["payment"]
    asking.ask(f"{PAY}/{sale}/refund", amount_cents=2_50)
    assert [entry.kind for entry in entries(key_prefix="api:", limit=None)] == [
        EntryKind.REFUND,
        EntryKind.TILL_PAYMENT,
    ]
    kept = {one.name: one for one in examine(DAY)}
    # `once` sees that the wallet of these tests moved in without its report.
    for name in ("floors", "append_only", "voted_is_done", "private"):
        assert kept[name].ok, kept[name]
