"""The day's plan on the page."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from quaywatch.api.resource_shapes import OutageRequest
from tests.web.test_axe import violations

TITLES = {
    "fr": "Plan d\N{RIGHT SINGLE QUOTATION MARK}inspection",
    "nl": "Controleplan",
    "es": "Plan de inspección",
}


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


def test_a_day_opens_and_closes_by_keyboard(open_page):
    page = open_page().sign_in(at="#/plan")
    today = page.locator("details", has=page.get_by_role("table")).first
    expect(today.get_by_role("rowheader").first).to_be_visible()
    today.locator("summary").press("Enter")
    expect(today.get_by_role("rowheader").first).to_be_hidden()


def test_an_outage_is_reported_and_lifted_by_keyboard_alone(open_page, node):
    page = open_page(timezone_id="America/Bogota").sign_in(at="#/plan")
    row = page.get_by_role("row").filter(has_text="mobile scanner 1")
    expect(row.get_by_text("Mobile scanner")).to_be_visible()
    expect(row.get_by_text("In order")).to_be_visible()
    page.locator("summary", has_text="Report an outage").press("Enter")
    page.locator("select[name=resource]").press("m")
    page.get_by_label("Until (if known)").fill("2026-03-02T14:30")
    page.get_by_label("Reason").fill("Tyre")
    page.get_by_label("Reason").press("Enter")
    expect(row.get_by_text("Out of order")).to_be_visible()
    expect(page.get_by_text("Reported: mobile scanner 1 is out of order.")).to_be_visible()
    told = node[1].outage
    assert told is not None
    assert (told.resource, told.reason) == ("mobile scanner 1", "Tyre")
    assert told.until_at == datetime(2026, 3, 2, 13, 30, tzinfo=UTC), "Brussels time, as shown"
    row.get_by_role("button", name="Works again: mobile scanner 1").press("Enter")
    expect(row.get_by_text("In order")).to_be_visible()
    expect(page.get_by_role("heading", name="Resources")).to_be_focused()


def test_a_report_that_fails_keeps_what_was_written(open_page):
    page = open_page().sign_in(at="#/plan")
    page.route("**/outage?*", lambda route: route.fulfill(status=409, json={}))
    page.locator("summary", has_text="Report an outage").click()
    page.locator("select[name=resource]").select_option("mobile scanner 1")
    page.get_by_label("Reason").fill("Tyre")
    page.get_by_role("button", name="Report").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Reason")).to_have_value("Tyre")


@pytest.mark.parametrize("width", [1440, 380])
def test_the_plan_has_no_obstacle_whatever_is_open(open_page, node, width):
    node[1].outage = OutageRequest(resource="mobile scanner 1", reason="Tyre")
    page = open_page(viewport={"width": width, "height": 900}).sign_in("supervisor", at="#/plan")
    page.get_by_role("button", name="Works again").wait_for()
    page.locator("#coverage").wait_for()
    page.locator("details").evaluate_all("all => all.forEach(one => (one.open = true))")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_language_is_too_long_for_a_telephone(open_page, node):
    node[1].outage = OutageRequest(resource="mobile scanner 1", reason="Tyre")
    page = open_page(viewport={"width": 380, "height": 900}).sign_in("supervisor", at="#/plan")
    for language, title in TITLES.items():
        page.evaluate("code => localStorage.setItem('quaywatch.language', code)", language)
        page.reload()
        page.get_by_role("heading", name=title).wait_for()
        page.locator("#resources .chip").wait_for()
        assert page.locator("main").evaluate("main => main.scrollWidth <= main.clientWidth")


def test_a_mobile_resource_shows_where_it_is_when(open_page):
    page = open_page().sign_in(at="#/plan")
    row = page.get_by_role("row").filter(has_text="mobile scanner 1")
    expect(row.locator(".posting")).to_have_count(2)


def test_what_a_look_finds_shows_declared_beside_learned_with_its_counts(open_page):
    page = open_page().sign_in(at="#/plan")
    looks = page.get_by_role("region", name="What a look finds")
    row = looks.get_by_role("row").filter(has_text="2 looks still to be judged")
    expect(row.get_by_role("rowheader")).to_contain_text("Scan")
    cell = row.get_by_role("cell").first
    expect(cell).to_contain_text("63.4 %")
    expect(cell).to_contain_text("51.0 %")
    expect(cell).to_contain_text("measured 90.0 %")
    expect(cell).to_contain_text("20 of 40 here")
