"""The work list of 100,000 boxes in a real browser, beside a plain HTML table of the same list.

Both read one real node filled from the simulated world; the browser starts with an empty cache
for each first showing. Times run in the browser, from the start of the navigation or the click
until the frame after the first row stands there.
"""

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from bench import _plain_table
from bench.result import Result
from quaywatch.node import Node
from tests.web import chromium, real_node
from tests.web.serving import serving

TITLE = "100,000 rows in a browser: first rows, re-sort, page size, scrolling"
SCALE, QUICK_SCALE = 0.43, 0.05
"""Shares of the port's month that give 100,000 and 12,000 boxes."""
COLUMNS = ("equipment_number", "arrival_at", "consignee", "port_of_loading", "vessel_name")
VIEW: ViewportSize = {"width": 1440, "height": 900}

_WATCH = """
window.first = new Promise((done) => {
  const look = () => {
    if (document.querySelector('ROW')) requestAnimationFrame(() => done(performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});
"""
_RESORT = """
(column) => new Promise((done) => {
  const text = () => document.querySelector('[data-index="0"]')?.innerText ?? '';
  const before = text();
  const start = performance.now();
  document.querySelector(`[role=columnheader][data-sort=${column}] button`).click();
  const look = () => {
    if (text() !== before) requestAnimationFrame(() => done(performance.now() - start));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})
"""
_SCROLL = """
(seconds) => new Promise((done) => {
  const view = document.querySelector('[role=grid]') ?? document.scrollingElement;
  const start = performance.now();
  let frames = 0, most = 0;
  const step = () => {
    view.scrollTop += 120;
    frames += 1;
    if (frames % 5 === 0) most = Math.max(most, document.querySelectorAll('*').length);
    const spent = performance.now() - start;
    if (spent < seconds * 1000) requestAnimationFrame(step);
    else done([most, (frames * 1000) / spent]);
  };
  requestAnimationFrame(step);
})
"""


@contextmanager
def _page(browser: Browser, address: str, row: str, *, sign_in: bool) -> Generator[Page]:
    """Yield a page of a fresh browser context that notes when its first row stands."""
    context = browser.new_context(viewport=VIEW, locale="en-GB")
    page = context.new_page()
    if sign_in:
        token = context.request.get(f"{address}/api/session").json()["csrf_token"]
        account = {"username": "officer", "password": "officer-demo"}
        headers = {"X-CSRF-Token": token}
        context.request.post(f"{address}/api/session", data=account, headers=headers)
    page.add_init_script(_WATCH.replace("ROW", row))
    yield page
    context.close()


def _first(page: Page, address: str) -> float:
    page.goto(address)
    return float(page.evaluate("() => window.first"))


def _measure(browser: Browser, address: str, passes: int, seconds: int) -> dict[str, object]:
    """Return the figures of our page."""
    firsts: list[float] = []
    resorts: list[float] = []
    for _ in range(passes):
        with _page(browser, address, "[data-index] a", sign_in=True) as page:
            firsts.append(_first(page, address))
            resorts += [float(page.evaluate(_RESORT, column)) for column in COLUMNS]
    with _page(browser, address, "[data-index] a", sign_in=True) as page:
        _first(page, address)
        most, frames = page.evaluate(_SCROLL, seconds)
    return {
        "first_ms": round(median(firsts), 1),
        "resort_ms": round(median(resorts), 1),
        "resort_worst_ms": round(max(resorts), 1),
        "dom_nodes": int(most),
        "scroll_fps": round(frames, 1),
    }


def _measure_plain(browser: Browser, address: str, passes: int, seconds: int) -> dict[str, object]:
    """Return the same figures of the plain table; its re-sort is a page of its own."""
    firsts: list[float] = []
    resorts: list[float] = []
    for _ in range(passes):
        with _page(browser, address, "tbody tr", sign_in=False) as page:
            firsts.append(_first(page, address))
            resorts += [_first(page, f"{address}/?sort={column}") for column in COLUMNS]
    with _page(browser, address, "tbody tr", sign_in=False) as page:
        _first(page, address)
        most, frames = page.evaluate(_SCROLL, seconds)
    return {
        "first_ms": round(median(firsts), 1),
        "resort_ms": round(median(resorts), 1),
        "dom_nodes": int(most),
        "scroll_fps": round(frames, 1),
    }


def _both(node: Node, passes: int, seconds: int) -> tuple[dict[str, object], dict[str, object]]:
    ours, plain = real_node.serve(node), _plain_table.create(node)
    with serving(ours) as address, serving(plain) as peer, sync_playwright() as playwright:
        path = chromium.executable(playwright)
        browser = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        figures = _measure(browser, address, passes, seconds)
        beside = _measure_plain(browser, peer, passes, seconds)
        browser.close()
    return figures, beside


def run(quick: bool) -> Result:
    """Fill a node, then measure both pages on it."""
    scale = QUICK_SCALE if quick else SCALE
    with (
        tempfile.TemporaryDirectory() as folder,
        real_node.fill(Path(folder), scale) as node,
    ):
        rows = node.worklist().total
        figures, beside = _both(node, passes=2 if quick else 5, seconds=2 if quick else 6)
    first, resort, nodes = (figures[name] for name in ("first_ms", "resort_ms", "dom_nodes"))
    return Result(
        name="grid",
        figures={"rows": rows} | figures,
        peers={"plain_table": beside},
        holds={
            "first_500_ms": float(str(first)) <= 500,
            "resort_300_ms": float(str(resort)) <= 300,
            "dom_1000": int(str(nodes)) <= 1000,
        },
    )
