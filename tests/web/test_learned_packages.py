"""What ports learned together: offered from its page, judged on that of one that took no part."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from tests.node.allied.summing import NAME, PORTS, Meeting
from tests.node.allied.test_learned_packages import FEATURES, TEXTS, VIGO, learn, offer
from tests.node.teaching import taught
from tests.places import Files
from tests.web.test_axe import violations


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[Meeting]:
    """Three of them have learned together; Vigo took no part."""
    with ExitStack() as stack:
        made = Meeting(tmp_path, Files(tmp_path), stack, FEATURES)
        learn(made)
        yield made


@pytest.fixture
def node(ports: Meeting, request: pytest.FixtureRequest) -> Node:
    """Antwerp, or Vigo, to which Antwerp has offered what came of it."""
    number: int = request.param
    one = ports.node(number)
    if number == VIGO:
        taught(one, first=100)
        offer(ports)
        ports.ends[VIGO].go(ports.node(0))
    one.describe(Description(name="Port", node=PORTS[number], simulated=True))
    add_people(one)
    return one


@pytest.mark.parametrize("node", [0], indirect=True)
def test_it_is_offered_from_its_page_for_as_much_as_all_ports_agreed_on(node: Node, enter) -> None:
    page = enter("officer", f"#/sum/{NAME.replace('/', '%2F')}")
    expect(page.get_by_text("yes, to allies that took no part")).to_be_visible()
    expect(page.get_by_role("button", name="Offer to allies as a package")).to_be_visible()
    page.keyboard.press("b")
    expect(page.get_by_label("Its name here")).to_have_value(NAME)
    page.get_by_label("Name of the package").fill("together")
    page.get_by_label("Card:").fill(TEXTS[1])
    assert violations(page) == []
    page.get_by_role("button", name="Put forward").click()
    expect(page.get_by_role("heading", name="Offered to allies")).to_be_visible()
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
    expect(page.get_by_text("Learned together from sums")).to_be_visible()


@pytest.mark.parametrize("node", [VIGO], indirect=True)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 380)])
def test_its_card_says_how_it_came_about_and_it_is_judged_here(
    node: Node, enter, scheme: str, width: int
) -> None:
    shown = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    page = enter("analyst", "#/packages", **shown)
    card = page.get_by_role("article", name=TEXTS[0])
    expect(card).to_contain_text("3 to the end, of 3 that began")
    expect(card).to_contain_text("240 of all ports; each brought 50 at the least")
    expect(card).to_contain_text("7 sums over all ports were opened, exact and without noise")
    expect(card.get_by_role("button", name="Take over")).to_have_count(0)
    card.get_by_role("button", name="Try on own data").click()
    expect(card).to_contain_text("40 own inspections, 20 with a find")
    expect(card).to_contain_text("Beyond the model in force")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
