"""A slider of a supposed world moved in a real browser, until the map stands as it should.

30 ports with 500 strata each (20 routes, 25 sorts of goods), against traffickers who err. Times run
in the browser, from the slider's event to the frame after the marks have changed; the node solves
the whole game in between. Nothing is kept from one move to the next: each has a value of its own.
"""

import tempfile
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from playwright.sync_api import Page, sync_playwright

from bench.result import Result
from quaywatch.api.strategy.allocating import beginning
from quaywatch.cli.demonstration.people import add_people
from quaywatch.cli.serving import spare_what_stays
from quaywatch.node import Description, Node
from quaywatch.strategy.figures import public
from quaywatch.strategy.scenarios import Goods, Port, Route, Scenario, usual
from quaywatch.strategy.scenarios.saved import Fact
from tests.web import chromium, real_node
from tests.web.serving import serving

TITLE = "a slider of 30 ports by 500 strata until the map is redrawn"
_MOST_MS = 200.0
_MOVE = """
([name, value]) => new Promise((done) => {
  const slider = [...document.querySelectorAll('input[type=range]')]
    .find((one) => one.labels[0]?.textContent.startsWith(name));
  const drawn = () => [...document.querySelectorAll('svg .mark')].map((one) => one.style.r).join();
  const before = drawn();
  const start = performance.now();
  slider.value = value;
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  const look = () => {
    if (drawn() !== before) requestAnimationFrame(() => done(performance.now() - start));
    else if (performance.now() - start > 20000) done(-1);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})
"""


def run(quick: bool) -> Result:
    """Move a slider that changes what all ports can scan, and one of the traffickers' gain."""
    moves = 6 if quick else 25
    with tempfile.TemporaryDirectory() as folder, Node.open(Path(folder) / "n.sqlite") as node:
        node.describe(Description(name="Bench", simulated=True))
        add_people(node)
        node.scenarios.save("large", Fact(title="Large", note="", scenario=_large()), "bench", 0)
        node.warm().join()
        spare_what_stays()
        with serving(real_node.serve(node)) as address, sync_playwright() as playwright:
            path = chromium.executable(playwright)
            browser = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
            page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
            _open(page, address)
            marks = page.locator("svg .mark").count()
            scanned = _moved(page, "Containers that can be scanned", 0.12, 0.6, moves)
            gain = _moved(page, "Gain of a load that arrives", 10.0, 28.0, moves)
            browser.close()
    both = [*scanned, *gain]
    figures: dict[str, object] = {
        "ports": 30,
        "strata": 15_000,
        "moves": len(both),
        "marks_drawn": marks,
        "p50_ms": round(float(np.percentile(both, 50)), 1),
        "p95_ms": round(float(np.percentile(both, 95)), 1),
        "most_ms": round(max(both), 1),
        "p95_scanned_ms": round(float(np.percentile(scanned, 95)), 1),
        "p95_gain_ms": round(float(np.percentile(gain, 95)), 1),
    }
    return Result("sliders", figures, holds={"p95_ms": float(np.percentile(both, 95)) <= _MOST_MS})


def _open(page: Page, address: str) -> None:
    page.goto(f"{address}/#/allocation/large")
    page.get_by_label("User name").fill("analyst")
    page.get_by_label("Password", exact=True).fill("analyst-demo")
    page.get_by_label("Password", exact=True).press("Enter")
    page.locator("svg .mark").first.wait_for(timeout=60_000)
    page.wait_for_timeout(1500)


def _moved(page: Page, name: str, low: float, high: float, moves: int) -> list[float]:
    """Return how long each move took, in ms; raises ValueError where one changed nothing."""
    taken: list[float] = []
    for value in np.linspace(low, high, moves + 1)[1:]:
        taken.append(float(page.evaluate(_MOVE, [name, str(round(float(value), 4))])))
        # The comparison of all ways, which follows when the hand rests, is over before the next.
        page.wait_for_timeout(1200)
    if min(taken) < 0:
        raise ValueError(f"moving {name!r} did not change the map")
    return taken


def _large() -> Scenario:
    rng = np.random.default_rng(7)
    codes = [one.port for one in beginning().places][:30]

    def parts(kind: Any, count: int) -> tuple[Any, ...]:
        share = rng.dirichlet(np.full(count, 4.0)) * 0.999
        factor = rng.uniform(0.7, 1.3, count)
        return tuple(
            kind(code=f"{kind.__name__[0]}{place}", share=float(s), factor=float(f))
            for place, (s, f) in enumerate(zip(share, factor, strict=True))
        )

    ports = tuple(
        Port(port=code, containers=float(rng.uniform(5e4, 5e5)), scanned=0.1) for code in codes
    )
    routes, goods = parts(Route, 20), parts(Goods, 25)
    made = usual(public())
    return msgspec.structs.replace(made, ports=ports, routes=routes, goods=goods)
