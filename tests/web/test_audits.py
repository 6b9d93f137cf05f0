"""What would tell us answers at once, whoever moves a slider by key, and has no obstacle."""

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


def audits(page: Page) -> None:
    """Go to the page by its key and wait until the planner has answered."""
    page.keyboard.press("!")
    page.get_by_role("heading", name="Audits and tests", exact=True).wait_for()
    page.get_by_role("row").filter(has_text="test loads").first.wait_for()


def test_a_slider_moved_by_key_changes_what_it_takes(enter: Enter) -> None:
    page = enter("coordinator")
    audits(page)
    row = page.get_by_role("row").filter(
        has=page.get_by_role("rowheader", name="Openings by lot", exact=True)
    )
    flow = row.filter(has_text="Half of it before the change").first
    expect(flow).to_contain_text("23,856 openings")
    power = page.get_by_label("A change is seen with a chance of", exact=True)
    power.press("ArrowRight")
    expect(flow).not_to_contain_text("23,856 openings")
    expect(power).to_be_focused()


def test_who_begins_after_the_change_is_told_that_it_is_too_late(enter: Enter) -> None:
    page = enter("analyst")
    audits(page)
    late = page.get_by_role("row").filter(has_text="no more before the change")
    expect(late).to_contain_text("No number is enough")


@pytest.mark.parametrize("width", [1440, 380])
def test_the_page_of_audits_has_no_obstacle(enter: Enter, width: int) -> None:
    page = enter("coordinator")
    audits(page)
    page.set_viewport_size({"width": width, "height": 900})
    page.get_by_text("More assumptions").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
