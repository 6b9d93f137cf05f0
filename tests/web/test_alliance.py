"""The pages of the alliance: what others tell, what goes to whom and why, and who settles it."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Page, expect

from quaywatch.alliance.accords import Agreement, Topic
from quaywatch.alliance.policy import Category
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from tests.node.allied import allies
from tests.node.allied.allies import (
    ANTWERP,
    HANDLING,
    ROTTERDAM,
    Clock,
    agree,
    agreement,
    carry,
    find,
)
from tests.node.making import NUMBERS, consignment, filing
from tests.web.test_axe import violations


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rotterdam(tmp_path: Path, clock: Clock) -> Iterator[Node]:
    with allies.node(tmp_path, ROTTERDAM, clock) as opened:
        opened.intake(filing(consignment("BL1", NUMBERS[:1], consignee="ACME FRUIT B.V.")))
        yield opened


@pytest.fixture
def node(tmp_path: Path, clock: Clock, rotterdam: Node) -> Iterator[Node]:
    """Antwerp: told of a find at Rotterdam, with one of its own that nobody shared yet."""
    with allies.node(tmp_path, ANTWERP, clock) as opened:
        opened.describe(Description(name="Antwerp", node=ANTWERP, simulated=True))
        opened.intake(
            filing(
                consignment("A1", NUMBERS[10:11], consignee="Acme Fruit BV", port="COCTG"),
                consignment("A2", NUMBERS[11:12], consignee="OTHER NV", port="BRSSZ"),
            )
        )
        agree(rotterdam, agreement(opened))
        agree(opened, agreement(rotterdam))
        box = rotterdam.worklist().lines[0].box_id
        find(rotterdam, box)
        life = rotterdam.allied.publish_find(box, HANDLING, actor="olga")
        rotterdam.allied.accords.confirm(Topic.NOTICE, life.name, actor="bram", seen=life.version)
        carry(rotterdam, opened)
        own = next(one for one in opened.worklist().lines if one.reference == "A2")
        find(opened, own.box_id)
        add_people(opened)
        yield opened


def own_find(node: Node) -> str:
    return next(one.box_id for one in node.worklist().lines if one.reference == "A2")


def share(page: Page, node: Node) -> None:
    """Put the find forward on the page, as an officer does."""
    page.goto(f"{page.url.split('#')[0]}#/box/{own_find(node)}")
    page.get_by_role("button", name="Share with allies").click()
    page.get_by_label("Legal basis").fill("agreement of the allied ports, art. 4")
    page.get_by_role("button", name="Put forward").click()
    expect(page.get_by_role("heading", name="Who would see it now")).to_be_visible()


def test_a_notice_of_another_tells_what_it_raises_and_who_looked(node: Node, enter) -> None:
    page = enter("officer")
    page.keyboard.press("6")
    page.get_by_role("row").filter(has_text=ROTTERDAM).get_by_role("link").click()
    expect(page.get_by_text("cocaine").first).to_be_visible()
    expect(page.get_by_role("link", name=NUMBERS[10])).to_be_visible()
    expect(page.get_by_role("heading", name="Who opened it")).to_be_visible()
    assert violations(page) == []
    page.reload()
    expect(page.get_by_text(re.compile("officer ·"))).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Notices")).to_be_visible()


def test_a_correction_without_words_is_said_in_the_readers_language(
    node: Node, rotterdam: Node, enter
) -> None:
    agree(rotterdam, agreement(node, categories=frozenset(Category) - {Category.CASE}))
    box = rotterdam.worklist().lines[0].box_id
    again = rotterdam.allied.publish_find(
        box, HANDLING, note="of the case", correction="a name was wrong", actor="olga"
    )
    rotterdam.allied.accords.confirm(Topic.NOTICE, again.name, actor="bram", seen=again.version)
    carry(rotterdam, node)
    page = enter("officer", "#/notices")
    page.get_by_label("Language").select_option("nl")
    page.locator("tbody").get_by_role("link").first.click()
    expect(page.get_by_text("Het werd verbeterd; waarom, wordt hier niet verteld.")).to_be_visible()
    expect(page.get_by_text("quaywatch:")).to_have_count(0)


def test_a_find_goes_out_by_two_people_and_it_is_said_why(node: Node, enter) -> None:
    page = enter("officer")
    share(page, node)
    row = page.get_by_role("row").filter(has_text=ROTTERDAM).first
    expect(row).to_contain_text("Containers")
    expect(page.get_by_text("Proposed by officer")).to_be_visible()
    expect(page.get_by_role("button", name="Let it go out")).to_have_count(0)
    assert violations(page) == []
    where = page.url.split("#")[1]
    other = enter("supervisor", f"#{where}")
    other.get_by_role("button", name="Let it go out").click()
    went = other.get_by_role("region", name="Where it went, and why not elsewhere")
    expect(went).to_contain_text("went")
    went.get_by_text(re.compile("^Why:")).click()
    expect(went).to_contain_text("agreement")
    (line,) = node.allied.went()
    assert (line.partner, line.allowed) == (ROTTERDAM, True)


def test_what_went_out_is_withdrawn_with_a_reason(node: Node, rotterdam: Node, enter) -> None:
    page = enter("officer")
    share(page, node)
    other = enter("supervisor", f"#{page.url.split('#')[1]}")
    other.get_by_role("button", name="Let it go out").click()
    expect(other.get_by_text("Put in force", exact=True)).to_be_visible()
    withdraw = other.get_by_role("button", name="Withdraw from everybody")
    expect(withdraw).to_be_disabled()
    carry(node, rotterdam)
    assert rotterdam.allied.inbox()[1] == 1
    other.get_by_label("Reason").fill("Wrong container.")
    withdraw.click()
    expect(other.get_by_text("ended", exact=True).first).to_be_visible()
    carry(node, rotterdam)
    assert [one.gone for one in rotterdam.allied.inbox()[0]] == ["withdrawn"]


def test_an_agreement_is_proposed_by_one_and_put_in_force_by_another(node: Node, enter) -> None:
    page = enter("liaison", "#/partners")
    page.get_by_role("button", name="Propose an agreement").click()
    page.get_by_label("Node", exact=True).fill("hamburg.example")
    page.get_by_label("Authority").fill("Customs at Hamburg")
    page.get_by_label("Ground: treaty").fill("agreement of the allied ports")
    page.get_by_role("button", name="Propose", exact=True).click()
    card = page.get_by_role("article", name="Customs at Hamburg")
    expect(card).to_contain_text("Proposed by liaison")
    expect(card.get_by_role("button", name="Put in force")).to_have_count(0)
    other = enter("supervisor", "#/partners")
    card = other.get_by_role("article", name="Customs at Hamburg")
    card.get_by_role("button", name="Put in force").click()
    expect(card.get_by_text("in force", exact=True)).to_be_visible()


def test_an_agreement_goes_through_another_partner_once_its_seal_is_known(
    node: Node, enter
) -> None:
    hub, hamburg = "hub.example", "hamburg.example"
    agree(node, msgspec.structs.replace(agreement(node), node=hub, title="Hub", carries=True))
    page = enter("liaison", "#/partners")
    expect(page.get_by_role("article", name="Hub")).to_contain_text("sealed batches between it")
    page.get_by_role("button", name="Propose an agreement").click()
    page.get_by_label("Node", exact=True).fill(hamburg)
    page.get_by_label("Authority").fill("Customs at Hamburg")
    page.get_by_label("Ground: treaty").fill("agreement of the allied ports")
    page.get_by_label("Sent through").select_option(hub)
    propose = page.get_by_role("button", name="Propose", exact=True)
    expect(propose).to_be_disabled()
    key = page.get_by_label("Public key with which batches for it are sealed")
    key.fill(node.allied.relaying.seals_to)
    page.get_by_label("This node carries for it").check()
    assert violations(page) == []
    propose.click()
    card = page.get_by_role("article", name="Customs at Hamburg")
    expect(card).to_contain_text(hub)
    (life,) = [one for one in node.allied.accords.all(Topic.PARTNER) if one.name == hamburg]
    said = life.proposed
    assert isinstance(said, Agreement)
    assert (said.relay, said.carries) == (hub, True)
    assert said.seals_to == node.allied.relaying.seals_to


def test_a_policy_shows_what_it_would_change_before_it_is_proposed(node: Node, enter) -> None:
    page = enter("officer")
    share(page, node)
    enter("supervisor", f"#{page.url.split('#')[1]}").get_by_role(
        "button", name="Let it go out"
    ).click()
    page = enter("liaison", "#/policy")
    text = page.get_by_role("textbox", name="Text")
    kept = text.input_value()
    text.fill(kept + '\n@id("closed") forbid (principal, action, resource);\n')
    expect(page.get_by_text(f"would no longer go to {ROTTERDAM}")).to_be_visible()
    propose = page.get_by_role("button", name="Propose this text")
    expect(propose).to_be_disabled()
    text.fill("permit (x")
    expect(page.get_by_role("alert")).to_be_visible()
    text.fill(kept + "\n// a remark\n")
    expect(page.get_by_text("none would be decided otherwise")).to_be_visible()
    propose.click()
    expect(page.get_by_text("A proposal awaits a second person")).to_be_visible()


def test_allies_tells_of_lines_and_of_what_waits(node: Node, enter) -> None:
    page = enter("supervisor")
    page.keyboard.press("7")
    row = page.get_by_role("row").filter(has_text=ROTTERDAM)
    expect(row).to_contain_text("in force")
    expect(page.get_by_text("Nothing waits for a second person.")).to_be_visible()
    page.get_by_role("link", name="What went to whom, and why").click()
    expect(page.get_by_text("Nothing was decided yet.")).to_be_visible()


def test_a_liaison_opens_no_dossier(node: Node, enter) -> None:
    page = enter("liaison")
    expect(page.get_by_role("heading", name="Notices")).to_be_visible()
    page.goto(f"{page.url.split('#')[0]}#/box/{own_find(node)}")
    page.reload()
    expect(page.get_by_role("heading", name="Notices")).to_be_visible()


@pytest.mark.parametrize("at", ["notices", "notices?own=true", "allies", "partners", "policy"])
@pytest.mark.parametrize("width", [1440, 380])
def test_the_pages_have_no_obstacle(node: Node, enter, at: str, width: int) -> None:
    page = enter("liaison", f"#/{at}", viewport={"width": width, "height": 900})
    page.locator("main h1").wait_for()
    expect(page.get_by_text("Loading…")).to_have_count(0)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
