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


def test_an_outage_is_reported_and_lifted_by_keyboard(open_page, node):
    page = open_page().sign_in(at="#/plan")
    row = page.get_by_role("row").filter(has_text="mobile scanner 1")
    expect(row.get_by_text("Mobile scanner")).to_be_visible()
    expect(row.get_by_text("In order")).to_be_visible()
    page.locator("select[name=resource]").select_option("mobile scanner 1")
    page.get_by_label("Reason").fill("Tyre")
    page.get_by_label("Reason").press("Enter")
    expect(row.get_by_text("Out of order")).to_be_visible()
    assert node[1].outage == "Tyre"
    row.get_by_role("button", name="Works again: mobile scanner 1").press("Enter")
    expect(row.get_by_text("In order")).to_be_visible()


def test_a_mobile_resource_shows_where_it_is_when(open_page):
    page = open_page().sign_in(at="#/plan")
    row = page.get_by_role("row").filter(has_text="mobile scanner 1")
    expect(row.locator(".posting")).to_have_count(2)
