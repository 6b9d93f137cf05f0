"""The wind tunnel: two simulated runs on a map that can be played, and the same in tables."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from quaywatch.api.app import create_app
from quaywatch.api.settings import Settings
from quaywatch.cli.demonstration import demo_accounts
from quaywatch.cli.demonstration.people import add_people
from quaywatch.cli.sailing import waters
from quaywatch.node import Description, Node
from quaywatch.strategy.tunnel import Scenario, extend, write
from tests.node.making import DAY
from tests.web.conftest import watching
from tests.web.serving import serving
from tests.web.test_axe import violations

Enter = Callable[..., Page]
_SHORT = Scenario(name="calm", months=36, begins=12, consignments_per_year=30_000)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    for policy in ("today", "strategic"):
        *_, run = extend(None, _SHORT, policy, range(2), waters)
        write(run, folder)
    return folder


@pytest.fixture
def kept(runs: Path) -> Path | None:
    return runs


@pytest.fixture
def enter(browser: Browser, tmp_path: Path, kept: Path | None) -> Iterator[Enter]:
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as node:
        node.describe(Description(name="Antwerp", simulated=True))
        add_people(node)
        app = create_app(node, Settings(demo_accounts=demo_accounts(), tunnel=kept))
        with serving(app) as address, watching(browser, address) as make:
            yield lambda name, **options: make(**options).sign_in(name)


def tunnel(page: Page) -> None:
    page.keyboard.press("=")
    page.get_by_role("heading", name="Wind tunnel", exact=True).wait_for()
    page.locator("path.land[d^=M]").wait_for()


def test_it_says_that_all_is_simulated_and_shows_two_runs(enter: Enter) -> None:
    page = enter("coordinator")
    tunnel(page)
    expect(page.get_by_role("note").filter(has_text="Simulated throughout")).to_be_visible()
    for side in ("A, to compare with", "B, shown on the map"):
        page.get_by_role("group", name=side).get_by_label("Policy").select_option("today")
    expect(page.locator("dl").get_by_text("0 %").first).to_be_visible()


def test_scenario_and_policy_are_chosen_apart_and_what_was_not_run_cannot_be(
    enter: Enter,
) -> None:
    page = enter("coordinator")
    tunnel(page)
    side = page.get_by_role("group", name="B, shown on the map")
    scenario, policy = side.get_by_label("Scenario"), side.get_by_label("Policy")
    expect(scenario).to_have_value("calm")
    strike = scenario.locator("option[value=strike]")
    expect(strike).to_have_text("Strike at Rotterdam \N{EN DASH} not run here")
    expect(strike).to_be_disabled()
    expect(policy.locator("option:not([disabled])")).to_have_count(2)
    expect(policy.locator("option[value=uniform]")).to_be_disabled()


def test_the_quarters_are_stepped_by_keyboard_and_the_table_follows_the_map(enter: Enter) -> None:
    page = enter("officer")
    tunnel(page)
    slider = page.get_by_label("Quarter", exact=True)
    slider.focus()
    page.keyboard.press("End")
    expect(page.get_by_role("heading", name="Ports in 2024 Q4")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", name="Ports in 2024 Q3")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="BEANR")
    sent = row.locator("td").nth(1).inner_text()
    mark = page.locator("svg a[data-port=BEANR]")
    expect(mark).to_have_attribute("aria-label", re.compile(re.escape(f"2024 Q3: {sent} sent")))


def test_it_plays_and_pauses(enter: Enter) -> None:
    page = enter("officer")
    tunnel(page)
    page.get_by_role("button", name="Play").press("Enter")
    expect(page.get_by_role("heading", name="Ports in 2022 Q2")).to_be_visible()
    page.get_by_role("button", name="Pause").press("Enter")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


@pytest.mark.parametrize("kept", [None])
def test_without_runs_it_says_how_to_make_one(enter: Enter) -> None:
    page = enter("officer")
    page.keyboard.press("=")
    expect(page.get_by_text("quaywatch tunnel run")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 380])
def test_it_has_no_obstacle(enter: Enter, width: int) -> None:
    page = enter("officer", viewport={"width": width, "height": 900})
    tunnel(page)
    page.locator("summary").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
