"""How a day is drawn, on the page of the plan."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.inspections.drawing.making import DAY
from tests.web import fake_draws
from tests.web.test_axe import violations

AHEAD = re.compile("Tomorrow.s draw")
TOMORROW = DAY + timedelta(days=1)


def test_the_page_says_how_the_day_was_drawn_and_that_it_holds(open_page):
    page = open_page().sign_in(at="#/plan")
    panel = page.get_by_role("region", name="How this day was drawn")
    expect(panel.get_by_text("Two persons or more beside the planner")).to_be_visible()
    expect(panel.get_by_text("Verified", exact=True)).to_be_visible()
    expect(panel.get_by_text("ann, opened")).to_be_visible()
    expect(panel.get_by_text("2, inspected: 1")).to_be_visible()
    expect(panel.get_by_role("link", name="Sheet for outside verification")).to_be_visible()


def test_an_officer_seals_a_value_by_keyboard_and_opens_it_after_the_freeze(open_page, node):
    watched = open_page()
    page = watched.sign_in(at="#/plan")
    panel = page.get_by_role("region", name=AHEAD)
    value = panel.get_by_label("Your value for this draw").input_value()
    panel.get_by_label("Your value for this draw").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel.get_by_text("Your value is sealed.")).to_be_visible()
    state = node[1]
    (made,) = state.draws[TOMORROW].contributions
    assert made.value == ""
    fake_draws.freeze(state.draws, TOMORROW)
    page.reload()
    panel = page.get_by_role("region", name=AHEAD)
    expect(panel.get_by_label("The value that you sealed")).to_have_value(value)
    panel.get_by_role("button", name="Open").click()
    expect(panel.get_by_text("officer, opened")).to_be_visible()
    assert state.draws[TOMORROW].contributions[0].value == value
    assert watched.complaints == []


@pytest.mark.parametrize("width", [380, 1440])
def test_the_panels_have_no_obstacle_and_fit(open_page, node, width):
    watched = open_page(viewport={"width": width, "height": 900})
    page = watched.sign_in("analyst", at="#/plan")
    page.get_by_role("region", name=AHEAD).get_by_role("button").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
