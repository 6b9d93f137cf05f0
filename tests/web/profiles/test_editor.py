"""A profile is written, tried and carried through its life on the page."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from quaywatch.node import Node
from tests.node.making import NUMBERS
from tests.web.profiles.conftest import BANANAS, Clock, carried, shown
from tests.web.test_axe import violations

TOGETHER = 'route.port_of_loading == "ECGYE" && any(goods.description.contains("BANANAS"))'


def editor(page: Page):
    return page.get_by_label("As text")


def form(page: Page):
    return page.get_by_role("group", name="All of these")


def rewritten(page: Page, text: str) -> None:
    """Write a text and wait for what is said of it: most of three consignments meet anything."""
    editor(page).fill(text)
    expect(page.get_by_text("consignments of the sample")).to_be_visible()


def suggested(page: Page):
    return page.get_by_role("listbox", name="What may come next").get_by_role("option")


def test_text_and_form_follow_each_other(node: Node, enter) -> None:
    page = enter("officer", "#/profiles?new=1")
    editor(page).fill(TOGETHER)
    expect(form(page).get_by_label("Value", exact=True).first).to_have_value("ECGYE")
    form(page).get_by_label("Value", exact=True).first.fill("COTRB")
    expect(editor(page)).to_have_value(TOGETHER.replace("ECGYE", "COTRB"))
    form(page).get_by_role("button", name="Remove this condition").first.click()
    expect(editor(page)).to_have_value('any(goods.description.contains("BANANAS"))')
    page.get_by_label("Kind of condition").first.select_option("not")
    expect(editor(page)).to_have_value('!any(goods.description.contains("BANANAS"))')


def test_a_form_is_begun_without_a_word_of_text(node: Node, enter) -> None:
    page = enter("analyst", "#/profiles?new=1")
    page.get_by_role("button", name="Begin with a condition").click()
    expect(page.get_by_text("Fill this in")).to_be_visible()
    page.get_by_label("Field name").fill("consignee.country")
    page.get_by_label("How it compares").select_option("in")
    page.get_by_label("Values, with commas").fill("BE, NL")
    expect(editor(page)).to_have_value('consignee.country in ["BE", "NL"]')


def test_what_cannot_be_read_is_shown_where_it_is(node: Node, enter) -> None:
    page = enter("officer", "#/profiles?new=1")
    editor(page).fill("size(goods) > 3\n&& has(consigne.name)")
    expect(page.get_by_text("did you mean consignee.name?")).to_be_visible()
    shown(page, "error")
    page.get_by_role("button", name="Line 2, column 8").click()
    expect(editor(page)).to_be_focused()
    assert editor(page).evaluate("box => box.selectionStart") == 23
    expect(page.locator("pre .error")).to_have_text("consigne.name")


def test_what_is_wrong_is_said_in_the_language_chosen(node: Node, enter) -> None:
    page = enter("officer", "#/profiles?new=1")
    editor(page).fill("size(goods) >")
    expect(page.get_by_text("a value is missing before the end")).to_be_visible()
    page.get_by_label("Language").select_option("nl")
    expect(page.get_by_text("er ontbreekt een waarde voor het einde")).to_be_visible()
    expect(page.get_by_label("Als tekst")).to_have_value("size(goods) >")


def test_an_expression_is_completed_by_keyboard(node: Node, enter) -> None:
    page = enter("officer", "#/profiles?new=1")
    editor(page).wait_for()
    page.keyboard.press("e")
    page.keyboard.type("loading")
    options = suggested(page)
    expect(options).to_have_text(["route.port_of_loading text"])
    for key in ("ArrowDown", "Enter", "Control+Space", "Enter"):
        page.keyboard.press(key)
        expect(options.first if key == "Control+Space" else editor(page)).to_be_visible()
    expect(editor(page)).to_have_value("route.port_of_loading == ")
    page.keyboard.type('"guayaq')
    expect(options).to_have_text(["ECGYE Guayaquil"])
    shown(page, "completion")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(editor(page)).to_have_value('route.port_of_loading == "ECGYE"')
    expect(options).to_have_count(0)


def test_the_linter_speaks_while_one_writes(node: Node, enter) -> None:
    page = enter("officer", "#/profiles?new=1")
    editor(page).fill("size(goods) > 5 && size(goods) < 3")
    expect(page.get_by_text("Nothing can meet this")).to_be_visible()
    editor(page).fill("has(consignee.name)")
    expect(page.get_by_text("too many to look at")).to_be_visible()


def test_examples_are_tried_while_one_writes(node: Node, enter) -> None:
    page = enter("officer", "#/profiles?new=1")
    rewritten(page, "any(goods.gross_mass_kg > 1000)")
    page.get_by_role("button", name="One that must match").click()
    example = page.get_by_role("article", name="Example 1")
    expect(example).to_contain_text("does not match")
    example.get_by_label("Value", exact=True).fill("2000")
    expect(example).to_contain_text("✓ matches")
    example.get_by_label("What the profile must do").select_option("must not match")
    expect(example).to_contain_text("✕ matches")
    expect(page.get_by_text("0 of 1 as they must")).to_be_visible()
    example.get_by_label("Value", exact=True).fill("much")
    expect(page.get_by_role("alert")).to_contain_text("A value of an example")


def test_a_backtest_tells_cost_and_yield_with_boxes_to_look_at(node: Node, enter) -> None:
    page = enter("officer", "#/profiles?new=1")
    rewritten(page, TOGETHER)
    editor(page).press("Escape")
    page.keyboard.press("b")
    panel = page.get_by_role("region", name="On the last year")
    expect(panel.get_by_text("of 3, each day counted; 2 different")).to_be_visible()
    expect(panel.get_by_text("95 % intervals")).to_be_visible()
    shown(page, "backtest")
    panel.get_by_role("link", name=NUMBERS[0]).click()
    expect(page.locator("#reasons")).to_be_visible()


def test_what_was_not_saved_is_there_when_one_comes_back(node: Node, enter) -> None:
    page = enter("officer", "#/profiles?new=1")
    rewritten(page, TOGETHER)
    page.get_by_role("link", name="All profiles").click()
    page.get_by_role("link", name="New profile").click()
    expect(editor(page)).to_have_value(TOGETHER)


def test_an_officer_writes_and_saves_a_profile(node: Node, enter) -> None:
    page = enter("officer", "#/profiles?new=1")
    rewritten(page, TOGETHER)
    expect(page.get_by_role("button", name="Save the draft")).to_be_disabled()
    page.get_by_label("Code").fill("bananas-again")
    page.get_by_label("Source").fill("a case file")
    page.get_by_label("Ends on").fill("2026-12-31")
    for language in ("English", "Français", "Nederlands", "Español"):
        words = page.get_by_role("group", name=language)
        words.get_by_label("Title").fill("Bananas")
        words.get_by_label("What officers read").fill("Bananas, again.")
    page.get_by_label("What officers read").first.press("Escape")
    page.keyboard.press("s")
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("heading", name="Bananas", exact=True)).to_be_visible()
    assert page.url.endswith("#/profiles/bananas-again")
    life = node.profiles.read("bananas-again").life
    assert (life.writers, life.stage) == (frozenset({"officer"}), "drafted")


def test_a_profile_is_carried_through_its_life_by_two(node: Node, clock: Clock, enter) -> None:
    carried(node, "mine", title=BANANAS, actor="officer")
    page = enter("officer", "#/profiles/mine")
    for label in ("Run tests and linter", "Backtest and keep the result", "Begin to watch"):
        page.get_by_role("button", name=label).click()
    expect(page.get_by_text("It is watched until")).to_be_visible()
    shown(page, "shadow")
    clock.at += timedelta(days=7)
    page.reload()
    page.get_by_role("button", name="Propose to a second officer").click()
    expect(page.get_by_text("whoever wrote or proposed it (officer) cannot")).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    shown(page, "proposed")
    other = enter("supervisor", "#/profiles/mine")
    other.get_by_role("button", name="Approve").click()
    expect(other.get_by_text("It counts in every assessment")).to_be_visible()
    expect(other.get_by_role("heading", name="Since it counts")).to_be_visible()
    shown(other, "live")
    other.get_by_role("button", name="Propose to end it").click()
    other.get_by_label("Reason").fill("It finds nothing.")
    other.get_by_role("button", name="Propose to end it").last.click()
    expect(other.get_by_text("supervisor proposed to end it, so somebody else")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("It was ended.")).to_be_visible()
    assert node.profiles.read("mine").life.live is None


def test_an_analyst_is_told_that_the_role_may_not_approve(node: Node, clock: Clock, enter) -> None:
    carried(node, "mine", "examine", "backtest", "shadow")
    clock.at += timedelta(days=7)
    node.profiles.propose("mine", actor="ann", seen=4)
    page = enter("analyst", "#/profiles/mine")
    expect(page.get_by_text("Your role may not do this.").first).to_be_visible()


def test_what_a_version_changed_is_shown(node: Node, enter) -> None:
    version = carried(node, "mine", title=BANANAS)
    page = enter("officer", "#/profiles/mine")
    rewritten(page, TOGETHER)
    page.get_by_role("button", name="Save the draft").click()
    expect(page.locator("ins").first).to_contain_text("route")
    assert node.profiles.read("mine").life.version == version + 1


def test_who_comes_too_late_sees_the_present_state(node: Node, enter) -> None:
    carried(node, "mine")
    page = enter("officer", "#/profiles/mine")
    page.get_by_role("button", name="Run tests and linter").wait_for()
    node.profiles.examine("mine", actor="ann", seen=1)
    page.get_by_role("button", name="Run tests and linter").click()
    expect(page.get_by_role("alert")).to_contain_text("Somebody changed this profile")
    page.get_by_role("button", name="Show present state").click()
    expect(page.get_by_role("button", name="Backtest and keep")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 400])
def test_the_editor_has_no_obstacle(written: Node, enter, width: int) -> None:
    page = enter("officer", "#/profiles/mine", viewport={"width": width, "height": 900})
    page.get_by_text("2 of 2 as they must").wait_for()
    page.get_by_role("button", name="Backtest", exact=False).first.click()
    page.get_by_text("Some of what it meets").wait_for()
    shown(page, f"profile-{width}")
    assert violations(page) == []
    editor(page).fill("size(goods) > 5 && size(goods) < 3")
    page.get_by_text("Nothing can meet this").wait_for()
    editor(page).press("End")
    editor(page).press("Space")
    editor(page).press("Control+Space")
    suggested(page).first.wait_for()
    shown(page, f"writing-{width}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
