"""The dossier: why a box stands where it does, and what is done about it."""

import re

from playwright.sync_api import expect

from quaywatch.api.schemas import OutcomeShape
from tests.web.choosing import choose
from tests.web.test_axe import violations

OPEN = "#/list?status=open&sort=equipment_number"


def test_a_dossier_opens_with_all_that_it_asks_for(open_page):
    watched = open_page()
    missed: list[str] = []
    watched.page.on("response", lambda one: missed.append(one.url) if one.status >= 400 else None)
    page = watched.work_list(OPEN)
    missed.clear()  # who is not signed in yet is told so
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="History of this container")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert missed == []
    expect(page.get_by_role("alert")).to_have_count(0)


def test_an_officer_goes_from_sign_in_to_an_outcome_by_keyboard_alone(open_page, node):
    watched = open_page()
    page = watched.page
    page.goto(f"{watched.address}/{OPEN}")
    page.get_by_label("User name").focus()
    page.keyboard.type("officer")
    page.keyboard.press("Tab")
    page.keyboard.type("officer-demo")
    page.keyboard.press("Enter")
    page.locator("[data-index] a").first.wait_for()
    page.keyboard.press("j")
    number = page.locator("[data-index='1'] a").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=number)).to_be_focused()
    page.keyboard.press("s")
    expect(page.get_by_role("radio", name="Scan", exact=True)).to_be_focused()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.wait_for_load_state("networkidle")  # The slots of the kind are there.
    for _ in range(2):
        page.keyboard.press("Tab")
    choose(page, "The seal")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Inspection in force")).to_be_visible()
    expect(page.get_by_role("heading", name=number)).to_be_focused()
    page.keyboard.press("o")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("cocaine")
    page.keyboard.press("Tab")
    page.keyboard.type("214,5")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(f"Outcome of {number} recorded.")
    outcome = OutcomeShape(result="found", substance="cocaine", mass_kg=214.5)
    assert list(node[1].outcomes.values()) == [outcome]
    assert [order.kind for order in node[1].orders.values()] == ["open"]


def test_a_colleague_who_was_faster_is_told_in_plain_words_and_nothing_is_lost(open_page, node):
    page = open_page().work_list(OPEN)
    page.keyboard.press("Enter")
    page.get_by_label("Note").first.fill("look behind the doors")
    box_id = page.url.split("/box/")[1].split("?")[0]
    node[1].change(box_id, 1, status="held", held_by="Supervisor Demo")
    page.get_by_label("Why outside the plan").select_option("seal")
    page.get_by_role("button", name="Order inspection").click()
    conflict = page.get_by_role("alert")
    expect(conflict).to_contain_text("changed while you were looking at it")
    expect(page.get_by_label("Note").first).to_have_value("look behind the doors")
    assert node[1].orders == {}
    conflict.get_by_role("button").click()
    expect(conflict).to_have_count(0)
    expect(page.get_by_text("Held by Supervisor Demo.")).to_be_visible()


def test_pointing_at_a_reason_lights_the_fields_it_rests_on(open_page):
    page = open_page().work_list()
    page.keyboard.press("Enter")
    reason = page.get_by_role("button", name=re.compile("seen for the first time"))
    reason.focus()
    lit = page.locator(".lit")
    expect(lit).to_have_count(2)
    reason.blur()
    expect(lit).to_have_count(0)
    page.get_by_role("button", name=re.compile("A full container without a seal")).hover()
    expect(lit).to_contain_text(["QX0047118, EC991204"])


def test_an_officer_asks_what_would_change_the_selection(open_page):
    page = open_page().work_list()
    page.keyboard.press("Enter")
    asked = page.get_by_role("region", name="What would change it")
    asked.get_by_role("button", name="Work it out").press("Enter")
    expect(asked.get_by_role("listitem")).to_have_count(2)
    expect(asked).to_contain_text("above the line of 6.10 %")
    expect(asked.get_by_role("listitem").nth(1)).to_contain_text(
        "an address given and Telephone number used by this consignee alone"
    )
    assert violations(page) == []


def test_a_learned_reason_leads_to_the_inspections_behind_it(open_page):
    page = open_page().work_list()
    page.keyboard.press("Enter")
    page.get_by_text("Inspections behind it: 3").press("Enter")
    found = page.locator("details[open] a")
    expect(found).to_have_count(3)
    expect(found.first).to_contain_text("Contraband found")
    assert violations(page) == []


def test_reasons_are_drawn_from_the_base_rate_to_the_total(open_page, node):
    page = open_page().work_list()
    page.keyboard.press("Enter")
    figures = page.locator("section", has_text="Why this rank").locator(".figure")
    expect(figures.nth(1)).to_contain_text("+1.31")
    expect(figures.nth(4)).to_contain_text("\N{MINUS SIGN}0.38")
    expect(figures.last).to_have_text(f"{node[1].rows[0].probability * 100:.1f} %")


def test_j_and_k_go_through_the_list_as_it_was_filtered(open_page):
    page = open_page().work_list(OPEN)
    numbers = page.locator("[data-index] a").all_inner_texts()[:3]
    page.keyboard.press("Enter")
    for number in (numbers[0], numbers[1], numbers[2]):
        expect(page.get_by_role("heading", level=1)).to_have_text(number)
        page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(numbers[2])
    for number in (numbers[2], numbers[1]):
        page.keyboard.press("k")
        expect(page.get_by_role("heading", level=1)).to_have_text(number)
    page.keyboard.press("Escape")
    expect(page.locator("[aria-selected=true]")).to_have_attribute("data-index", "1")


def test_a_document_is_shown_as_it_came_and_can_do_no_harm(open_page):
    page = open_page().work_list()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show: cuscar QX4711").click()
    shown = page.get_by_role("dialog").get_by_role("group")
    expect(shown).to_contain_text("NAD+CN+++<script>alert(1)</script>'")
    expect(shown).to_contain_text("ÿ␀")
    assert len(shown.inner_text().splitlines()) == 8


def test_a_gap_in_the_journey_is_told_in_picture_and_table(open_page):
    page = open_page().work_list()
    page.keyboard.press("Enter")
    expect(page.locator(".gap-text")).to_have_text("no event for 8 d 0 h")
    page.get_by_text("Show as a table").click()
    table = page.get_by_role("group", name="Show as a table")
    expect(table.get_by_role("row", name=re.compile("No event"))).to_be_visible()
    expect(table.get_by_role("row")).to_have_count(9)


def test_an_analyst_reads_but_is_offered_no_action(open_page):
    page = open_page().sign_in("analyst")
    page.locator("[data-index] a").first.wait_for()
    page.get_by_role("grid").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Why this rank")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^(Hold|Order)"))).to_have_count(0)


def test_a_box_that_is_not_there_is_said_to_be_missing(open_page):
    page = open_page().sign_in(at="#/box/ffffffffffffffff")
    expect(page.get_by_role("alert")).to_contain_text("The node has nothing of this name.")


def test_a_wrong_mass_is_refused_before_it_is_sent(open_page, node):
    page = open_page().work_list()
    page.keyboard.press("Enter")
    page.get_by_label("Contraband found").check()
    page.get_by_label("Substance").fill("cocaine")
    page.get_by_label("Mass in kg").fill("two bags")
    page.get_by_role("button", name="Record outcome").click()
    expect(page.get_by_role("alert")).to_contain_text("Mass is a number of kilograms")
    assert node[1].outcomes == {}


def test_the_story_marks_what_contradicts_at_its_event(open_page):
    page = open_page().work_list(OPEN)
    page.get_by_role("grid").focus()
    page.keyboard.press("Enter")
    told = page.get_by_role("region", name="Story of the container")
    expect(told.get_by_text("nobody reported opening it").first).to_be_visible()
    gate_in = told.get_by_role("row", name=re.compile("Gate in")).first
    expect(gate_in).to_contain_text("QX0047118")
    expect(gate_in).to_contain_text("QXTERM · COARRI")
    expect(gate_in).to_contain_text("Error: The seal changed")
    expect(told.get_by_text("What only the consignee of QXH1 knows is awaited.")).to_be_visible()
    expect(told.get_by_role("row", name=re.compile("seals"))).to_contain_text("EC991204")


def test_the_place_aboard_is_said_and_drawn_in_its_bay(open_page):
    page = open_page().work_list(OPEN)
    page.get_by_role("grid").focus()
    page.keyboard.press("Enter")
    told = page.get_by_role("region", name="Story of the container")
    expect(told.get_by_role("heading", name="Place aboard")).to_be_visible()
    expect(told.get_by_text("At hand: on deck, lowest tier of an outermost stack.")).to_be_visible()
    expect(told.get_by_text("1 of 57 others of its kind and mass aboard")).to_be_visible()
    expect(told.get_by_text("The plan before sailing had it at 0140506.")).to_be_visible()
    drawing = told.get_by_role("img", name="Bay 14 seen from aft: Bay 14, row 12, tier 82")
    expect(drawing).to_be_visible()
    mine, was = (drawing.locator(f"rect.{which}").bounding_box() for which in ("mine", "was"))
    assert mine["y"] < was["y"]  # on deck, and planned below


def test_on_narrow_screens_a_story_stands_as_lists_and_nothing_scrolls_sideways(open_page):
    size = {"width": 400, "height": 900}
    page = open_page(viewport=size).work_list(OPEN)
    page.get_by_role("grid").focus()
    page.keyboard.press("Enter")
    told = page.get_by_role("region", name="Story of the container")
    row = told.get_by_role("row", name=re.compile("Gate in")).first
    expect(row.get_by_role("cell", name=re.compile("QXTERM · COARRI"))).to_be_visible()
    wider = "box => box.scrollWidth > box.clientWidth"
    trip = told.get_by_role("group", name="Events of this trip")
    trip.scroll_into_view_if_needed()
    assert not trip.evaluate(wider)
    assert not page.locator("html").evaluate(wider)
    assert violations(page) == []


def test_other_trips_of_the_box_open_by_keyboard(open_page):
    page = open_page().work_list(OPEN)
    page.get_by_role("grid").focus()
    page.keyboard.press("Enter")
    named = "Another trip of this container (4 events)"
    page.locator("summary", has_text=named).focus()
    events = page.get_by_label(named).get_by_role("row", name=re.compile("Loaded"))
    expect(events).to_be_hidden()
    page.keyboard.press("Enter")
    expect(events).to_be_visible()
