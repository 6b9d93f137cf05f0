"""The page that tells what targeting was worth beside chance."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from tests.node.making import DAY
from tests.node.teaching import inspected, taught, trained
from tests.web.test_axe import violations


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """A node with eighty inspections behind it and a model that never chose."""
    where: Path = tmp_path_factory.mktemp("evaluation") / "node.sqlite"
    with Node.open(where, clock=lambda: DAY) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        trained(taught(opened))
        opened.take_over(inspected(opened, first=100, surprises=3))
        add_people(opened)
        yield opened


def test_what_was_done_stands_beside_a_draw_by_lot(enter) -> None:
    page = enter("officer")
    page.keyboard.press("v")
    expect(page.get_by_role("heading", name="Targeting beside chance")).to_be_visible()
    expect(page.get_by_text("80 reported on")).to_be_visible()
    uplift = page.get_by_role("row").filter(has_text="Times as often as by lot")
    expect(uplift).to_contain_text("1.00")
    expect(page.get_by_text("these are finds, not all that is there")).to_be_visible()


def test_a_model_that_never_chose_is_judged_by_keyboard_alone(node: Node, enter) -> None:
    name = node.models.all()[0].life.model_id
    page = enter("analyst", "#/evaluation")
    page.get_by_role("option", name=f"Model {name}").wait_for(state="attached")
    page.get_by_label("Way to choose").select_option(name)
    page.get_by_label("Way to choose").press("Tab")
    page.get_by_role("button", name="Evaluate").press("Enter")
    expect(page.get_by_role("columnheader", name="This way")).to_be_visible()
    assert name in page.url
    expect(page.get_by_text("judged too kindly")).to_be_visible()
    page.get_by_text("Show as a table").first.click()
    expect(page.get_by_role("columnheader", name="Share of all finds")).to_be_visible()


def test_profiles_are_chosen_among_and_judged_together(node: Node, enter) -> None:
    first, second = sorted(each.code for each in node.rulebook.profiles)[:2]
    page = enter("analyst", "#/evaluation")
    page.get_by_role("option", name="Profiles, by lot").wait_for(state="attached")
    page.get_by_label("Way to choose").select_option("profiles")
    expect(page.get_by_role("button", name="Evaluate")).to_be_disabled()
    for code in (first, second):
        page.get_by_role("checkbox", name=code, exact=True).check()
    page.get_by_role("button", name="Evaluate").click()
    expect(page.get_by_role("columnheader", name="This way")).to_be_visible()
    assert f"profile={first}&profile={second}" in page.url
    expect(page.get_by_role("checkbox", name=second, exact=True)).to_be_checked()
    assert violations(page) == []


def left_out(route: Route) -> None:
    """Let a few of the boxes that the lot chose be missing."""
    told = route.fetch().json()
    told["missing"] = {"drawn": 400, "missing": 30, "left_out": 12, "risk": 3.4}
    told["prevalence"] |= {"least": 0.001, "most": 0.08}
    told["live"]["uplift"] |= {"least": 0.4, "most": 3.0}
    route.fulfill(json=told)


@pytest.mark.parametrize("width", [1440, 380])
def test_what_was_drawn_and_never_inspected_stands_with_what_it_may_do(enter, width: int) -> None:
    page = enter("officer", viewport={"width": width, "height": 900})
    page.route("**/api/evaluation?*", left_out)
    page.goto(f"{page.url.split('#')[0]}#/evaluation")
    expect(page.get_by_text("30 (7.50 %) were never reported on; 12 of these")).to_be_visible()
    expect(page.get_by_text("3.4 times as risky")).to_be_visible()
    limits = page.get_by_role("region", name="Drawn and never inspected").get_by_role("definition")
    expect(limits.last).to_contain_text("3.00")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_days_without_inspections_give_limits_and_no_figure(enter) -> None:
    page = enter("officer", "#/evaluation?until=2001-01-01")
    expect(page.get_by_text("Nothing was inspected that speaks of it.")).to_be_visible()
    expect(page.get_by_role("cell", name="no figure").first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 380])
def test_the_page_has_no_obstacle(enter, width: int) -> None:
    page = enter("supervisor", "#/evaluation", viewport={"width": width, "height": 900})
    page.get_by_role("heading", name="Precision and recall").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr", "Le ciblage face au hasard"),
        ("nl", "Gericht kiezen naast toeval"),
        ("es", "La selección frente al azar"),
    ],
)
def test_the_page_speaks_the_language_chosen(enter, language: str, title: str) -> None:
    page = enter("officer", "#/evaluation")
    page.get_by_label("Language").select_option(language)
    expect(page.get_by_role("heading", name=title)).to_be_visible()
