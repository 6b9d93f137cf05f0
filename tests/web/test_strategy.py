"""The pages of the strategy: figures that lead to their sources, on a map and in a table."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from tests.node.making import DAY
from tests.web.test_axe import violations

Enter = Callable[..., Page]


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        add_people(opened)
        yield opened


def strategy(page: Page) -> None:
    """Go to the room by its key and wait until the map is drawn."""
    page.keyboard.press(";")
    page.get_by_role("heading", name="Strategy", exact=True).wait_for()
    page.locator("path.land[d^=M]").wait_for()


def test_a_number_is_one_step_from_its_source(enter: Enter) -> None:
    page = enter("coordinator")
    strategy(page)
    page.get_by_label("Year", exact=True).fill("10")
    row = page.get_by_role("row").filter(has_text="BEANR")
    expect(row).to_contain_text("116,000 kg")
    row.get_by_role("button").first.press("Enter")
    shown = page.get_by_role("dialog")
    expect(shown).to_contain_text("Sources differ")
    expect(shown).to_contain_text("121,000 kg")
    expect(shown.get_by_text("Source", exact=True)).not_to_have_count(0)
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)


def test_the_map_is_walked_with_arrows_and_opens_a_port(enter: Enter) -> None:
    page = enter("officer")
    strategy(page)
    page.get_by_role("button", name="Europe", exact=True).press("Enter")
    here = page.locator("svg a[tabindex='0']")
    expect(here).to_have_count(1)
    first = here.get_attribute("data-port")
    here.focus()
    page.keyboard.press("ArrowUp")
    expect(here).to_be_focused()
    assert here.get_attribute("data-port") != first
    port = here.get_attribute("data-port")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"#/strategy/{port}$"))
    expect(page.get_by_role("heading", name=f"({port})")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("#/strategy$"))


def test_map_and_table_say_the_same_of_each_year(enter: Enter) -> None:
    page = enter("officer")
    strategy(page)
    year = page.get_by_label("Year", exact=True)
    for at in ("8", "10"):
        year.fill(at)
        rows = page.locator("tbody tr").filter(has=page.get_by_role("button", name="kg"))
        for row in rows.all():
            cell = row.locator("td").first.locator("button")
            if not cell.count():
                continue
            port = row.locator("th .fixed").inner_text()
            mark = page.locator(f"svg a[data-port={port}]")
            said = cell.evaluate("one => one.firstChild.textContent.trim()")
            assert said.rstrip(" *") in (mark.get_attribute("aria-label") or "")


def test_a_slider_moves_the_plan_and_a_scenario_is_shared_by_its_link(
    enter: Enter, node: Node
) -> None:
    node.warm().join()
    page = enter("analyst")
    strategy(page)
    page.keyboard.press("a")
    page.get_by_role("heading", name="Where to look").wait_for()
    result = page.locator(".result b")
    expect(result).to_contain_text("%", timeout=30_000)
    usual = result.inner_text()
    slider = page.get_by_label("Containers that can be scanned, all ports")
    slider.press("End")
    expect(result).not_to_have_text(usual)
    moved = result.inner_text()
    page.get_by_label("Title").fill("All of it")
    page.get_by_label("Title").press("Enter")
    expect(page).to_have_url(re.compile("#/allocation/all-of-it$"))
    page = enter("coordinator", "#/allocation/all-of-it")
    expect(page.get_by_role("heading", name="All of it")).to_be_visible()
    expect(page.locator(".result b")).to_have_text(moved)
    page.get_by_role("button", name="See what it does").press("Enter")
    expect(page.locator("#change ~ .inside li").first).to_contain_text("→")


@pytest.mark.parametrize("width", [1440, 380])
def test_no_page_of_the_strategy_has_an_obstacle(enter: Enter, width: int) -> None:
    page = enter("coordinator", viewport={"width": width, "height": 900})
    strategy(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    home = page.url.partition("#")[0]
    page.goto(f"{home}#/strategy/BEANR")
    page.get_by_role("heading", name="Over the years").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{home}#/allocation")
    expect(page.locator(".result b")).to_contain_text("%", timeout=60_000)
    page.get_by_role("heading", name="Ways of spending the minutes").wait_for(timeout=30_000)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_who_gains_what_the_worst_case_and_whole_scanners_are_worked_out_by_key(
    enter: Enter, node: Node
) -> None:
    node.warm().join()
    page = enter("coordinator", "#/allocation")
    expect(page.locator(".result b")).to_contain_text("%", timeout=60_000)
    page.keyboard.press("g")
    gain = page.get_by_role("region", name="Who gains what")
    expect(gain).to_contain_text("No member is worse off than alone.", timeout=90_000)
    parts = gain.locator("tbody tr td:last-child").all_inner_texts()
    assert len(parts) == 9
    assert not any(part.startswith("\N{MINUS SIGN}") for part in parts)
    page.keyboard.press("s")
    scanners = page.get_by_role("region", name="Whole scanners")
    expect(scanners).to_contain_text("no placement comes below")
    given = scanners.locator("li b").all_inner_texts()
    assert sum(int(one) for one in given) == 5
    page.keyboard.press("x")
    worst = page.get_by_role("region", name="The worst case")
    expect(worst).to_contain_text("no plan does better by more than", timeout=90_000)
    expect(worst.locator("tbody tr")).to_have_count(8)
    assert violations(page) == []


def test_the_standard_and_a_floor_of_ones_own_move_the_plan(enter: Enter, node: Node) -> None:
    node.warm().join()
    page = enter("coordinator", "#/allocation")
    result = page.locator(".result b")
    expect(result).to_contain_text("%", timeout=60_000)
    before = result.inner_text()
    page.get_by_label("Keeping the common standard").select_option("high")
    expect(result).not_to_have_text(before)
    row = page.get_by_role("row").filter(has_text="BEANR").filter(has=page.get_by_role("checkbox"))
    expect(row.get_by_role("link", name="0.0 %")).to_have_attribute("href", "#/norms/BEANR")
    page.get_by_label("Keeping the common standard").select_option("")
    expect(result).to_have_text(before)
    row.get_by_role("slider", name="Floor of Antwerpen").press("End")
    expect(row).to_contain_text("5.0 %")
