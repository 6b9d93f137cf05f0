"""The whole way on a real node: manifest, rank, order, outcome, all through the page."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from quaywatch.inspections import Status
from quaywatch.node import Node
from tests.web import real_node
from tests.web.conftest import Watched
from tests.web.serving import serving


@pytest.fixture(scope="module")
def filled(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    with real_node.copied(demo, tmp_path_factory.mktemp("node")) as node:
        yield node


def enter(watched: Watched) -> None:
    page = watched.page
    page.goto(watched.address)
    page.get_by_role("button", name="officer Officer").click()
    page.keyboard.press("Enter")
    page.locator("[data-index] a").first.wait_for()


def test_an_officer_orders_and_records_on_a_real_node(browser, filled):
    with serving(real_node.serve(filled)) as address:
        watched = Watched(browser.new_page(locale="en-GB"), address)
        enter(watched)
        page = watched.page
        total = filled.worklist().total
        expect(page.get_by_text(f"{total:,} containers")).to_be_visible()
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Why this rank")).to_be_visible()
        page.get_by_role("radio", name="Documents").check()
        page.get_by_label("Why outside the plan").select_option("documents")
        page.get_by_role("button", name="Order inspection").click()
        expect(page.get_by_role("heading", name="Inspection in force")).to_be_visible()
        page.get_by_label("Nothing found").check()
        page.get_by_role("button", name="Record outcome").click()
        expect(page.get_by_role("status")).to_contain_text("recorded")
        box_id = re.search(r"/box/(\w+)", page.url)[1]
        assert filled.lines((box_id,))[0].status == Status.DONE
        page.get_by_role("button", name=re.compile("^Show: ")).first.click()
        expect(page.get_by_role("dialog").locator("pre")).to_contain_text("CUSCAR")
        page.keyboard.press("Escape")
        page.keyboard.press("p")
        expect(page.get_by_role("rowheader").first).to_be_visible()
        page.context.close()
    assert watched.complaints == []
    assert watched.outside() == []
    assert filled.ledger.verify() is None
