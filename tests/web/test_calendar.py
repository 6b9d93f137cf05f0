"""The port's calendar on the plan's page, and what is asked of groups of boxes."""

import re

from playwright.sync_api import Page, expect


def opened(page: Page, title: str) -> None:
    page.locator("summary", has_text=title).first.press("Enter")


def test_what_is_asked_shows_beside_what_the_plan_gave_and_its_price(open_page):
    page = open_page().sign_in("officer", at="#/plan")
    row = page.get_by_role("row").filter(has_text="7.5 of 12 asked")
    expect(row.get_by_role("rowheader")).to_have_text("Ecuador (EC)")
    expect(row).to_contain_text("30 %")
    expect(row).to_contain_text("too few")
    expect(row).to_contain_text("0.05 finds")
    expect(page.get_by_text("Change what is asked")).to_have_count(0)


def test_a_supervisor_asks_for_more_by_keyboard(open_page, node):
    page = open_page().sign_in("supervisor", at="#/plan")
    opened(page, "Change what is asked")
    form = page.get_by_role("form", name="Change what is asked")
    form.get_by_role("button", name="Add a group").press("Enter")
    form.get_by_label("Group", exact=True).last.fill("co")
    form.get_by_label("Share to be looked at").last.fill("12.5")
    form.get_by_label("Share to be looked at").last.press("Enter")
    expect(page.get_by_text("It is asked for from the next plan on.")).to_be_visible()
    asked = {each.stratum: each.share for each in node[1].calendar.asked}
    assert asked == {"EC": 0.3, "CO": 0.125}
    row = page.get_by_role("row").filter(has_text="not planned with it")
    expect(row.get_by_role("rowheader")).to_have_text("Colombia (CO)")


def test_a_resource_is_changed_from_an_instant_and_the_change_is_told(open_page, node):
    page = open_page().sign_in("supervisor", at="#/plan")
    page.locator("summary", has_text="Calendar").first.click()
    page.get_by_role("button", name="Change: mobile scanner 1").press("Enter")
    form = page.get_by_role("form", name="Add or change a resource")
    rate = form.get_by_label("Containers an hour")
    expect(rate).to_be_focused()
    rate.fill("9")
    form.get_by_label("Saturday, from").fill("8")
    form.get_by_label("Saturday, until").fill("12")
    form.get_by_label("From (empty for now)").fill("2026-03-03T08:00")
    form.get_by_role("button", name="Put into the calendar").press("Enter")
    expect(page.get_by_text("mobile scanner 1 is in the calendar.")).to_be_visible()
    (found,) = [r for r in node[1].calendar.resources if r.name == "mobile scanner 1"]
    assert (found.slots_per_hour, found.shifts[-1].weekday) == (9, "saturday")
    assert found.from_at is not None
    assert found.from_at.hour == 7, "Brussels time, as shown"
    expect(page.get_by_role("row").filter(has_text="Added or changed")).to_contain_text(
        "supervisor"
    )


def test_a_resource_is_withdrawn_after_a_second_look(open_page, node):
    page = open_page().sign_in("supervisor", at="#/plan")
    page.locator("summary", has_text="Calendar").first.click()
    page.get_by_role("button", name="Withdraw: desk").press("Enter")
    assert len(node[1].calendar.resources) == 2
    page.get_by_role("button", name="Withdraw desk from now on?").click()
    expect(page.get_by_text("desk is withdrawn.")).to_be_visible()
    assert [each.name for each in node[1].calendar.resources] == ["mobile scanner 1"]


def test_who_may_not_change_the_calendar_sees_it(open_page):
    page = open_page().sign_in("analyst", at="#/plan")
    page.locator("summary", has_text="Calendar").first.click()
    row = page.get_by_role("row").filter(has_text=re.compile("Mon.Fri 6.22")).first
    expect(row).to_contain_text("moves to BEANR-K913")
    expect(page.get_by_role("button", name="Change: desk")).to_have_count(0)
