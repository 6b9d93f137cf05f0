"""What went to whom can be proven: who cosigned the log, and a file that says so offline."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from quaywatch.alliance.witness import verify
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, ROTTERDAM, Clock
from tests.node.allied.meeting import meeting
from tests.node.allied.test_audit import HAMBURG, publish, witnessed
from tests.web.test_axe import violations


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    """Antwerp, whose logs two allies have seen, and which has cosigned one of theirs."""
    clock = Clock()
    with ExitStack() as stack:
        nodes = [
            stack.enter_context(allies.node(tmp_path, name, clock))
            for name in (ANTWERP, ROTTERDAM, HAMBURG)
        ]
        antwerp = nodes[0]
        antwerp.describe(Description(name="Antwerp", node=ANTWERP, simulated=True))
        ends = stack.enter_context(meeting(tmp_path, *nodes))
        publish(antwerp)
        witnessed(ends, clock)
        ends[1].go(antwerp)
        add_people(antwerp)
        yield antwerp


def test_who_cosigned_is_shown_and_the_proof_of_a_decision_holds_offline(node: Node, enter) -> None:
    page = enter("supervisor", "#/egress")
    panel = page.get_by_role("region", name="Witnessed logs").first
    row = panel.get_by_role("row").filter(has_text=f"{ANTWERP}/sharing")
    expect(row).to_contain_text("seen by enough allies")
    expect(row).to_contain_text(HAMBURG)
    expect(panel).to_contain_text(f"{ROTTERDAM}/ledger")
    panel.get_by_text("Verify offline").click()
    key = node.allied.audit.standings()[1].key
    expect(panel).to_contain_text(f"--key {key} --witnesses 2")
    expect(page.get_by_role("row").filter(has_text="Proof of 1")).to_contain_text("over its line")
    assert violations(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Proof of 1", exact=True).click()
    found = verify(Path(download.value.path()).read_bytes(), key)
    assert (found.wrong, found.shown, len(found.witnesses)) == ((), 1, 2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 380])
def test_it_reads_on_any_screen(node: Node, enter, scheme: str, width: int) -> None:
    page = enter("supervisor", "#/egress")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    expect(page.get_by_text("seen by enough allies").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
