"""What others brought goes out as an own notice, and a month is told, each by two people."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quaywatch.cargo import Outcome, OutcomeResult
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from tests.node.allied import allies
from tests.node.allied.allies import ROTTERDAM, Clock, agree, agreement, find
from tests.node.allied.bringing import OUTSIDER, outsider, settle
from tests.node.allied.test_reissuing import bring, told, withdrawn
from tests.node.making import NUMBERS, consignment, filing
from tests.web.test_axe import violations


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def node(tmp_path: Path, clock: Clock) -> Iterator[Node]:
    with allies.node(tmp_path, ROTTERDAM, clock) as opened:
        described = Description(name="Rotterdam", node=ROTTERDAM, port="NLRTM", simulated=True)
        opened.describe(described)
        opened.intake(filing(consignment("A1", NUMBERS[:1], consignee="ACME FRUIT BV")))
        settle(opened, outsider())
        with allies.node(tmp_path, "antwerp.example", clock) as antwerp:
            agree(opened, agreement(antwerp))
        add_people(opened)
        yield opened


def fits(page: Page) -> None:
    """It reads in light and dark, and on any width."""
    for scheme, width in (("light", 1440), ("dark", 1440), ("dark", 380), ("light", 380)):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == []
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1440, "height": 900})


def test_what_was_brought_is_issued_by_one_and_confirmed_by_another(node: Node, enter) -> None:
    name = bring(node, told())
    page = enter("officer", f"#/notice/{name.replace('/', '%2F')}")
    expect(page.get_by_text("Its marking lets the alliance have it.")).to_be_visible()
    page.keyboard.press("o")
    form = page.get_by_role("dialog", name="Issued as our own")
    form.get_by_label("How it was checked").fill("the carrier's own list has the number")
    form.get_by_label("Legal basis").fill("agreement of the allied ports")
    fits(page)
    form.get_by_role("button", name="Put forward").click()
    expect(page.get_by_text("Made from what was brought unsigned:")).to_be_visible()
    expect(page.get_by_role("link", name=name)).to_be_visible()
    fits(page)

    other = enter("supervisor", "#" + page.url.partition("#")[2])
    other.get_by_role("button", name="Let it go out").click()
    expect(other.get_by_text("in force").first).to_be_visible()

    bring(node, withdrawn())
    page.goto(page.url.partition("#")[0] + "#/notices")
    said = page.get_by_text("which officer issued as our own, took it back")
    expect(said).to_be_visible()
    fits(page)
    said.click()
    expect(page.get_by_text("Its source has taken it back since.")).to_be_visible()


def test_a_month_is_told_as_a_nil_return(node: Node, clock: Clock, enter) -> None:
    find(node, node.worklist().lines[0].box_id, Outcome(result=OutcomeResult.NOTHING))
    month = f"{clock():%Y-%m}"
    clock.on(35)
    page = enter("officer", "#/months")
    expect(page.get_by_text("not told").first).to_be_visible()
    page.keyboard.press("a")
    form = page.get_by_role("dialog", name="Tell allies a month of NLRTM")
    form.get_by_label("Month").select_option(month)
    expect(form.get_by_text("On record: 1 inspections, 0 finds.")).to_be_visible()
    expect(form.get_by_role("button", name="Put forward")).to_be_disabled()
    form.get_by_label("I say that nothing was found").check()
    form.get_by_label("Legal basis").fill("agreement of the allied ports")
    form.get_by_role("button", name="Put forward").click()
    expect(page.get_by_text("awaits a second person")).to_be_visible()
    expect(page.get_by_role("link", name="nil of 1")).to_be_visible()
    fits(page)


def test_what_the_line_refused_is_found_in_quarantine_too(node: Node, enter) -> None:
    with pytest.raises(ValueError, match="batch"):
        node.allied.line.receive(OUTSIDER, [b"no batch at all"])
    page = enter("supervisor", "#/quarantine")
    refused = page.get_by_role("region", name="Refused")
    expect(refused).to_contain_text(OUTSIDER)
    fits(page)
    refused.get_by_role("button", name="Settle and delete").click()
    expect(refused.get_by_text("Nothing waits.")).to_be_visible()
