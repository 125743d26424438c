"""A real Chromium on a real server, for the tests of pages.

`site`: the address of the product served on a cloned database (commit what the page must show).
`page_at(390)`: a page of that width whose addresses are relative to the site. A request to the
outside, an error of the page's scripts or a message on its console fails the test.
`axe(page)`: fails with axe's own report if the page breaks an accessibility rule.
Skipped where no Chromium can be had, unless `CI` is set.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright

from tests.browser.chromium import find
from tests.databases.clones import Clone

HEIGHT = 844
ARGUMENTS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_or_skip() -> str:
    """The path of Chromium; without one the test is skipped, or fails where `CI` is set."""
    path = find()
    if path is None:
        assert not os.environ.get("CI"), "no Chromium: run `python -m tests.browser.chromium`"
        pytest.skip("no Chromium on this machine")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    path = chromium_or_skip()
    # Playwright keeps an event loop in this thread, where the test itself also reads the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *root])
        yield chromium
        chromium.close()


@pytest.fixture
def site(cloned_database: Clone) -> Iterator[str]:
    """The product, served on a free port of this machine from a database of its own."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={}, port=0)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None, server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


class Pages:
    """Opens pages of a given width in pixels, and notes what they should not do."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.site = site
        self.faults: list[str] = []
        self.context = browser.new_context(
            base_url=site, locale="fr-FR", timezone_id="Europe/Paris", reduced_motion="reduce"
        )
        self.context.route("**/*", self._only_here)
        self.context.on("console", self._heard)
        self.context.on(
            "weberror", lambda error: self.faults.append(f"script error: {error.error}")
        )

    def __call__(self, width: int) -> Page:
        """A new page of that width, in the same session as the others."""
        page = self.context.new_page()
        page.set_viewport_size({"width": width, "height": HEIGHT})
        return page

    def _only_here(self, route: Route) -> None:
        if route.request.url.startswith((self.site, "data:", "blob:")):
            route.continue_()
        else:
            self.faults.append(f"asked the outside for {route.request.url}")
            route.abort()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.type} on the console: {message.text}")


@pytest.fixture
def page_at(browser: Browser, site: str) -> Iterator[Pages]:
    """Opens pages of a given width; at the end, none of them may have misbehaved."""
    pages = Pages(browser, site)
    yield pages
    pages.context.close()
    assert pages.faults == []


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fails if axe finds a violation on the page as it stands."""

    def judged(page: Page) -> None:
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    return judged
