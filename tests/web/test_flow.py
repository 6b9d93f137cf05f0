"""Why less was seized, on the strategy's page: no verdict without the evidence for one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from tests.node.making import DAY
from tests.web.test_axe import violations

Enter = Callable[..., Page]
PATIENCE = 240_000
"""Milliseconds; the first answer compiles the model."""


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        add_people(opened)
        yield opened


def verdict(page: Page) -> None:
    """Go to the room by its key and wait until the answer is there."""
    page.keyboard.press(";")
    page.get_by_role("heading", name="Strategy", exact=True).wait_for()
    page.get_by_role("heading", name="What would decide it").wait_for(timeout=PATIENCE)


def test_public_figures_decide_nothing_and_the_page_says_what_would(enter: Enter) -> None:
    page = enter("coordinator")
    verdict(page)
    panel = page.get_by_role("region", name="Why less was seized")
    expect(panel).to_contain_text("This cannot be decided with these data.")
    expect(panel).to_contain_text("Containers opened by lot before the change.")
    row = panel.get_by_role("row").filter(has_text="Evasion")
    expect(row).to_contain_text("25.0 %")
    panel.get_by_role("button", name="figures behind it").press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("116,000 kg")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_an_assumption_is_moved_by_keyboard_and_the_answer_comes_anew(enter: Enter) -> None:
    page = enter("coordinator")
    verdict(page)
    page.locator("summary", has_text="What is assumed").press("Enter")
    slider = page.get_by_role("slider", name="Share of arriving loads that a port finds")
    expect(slider).to_have_value("0.12")
    with page.expect_response(lambda one: "/verdict?" in one.url and "detection=0.3" in one.url):
        slider.press("End")
    page.get_by_role("heading", name="What would decide it").wait_for(timeout=PATIENCE)
    usual = page.get_by_role("button", name="Back to the usual")
    expect(usual).to_be_enabled()
    usual.press("Enter")
    expect(slider).to_have_value("0.12", timeout=PATIENCE)


@pytest.mark.parametrize("width", [1440, 380])
def test_what_it_hangs_on_has_no_obstacle(enter: Enter, width: int) -> None:
    page = enter("coordinator", viewport={"width": width, "height": 900})
    verdict(page)
    page.locator("summary", has_text="What is assumed").press("Enter")
    page.locator("summary", has_text="What the answer hangs on").press("Enter")
    page.get_by_role("rowheader", name="Without Rotterdam").wait_for(timeout=PATIENCE)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
