"""A coverage is proposed by one person, and put in force or given back by another."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quaywatch.alliance.accords import Coverage, CoverageCell, Topic
from quaywatch.api.accounts import Account, Accounts
from quaywatch.api.permissions import Role
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from quaywatch.node.coverage import NAME
from tests.node.making import DAY
from tests.node.test_draws import traffic
from tests.web.test_axe import violations

Enter = Callable[..., Page]
SECOND = Account("secondary", "Sara Second", Role.SUPERVISOR, "en", "")


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        add_people(opened)
        Accounts(opened.ledger.engine).create(SECOND, "secondary-demo")
        opened.warm().join()
        yield traffic(opened)


def asked(node: Node, port: str = "BEANR") -> None:
    """Put a coverage in force."""
    cell = CoverageCell(
        name="EC/08", countries=frozenset({"EC"}), chapters=frozenset({"08"}), share=0.2, why="even"
    )
    made = Coverage(port=port, cells=(cell,), until=DAY.date().replace(year=DAY.year + 1))
    node.allied.accords.propose(made, actor="sue", seen=0)
    node.allied.accords.confirm(Topic.COVERAGE, NAME, actor="tom", seen=1)


def test_what_a_plan_asks_is_looked_at_proposed_and_put_in_force_by_two_people(
    enter: Enter, node: Node
) -> None:
    page = enter("supervisor")
    page.keyboard.press(";")
    page.get_by_role("heading", name="Strategy", exact=True).wait_for()
    page.keyboard.press("w")
    page.get_by_role("heading", name="Coverage asked of the port").wait_for()
    page.get_by_role("combobox", name="Port").locator("option").first.wait_for(state="attached")
    page.keyboard.press("e")
    expect(page.get_by_role("combobox", name="Scenario")).to_be_focused()
    page.get_by_label("Until").fill("2027-06-30")
    page.get_by_role("button", name="See what it would change").press("Enter")
    table = page.get_by_role("table", name="What it would change")
    expect(table).to_contain_text("so much that moving here gains nothing", timeout=60_000)
    expect(page.get_by_text("No plan that keeps to it is worth more than")).to_be_visible(
        timeout=60_000
    )
    expect(table.get_by_text("30 boxes").first).to_be_attached()
    assert violations(page) == []
    page.get_by_role("button", name="Propose it").press("Enter")
    expect(page.get_by_text("Proposed by supervisor; somebody else")).to_be_visible()
    expect(page.get_by_role("button", name="Put in force")).to_have_count(0)
    page = enter("secondary", "#/coverage")
    page.get_by_role("button", name="Put in force").wait_for()
    page.keyboard.press("g")
    expect(page.get_by_role("button", name="Put in force")).to_be_focused()
    page.keyboard.press("Enter")
    force = page.get_by_role("region", name="In force")
    expect(force).to_contain_text("no plan does better by more than")
    expect(page.get_by_role("region", name="History")).to_contain_text("Put in force")
    life = node.allied.accords.read(Topic.COVERAGE, NAME)
    assert (life.proposed_by, life.confirmed_by) == ("supervisor", "secondary")


def test_what_is_given_back_says_why_and_leaves_what_is_in_force(enter: Enter, node: Node) -> None:
    asked(node)
    cell = CoverageCell(name="EC/08", share=0.9)
    more = Coverage(port="BEANR", cells=(cell,), until=DAY.date(), why="More.")
    node.allied.accords.propose(more, actor="supervisor", seen=2)
    page = enter("secondary", "#/coverage")
    row = page.get_by_role("row").filter(has_text="Ecuador (EC) · HS chapter 08")
    expect(row).to_contain_text("20.0 %")
    expect(row).to_contain_text("90.0 %")
    page.get_by_label("Reason").fill("Nobody could do that.")
    page.get_by_role("button", name="Give back").press("Enter")
    expect(page.get_by_role("region", name="History")).to_contain_text("Nobody could do that.")
    expect(page.get_by_role("heading", name="Proposed", exact=True)).to_have_count(0)
    assert node.allied.accords.read(Topic.COVERAGE, NAME).in_force is not None


def test_the_card_of_the_port_says_what_is_asked_of_it_and_of_no_other(
    enter: Enter, node: Node
) -> None:
    asked(node)
    page = enter("officer", "#/strategy/BEANR")
    card = page.get_by_role("region", name="Coverage asked of the port")
    expect(card).to_contain_text("a share is asked: 1; 20.0 % to 20.0 %")
    page.goto(f"{page.url.partition('#')[0]}#/strategy/NLRTM")
    page.get_by_role("heading", name="(NLRTM)").wait_for()
    expect(card).to_contain_text("No coverage is in force here.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_obstacle_on_a_small_screen(enter: Enter, node: Node, scheme: str) -> None:
    asked(node)
    page = enter(
        "officer", "#/coverage", viewport={"width": 380, "height": 900}, color_scheme=scheme
    )
    page.get_by_role("heading", name="In force").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    expect(page.get_by_role("button", name="See what it would change")).to_have_count(0)
