"""The page of packages: what allies learned is tried here before anybody takes it over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from quaywatch.alliance.accords import Topic
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from quaywatch.risk.life import ModelKind
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, ROTTERDAM, Clock
from tests.node.allied.meeting import meeting
from tests.node.allied.test_packages import PROFILE, TEXTS, offer
from tests.node.teaching import taught
from tests.web.test_axe import violations


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    """Antwerp, to which Rotterdam has given a model, and which offers a profile of its own."""
    clock = Clock()
    with (
        allies.node(tmp_path, ROTTERDAM, clock) as rotterdam,
        allies.node(tmp_path, ANTWERP, clock) as antwerp,
    ):
        antwerp.describe(Description(name="Antwerp", node=ANTWERP, simulated=True))
        for one in (rotterdam, antwerp):
            taught(one, first=100)
        with meeting(tmp_path, rotterdam, antwerp) as (_, other):
            model = rotterdam.models.train(ModelKind.ADDITIVE, actor="olga")
            offer(rotterdam, "model", model.model_id)
            antwerp.profiles.draft(PROFILE, actor="olga", seen=0)
            antwerp.allied.offer("mine", "profile", "mine", TEXTS, HANDLING, actor="olga")
            other.go(rotterdam)
            add_people(antwerp)
            yield antwerp


def test_a_model_of_an_ally_is_tried_here_and_then_taken_over(node: Node, enter) -> None:
    page = enter("analyst")
    page.keyboard.press("'")
    card = page.get_by_role("article", name=TEXTS[0]).first
    expect(card).to_contain_text("in quarantine")
    expect(card.get_by_role("button", name="Take over")).to_be_disabled()
    card.get_by_role("button", name="Try on own data").click()
    expect(card).to_contain_text("Beyond the model in force")
    expect(card).to_contain_text("own inspections")
    assert violations(page) == []
    card.get_by_role("button", name="Take over").click()
    expect(card).to_contain_text("taken over")
    assert [each.life.stage.value for each in node.models.all()] == ["trained"]


def test_what_is_offered_goes_by_two_people(node: Node, enter) -> None:
    page = enter("supervisor", "#/packages")
    own = page.get_by_role("article").filter(has=page.get_by_role("button", name="Put in force"))
    own.get_by_role("button", name="Put in force").click()
    expect(page.get_by_text("in force", exact=True)).to_be_visible()
    assert node.allied.accords.read(Topic.PACKAGE, "mine").confirmed_by == "supervisor"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 380)])
def test_it_reads_on_any_screen(node: Node, enter, scheme: str, width: int) -> None:
    page = enter("analyst", "#/packages")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    expect(page.get_by_text("in quarantine")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
