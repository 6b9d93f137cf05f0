"""A radiograph is kept, found again by its container, and shown with the look on record."""

from collections.abc import Callable

import numpy as np
import pytest

from quaywatch.node import Node
from quaywatch.node.errors import UnknownBox, UnknownDocument
from quaywatch.node.facts import QUARANTINED, SCAN, SCAN_SEEN
from quaywatch.node.scanning import ScanRefused
from quaywatch.scans import writers
from quaywatch.scans.planes import preview_step, shrunk
from quaywatch.scans.radiograph import Band, Energy, Radiograph, Scale
from tests.node.making import NUMBERS, consignment, filing
from tests.node.tables import contents
from tests.scans.pictures import png, radiograph

SENT = writers.tiff(radiograph())


def _kinds(node: Node) -> list[str]:
    return [event.kind for event in node.ledger.read()]


def test_a_scan_is_found_again_by_its_container(node: Node) -> None:
    node.intake(filing(consignment("BL1", NUMBERS[:1])))
    box = node.worklist().lines[0].box_id
    taken = node.scans.take(SENT, actor="scanner-1", equipment_number=NUMBERS[0])
    assert [scan.taken.digest for scan in node.scans.of_box(box)] == [taken.scan.taken.digest]
    assert node.scans.original(taken.scan.taken.digest) == SENT


def test_the_origins_scan_stands_before_that_of_arrival(node: Node) -> None:
    node.intake(filing(consignment("BL1", NUMBERS[:1])))
    box = node.worklist().lines[0].box_id
    late = node.scans.take(
        png(np.full((20, 30), 9000, np.uint16)), actor="s", equipment_number=NUMBERS[0]
    )
    early = node.scans.take(SENT, actor="s", equipment_number=NUMBERS[0])
    found = [scan.taken.digest for scan in node.scans.of_box(box)]
    assert found == [early.scan.taken.digest, late.scan.taken.digest]


def test_a_scan_sent_again_is_kept_once(node: Node) -> None:
    node.scans.take(SENT, actor="scanner-1", equipment_number=NUMBERS[0])
    node.scans.take(SENT, actor="scanner-1", equipment_number=NUMBERS[0])
    assert _kinds(node).count(SCAN) == 1


def test_the_number_in_the_file_serves_where_nobody_tells(node: Node) -> None:
    taken = node.scans.take(SENT, actor="scanner-1")
    assert taken.scan.taken.container == radiograph().particulars.equipment_number


def test_another_number_in_the_file_is_said(node: Node) -> None:
    taken = node.scans.take(SENT, actor="scanner-1", equipment_number=NUMBERS[0])
    assert "scan.container-differs" in [problem.code for problem in taken.problems]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no picture", "scan.unknown"),
        (png(np.zeros((20, 30), np.uint16)), "scan.container-unknown"),
    ],
)
def test_what_is_no_scan_waits_in_quarantine_with_its_bytes(
    node: Node, data: bytes, code: str
) -> None:
    with pytest.raises(ScanRefused) as refused:
        node.scans.take(data, actor="scanner-1")
    assert refused.value.problems[0].code == code
    assert _kinds(node) == [QUARANTINED]
    position = next(iter(node.ledger.read())).position
    assert node.ledger.original(position) == data


def test_who_looks_at_a_scan_is_on_record(node: Node) -> None:
    taken = node.scans.take(SENT, actor="scanner-1")
    node.scans.look(taken.scan.taken.digest, actor="analyst")
    assert _kinds(node)[-1] == SCAN_SEEN


def test_the_pixels_are_those_of_the_file(node: Node) -> None:
    digest = node.scans.take(SENT, actor="scanner-1").scan.taken.digest
    shown, sent = node.scans.pixels(digest), radiograph()
    assert all(
        np.array_equal(band.pixels, before.pixels)
        for band, before in zip(shown.bands, sent.bands, strict=True)
    )


def test_a_rebuild_lists_the_same_scans(open_node: Callable[[str], Node], ledger_url: str) -> None:
    node = open_node(ledger_url)
    node.scans.take(SENT, actor="scanner-1")
    before = contents(node)
    node.rebuild()
    assert contents(node) == before


def test_what_is_not_there_cannot_be_looked_at(node: Node) -> None:
    with pytest.raises(UnknownDocument):
        node.scans.look("0" * 64, actor="analyst")
    with pytest.raises(UnknownBox):
        node.scans.of_box("none")


def test_the_small_picture_comes_without_reading_the_file_again(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    pixels = np.arange(600_000, dtype=np.uint32).astype(np.uint16).reshape(600, 1000)
    sent = writers.tiff(Radiograph((Band(Energy.SINGLE, pixels),), Scale.TRANSMISSION))
    digest = node.scans.take(sent, actor="s", equipment_number=NUMBERS[0]).scan.taken.digest
    whole = node.scans.drawn(digest, Energy.SINGLE, 1)
    assert whole is not None
    step = preview_step(600, 1000)
    monkeypatch.setattr(node.scans, "pixels", None)
    small = node.scans.drawn(digest, Energy.SINGLE, step)
    assert small is not None
    assert np.array_equal(small, shrunk(whole, step))
