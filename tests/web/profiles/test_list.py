"""The list of risk profiles: where each stands, what it costs and what it brings."""

import pytest
from playwright.sync_api import expect

from quaywatch.node import Node
from tests.web.test_axe import violations


def test_the_list_tells_stage_cost_yield_with_interval_and_end(written: Node, enter) -> None:
    page = enter("officer")
    page.keyboard.press("u")
    expect(page.get_by_role("heading", name="Risk profiles")).to_be_visible()
    watched = page.get_by_role("row").filter(has_text="Bananas again")
    for said in ("watched", "0 % to 100.0 %", "31 Dec", "ann"):
        expect(watched).to_contain_text(said)
    expect(page.get_by_role("row").filter(has_text="bob")).to_contain_text("drafted")
    page.get_by_role("link", name="Bananas again").click()
    expect(page.get_by_role("heading", name="Bananas again")).to_be_focused()


def test_where_nothing_was_written_the_page_says_so(enter) -> None:
    page = enter("analyst", "#/profiles")
    expect(page.get_by_text("Nobody has written a profile here yet")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 400])
def test_the_list_has_no_obstacle(written: Node, enter, width: int) -> None:
    page = enter("officer", "#/profiles", viewport={"width": width, "height": 900})
    page.get_by_role("rowheader").first.wait_for()
    assert violations(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


@pytest.mark.parametrize(
    ("language", "title", "stage"),
    [
        ("fr", "Profils de risque", "observé"),
        ("nl", "Risicoprofielen", "gevolgd"),
        ("es", "Perfiles de riesgo", "en observación"),
    ],
)
def test_the_list_speaks_the_language_chosen(
    written: Node, enter, language: str, title: str, stage: str
) -> None:
    page = enter("officer", "#/profiles")
    page.get_by_label("Language").select_option(language)
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="ann")).to_contain_text(stage)
