"""A scan of 10,000 lines in a real browser: first pixels, the whole, and frames while it moves.

The page is open and its session begun; a scan of two energies is asked for as an officer asks for
it, by its address. Times run in the browser from there until the frame is handed over. Frames are
counted while the picture is zoomed and moved without a pause, with edges drawn, then in the colours
of its materials too, on whatever draws WebGL: on a machine without a graphics card that is the
processor.
"""

import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from playwright.sync_api import Page, sync_playwright

from bench.result import Result
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from quaywatch.scans import writers
from quaywatch.scans.radiograph import Band, Energy, Particulars, Radiograph, Scale
from tests.web import chromium, real_node
from tests.web.serving import serving

TITLE = "A scan of 10,000 lines in a browser: first pixels, frames a second"
LINES, ROWS = 10_000, 1_000
_CONTAINER = "TSTU0000014"
_HELD = 3
"""Of the last scans, whose pixels a node has at hand; earlier ones are read from the ledger."""

_OPEN = """
(digest) => new Promise((done) => {
  performance.clearMarks();
  const start = performance.now();
  location.hash = `#/scan/${digest}`;
  const look = () => {
    const [whole] = performance.getEntriesByName('scan.whole');
    const [first] = performance.getEntriesByName('scan.first');
    if (whole) done([(first ?? whole).startTime - start, whole.startTime - start]);
    else setTimeout(look, 5);
  };
  look();
})
"""
_MOVE = """
(seconds) => new Promise((done) => {
  const at = document.querySelector('[role=application]');
  const press = (key) =>
    at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const start = performance.now();
  let frames = 0;
  const step = () => {
    press(frames % 60 < 30 ? '+' : '-');
    press(frames % 40 < 20 ? 'ArrowRight' : 'ArrowLeft');
    frames += 1;
    const spent = performance.now() - start;
    if (spent < seconds * 1000) requestAnimationFrame(step);
    else done((frames * 1000) / spent);
  };
  requestAnimationFrame(step);
})
"""


def _scan(seed: int) -> bytes:
    """Return noise over a load: nothing that packs well."""
    dice = np.random.default_rng(seed)
    depth = np.repeat(dice.uniform(0.0, 4.0, (LINES // 50, ROWS // 50)), 50, axis=0)
    load = np.exp(-np.repeat(depth, 50, axis=1)) * 60_000
    bands = tuple(
        Band(energy, np.clip(load * share + dice.normal(0, 60, load.shape), 0, 65_535).astype("u2"))
        for energy, share in ((Energy.HIGH, 1.0), (Energy.LOW, 0.8))
    )
    told = Particulars(
        scanner="Simulated", scale=Scale.TRANSMISSION, energies=(Energy.HIGH, Energy.LOW)
    )
    return writers.tiff(Radiograph(bands, Scale.TRANSMISSION, told))


def _measured(page: Page, address: str, digests: list[str], seconds: int) -> dict[str, Any]:
    page.goto(address)
    page.get_by_label("User name").fill("analyst")
    page.get_by_label("Password", exact=True).fill("analyst-demo")
    page.get_by_label("Password", exact=True).press("Enter")
    page.get_by_role("navigation", name="Pages").wait_for()
    fresh = [_opened(page, address, digest) for digest in digests[-_HELD:]]
    kept = [_opened(page, address, digest) for digest in digests[:-_HELD]]
    page.evaluate(_OPEN, digests[0])
    page.keyboard.press("e")
    fps = float(page.evaluate(_MOVE, seconds))
    page.keyboard.press("y")
    page.get_by_role("list", name="What the colours mean").wait_for()
    coloured = float(page.evaluate(_MOVE, seconds))
    return {
        "first_ms": round(median(first for first, _ in fresh), 1),
        "whole_ms": round(median(whole for _, whole in fresh), 1),
        "first_kept_ms": round(median(first for first, _ in kept), 1),
        "whole_kept_ms": round(median(whole for _, whole in kept), 1),
        "fps": round(fps, 1),
        "fps_coloured": round(coloured, 1),
        "pixels": LINES * ROWS,
    }


def _opened(page: Page, address: str, digest: str) -> tuple[float, float]:
    times = page.evaluate(_OPEN, digest)
    page.goto(f"{address}/#/list")
    page.wait_for_timeout(300)
    return times[0], times[1]


def run(quick: bool) -> Result:
    """Measure in a browser without a picture in its cache."""
    count, seconds = (3 + _HELD, 4) if quick else (9 + _HELD, 15)
    with tempfile.TemporaryDirectory() as folder:
        node = Node.open(Path(folder) / "node.sqlite")
        node.describe(Description(name="Antwerp", simulated=True))
        add_people(node)
        digests = [
            node.scans.take(
                _scan(seed), actor="scanner", equipment_number=_CONTAINER
            ).scan.taken.digest
            for seed in range(count)
        ]
        with serving(real_node.serve(node)) as address, sync_playwright() as playwright:
            path = chromium.executable(playwright)
            browser = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
            page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
            figures = _measured(page, address, digests, seconds)
            browser.close()
        node.close()
    holds = {
        "first_500_ms": figures["first_ms"] <= 500,
        "fps_30": min(figures["fps"], figures["fps_coloured"]) >= 30,
    }
    return Result("viewer", figures, holds=holds)
