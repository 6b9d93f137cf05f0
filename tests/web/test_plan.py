"""The day's plan on the page."""

import pytest
from playwright.sync_api import expect


def test_a_supervisor_has_the_day_planned(open_page, node):
    node[1].planned = False
    page = open_page().sign_in("supervisor", at="#/plan")
    expect(page.get_by_text("This day is not planned yet.")).to_be_visible()
    page.get_by_role("button", name="Plan this day").click()
    expect(page.get_by_text("This day is not planned yet.")).to_have_count(0)
    assert node[1].planned


@pytest.mark.parametrize("name", ["officer", "analyst"])
def test_others_are_told_who_plans(open_page, node, name):
    node[1].planned = False
    page = open_page().sign_in(name, at="#/plan")
    expect(page.get_by_text("A supervisor can have it planned.")).to_be_visible()
    expect(page.get_by_role("button", name="Plan this day")).to_have_count(0)


def test_what_is_planned_shows_beside_what_is_taken(open_page):
    page = open_page().sign_in(at="#/plan")
    expect(page.get_by_text("1 planned").first).to_be_visible()
