"""The page of matching: what each side learns is said before, and people of both sides decide."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from quaywatch.alliance.accords import Topic
from quaywatch.alliance.bodies import Seen
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, ROTTERDAM, Clock
from tests.node.allied.meeting import RISK, hold, meeting, settle, terms
from tests.node.making import NUMBERS, consignment, filing
from tests.web.test_axe import violations


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    """Antwerp, where something has matched and Rotterdam asks to be told of something."""
    clock = Clock()
    with (
        allies.node(tmp_path, ROTTERDAM, clock) as rotterdam,
        allies.node(tmp_path, ANTWERP, clock) as antwerp,
    ):
        antwerp.describe(Description(name="Antwerp", node=ANTWERP, simulated=True))
        antwerp.intake(filing(consignment("A1", NUMBERS[10:13], consignee="Acme Fruit BV")))
        rotterdam.intake(filing(consignment("B1", NUMBERS[20:22], consignee="Other NV")))
        with meeting(tmp_path, rotterdam, antwerp) as (one, other):
            settle(rotterdam, terms(antwerp, they_ask=RISK, we_ask=RISK))
            settle(antwerp, terms(rotterdam, they_ask=RISK, we_ask=RISK))
            hold(rotterdam, Seen.CONTAINER, NUMBERS[10])
            hold(antwerp, Seen.CONTAINER, NUMBERS[20])
            other.go(rotterdam)
            one.go(antwerp)
            (hit,), _ = rotterdam.allied.matching.read("rita")
            rotterdam.allied.matching.confirm(hit.id, "It lies on our quay.", actor="rita")
            one.go(antwerp)
            add_people(antwerp)
            yield antwerp


def test_a_match_is_looked_at_before_the_other_side_hears_of_it(node: Node, enter) -> None:
    page = enter("officer")
    page.keyboard.press("4")
    expect(page.get_by_role("heading", name="Matching without showing")).to_be_visible()
    row = page.get_by_role("row").filter(has_text=NUMBERS[10])
    expect(row).to_contain_text("waits for somebody to look")
    expect(row.get_by_role("button", name="Ask to be told")).to_be_disabled()
    row.get_by_label("Reason").fill("It is on the list of Monday.")
    row.get_by_role("button", name="Ask to be told").click()
    expect(row).to_contain_text("asked further")
    assert violations(page) == []


def test_two_people_tell_a_partner_and_only_then_it_goes(node: Node, enter) -> None:
    page = enter("officer", "#/matching")
    asked = page.get_by_role("article").filter(has_text="It lies on our quay.")
    expect(asked).to_contain_text(NUMBERS[20])
    asked.get_by_role("button", name="Agree to tell").click()
    expect(asked).to_contain_text("officer has agreed")
    assert node.allied.went() == []
    asked.get_by_role("button", name="Tell it now").click()
    expect(page.get_by_role("alert").or_(page.get_by_role("status")).first).to_be_visible()
    assert node.allied.went() == []
    other = enter("supervisor", "#/matching")
    asked = other.get_by_role("article").filter(has_text="It lies on our quay.")
    asked.get_by_role("button", name="Tell it now").click()
    expect(asked.get_by_text("told", exact=True)).to_be_visible()
    assert [(one.partner, one.allowed) for one in node.allied.went()] == [(ROTTERDAM, True)]


def test_what_each_side_learns_is_told_before_anybody_agrees(node: Node, enter) -> None:
    page = enter("liaison", "#/matching")
    card = page.get_by_role("article", name=ROTTERDAM)
    card.get_by_role("button", name="Propose a change").click()
    form = page.get_by_role("dialog")
    expect(form).to_contain_text("Which of the things it asks about the other side holds")
    form.get_by_label("Tell numbers only, and never which").check()
    expect(form).to_contain_text("How many of the things it asks about")
    assert violations(page) == []
    form.get_by_role("button", name="Propose", exact=True).click()
    expect(card).to_contain_text("Proposed by liaison")
    supervisor = enter("supervisor", "#/matching")
    card = supervisor.get_by_role("article", name=ROTTERDAM)
    card.get_by_text("What each side learns").click()
    expect(card).to_contain_text("How many of the things it asks about")
    card.get_by_role("button", name="Put in force").click()
    expect(card.get_by_text("proposed", exact=True)).to_have_count(0)
    life = node.allied.accords.read(Topic.MATCHING, ROTTERDAM)
    assert (life.in_force.counts_only, life.confirmed_by) == (True, "supervisor")


def test_a_thing_is_held_for_matching_alone(node: Node, enter) -> None:
    page = enter("officer", "#/matching")
    page.get_by_role("button", name="Hold a thing for matching alone").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Value").fill(NUMBERS[11])
    form.get_by_label("Your own reference").fill("watch/1")
    form.get_by_label("Legal basis").fill("agreement of the allied ports, art. 4")
    form.get_by_role("button", name="Put forward").click()
    expect(form).to_have_count(0)
    proposed = [one.proposed for one in node.allied.accords.all(Topic.NOTICE) if one.proposed]
    assert [one.match_only for one in proposed] == [True]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 380])
def test_it_reads_on_any_screen(node: Node, enter, scheme: str, width: int) -> None:
    page = enter("supervisor", "#/matching")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    expect(page.get_by_role("row").filter(has_text=NUMBERS[10])).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
