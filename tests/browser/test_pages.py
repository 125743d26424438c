"""Every face in a real Chromium, on a phone and on a desk: no axe violation, no sideways scrolling,
everything by keyboard, everything without script."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import connections, transaction
from pytest_django import DjangoDbBlocker

from ecot.access.roles import Role
from tests.builders import faces as builder

WIDTHS = (390, 1280)
PUBLIC = ("/", "/la-regle/", "/la-regle/allocation/", "/les-chiffres/", "/ou-acheter/")
SIGN_IN = ("/accessibilite/", "/entrer/", "/nulle-part/")
PURSE = ("purse", "movements", "where", "part", "pledge", "cards", "card_lost")
TILL = ("sell", "day", "receipt", "correct", "refund")
OFFICE = (
    "month",
    "allocation",
    "allocation_undo",
    "households",
    "household",
    "household_statement",
    "register",
    "household_separate",
    "import",
    "receipts",
    "receipt",
    "receive",
    "letters",
    "shops",
    "shop",
    "shop_statement",
    "bank_request",
    "point",
    "point_change",
    "remittances",
    "remittance",
    "treasury",
    "grant",
    "opening",
    "type_balance",
    "book",
    "entry",
    "check",
    "slips",
    "sheet",
)


STRATEGY = (
    "home",
    "mechanisms",
    "mechanism",
    "leads",
    "lead",
    "lead_open",
    "lead_move",
    "forecasts",
    "scenarios",
    "build",
    "compare",
    "scenario",
    "shelve",
)


@dataclass(frozen=True)
class Opened:
    """The small caisse, its addresses, and a signed-in session for each role."""

    faces: builder.Faces
    at: dict[str, str]
    sessions: dict[Role, str]


@pytest.fixture
def opened(cloned_database: object, django_db_blocker: DjangoDbBlocker) -> Opened:
    """The small caisse, committed in the database that the site serves."""
    with django_db_blocker.unblock(), transaction.atomic():
        faces = builder.faces()
        at = builder.addresses(faces.named)
        sessions = {
            role: faces.client(role).cookies["sessionid"].value
            for role in (Role.HOUSEHOLD, Role.POINT_OF_SALE, Role.TREASURER, Role.ADMINISTRATOR)
        }
    connections.close_all()
    return Opened(faces, at, sessions)


@pytest.fixture
def enter(page_at, opened, site):
    """Sign a role in, in the browser's own session."""

    def entered(role):
        cookie = {"name": "sessionid", "value": opened.sessions[role], "url": site}
        page_at.context.add_cookies([cookie])

    return entered


def looked_at(page, address, axe):
    page.goto(address)
    axe(page)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{address} scrolls sideways by {wide} px"


@pytest.mark.parametrize("width", WIDTHS)
def test_public_pages(opened, page_at, axe, width):
    page = page_at(width)
    for address in (*PUBLIC, *SIGN_IN):
        looked_at(page, address, axe)
    page_at.faults[:] = [fault for fault in page_at.faults if "404" not in fault]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_purse(opened, page_at, enter, axe, width):
    enter(Role.HOUSEHOLD)
    page = page_at(width)
    for name in PURSE:
        looked_at(page, opened.at[f"member:{name}"], axe)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_till(opened, page_at, enter, axe, width):
    enter(Role.POINT_OF_SALE)
    page = page_at(width)
    for name in TILL:
        looked_at(page, opened.at[f"till:{name}"], axe)
    for way in ("carte", "numero"):
        looked_at(page, f"{opened.at['till:sell']}?amount_10000=12,50&avec={way}", axe)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_office(opened, page_at, enter, axe, width):
    enter(Role.TREASURER)
    page = page_at(width)
    for name in OFFICE:
        looked_at(page, opened.at[f"office:{name}"], axe)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_search_for_a_model(opened, page_at, enter, axe, width):
    enter(Role.TREASURER)
    page = page_at(width)
    for name in STRATEGY:
        looked_at(page, opened.at[f"strategy:{name}"], axe)


def test_the_accounts(opened, page_at, enter, axe):
    enter(Role.ADMINISTRATOR)
    page = page_at(390)
    for name in ("accounts", "give_role", "end_role"):
        looked_at(page, opened.at[f"office:{name}"], axe)


def test_at_night_the_contrast_holds(opened, page_at, enter, axe):
    enter(Role.HOUSEHOLD)
    page = page_at(390)
    page.emulate_media(color_scheme="dark")
    for address in ("/", "/les-chiffres/", opened.at["member:purse"], opened.at["member:part"]):
        looked_at(page, address, axe)
    enter(Role.TREASURER)
    for name in ("month", "household", "allocation", "remittance"):
        looked_at(page, opened.at[f"office:{name}"], axe)
    enter(Role.POINT_OF_SALE)
    looked_at(page, opened.at["till:sell"], axe)


def test_at_twice_the_size_nothing_is_lost(opened, page_at, enter):
    enter(Role.TREASURER)
    page = page_at(640)
    for name in ("month", "household", "shop", "remittances"):
        page.goto(opened.at[f"office:{name}"])
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        outside = page.eval_on_selector_all(
            "main *, header *",
            "all => all.filter(each => each.getBoundingClientRect().right > innerWidth + 1"
            " && !each.closest('.scroll, .places, .unseen, svg')).map(each => each.outerHTML.slice(0, 90))",
        )
        assert outside == [], name


IN_VIEW = """link => {
    const box = link.getBoundingClientRect();
    return box.left >= 0 && box.right <= innerWidth + 1;
}"""


def test_on_a_phone_the_rooms_of_the_office_make_one_line(opened, page_at, enter):
    enter(Role.TREASURER)
    page = page_at(390)
    for name in ("month", "remittances", "check"):
        page.goto(opened.at[f"office:{name}"])
        here = page.locator(".places [aria-current]")
        here.wait_for()
        tops = page.eval_on_selector_all(".places a", "all => all.map(each => each.offsetTop)")
        assert len(set(tops)) == 1, name
        assert here.evaluate(IN_VIEW), name
    for link in page.locator(".places a").all():
        page.keyboard.press("Tab")
        while not link.evaluate("link => link === document.activeElement"):
            page.keyboard.press("Tab")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        assert link.evaluate(IN_VIEW), link.inner_text()


def test_a_sale_from_the_keypad_to_the_receipt(opened, page_at, enter, axe):
    enter(Role.POINT_OF_SALE)
    page = page_at(390)
    page.goto(opened.at["till:sell"])
    for key in ("1", "2", ",", "5", "0"):
        page.locator(f'[data-key="{key}"]').click()
    assert page.locator(".amount-entry").input_value() == "12,50"
    page.get_by_role("button", name="Lire la carte").click()
    page.locator("[name=card]:focus").wait_for()
    page.keyboard.type(opened.faces.card.token)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Payé").wait_for()
    axe(page)


def test_a_sale_by_keyboard_alone_and_without_any_script(opened, browser, site):
    context = browser.new_context(base_url=site, java_script_enabled=False, locale="fr-FR")
    cookie = opened.sessions[Role.POINT_OF_SALE]
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
    page = context.new_page()
    page.goto(opened.at["till:sell"])
    page.locator(".amount-entry").focus()
    page.keyboard.type("9,90")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_label("Numéro du foyer").fill(opened.faces.number)
    page.get_by_label("Code à six chiffres").fill(opened.faces.card.codes.six)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Payé").wait_for()
    assert "9,90" in page.inner_text("main")
    context.close()


def test_the_keyboard_sees_where_it_is_and_jumps_to_the_content(opened, page_at):
    page = page_at(1280)
    page.goto("/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Aller au contenu"
    assert focused.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"


def test_what_one_touches_is_large_enough(opened, page_at, enter):
    enter(Role.HOUSEHOLD)
    page = page_at(390)
    for address in ("/", opened.at["member:purse"], opened.at["member:part"]):
        page.goto(address)
        small = page.eval_on_selector_all(
            "button, .button, input:not([type=hidden]), nav a, .door",
            "all => all.map(each => [each.textContent.trim(), each.getBoundingClientRect()])"
            ".filter(([, box]) => box.height > 0 && box.height < 47.5).map(([name]) => name)",
        )
        assert small == [], address
