"""What watches the pages is awake: it sees an inaccessible page, an outside request, a script's error."""

import pytest

from tests.browser import fixtures

WHOLE = "<!doctype html><html lang=fr><title>Essai</title><main><h1>Essai</h1>{}</main></html>"


def opened(page, body):
    page.goto("/static/absent")  # any answer of the site: the page then has its origin
    page.set_content(WHOLE.format(body))
    return page


@pytest.fixture
def forgiven(page_at):
    """Pages whose planted faults are taken back before the test ends."""
    yield page_at
    page_at.faults.clear()


def test_an_accessible_page_passes(forgiven, axe):
    axe(opened(forgiven(390), "<p>Bonjour</p>"))


def test_an_inaccessible_page_is_seen(forgiven, axe):
    page = opened(forgiven(390), '<img src="data:," id=planted>')
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_the_width_is_the_one_asked_for(forgiven):
    assert opened(forgiven(390), "").evaluate("window.innerWidth") == 390


def test_a_request_to_the_outside_is_seen_and_stopped(forgiven):
    opened(forgiven(1280), '<img alt="" src="http://outside.invalid/x.png">').wait_for_timeout(100)
    assert "asked the outside for http://outside.invalid/x.png" in forgiven.faults


def test_an_error_of_a_script_is_seen(forgiven):
    opened(forgiven(1280), "<script>setTimeout(() => absent())</script>").wait_for_timeout(100)
    assert any("absent is not defined" in fault for fault in forgiven.faults)


def test_without_chromium_a_person_skips_and_a_machine_of_ours_fails(monkeypatch):
    monkeypatch.setattr(fixtures, "find", lambda: None)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(AssertionError, match="no Chromium"):
        fixtures.chromium_or_skip()
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception):
        fixtures.chromium_or_skip()
