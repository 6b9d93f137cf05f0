"""The pictures of the README, made from the demo's node when they are asked for."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from quaywatch.cli.demonstration import LARGE, make, open_demo
from tests.web import real_node
from tests.web.conftest import Watched
from tests.web.serving import serving

IMAGES = Path(__file__).parents[2] / "docs/images"


@pytest.mark.skipif(
    os.environ.get("QUAYWATCH_SCREENSHOTS") != "1", reason="QUAYWATCH_SCREENSHOTS is not 1"
)
def test_pictures_of_the_list_and_of_a_dossier(browser, tmp_path):
    IMAGES.mkdir(parents=True, exist_ok=True)
    for _ in make(tmp_path / "demo", LARGE):
        pass
    with open_demo(tmp_path / "demo") as node, serving(real_node.serve(node)) as address:
        size = {"width": 1440, "height": 900}
        page = browser.new_page(locale="en-GB", viewport=size, device_scale_factor=1.5)
        Watched(page, address).work_list()
        page.mouse.move(0, 0)
        expect(page.get_by_text("Expected finds")).to_be_visible()
        page.locator("[data-index='12'] a").wait_for()
        page.screenshot(path=IMAGES / "worklist.png")
        page.goto(f"{address}/#/list?basis=targeted&status=open")
        page.locator("[data-index='0'] .basis", has_text="Targeted").wait_for()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Why this rank")).to_be_visible()
        expect(page.get_by_label("Slot").locator("option").nth(1)).to_be_attached()
        page.screenshot(path=IMAGES / "dossier.png")
        page.context.close()
