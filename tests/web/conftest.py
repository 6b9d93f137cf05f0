"""A browser, a node in memory and pages that record what they ask for.

The browser starts once a session; every test gets a fresh context (no cookies, no storage), and a
node of its own, so that nothing one test does is seen by another.
"""

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, Page, expect, sync_playwright

from quaywatch.cli.demonstration import SMALL, make
from quaywatch.node import Node
from tests.web import chromium, fake_node, real_node
from tests.web.serving import serving

_PATIENCE_MS = 20_000
"""How long a page may take to show what is expected: no test here is about speed."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=_PATIENCE_MS)
    with sync_playwright() as playwright:
        path = chromium.executable(playwright)
        launched = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session", autouse=True)
def _built() -> None:
    if not (fake_node.STATIC / "index.html").exists():
        pytest.fail("the page is not built: run `make page`")


@pytest.fixture(scope="package", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """Hash without the effort that keeps guessers away: no test here is about it."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("quaywatch.api.accounts._HASHER", cheap)
        yield


@pytest.fixture
def node() -> Iterator[tuple[str, fake_node.FakeNode]]:
    """Serve 2,000 boxes; yield the address and the state behind it."""
    app = fake_node.create(2_000)
    with serving(app) as address:
        yield address, app.state.node


class Watched:
    """A page with what went wrong on it and what it asked of whom."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def outside(self) -> list[str]:
        """Return the requests that left the node's origin."""
        home = urlsplit(self.address)
        return [
            url for url in self.requests if urlsplit(url)[:2] != home[:2] and url[:5] != "blob:"
        ]

    def sign_in(self, name: str = "officer", at: str = "") -> Page:
        """Open the page at an address of its own and sign in."""
        page = self.page
        page.goto(f"{self.address}/{at}")
        page.get_by_label("User name").fill(name)
        page.get_by_label("Password", exact=True).fill(f"{name}-demo")
        page.get_by_label("Password", exact=True).press("Enter")
        page.get_by_role("navigation", name="Pages").wait_for()
        return page

    def work_list(self, at: str = "") -> Page:
        """Sign in and wait for the first row."""
        page = self.sign_in(at=at)
        page.locator("[data-index] a").first.wait_for()
        return page


@contextlib.contextmanager
def watching(
    browser: Browser, address: str, *, forgiven: str = "nothing"
) -> Iterator[Callable[..., Watched]]:
    """Give pages in fresh contexts; at the end none may have complained or gone outside."""
    opened: list[Watched] = []

    def make(**options: object) -> Watched:
        settings = {"locale": "en-GB", "viewport": {"width": 1440, "height": 900}} | options
        opened.append(Watched(browser.new_context(**settings).new_page(), address))
        return opened[-1]

    yield make
    for watched in opened:
        watched.page.context.close()
    assert [said for each in opened for said in each.complaints if forgiven not in said] == []
    assert [url for each in opened for url in each.outside()] == []


@pytest.fixture
def open_page(
    browser: Browser, node: tuple[str, fake_node.FakeNode]
) -> Iterator[Callable[..., Watched]]:
    """Give pages of the node in memory."""
    with watching(browser, node[0]) as make:
        yield make


@pytest.fixture
def enter(browser: Browser, node: Node) -> Iterator[Callable[..., Page]]:
    """Sign in on the real node that a module's own `node` is."""
    with serving(real_node.serve(node)) as address, watching(browser, address) as make:
        yield lambda name, at="", **options: make(**options).sign_in(name, at)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demo in small once, for all workers; whoever changes it takes a copy."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "demo").exists():
            for _ in make(shared / "demo", SMALL):
                pass
    return shared / "demo"
