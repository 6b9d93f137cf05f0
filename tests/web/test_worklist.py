"""The work list: a window on the node's rows, driven by the address and the keyboard."""

import re

from playwright.sync_api import Page, expect

from tests.web.choosing import choose

ACTIVE = "[role=row][aria-selected=true]"


def active_row(page: Page) -> int:
    return int(page.locator(ACTIVE).get_attribute("data-index") or -1)


def test_the_riskiest_box_comes_first_with_its_place_in_the_whole_list(open_page):
    page = open_page().work_list()
    grid = page.get_by_role("grid")
    expect(grid).to_have_attribute("aria-rowcount", "2001")
    first = page.locator("[data-index='0']")
    expect(first).to_have_attribute("aria-rowindex", "2")
    expect(first.locator(".rank")).to_have_text("1")
    expect(page.locator("[data-index='1'] .rank")).to_have_text("2")


def test_scrolling_through_the_list_keeps_the_page_small(open_page):
    page = open_page().work_list()
    most = page.evaluate(
        """async () => {
          const grid = document.querySelector('[role=grid]');
          let most = 0;
          for (let i = 0; i <= 60; i += 1) {
            grid.scrollTop = (grid.scrollHeight * i) / 60;
            await new Promise(requestAnimationFrame);
            most = Math.max(most, document.querySelectorAll('*').length);
          }
          return most;
        }"""
    )
    assert most <= 1_000
    expect(page.locator("[data-index='1999'] a")).to_be_visible()


def test_a_click_on_a_column_sorts_and_a_second_turns_it_round(open_page):
    page = open_page().work_list()
    header = page.get_by_role("columnheader", name="Container")
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("[data-index='0'] a")).to_have_text(re.compile("^QWTU000000"))
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "descending")
    expect(page.locator("[data-index='0'] a")).to_have_text(re.compile("^QWTU001999"))
    assert "sort=equipment_number&order=desc" in page.url


def test_the_address_restores_filters_order_and_row(open_page):
    at = "#/list?port_of_loading=ECGYE&hs=08&sort=equipment_number&order=desc&row=5"
    page = open_page().work_list(at)
    expect(page.get_by_label("Port of loading", exact=True)).to_have_value("ECGYE")
    expect(page.get_by_role("columnheader", name="Container")).to_have_attribute(
        "aria-sort", "descending"
    )
    origins = set(page.locator(".origin[role=gridcell]").all_inner_texts())
    assert origins == {"ECGYE"}
    assert active_row(page) == 5
    page.reload()
    expect(page.locator(ACTIVE)).to_have_attribute("data-index", "5")


def test_a_row_far_down_is_shown_again_after_a_reload(open_page):
    page = open_page().work_list("#/list?row=1500")
    expect(page.locator(ACTIVE)).to_have_attribute("data-index", "1500")
    expect(page.locator(ACTIVE)).to_be_in_viewport()
    expect(page.locator(f"{ACTIVE} .rank")).to_have_text("1,501")


def test_chips_take_filters_away(open_page):
    page = open_page().work_list("#/list?status=ordered&hs=0803")
    page.get_by_role("link", name="Remove filter HS code: 0803").click()
    expect(page).to_have_url(re.compile("status=ordered$"))
    page.get_by_role("link", name="Clear all").click()
    expect(page).to_have_url(re.compile("#/list$"))
    expect(page.get_by_text("2,000 containers")).to_be_visible()


def test_search_narrows_the_list_while_one_types(open_page):
    page = open_page().work_list()
    page.keyboard.press("/")
    page.keyboard.type("QWTU000123")
    expect(page.get_by_text("1 container", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("grid")).to_be_focused()


def test_keys_move_the_focus_and_come_back_to_the_same_row(open_page):
    page = open_page().work_list()
    for key in ("j", "j", "ArrowDown", "k", "PageDown"):
        page.keyboard.press(key)
    place = active_row(page)
    assert place > 10
    number = page.locator(f"{ACTIVE} a").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=number)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(ACTIVE)).to_have_attribute("data-index", str(place))
    expect(page.locator(f"{ACTIVE} a")).to_have_text(number)


def test_the_grid_says_which_row_is_active_to_assistive_technology(open_page):
    page = open_page().work_list()
    page.keyboard.press("j")
    grid = page.get_by_role("grid")
    expect(grid).to_be_focused()
    assert grid.get_attribute("aria-activedescendant") == "row-1"
    page.keyboard.press("End")
    expect(grid).to_have_attribute("aria-activedescendant", "row-1999")
    expect(page.locator("#row-1999")).to_be_in_viewport()


def test_single_keys_can_be_switched_off_and_arrows_go_on(open_page):
    page = open_page().work_list()
    page.keyboard.press("?")
    page.get_by_label("Single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.get_by_role("grid").focus()
    page.keyboard.press("j")
    assert active_row(page) == 0
    page.keyboard.press("ArrowDown")
    assert active_row(page) == 1
    page.reload()
    page.locator("[data-index] a").first.wait_for()
    page.keyboard.press("j")
    assert active_row(page) == 1


def test_an_order_from_the_list_asks_once_and_shows(open_page, node):
    page = open_page().work_list("#/list?status=open&sort=equipment_number")
    number = page.locator("[data-index='0'] a").inner_text()
    page.keyboard.press("s")
    expect(page.get_by_role("dialog")).to_contain_text(number)
    expect(page.get_by_label("Why outside the plan")).to_be_focused()
    choose(page, "The seal")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(number)
    assert [order.kind for order in node[1].orders.values()] == ["scan"]


def test_hold_and_release_from_the_list(open_page):
    page = open_page().work_list()
    page.keyboard.press("h")
    expect(page.locator("[data-index='0'] .status")).to_contain_text("Held")
    page.keyboard.press("x")
    expect(page.locator("[data-index='0'] .status")).not_to_contain_text("Held")


def test_a_box_keeps_the_focus_when_the_list_moves_under_it(open_page, node):
    page = open_page().work_list()
    page.keyboard.press("j")
    number = page.locator(f"{ACTIVE} a").inner_text()
    state = node[1]
    state.rows.insert(0, state.rows[-1].model_copy(update={"probability": 0.9, "box_id": "new"}))
    state.sorted.clear()
    page.keyboard.press("r")
    expect(page.locator(ACTIVE)).to_have_attribute("data-index", "2")
    expect(page.locator(f"{ACTIVE} a")).to_have_text(number)


def test_the_list_says_when_nothing_matches(open_page):
    page = open_page().sign_in(at="#/list?q=nothing-like-this")
    expect(page.get_by_text("No container matches these filters.")).to_be_visible()


def test_the_list_fits_a_narrow_screen(open_page):
    page = open_page(viewport={"width": 380, "height": 800}).work_list()
    assert page.evaluate("document.documentElement.scrollWidth") == 380
    expect(page.locator("[data-index='0'] .reasons")).to_be_visible()
