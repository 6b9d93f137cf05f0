"""The queue of scans that wait for an analyst: taken by key, read by nobody else meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from quaywatch.node.scanning import Readers
from quaywatch.node.scanning.measuring import Due
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.web.test_axe import violations
from tests.web.test_scan_reading import _sent


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    with Node.open(tmp_path / "queue.sqlite", clock=lambda: DAY) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        add_people(opened)
        for number, shade in zip(NUMBERS[:2], (20_000, 30_000), strict=True):
            opened.intake(filing(consignment(f"B{number}", (number,), arrival=DAY)))
            opened.scans.take(_sent(shade), actor="scanner", equipment_number=number)
        yield opened


def test_the_next_scan_is_taken_by_key_and_colleagues_see_in_whose_hands_it_is(enter) -> None:
    page = enter("analyst", "#/scans")
    expect(page.locator("[data-scan]")).to_have_count(2)
    page.keyboard.press("g")
    expect(page.get_by_role("heading", level=1)).to_contain_text("TSTU")
    other = enter("officer", "#/scans")
    expect(other.get_by_text("analyst", exact=False).first).to_be_visible()
    other.keyboard.press("j")
    expect(other.locator("[data-scan]").first).to_be_focused()


@pytest.mark.parametrize("width", [1440, 380])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_queue_has_no_obstacle_and_fits_the_width(enter, width: int, scheme: str) -> None:
    size = {"width": width, "height": 900}
    page = enter("analyst", "#/scans", viewport=size, color_scheme=scheme)
    expect(page.locator("[data-scan]").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1440, 380])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_goes_on_for_too_long_is_told_that_a_break_pays(
    enter, monkeypatch: pytest.MonkeyPatch, width: int, scheme: str
) -> None:
    def due(*_: object) -> Due:
        return Due(minutes=47, after=40)

    monkeypatch.setattr(Readers, "due", due)
    size = {"width": width, "height": 900}
    page = enter("analyst", "#/scans", viewport=size, color_scheme=scheme)
    expect(page.get_by_text("for 47 minutes without a break")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
