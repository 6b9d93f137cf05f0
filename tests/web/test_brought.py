"""The page of unsigned notices: a file is looked at, another takes it, and it is so told."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Page, expect

from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from tests.node.allied import allies
from tests.node.allied.allies import ROTTERDAM, Clock
from tests.node.allied.bringing import BRINGS, OUTSIDER, outsider, settle
from tests.node.allied.test_files import ONE, OTHER, event, file
from tests.node.making import consignment, filing
from tests.web.test_axe import violations


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    with allies.node(tmp_path, ROTTERDAM, Clock()) as opened:
        opened.describe(Description(name="Rotterdam", node=ROTTERDAM, simulated=True))
        opened.intake(filing(consignment("A1", (ONE, OTHER), consignee="ACME FRUIT BV")))
        collection = "http://127.0.0.1:9/collections/1/"
        settle(opened, outsider(msgspec.structs.replace(BRINGS, collection=collection)))
        add_people(opened)
        yield opened


def fits(page: Page) -> None:
    """It reads in light and dark, and on any width."""
    for scheme, width in (("light", 1440), ("dark", 1440), ("dark", 380), ("light", 380)):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == []  # in both, and leaves it light
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1440, "height": 900})


def test_a_file_is_brought_by_one_and_taken_by_another(node: Node, enter) -> None:
    page = enter("officer", "#/brought")
    expect(page.get_by_text("No file waits.")).to_be_visible()
    page.keyboard.press("b")
    values = ("text", ONE), ("phone-number", "+593 4 000 0000"), ("ip-dst", "192.0.2.1")
    said = {"name": "event.json", "mimeType": "application/json", "buffer": file(event(*values))}
    page.locator("input[type=file]").set_input_files(said)
    page.get_by_role("button", name="Put forward").click()
    look = page.get_by_role("dialog", name="What taking it would change")
    expect(look).to_contain_text("1 would be taken, 1 refused.")
    expect(look).to_contain_text("the agreement does not cover person")
    expect(look.get_by_role("button", name="Take it")).to_have_count(0)
    fits(page)

    other = enter("supervisor", "#/brought")
    other.get_by_role("button", name="Look").click()
    other.get_by_role("button", name="Take it").click()
    expect(other.get_by_text("Taken: 1")).to_be_visible()
    expect(other.get_by_text("the agreement does not cover person")).to_be_visible()
    other.get_by_role("button", name="Read now").click()
    expect(other.locator("[aria-labelledby=polls] .trouble")).to_be_visible()
    fits(other)
    other.get_by_role("button", name="Settle and delete").click()
    expect(other.get_by_text("Nothing waits.")).to_be_visible()

    other.goto(other.url.partition("#")[0] + "#/notices")
    expect(other.get_by_role("cell", name=OUTSIDER)).to_contain_text("unsigned")
    fits(other)
    other.get_by_role("link", name=f"container, {ONE}").click()
    expect(other.get_by_text(f"It counts as coming from {OUTSIDER}")).to_be_visible()
    fits(other)
