"""What would tell us answers at once, whoever moves a slider by key, and has no obstacle."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quaywatch.alliance.accords import AuditOrder, AuditStratum, Topic
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from tests.node.making import DAY
from tests.web.test_axe import violations

Enter = Callable[..., Page]


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        add_people(opened)
        yield opened


def audits(page: Page) -> None:
    """Go to the page by its key and wait until the planner has answered."""
    page.keyboard.press("!")
    page.get_by_role("heading", name="Audits and tests", exact=True).wait_for()
    page.get_by_role("row").filter(has_text="test loads").first.wait_for()


def test_a_slider_moved_by_key_changes_what_it_takes(enter: Enter) -> None:
    page = enter("coordinator")
    audits(page)
    row = page.get_by_role("row").filter(
        has=page.get_by_role("rowheader", name="Openings by lot", exact=True)
    )
    flow = row.filter(has_text="Half of it before the change").first
    expect(flow).to_contain_text("23,856 openings")
    power = page.get_by_label("A change is seen with a chance of", exact=True)
    power.press("ArrowRight")
    expect(flow).not_to_contain_text("23,856 openings")
    expect(power).to_be_focused()


def test_who_begins_after_the_change_is_told_that_it_is_too_late(enter: Enter) -> None:
    page = enter("analyst")
    audits(page)
    late = page.get_by_role("row").filter(has_text="no more before the change")
    expect(late).to_contain_text("No number is enough")


@pytest.mark.parametrize("width", [1440, 380])
def test_the_page_of_audits_has_no_obstacle(enter: Enter, width: int) -> None:
    page = enter("coordinator")
    audits(page)
    page.set_viewport_size({"width": width, "height": 900})
    page.get_by_text("More assumptions").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []


def test_an_answer_is_ordered_by_one_and_confirmed_by_another(enter: Enter, node: Node) -> None:
    page = enter("coordinator")
    audits(page)
    page.get_by_text("Order one of these answers").press("Enter")
    form = page.get_by_role("form", name="Order one of these answers")
    form.get_by_label("Answer").select_option("prevalence stratified")
    form.get_by_label("Title").fill("How much comes from the west?")
    form.get_by_label("Port (UN/LOCODE)").fill("BEANR")
    form.get_by_label("From").fill("2026-03-01")
    form.get_by_label("Until").fill("2026-12-31")
    form.get_by_label("countries of loading").fill("ec, co")
    form.get_by_role("button", name="Order").press("Enter")
    order = page.get_by_role("article", name="How much comes from the west?")
    expect(order).to_contain_text("proposed")
    expect(order.get_by_role("button", name="Put in force")).to_have_count(0)
    (life,) = node.allied.accords.all(Topic.AUDIT)
    node.allied.accords.confirm(Topic.AUDIT, life.name, actor="tom", seen=life.version)
    page.reload()
    expect(order).to_contain_text("in force")
    row = order.get_by_role("row").filter(has_text="BEANR · Ecuador (EC), Colombia (CO)")
    expect(row).to_contain_text("Never at this rate")


@pytest.mark.parametrize("language", ["en", "fr", "nl", "es"])
def test_orders_are_told_in_every_language_without_obstacle(
    enter: Enter, node: Node, language: str
) -> None:
    stratum = AuditStratum(name="BEANR/EC", countries=frozenset({"EC"}), looks=120, openings=60)
    order = AuditOrder(
        name="flow",
        title="West",
        question="flow-changed",
        way="openings",
        power=0.8,
        since=DAY.date(),
        until=DAY.date(),
        strata=(stratum,),
        tests=12,
        images=400,
    )
    made = node.allied.accords.propose(order, actor="sue", seen=0)
    node.allied.accords.confirm(Topic.AUDIT, "flow", actor="tom", seen=made.version)
    page = enter("analyst", "#/audits")
    page.get_by_label("Language").select_option(language)
    expect(page.locator("html")).to_have_attribute("lang", language)
    for width in (1440, 380):
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.get_by_role("article", name="West")).to_contain_text("(EC)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
