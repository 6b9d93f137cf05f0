"""What machine and analysts say of a scan, on its page: findings, notes, verdicts, likenesses."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from quaywatch.cargo import ConcealmentPlace
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from quaywatch.node.facts import NoteKind, ScanNoted
from quaywatch.scans import writers
from quaywatch.scans.physics.geometry import Fan
from quaywatch.scans.radiograph import Band, Energy, Particulars, Radiograph, Scale
from quaywatch.scans.reading import Finding, Reading, Reason, Region, Sign
from tests.api.test_readers import insert
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.web.test_axe import violations

LINES, ROWS = 400, 100
FAN = Fan(
    source_height=1.0, detector_distance=9.0, pitch=0.02, rows=ROWS, lowest=0.2, line_spacing=0.02
)
DOORS = Region(first_line=350, last_line=380, first_row=10, last_row=40)
FOUND = Finding(
    sign=Sign.THREAT,
    region=DOORS,
    log_likelihood_ratio=4.2,
    false_alarm=0.005,
    reasons=(
        Reason(
            code="threat_place",
            figures={"from_doors_m": 0.4, "above_floor_m": 0.35, "long_m": 0.4, "high_m": 1.02},
        ),
        Reason(code="of_tomorrow", figures={"times": 2.5}),
    ),
    place=ConcealmentPlace.BEHIND_DOORS,
    mass_kg=18.2,
    mass_sd_kg=4.1,
)
WHOLE = Finding(sign=Sign.MASS, region=None, log_likelihood_ratio=0.5, false_alarm=0.2, reasons=())
READING = Reading(
    engines={"net": "1.0"},
    findings=(FOUND, WHOLE),
    unread=(Reason(code="earlier-unread", words={"because": "no_geometry"}),),
    mass_kg=24_100.0,
    mass_sd_kg=700.0,
    fill=0.82,
)


def _sent(shade: int) -> bytes:
    pixels = np.full((LINES, ROWS), 60_000, np.uint16)
    pixels[50:390, 10:90] = shade
    bands = (Band(Energy.HIGH, pixels), Band(Energy.LOW, pixels // 2))
    told = Particulars(fan=FAN, load_distance=7.5, scale=Scale.TRANSMISSION)
    return writers.tiff(Radiograph(bands, Scale.TRANSMISSION, told))


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    """One scan that a machine alarms at, and one of the same shipper's goods beside it."""
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        opened.intake(filing(consignment("BL1", NUMBERS[:1]), consignment("BL2", NUMBERS[1:2])))
        for number, shade in zip(NUMBERS, (3000, 9000), strict=False):
            opened.scans.take(_sent(shade), actor="scanner-1", equipment_number=number)
        opened.verdicts.read(_digest(opened), READING)
        add_people(opened)
        yield opened


def _digest(node: Node) -> str:
    return node.scans.of_container(NUMBERS[0])[0].taken.digest


def _opened(node: Node, enter, name: str, **options) -> Page:
    page = enter(name, f"#/scan/{_digest(node)}", **options)
    expect(page.locator("[role=application][aria-busy=true]")).to_have_count(0, timeout=30_000)
    expect(page.get_by_role("heading", name="Verdict")).to_be_visible(timeout=30_000)
    return page


def test_findings_stand_beside_the_picture_in_words_and_in_it_by_number(node: Node, enter) -> None:
    page = _opened(node, enter, "analyst")
    seen = page.get_by_role("region", name=re.compile("What the machine saw"))
    first = seen.get_by_role("listitem").first
    expect(first).to_contain_text("A mass that does not belong there")
    expect(first).to_contain_text("about 18.2 \u00b1 4.1 kg")
    expect(first).to_contain_text("1 in 200 honest containers look so")
    expect(first).to_contain_text("0.4 m from the doors and 0.35 m above the floor")
    expect(first).to_contain_text("of_tomorrow, times 2.5")
    expect(seen).to_contain_text("does not tell its geometry")
    expect(page.locator("svg .finding text")).to_have_text("1")
    declared = page.get_by_role("region", name="Declared and measured")
    expect(declared).to_contain_text("21,000 kg")
    expect(declared).to_contain_text("+14.8 %")


def test_a_key_steps_to_the_next_finding_and_nears_it(node: Node, enter) -> None:
    page = _opened(node, enter, "analyst")
    drawn = page.locator("svg .finding rect").first
    before = float(drawn.get_attribute("width") or 0)
    page.keyboard.press("j")
    expect(page.locator("svg .finding.chosen")).to_have_count(1)
    expect(page.get_by_role("button", name="A mass that does not")).to_have_attribute(
        "aria-current", "true"
    )
    assert float(drawn.get_attribute("width") or 0) > before


def test_a_note_is_written_on_a_region_by_keys_alone(node: Node, enter) -> None:
    page = _opened(node, enter, "analyst")
    page.get_by_role("application").first.focus()
    for key in ("z", "d", "ArrowRight", "ArrowUp", "d"):
        page.keyboard.press(key)
    page.get_by_role("textbox", name="Text").fill("Denser than the rest.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    notes = page.get_by_role("region", name="Notes on the picture")
    expect(notes.get_by_role("listitem")).to_contain_text("Denser than the rest.")
    expect(page.locator("svg .note text")).to_have_text("A")
    (note,) = node.notes.of(_digest(node))
    assert (note.by, note.noted.text) == ("analyst", "Denser than the rest.")


def test_a_verdict_is_given_by_keys_with_what_is_to_be_opened(node: Node, enter) -> None:
    page = _opened(node, enter, "analyst")
    page.get_by_role("application").first.focus()
    for key in ("d", "ArrowRight", "ArrowUp", "d", "s", "2"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="Give verdict: Open")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The container is to be opened.")).to_be_visible()
    (given,) = node.verdicts.of(_digest(node)).given
    assert (given.verdict.says.value, len(given.verdict.regions)) == ("open", 1)
    assert given.verdict.seconds > 0


def test_escape_takes_back_a_verdict_that_was_begun_and_stays_on_the_scan(
    node: Node, enter
) -> None:
    page = _opened(node, enter, "analyst")
    page.keyboard.press("2")
    page.get_by_label("Comment").fill("Denser than the rest.")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Comment")).to_have_count(0)
    expect(page.get_by_role("button", name="Open 2")).to_be_focused()
    assert f"#/scan/{_digest(node)}" in page.url
    assert node.verdicts.of(_digest(node)).given == ()


def test_a_picture_that_is_seen_whole_is_measured_by_keys(node: Node, enter) -> None:
    page = _opened(node, enter, "analyst")
    page.get_by_role("application").first.focus()
    for key in ("w", "d", "ArrowLeft", "ArrowLeft", "ArrowUp", "d"):
        page.keyboard.press(key)
    drawn = page.locator("svg rect.part")
    assert float(drawn.get_attribute("width") or 0) == 120
    assert float(drawn.get_attribute("height") or 0) == 60


def test_what_was_found_twice_in_one_place_is_marked_once_with_both_numbers(
    node: Node, enter
) -> None:
    twice = msgspec.structs.replace(READING, findings=(FOUND, FOUND, WHOLE))
    other = node.scans.of_container(NUMBERS[1])[0].taken.digest
    node.verdicts.read(other, twice)
    page = enter("analyst", f"#/scan/{other}")
    expect(page.locator("svg .finding text")).to_have_text("1, 2")


def test_a_second_reader_sees_nothing_of_others_until_their_own_word_is_in(
    node: Node, enter
) -> None:
    digest = _digest(node)
    noted = ScanNoted(digest=digest, region=DOORS, kind=NoteKind.DOUBT, text="Denser.")
    node.notes.write(noted, actor="analyst")
    page = _opened(node, enter, "analyst")
    page.keyboard.press("1")
    expect(page.get_by_role("button", name="Give verdict: Clear")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Another reader, or the machine, is awaited.")).to_be_visible()
    page = _opened(node, enter, "officer")
    expect(page.get_by_text("You are asked for a second look, without")).to_be_visible()
    expect(page.get_by_text("shown once yours is in")).to_be_visible()
    expect(page.locator("svg .finding, svg .note")).to_have_count(0)
    page.keyboard.press("1")
    expect(page.get_by_role("button", name="Give verdict: Clear")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The container is clear.")).to_be_visible()
    expect(page.locator("svg .finding")).to_have_count(1)
    expect(page.locator("svg .note")).to_have_count(1)
    expect(page.get_by_text("given blind")).to_be_visible()


def test_like_goods_of_the_same_shipper_are_offered_to_compare_with(node: Node, enter) -> None:
    page = _opened(node, enter, "analyst")
    other = page.locator("optgroup[label='Like goods, same shipper'] option")
    expect(other).to_contain_text(NUMBERS[1])
    page.get_by_label("Compare with").select_option(value=other.get_attribute("value"))
    expect(page.get_by_role("application")).to_have_count(2)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "dark"), (380, "light")])
def test_a_read_scan_has_no_obstacle(node: Node, enter, width: int, scheme: str) -> None:
    page = _opened(
        node, enter, "analyst", viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    noted = ScanNoted(digest=_digest(node), region=DOORS, kind=NoteKind.DOUBT, text="x" * 500)
    node.notes.write(noted, actor="officer")
    page.reload()
    expect(page.get_by_text("x" * 500)).to_be_visible(timeout=30_000)
    page.keyboard.press("y")
    page.keyboard.press("2")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_threat_that_was_put_in_is_told_and_the_picture_as_it_is_comes_next(
    node: Node, enter
) -> None:
    digest = _digest(node)
    insert(node, digest, "analyst")
    page = _opened(node, enter, "analyst")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    told = page.get_by_role("alert").filter(has_text="You missed a threat")
    expect(told).to_contain_text("about 21 kg, Behind the doors")
    expect(page.locator("svg .inserted")).to_have_count(1)
    expect(page.get_by_role("button", name="Clear 1")).to_have_count(0)
    expect(page.get_by_role("button", name="Go on with the picture")).to_be_focused()
    with page.expect_response("**/planes/**"):
        page.keyboard.press("Enter")
    expect(told).to_have_count(0)
    expect(page.locator("svg .inserted")).to_have_count(0)
    expect(page.get_by_role("button", name="Clear 1")).to_be_visible()
    assert node.verdicts.of(digest).given == ()
