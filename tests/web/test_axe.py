"""axe-core finds nothing on any page, in light and in dark, wide and narrow."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer hangs on the colours: asked again in the dark."""
RUN = """async ([within, only]) => {
  const { violations } = await axe.run(within, { runOnly: only, resultTypes: ["violations"] });
  const told = (id) => ({ html }) => `${id}: ${html.slice(0, 160)}`;
  return violations.flatMap(({ id, nodes }) => nodes.map(told(id)));
}"""


def violations(page: Page, within: str = "html") -> list[str]:
    """Return what axe objects to in a part of the page, in light and in dark."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = []
    for scheme, only in (("dark", COLOURS), ("light", TAGS)):
        # Without motion: half-way through a fade no colour is the one that stays.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        expect(page.locator("html")).to_have_attribute("data-theme", scheme)
        asked = {"type": "rule" if only is COLOURS else "tag", "values": only}
        found += [f"{scheme}: {told}" for told in page.evaluate(RUN, [within, asked])]
    return found


@pytest.fixture(params=[1440, 400])
def width(request: pytest.FixtureRequest) -> int:
    return request.param


def test_no_page_has_an_obstacle(open_page, width):
    watched = open_page(viewport={"width": width, "height": 900})
    page = watched.page
    page.goto(watched.address)
    page.get_by_label("User name").wait_for()
    assert violations(page) == []
    page = watched.sign_in("supervisor")
    page.locator("[data-index] a").first.wait_for()
    assert violations(page) == []
    page.get_by_role("grid").focus()
    page.keyboard.press("Enter")
    page.locator("#reasons").wait_for()
    assert violations(page) == []
    page.keyboard.press("s")
    page.get_by_text("Show as a table").click()
    page.get_by_label("Contraband found").check()
    assert violations(page) == []
    for key, name in (("p", "Inspection plan"), ("q", "Quarantine")):
        page.keyboard.press("Escape")
        page.keyboard.press(key)
        page.get_by_role("heading", name=name).wait_for()
        assert violations(page) == []
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    assert violations(page) == []


def test_targets_are_large_enough_to_hit(open_page):
    page = open_page().work_list("#/list?status=ordered")
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, a:not([tabindex="-1"]), select, input')]
          .map((element) => [element.outerHTML.slice(0, 80), element.getBoundingClientRect()])
          .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
          .map(([html]) => html)"""
    )
    assert [html for html in small if 'class="skip' not in html] == []
