"""The page of a scan: brought with a box, drawn, measured and held against another, by keys."""

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from quaywatch.scans import writers
from quaywatch.scans.materials import material_table
from quaywatch.scans.physics.dual import STEPS, invert
from quaywatch.scans.physics.geometry import Fan
from quaywatch.scans.physics.weighing import weigh
from quaywatch.scans.radiograph import Band, Energy, Particulars, Radiograph, Scale
from quaywatch.scans.readers import read
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.web.test_axe import violations

LINES, ROWS = 5000, 200
"""Wider than one texture."""
FAN = Fan(
    source_height=1.0, detector_distance=9.0, pitch=0.006, rows=ROWS, lowest=0.2, line_spacing=0.004
)


def sent(shift: int = 0, taken_at: datetime | None = None) -> bytes:
    """Return a scan: an open beam, and dark steel under wood, which lets more pass."""
    high, low = (np.full((LINES, ROWS), 65_535, np.uint16) for _ in range(2))
    for rows, name, depth in ((slice(20, 100), "steel", 90.0), (slice(100, 180), "wood", 45.0)):
        where = (slice(1000 + shift, 4500 + shift), rows)
        high[where], low[where] = (round(65_535 * share) for share in _passing(name, depth))
    told = Particulars(
        scanner="Simulated",
        taken_at=taken_at,
        fan=FAN,
        load_distance=7.5,
        scale=Scale.TRANSMISSION,
        energies=(Energy.HIGH, Energy.LOW),
        endpoints_mev=(6.0, 4.0),
    )
    bands = (Band(Energy.HIGH, high), Band(Energy.LOW, low))
    return writers.tiff(Radiograph(bands, Scale.TRANSMISSION, told))


def _passing(name: str, depth: float) -> tuple[float, float]:
    """Return the share of the high and the low energy that passes g/cm² of a step wedge."""
    table = material_table((4.0, 6.0))
    wedge = STEPS.index(name)
    high = np.interp(depth, table.areal_density[wedge], table.grid)
    return float(np.exp(-high)), float(np.exp(-np.interp(high, table.grid, table.low[wedge])))


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    where: Path = tmp_path_factory.mktemp("scan") / "node.sqlite"
    with Node.open(where, clock=lambda: DAY) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        opened.intake(filing(consignment("BL1", NUMBERS[:1])))
        for data in (sent(), sent(-600)):
            opened.scans.take(data, actor="scanner-1", equipment_number=NUMBERS[0])
        add_people(opened)
        yield opened


def _digests(node: Node) -> list[str]:
    box = node.worklist().lines[0].box_id
    return [scan.taken.digest for scan in node.scans.of_box(box)]


def _drawn(page: Page, x: float, y: float) -> int:
    """Return how bright a picture is at shares of its canvas."""
    picture = Image.open(io.BytesIO(page.locator("canvas").first.screenshot())).convert("L")
    return int(picture.getpixel((int(x * picture.width), int(y * picture.height))))  # type: ignore[arg-type]


def _colour(page: Page, x: float, y: float) -> tuple[int, int, int]:
    """Return red, green and blue of a picture at shares of its canvas."""
    picture = Image.open(io.BytesIO(page.locator("canvas").first.screenshot())).convert("RGB")
    return picture.getpixel((int(x * picture.width), int(y * picture.height)))  # type: ignore[return-value]


def _settled(page: Page) -> None:
    """Wait until the whole of each picture is there and drawn."""
    expect(page.locator("[role=application][aria-busy=true]")).to_have_count(0, timeout=30_000)
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_a_box_leads_to_its_scans_and_an_officer_adds_one(node: Node, enter) -> None:
    page = enter("officer", f"#/box/{node.worklist().lines[0].box_id}")
    scans = page.get_by_role("region", name="Scans")
    expect(scans.get_by_role("link")).to_have_count(2, timeout=30_000)
    scans.get_by_label("Add a scan").set_input_files(
        {"name": "x.tif", "mimeType": "image/tiff", "buffer": b"no picture"}
    )
    expect(scans).to_contain_text("no reader knows these bytes")
    scans.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NUMBERS[0])


def test_a_scan_is_drawn_and_looked_at_in_other_ways(node: Node, enter) -> None:
    page = enter("analyst", f"#/scan/{_digests(node)[0]}")
    expect(page.get_by_text("5,000 \u00d7 200 pixels")).to_be_visible()
    _settled(page)
    open_beam, dark, pale = (
        _drawn(page, 0.05, 0.5),
        _drawn(page, 0.5, 0.53),
        _drawn(page, 0.5, 0.47),
    )
    assert open_beam > pale > dark
    page.keyboard.press("x")
    _settled(page)
    assert _drawn(page, 0.05, 0.5) < _drawn(page, 0.5, 0.53)
    expect(page.get_by_role("button", name="Invert")).to_have_attribute("aria-pressed", "true")


def test_what_is_measured_is_told_in_metres_by_keys_alone(node: Node, enter) -> None:
    page = enter("analyst", f"#/scan/{_digests(node)[0]}")
    _settled(page)
    page.get_by_role("application").first.focus()
    for key in ("d", "ArrowRight", "ArrowRight", "d"):
        page.keyboard.press(key)
    # 120 of 1,400-odd canvas pixels, along 20 m.
    expect(page.get_by_text("Size")).to_be_visible()
    told = page.locator("dl[aria-live]").inner_text()
    assert " m" in told
    assert "Attenuation" in told


def test_page_and_node_weigh_a_rectangle_alike(node: Node, enter) -> None:
    digest = _digests(node)[0]
    page = enter("analyst", f"#/scan/{digest}")
    _settled(page)
    drawn = page.get_by_role("application").first.bounding_box()
    # Held while dragging, Shift measures; both corners lie in the open beam around the load.
    page.keyboard.down("Shift")
    page.mouse.move(drawn["x"] + 4, drawn["y"] + drawn["height"] * 0.3)
    page.mouse.down()
    page.mouse.move(drawn["x"] + drawn["width"] - 4, drawn["y"] + drawn["height"] * 0.7, steps=3)
    page.mouse.up()
    page.keyboard.up("Shift")
    radiograph = node.scans.pixels(digest)
    high, low = (
        -np.log(np.maximum(band.pixels, 1) / 65_535)
        for band in (radiograph.band(Energy.HIGH), radiograph.band(Energy.LOW))
        if band
    )
    expected = weigh(invert(material_table((4.0, 6.0)), low, high).areal_density, FAN, 7.5).kg
    told = page.locator("div:has(> dt:text-is('Mass')) dd").inner_text()
    assert float(told.removesuffix(" kg").replace(",", "")) == pytest.approx(expected, rel=0.01)


def test_materials_have_colours_and_what_is_not_kept_pales(node: Node, enter) -> None:
    page = enter("analyst", f"#/scan/{_digests(node)[0]}")
    _settled(page)
    page.get_by_role("application").first.focus()
    page.keyboard.press("y")
    expect(page.get_by_role("list", name="What the colours mean")).to_contain_text("dense metal")
    _settled(page)
    red, _, blue = _colour(page, 0.5, 0.47)
    assert red > blue + 40, "wood is orange"
    red, _, blue = _colour(page, 0.5, 0.53)
    assert blue > red + 40, "steel is blue"
    page.keyboard.press("y")
    _settled(page)
    red, _, blue = _colour(page, 0.5, 0.53)
    assert abs(red - blue) < 5, "steel has no colour where organic alone keeps it"
    red, _, blue = _colour(page, 0.5, 0.47)
    assert red > blue + 40


def test_what_lies_in_the_middle_of_the_picture_is_told_without_a_pointer(
    node: Node, enter
) -> None:
    page = enter("analyst", f"#/scan/{_digests(node)[0]}")
    _settled(page)
    page.get_by_role("application").first.focus()
    here = page.locator("div:has(> dt:text-is('At the pointer')) dd")
    for key in ("+",) * 10 + ("ArrowUp",) * 3:
        page.keyboard.press(key)
    expect(here).to_have_text("45 g/cm\u00b2, organic")


def test_two_scans_stand_side_by_side_or_take_turns(node: Node, enter) -> None:
    page = enter("analyst", f"#/scan/{_digests(node)[0]}")
    page.get_by_label("Compare with").select_option(index=1)
    expect(page.get_by_role("application")).to_have_count(2)
    page.keyboard.press("b")
    expect(page.get_by_role("application")).to_have_count(1)
    _settled(page)
    first = _drawn(page, 0.15, 0.53)
    page.keyboard.press("b")
    _settled(page)
    assert _drawn(page, 0.15, 0.53) < first


def test_a_scan_is_saved_as_a_file_unless_one_has_it_in_hand(node: Node, enter) -> None:
    digest = _digests(node)[0]
    page = enter("analyst", f"#/scan/{digest}")
    _settled(page)
    page.keyboard.press(">")
    dialog = page.get_by_role("dialog", name="Save as a file")
    form = dialog.get_by_label("Format")
    expect(form).to_be_visible()
    form.select_option(label="PNG, one energy (.png)")
    dialog.get_by_label("Energy").last.select_option(label="low energy")
    assert violations(page) == []
    save = dialog.get_by_role("button", name="Save as a file")
    save.focus()
    expect(save).to_be_focused()
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert saved.value.suggested_filename == f"{NUMBERS[0]}-{digest[:8]}-low.png"
    got = read(Path(saved.value.path()).read_bytes()).radiograph
    assert got is not None
    assert [band.energy for band in got.bands] == [Energy.LOW]
    expect(dialog).to_have_count(0)
    node.verdicts.claim(digest, actor="analyst")
    page.keyboard.press(">")
    dialog.get_by_role("button", name="Save as a file").click()
    expect(page.get_by_role("status").filter(has_text="in hand")).to_be_visible()
    node.verdicts.give_back(digest, actor="analyst")


def test_an_earlier_scan_is_laid_part_on_part_by_a_key(node: Node, enter) -> None:
    page = enter("analyst", f"#/scan/{_digests(node)[0]}")
    expect(page.get_by_role("button", name="Lay part on part")).to_have_count(0)
    page.get_by_label("Compare with").select_option(index=1)
    lay = page.get_by_role("button", name="Lay part on part")
    expect(lay).to_have_attribute("aria-pressed", "false")
    with page.expect_response("**/earlier/**"):
        page.keyboard.press("r")
    expect(lay).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("b")
    _settled(page)
    first = _drawn(page, 0.15, 0.53)
    page.keyboard.press("b")
    _settled(page)
    assert abs(_drawn(page, 0.15, 0.53) - first) < 20
    assert violations(page) == []


@pytest.mark.parametrize("width", [1440, 380])
def test_the_page_of_a_scan_has_no_obstacle(node: Node, enter, width: int) -> None:
    page = enter(
        "analyst",
        f"#/scan/{_digests(node)[0]}",
        viewport={"width": width, "height": 900},
    )
    page.get_by_label("Compare with").select_option(index=1)
    _settled(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
