"""The pages of sums: an ally asks, two people join, and what all ports learned is read."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from quaywatch.alliance.sums import Stage
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from tests.node.allied.summing import NAME, PLAN, PORTS, PROPOSAL, Meeting
from tests.places import Files
from tests.web.test_axe import violations

HAMBURG = 1


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[Meeting]:
    with ExitStack() as stack:
        yield Meeting(tmp_path, Files(tmp_path), stack)


@pytest.fixture
def node(ports: Meeting) -> Node:
    """Hamburg, which Antwerp has asked."""
    ports.propose()
    ports.join(2, 3)
    ports.ask(HAMBURG, 0)
    hamburg = ports.node(HAMBURG)
    hamburg.describe(Description(name="Hamburg", node=PORTS[HAMBURG], simulated=True))
    add_people(hamburg)
    return hamburg


def finish(ports: Meeting) -> None:
    ports.ask(0, 1, 2, 3)
    ports.sums(0).start(NAME, actor="anna", seen=ports.life(0).version)
    for _ in range(PLAN.steps + 4):
        ports.round(0, 1, 2, 3)


def test_a_port_joins_by_two_people_and_reads_what_was_learned(
    node: Node, ports: Meeting, enter
) -> None:
    page = enter("officer")
    page.keyboard.press("7")
    expect(page.get_by_text("Asked to learn together, not answered: 1")).to_be_visible()
    page.keyboard.press("&")
    row = page.get_by_role("row").filter(has_text=PROPOSAL.title)
    expect(row).to_contain_text("an ally asks")
    row.get_by_role("link", name=PROPOSAL.title).click()
    expect(page.get_by_text("Nothing speaks against it.")).to_be_visible()
    page.keyboard.press("d")
    expect(page.get_by_label("Reason")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("a")
    expect(page.get_by_text("somebody else confirms")).to_be_visible()
    expect(page.get_by_role("button", name="Confirm o", exact=True)).to_have_count(0)
    page = enter("supervisor", "#/allies")
    expect(page.get_by_role("link", name="Learning together: 1")).to_be_visible()
    page = enter("supervisor", f"#/sum/{NAME.replace('/', '%2F')}")
    expect(page.get_by_role("button", name="Confirm o", exact=True)).to_be_visible()
    page.keyboard.press("o")
    expect(page.get_by_text("joined, not begun")).to_be_visible()
    finish(ports)
    assert ports.life(HAMBURG).stage is Stage.FINISHED
    page.reload()
    expect(page.get_by_role("heading", name="What it came to")).to_be_visible()
    for feature in PLAN.features:
        expect(page.get_by_role("rowheader", name=feature, exact=True)).to_be_visible()
    assert violations(page) == []


def test_what_came_to_nothing_says_why_in_the_readers_language(
    node: Node, ports: Meeting, enter
) -> None:
    ports.clock.on(400)
    ports.sums(HAMBURG).tick()
    page = enter("officer", f"#/sum/{NAME.replace('/', '%2F')}")
    page.get_by_label("Language").select_option("fr")
    expect(page.get_by_role("status").filter(has_text="lancé avant la date")).to_be_visible()
    expect(page.get_by_text("it was not begun")).to_have_count(0)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 380)])
def test_they_read_on_any_screen(
    node: Node, ports: Meeting, enter, scheme: str, width: int
) -> None:
    ports.join(HAMBURG)
    finish(ports)
    shown = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    page = enter("liaison", "#/sums", **shown)
    expect(page.get_by_text("finished")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Put a sum forward").click()
    expect(page.get_by_label("Short name")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("link", name=PROPOSAL.title).click()
    expect(page.get_by_role("heading", name="What it came to")).to_be_visible()
    expect(page.get_by_role("heading", name="Steps that are over")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
