"""The bar: whoever is new finds each page, by pointer and by keyboard, on any screen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.test_axe import violations

WIDTHS = (1440, 1024, 380)
WIDE = 1430
"""Pixels up to which all rooms are in one menu."""
ROOMS = 4
OFFICER = 23
"""Pages an officer sees; quarantine is for others."""


def bar(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Pages")


def on_each(page: Page, widths: tuple[int, ...] = WIDTHS) -> Iterator[int]:
    """Give the page one width after another, its menus closed."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.locator("header button[aria-expanded=true]")).to_have_count(0)
        # One menu for all rooms, or a menu a room; which, the page knows a moment after the width.
        expect(page.locator("header nav button")).to_have_count(ROOMS if width > WIDE else 1)
        yield width


def inside(page: Page, place: Locator) -> bool:
    """Whether all of it is on the screen."""
    box, size = place.bounding_box(), page.viewport_size
    assert box
    assert size
    return box["x"] >= 0 and box["x"] + box["width"] <= size["width"]


@pytest.mark.parametrize(("who", "pages"), [("officer", OFFICER), ("supervisor", OFFICER + 1)])
def test_each_page_that_somebody_may_see_is_one_menu_away(open_page, who, pages):
    page = open_page().sign_in(who)
    for width in on_each(page):
        found = set(bar(page).get_by_role("link").all_inner_texts())
        for menu in bar(page).get_by_role("button").all():
            menu.click()
            links = bar(page).get_by_role("link")
            assert all(inside(page, link) for link in links.all())
            found |= {text.split("\n")[0] for text in links.all_inner_texts()}
            menu.click()
        assert len(found) == pages
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_that_is_shown_is_marked_and_so_is_its_menu(open_page):
    page = open_page().sign_in("officer")
    menu = bar(page).locator("button[aria-current]")
    marked = bar(page).locator("a[aria-current=page]")
    for _ in on_each(page):
        page.keyboard.press("p")
        menu.click()
        expect(marked).to_contain_text("Plan")
        bar(page).get_by_role("link", name="Board").click()
        expect(page).to_have_url(re.compile("#/board$"))
        expect(menu).to_have_attribute("aria-expanded", "false")
        menu.click()
        expect(marked).to_contain_text("Board")
        menu.click()


def test_a_box_counts_as_a_place_in_the_work_list(open_page):
    page = open_page().work_list()
    page.keyboard.press("Enter")
    page.locator("#reasons").wait_for()
    bar(page).locator("button[aria-current]").click()
    expect(bar(page).locator("a[aria-current=page]")).to_contain_text("Work list")


def test_arrows_walk_a_menu_and_escape_gives_the_place_back(open_page):
    page = open_page().sign_in()
    focused = page.locator("a:focus")
    for _ in on_each(page):
        page.keyboard.press("p")
        menu = bar(page).get_by_role("button").first
        menu.press("ArrowDown")
        expect(focused).to_contain_text("Work list")
        page.keyboard.press("ArrowDown")
        expect(focused).to_contain_text("Board")
        page.keyboard.press("Home")
        page.keyboard.press("ArrowUp")
        last = bar(page).locator(".menu").first.get_by_role("link").last
        expect(last).to_be_focused()
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()
        expect(menu).to_have_attribute("aria-expanded", "false")
        assert page.url.endswith("#/plan")
        menu.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("#/list$"))


def test_arrows_to_the_side_go_from_room_to_room_and_round(open_page):
    page = open_page().sign_in()
    rooms = bar(page).get_by_role("button").all()
    rooms[0].press("ArrowDown")
    for room in rooms[1:]:
        page.keyboard.press("ArrowRight")
        expect(room).to_be_focused()
        expect(rooms[0]).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowRight")
    expect(rooms[0]).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(rooms[-1]).to_be_focused()


def test_a_menu_closes_behind_whoever_goes_elsewhere(open_page):
    page = open_page().work_list()
    first, second = bar(page).get_by_role("button").all()[:2]
    first.click()
    second.click()
    expect(first).to_have_attribute("aria-expanded", "false")
    page.get_by_role("searchbox").click()
    expect(second).to_have_attribute("aria-expanded", "false")
    second.press("ArrowUp")
    page.keyboard.press("Tab")
    expect(second).to_have_attribute("aria-expanded", "false")


def test_a_key_beside_a_page_opens_it_and_goes_with_the_keys(open_page):
    page = open_page().sign_in("supervisor")
    bar(page).get_by_role("button", name="Cargo information").click()
    line = bar(page).get_by_role("link", name="Quarantine")
    expect(line).to_have_attribute("aria-keyshortcuts", "Q")
    page.keyboard.press("q")
    expect(page.get_by_role("heading", name="Quarantine")).to_be_visible()
    expect(line).to_be_hidden()
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    bar(page).get_by_role("button", name="Cargo information").click()
    expect(line.locator("kbd")).to_have_count(0)


def test_an_open_menu_pushes_nothing_away(open_page):
    page = open_page().sign_in()
    for _ in on_each(page):
        before = page.locator("main").bounding_box()
        for menu in page.locator("header button[aria-expanded]").all():
            menu.click()
            assert page.locator("main").bounding_box() == before
        page.keyboard.press("Escape")


def test_open_menus_have_no_obstacle(open_page):
    page = open_page().sign_in("supervisor")
    for _ in on_each(page):
        for menu in page.locator("header button[aria-expanded]").all():
            menu.click()
            assert violations(page, "header") == []
        page.keyboard.press("Escape")


def test_the_bar_fits_in_each_language(open_page):
    page = open_page().sign_in("supervisor")
    choice = page.locator("header select").first
    for language in ("fr", "nl", "es"):
        choice.select_option(language)
        expect(page.locator("html")).to_have_attribute("lang", language)
        for width in on_each(page, (1281, 1024, 961, 380, 1440)):
            # The page is laid out anew in the frame after the one that is resized.
            page.wait_for_function("w => document.documentElement.scrollWidth <= w", arg=width)
            tall = page.locator("header").evaluate("bar => bar.getBoundingClientRect().height")
            assert tall <= (96 if width == 380 else 50)


def test_what_is_a_person_s_own_is_within_reach_on_a_small_screen(open_page, node):
    page = open_page(viewport={"width": 380, "height": 900}).sign_in()
    own = page.locator("header").get_by_role("button", name="Officer Demo")
    own.click()
    page.get_by_label("Appearance").select_option("dark")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    page.get_by_label("Appearance").press("Escape")
    expect(own).to_be_focused()
    own.press("Enter")
    page.get_by_role("button", name="Sign out").press("Enter")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert node[1].sessions == {}
