"""Sessions: a code by mail opens them, silence closes them, no page leaves the house or is kept."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from ecot.access.actions import close_sessions
from ecot.access.roles import Role
from ecot.values import clock
from ecot.web.gate import IDLE_OTHERS, IDLE_TEAM, IDLE_TILL
from tests.builders.faces import NOON, addresses
from tests.builders.treasury import treasurer


@pytest.fixture(autouse=True)
def no_limit_left_over():
    cache.clear()
    yield
    cache.clear()


def ask_code(client, email):
    return client.post("/entrer/", {"email": email}, follow=True)


def test_a_mailed_code_opens_the_door_of_the_role(faces):
    client = Client()
    asked = ask_code(client, "household@exemple.fr")
    assert "Un code est parti" in asked.content.decode()
    assert len(mail.outbox) == 1
    body = str(mail.outbox[0].body)
    assert "Ne le donnez à personne" in body
    [code] = re.findall(r"^ +(\S+)$", body, re.MULTILINE)
    opened = client.post("/entrer/code/", {"code": code}, follow=True)
    assert opened.redirect_chain[-1][0] == addresses(faces.named)["member:purse"]


def test_a_wrong_code_is_refused_in_words(faces):
    client = Client()
    ask_code(client, "household@exemple.fr")
    answer = client.post("/entrer/code/", {"code": "AAAA-AAAA"})
    assert "Ce n’est pas le bon code" in answer.content.decode()
    assert client.get("/foyer/").status_code == 302


def test_an_unknown_address_is_answered_in_the_same_words_and_gets_no_mail(faces):
    known = ask_code(Client(), "household@exemple.fr").content.decode()
    mail.outbox.clear()
    unknown = ask_code(Client(), "inconnue@exemple.fr").content.decode()
    assert mail.outbox == []
    pattern = r'name="csrfmiddlewaretoken" value="[^"]+"'
    plain = [re.sub(pattern, "", page) for page in (known, unknown)]
    assert plain[0].replace("household@", "x@") == plain[1].replace("inconnue@", "x@")


@pytest.mark.parametrize(
    ("role", "limit", "address"),
    [
        (Role.OFFICE, IDLE_TEAM, "office:month"),
        (Role.POINT_OF_SALE, IDLE_TILL, "till:sell"),
        (Role.HOUSEHOLD, IDLE_OTHERS, "member:purse"),
    ],
)
def test_a_silent_session_closes(faces, role, limit, address):
    client = faces.client(role)
    page = addresses(faces.named)[address]
    assert client.get(page).status_code == 200
    with clock.moved(NOON + limit - timedelta(seconds=1)):
        assert client.get(page).status_code == 200
    with clock.moved(NOON + 2 * limit):
        assert client.get(page).status_code == 302
        assert client.get(page).status_code == 302


def test_closing_the_sessions_of_an_account_puts_every_browser_out(faces):
    clients = [faces.client(Role.OFFICE), faces.client(Role.OFFICE)]
    assert all(client.get("/bureau/").status_code == 200 for client in clients)
    assert close_sessions(treasurer(), user_id=faces.users[Role.OFFICE].pk)
    assert all(client.get("/bureau/").status_code == 302 for client in clients)


def test_every_answer_bears_a_policy_without_inline_and_pages_of_people_are_not_kept(faces):
    page = faces.client(Role.HOUSEHOLD).get(addresses(faces.named)["member:purse"])
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.cookies == {} or page.cookies["sessionid"]["httponly"]


OUTSIDE = re.compile(
    r'<(?!a href="https?://[^"]+" rel="noreferrer">)[^>]*(?:src|href)="(?:https?:)?//'
)


@pytest.mark.parametrize(
    "tag",
    [
        '<link href="https://example.org/a.css">',
        '<img src="//example.org/a.png">',
        '<a href="https://example.org/">',
    ],
)
def test_an_address_that_would_tell_who_reads_is_seen(tag):
    assert OUTSIDE.search(tag)


def test_no_page_has_an_inline_style_script_or_outside_address(faces):
    office, purse = faces.client(Role.TREASURER), faces.client(Role.HOUSEHOLD)
    till = faces.client(Role.POINT_OF_SALE)
    for name, address in addresses(faces.named).items():
        client = {"member": purse, "till": till}.get(name.partition(":")[0], office)
        page = client.get(address)
        if page.status_code != 200 or "text/html" not in page.headers["Content-Type"]:
            continue
        if name == "strategy:report":
            continue  # it stands alone, with its own style and a policy that lets nothing else in
        text = page.content.decode()
        assert ' style="' not in text, name
        assert "<style" not in text, name
        assert not re.search(r"<script(?! src=)", text), name
        assert not OUTSIDE.search(text), name
        assert '<html lang="fr">' in text, name


def test_a_form_without_its_token_is_refused_on_every_page(faces):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(faces.users[Role.TREASURER])
    for name, address in addresses(faces.named).items():
        if name.startswith("office:"):
            assert strict.post(address).status_code == 403, name
