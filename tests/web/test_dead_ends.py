"""From what each role sees first, no link and no button leads to a door that is shut."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve, reverse

from ecot.access.roles import Role
from ecot.web.permissions import PERMISSIONS

WAY = re.compile(r'(?:href|action)="([^"#]*)')
PEOPLE = sorted(set(Role) - {Role.ANONYMOUS})


def ways(page, address):
    """The addresses of the site to which a page leads."""
    found = (urljoin(address, unescape(way)) for way in WAY.findall(page.content.decode()))
    return {way for way in found if way.startswith("/") and not way.startswith("/static/")}


def shut(faces, role):
    """Pages and links: those that the role is shown and may not open. Each kind of page is read once."""
    client, read, found = faces.client(role), set(), set()
    waiting = [(reverse("public:doors"), "")]
    while waiting:
        address, seen_on = waiting.pop()
        name = resolve(urlsplit(address).path).view_name
        if not PERMISSIONS[name].roles & {role, Role.ANONYMOUS}:
            found.add((seen_on, name))
        elif name not in read and name != "account_logout":
            read.add(name)
            page = client.get(address, follow=True)
            here = page.request["PATH_INFO"]
            if "text/html" in page.headers.get("Content-Type", ""):
                waiting += [(way, name) for way in sorted(ways(page, here))]
    return sorted(found)


@pytest.mark.parametrize("role", PEOPLE)
def test_no_link_leads_to_a_shut_door(faces, role):
    assert shut(faces, role) == []


def test_a_shut_door_would_be_seen(faces, monkeypatch):
    monkeypatch.setitem(PERMISSIONS, "member:cards", PERMISSIONS["office:accounts"])
    assert ("member:purse", "member:cards") in shut(faces, Role.HOUSEHOLD)
