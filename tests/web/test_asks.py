"""The pages of requests between authorities: asked from a notice, answered, refused, overdue."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quaywatch.alliance.bodies import Asked
from quaywatch.alliance.inquiries import Question, Urgency
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, ROTTERDAM, Clock, agree, agreement, carry
from tests.web.test_axe import violations


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rotterdam(tmp_path: Path, clock: Clock) -> Iterator[Node]:
    with allies.node(tmp_path, ROTTERDAM, clock) as opened:
        yield opened


@pytest.fixture
def node(tmp_path: Path, clock: Clock, rotterdam: Node) -> Iterator[Node]:
    """Antwerp, whom Rotterdam asked a day ago for something due within eight hours."""
    with allies.node(tmp_path, ANTWERP, clock) as opened:
        opened.describe(Description(name="Antwerp", node=ANTWERP, simulated=True))
        agree(rotterdam, agreement(opened))
        agree(opened, agreement(rotterdam))
        question = Question(
            to=ANTWERP,
            asked=Asked.INSPECTION,
            about=("MSCU1234566",),
            question="Was this one opened?",
            urgency=Urgency.URGENT_AT_HAND,
            handling=HANDLING,
        )
        name = rotterdam.allied.inquiries.draft(question, actor="ann").life.inquiry_id
        rotterdam.allied.inquiries.send(name, actor="bob", seen=1)
        carry(rotterdam, opened)
        clock.on(1)
        add_people(opened)
        yield opened


def opened(page: Page) -> None:
    page.keyboard.press('"')
    page.get_by_role("link", name="MSCU1234566").click()
    expect(page.get_by_text("Was this one opened?")).to_be_visible()


def test_what_is_late_shows_and_is_refused_with_a_reason_by_two_people(
    node: Node, rotterdam: Node, enter
) -> None:
    page = enter("officer")
    page.keyboard.press('"')
    expect(page.get_by_text("Late: 1")).to_be_visible()
    assert violations(page) == []
    opened(page)
    page.get_by_label("Answer or refuse").select_option("investigation")
    page.get_by_role("button", name="Put the answer to a second person").click()
    expect(page.get_by_text("This draft awaits a second person.")).to_be_visible()
    expect(page.get_by_role("button", name="Let the answer out")).to_have_count(0)
    assert violations(page) == []
    other = enter("supervisor", f"#{page.url.split('#')[1]}")
    other.get_by_role("textbox", name="Legal basis").fill("agreement of the allied ports, art. 4")
    other.get_by_role("button", name="Let the answer out").click()
    expect(other.get_by_text("Refused: it would harm an investigation").first).to_be_visible()
    expect(other.get_by_text("Answered", exact=True)).to_be_visible()
    carry(node, rotterdam)
    (found,) = rotterdam.allied.inquiries.all()
    assert found.life.stage.value == "refused"


def test_a_delay_is_told_to_whoever_asked_and_stands_there(
    node: Node, rotterdam: Node, enter
) -> None:
    page = enter("officer", "#/notices")
    expect(page.get_by_role("link", name="Requests that are late: 1.")).to_be_visible()
    opened(page)
    page.get_by_label("Answer or refuse").select_option("delay")
    put = page.get_by_role("button", name="Put the answer to a second person")
    page.get_by_label("Until").fill("2027-06-01T12:00")
    expect(put).to_be_disabled()
    page.get_by_label("Why, in words").fill("A judge has to allow it.")
    assert violations(page) == []
    put.click()
    expect(page.get_by_text("It takes until")).to_be_visible()
    other = enter("supervisor", f"#{page.url.split('#')[1]}")
    other.get_by_role("textbox", name="Legal basis").fill("agreement of the allied ports, art. 4")
    other.get_by_role("button", name="Let the answer out").click()
    delay = other.get_by_role("region", name="Delay")
    expect(delay).to_contain_text("A judge has to allow it.")
    expect(other.get_by_text("waits for an answer")).to_be_visible()
    assert violations(other) == []
    carry(node, rotterdam)
    (found,) = rotterdam.allied.inquiries.all()
    assert found.delay is not None
    assert found.life.due_at == datetime(2027, 6, 1, 12, tzinfo=UTC)


def test_a_partner_is_asked_by_two_people(node: Node, rotterdam: Node, enter) -> None:
    page = enter("officer", "#/asks")
    page.get_by_role("button", name="Ask a partner").click()
    page.get_by_label("About:").fill("TSTU1000000")
    page.get_by_label("Question").fill("When did it leave?")
    page.get_by_role("textbox", name="Legal basis").fill("agreement of the allied ports, art. 4")
    assert violations(page) == []
    page.get_by_role("button", name="Put to a second person").click()
    expect(page.get_by_role("heading", name=f"Asked of {ROTTERDAM}")).to_be_visible()
    other = enter("supervisor", f"#{page.url.split('#')[1]}")
    other.get_by_role("button", name="Send it").click()
    expect(other.get_by_text("waits for an answer")).to_be_visible()
    carry(node, rotterdam)
    assert {one.life.side.value for one in rotterdam.allied.inquiries.all()} == {"ours", "theirs"}


@pytest.mark.parametrize("width", [1440, 380])
def test_the_pages_have_no_obstacle(node: Node, enter, width: int) -> None:
    page = enter("liaison", "#/asks", viewport={"width": width, "height": 900})
    opened(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
