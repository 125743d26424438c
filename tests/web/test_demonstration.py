"""A demonstration says that it is one, on every page, and tells how to enter; a real caisse says neither."""

import pytest
from django.urls import reverse

from ecot.access.roles import Role
from ecot.web.demonstration import INVENTED
from tests.builders.faces import a_person, addresses

SAID = "Démonstration : personnes et commerces inventés, nous sommes le 14 mars 2026."
SHOWN = {
    Role.ANONYMOUS: ("public:home", "public:figures", "account_login"),
    Role.HOUSEHOLD: ("member:purse", "member:part"),
    Role.POINT_OF_SALE: ("till:sell", "till:day"),
    Role.TREASURER: ("office:month", "office:check", "office:receive"),
}
PAGES = [(role, name) for role, names in SHOWN.items() for name in names]


@pytest.mark.parametrize(("role", "name"), PAGES)
def test_each_page_says_that_all_is_invented(faces, settings, role, name):
    client, address = faces.client(role), addresses(faces.named)[name]
    assert SAID not in client.get(address).content.decode()
    settings.IS_DEMO = True
    assert SAID in client.get(address).content.decode()


def test_one_enters_a_demonstration_by_choosing_a_role(faces, settings, client, mailoutbox):
    someone = a_person(f"tresorerie{INVENTED}", Role.TREASURER)
    address = reverse("account_login")
    assert someone.email not in client.get(address).content.decode()
    settings.IS_DEMO = True
    page = client.get(address).content.decode()
    assert f'value="{someone.email}"' in page
    assert faces.users[Role.OFFICE].email not in page
    sent = client.post(address, {"email": someone.email}, follow=True)
    assert "aucun courriel ne part" in sent.content.decode()
    assert [mail.to for mail in mailoutbox] == [[someone.email]]
