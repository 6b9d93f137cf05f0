"""An ally's scan beside the dossier and in the viewer: told, fetched by a key, held against."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quaywatch.alliance import Source
from quaywatch.alliance.accords import Topic
from quaywatch.alliance.bodies import ScanImage
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from quaywatch.scans.reading import Finding, Reading, Region, Sign
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, OVERSEAS, Clock, carry
from tests.node.allied.meeting import Ends, meeting
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.web.test_axe import violations
from tests.web.test_scan import sent

LOADED, ARRIVED = sent(taken_at=DAY - timedelta(days=15)), sent(-600, DAY)
PATIENCE_MS = 60_000
SEEN = Finding(
    sign=Sign.ADDED,
    region=Region(first_line=3000, last_line=3200, first_row=30, last_row=90),
    log_likelihood_ratio=4.0,
    false_alarm=0.002,
    reasons=(),
)


@pytest.fixture
def ends(tmp_path: Path) -> Iterator[list[Ends]]:
    """The port of loading, and Antwerp, which knows of its scan and has one of its own."""
    clock = Clock()
    with (
        allies.node(tmp_path, OVERSEAS, clock) as overseas,
        allies.node(tmp_path, ANTWERP, clock) as antwerp,
    ):
        antwerp.describe(Description(name="Antwerp", node=ANTWERP, simulated=True))
        antwerp.intake(filing(consignment("BL1", NUMBERS[:1], arrival=DAY)))
        for node, data in ((overseas, LOADED), (antwerp, ARRIVED)):
            node.scans.take(data, actor="scanner-1", equipment_number=NUMBERS[0])
        add_people(antwerp)
        with meeting(tmp_path, overseas, antwerp) as both:
            tell(overseas)
            carry(overseas, antwerp)
            yield both


@pytest.fixture
def node(ends: list[Ends]) -> Node:
    """Antwerp, whose page is looked at."""
    return ends[1].node


def tell(node: Node) -> None:
    body = ScanImage(
        container=NUMBERS[0],
        taken_at=DAY - timedelta(days=15),
        at="ECGYE",
        format="tiff",
        size=len(LOADED),
        digest=sha256(LOADED).hexdigest(),
    )
    life = node.allied.publish("scan/1", body, HANDLING, Source(), actor="olga")
    node.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)


def fetched(ends: list[Ends], node: Node) -> None:
    """Bring the ally's scan, and let it be held against the own one."""
    assert node.allied.elsewhere is not None
    box = node.worklist().lines[0].box_id
    (one,) = node.allied.elsewhere.of_box(box, actor="olga")
    node.allied.pictures.want(one.name, actor="olga")
    ends[1].go(ends[0].node)
    own = sha256(ARRIVED).hexdigest()
    node.verdicts.read(own, Reading(engines={"net": "1"}, findings=()))
    engines = {"two_scans": "1"}
    compared = Reading(engines=engines, findings=(SEEN,))
    node.allied.elsewhere.compared(own, one.image.digest, compared)


def dossier(node: Node, enter, **options: object) -> Page:
    page = enter("analyst", f"#/box/{node.worklist().lines[0].box_id}", **options)
    heading = page.get_by_role("heading", name="Scans that allies took")
    expect(heading).to_be_visible(timeout=PATIENCE_MS)
    return page


def test_the_dossier_tells_of_it_and_fetches_it_by_a_key(ends, node: Node, enter) -> None:
    page = dossier(node, enter)
    scans = page.get_by_role("region", name="Scans", exact=True)
    expect(scans).to_contain_text("ECGYE")
    expect(scans).to_contain_text(OVERSEAS)
    expect(scans).to_contain_text("TLP:AMBER")
    expect(scans).to_contain_text("nobody has fetched it yet")
    page.keyboard.press("g")
    expect(scans).to_contain_text("It comes as soon as the line is up.", timeout=PATIENCE_MS)
    ends[1].go(ends[0].node)
    expect(scans).to_contain_text("It is here", timeout=PATIENCE_MS)
    assert node.allied.looks(f"{OVERSEAS}/{_notice(node)}")[0].actor == "analyst"


def test_a_refusal_is_told_with_its_reason(ends, node: Node, enter) -> None:
    accords = ends[0].node.allied.accords
    (life,) = accords.all(Topic.NOTICE)
    accords.suspend(Topic.NOTICE, life.name, "a doubt", actor="olga", seen=life.version)
    page = dossier(node, enter)
    page.get_by_role("button", name="Fetch it").click()
    expect(page.get_by_text("It comes as soon as")).to_be_visible(timeout=PATIENCE_MS)
    ends[1].go(ends[0].node)
    told = f"{OVERSEAS} does not hand it over: there is no such scan for this partner"
    expect(page.get_by_text(told)).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("button", name="Ask again")).to_be_visible()


def test_the_analyst_sees_it_as_the_earlier_scan_of_the_same_box(ends, node: Node, enter) -> None:
    fetched(ends, node)
    page = enter("analyst", f"#/scan/{sha256(ARRIVED).hexdigest()}")
    choice = page.get_by_label("Compare with")
    first = choice.locator("optgroup option").first
    expect(first).to_contain_text(OVERSEAS, timeout=PATIENCE_MS)
    choice.select_option(index=1)
    expect(page.get_by_role("application")).to_have_count(2)
    with page.expect_response("**/earlier/**", timeout=PATIENCE_MS) as answered:
        page.keyboard.press("r")
    assert answered.value.status == 200
    page.keyboard.press("b")
    expect(page.get_by_role("application")).to_have_count(1)
    seen = page.get_by_role("region", name="What the machine saw")
    expect(seen).to_contain_text(
        f"held against the scan that {OVERSEAS} took at ECGYE", timeout=PATIENCE_MS
    )
    assert violations(page) == []


def test_the_allys_scan_is_looked_at_by_itself_without_verdict_or_notes(
    ends, node: Node, enter
) -> None:
    fetched(ends, node)
    page = dossier(node, enter)
    page.get_by_role("region", name="Scans", exact=True).get_by_role("link").nth(1).click()
    expect(page.get_by_text("verdicts and notes are given on the scans made here")).to_be_visible(
        timeout=PATIENCE_MS
    )
    expect(page.get_by_role("link", name=OVERSEAS)).to_be_visible()
    expect(page.get_by_role("region", name="Notes on the picture")).to_have_count(0)
    expect(page.get_by_role("button", name="Clear")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 380])
def test_the_dossier_with_it_has_no_obstacle(ends, node: Node, enter, width: int) -> None:
    page = dossier(node, enter, viewport={"width": width, "height": 900})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _notice(node: Node) -> str:
    (line, *_), _ = node.allied.inbox(kind="image")
    return line.name.partition("/")[2]
