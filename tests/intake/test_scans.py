"""Dropped or sent scans are kept once they are whole, refused with a reason, never lost."""

import os
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text

from quaywatch.intake import Foreign, Gate, Origin, Sender, Senders
from quaywatch.intake.folder import prepare
from quaywatch.intake.scans import ScanFolder, named
from quaywatch.node import Node
from quaywatch.node.facts import QUARANTINED, SCAN
from quaywatch.node.scanning import ScanRefused
from quaywatch.scans import writers
from tests.intake.conftest import CARRIER
from tests.intake.test_folder import LATER, names
from tests.scans.pictures import png, radiograph

SENT = writers.tiff(radiograph())
NUMBER = radiograph().particulars.equipment_number
NAMELESS = png(np.full((20, 30), 9000, np.uint16))


@pytest.fixture
def dropped(tmp_path: Path) -> Path:
    return prepare(tmp_path / "drop", "carrier").parent / "scans"


@pytest.fixture
def folder(tmp_path: Path, gate: Gate, senders: Senders) -> ScanFolder:
    return ScanFolder(tmp_path / "drop", gate, senders, clock=lambda: LATER)


def test_a_scan_is_taken_and_put_away(node: Node, folder: ScanFolder, dropped: Path) -> None:
    (dropped / "s1.tif").write_bytes(SENT)
    assert folder.sweep() == 1
    assert [one.taken.container for one in node.scans.of_container(NUMBER)] == [NUMBER]
    assert names(dropped) == []
    assert names(dropped.parent / "taken") == ["s1.tif"]


def test_a_scan_that_is_still_written_is_left_alone(folder: ScanFolder, dropped: Path) -> None:
    (dropped / "s1.tif.part").write_bytes(SENT[:100])
    assert folder.sweep() == 0
    assert names(dropped) == ["s1.tif.part"]


def test_what_is_no_scan_is_in_quarantine_and_put_aside_with_the_reason(
    node: Node, folder: ScanFolder, dropped: Path
) -> None:
    (dropped / "a.tif").write_bytes(SENT[:200])
    os.utime(dropped / "a.tif", (1, 1))
    (dropped / "b.tif").write_bytes(SENT)
    assert folder.sweep() == 2
    assert names(dropped.parent / "failed") == ["a.tif", "a.tif.error.txt"]
    assert [event.kind for event in node.ledger.read()] == [QUARANTINED, SCAN]


def test_the_name_of_a_file_serves_where_the_file_tells_no_container(
    node: Node, folder: ScanFolder, dropped: Path
) -> None:
    (dropped / f"lane2_{NUMBER}_0712.png").write_bytes(NAMELESS)
    folder.sweep()
    assert len(node.scans.of_container(NUMBER)) == 1


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("MSKU1234565-0712.tif", "MSKU1234565"),
        ("scan msku 123456-5.tif", "MSKU1234565"),
        ("20260302_120000.tif", ""),
        ("IMGU12345678.tif", ""),
    ],
)
def test_container_numbers_stand_in_names(name: str, number: str) -> None:
    assert named(name) == number


def test_a_scan_taken_before_a_crash_is_kept_once(
    node: Node, folder: ScanFolder, dropped: Path
) -> None:
    for _ in range(2):
        (dropped / "s1.tif").write_bytes(SENT)
        folder.sweep()
    assert [event.kind for event in node.ledger.read()] == [SCAN]
    assert names(dropped.parent / "taken") == ["s1.tif", "s1~2.tif"]


def test_where_the_disk_is_full_a_scan_waits_and_is_taken_later(
    node: Node, folder: ScanFolder, dropped: Path
) -> None:
    (dropped / "s1.tif").write_bytes(SENT)
    with node.ledger.engine.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
    _limit(node, pages)
    assert folder.sweep() == 0
    assert names(dropped) == ["s1.tif"]
    assert list(node.ledger.read()) == []
    _limit(node, 1 << 30)
    assert folder.sweep() == 1
    assert [event.kind for event in node.ledger.read()] == [SCAN]


def test_an_ally_sends_what_its_node_scanned_and_nothing_of_others(node: Node, gate: Gate) -> None:
    ally = Sender("ally", frozenset({"Rotterdam"}))
    taken = gate.take_scan(SENT, ally, Origin.HTTP, node="Rotterdam")
    assert taken.scan.taken.origin == "Rotterdam"
    with pytest.raises(Foreign):
        gate.take_scan(SENT, ally, Origin.HTTP, node="Hamburg")
    assert [one.taken.origin for one in node.scans.of_container(NUMBER)] == ["Rotterdam"]


def test_scans_are_counted_with_what_else_came_in(gate: Gate) -> None:
    gate.take_scan(SENT, CARRIER, Origin.FOLDER)
    with pytest.raises(ScanRefused):
        gate.take_scan(b"no scan", CARRIER, Origin.FOLDER)
    (told,) = gate.meter.traffic()
    assert (told.messages, told.quarantined) == (2, 1)


def _limit(node: Node, pages: int) -> None:
    """Let the database have so many pages: of each connection that is open or opens."""
    from sqlalchemy import event

    node.ledger.engine.dispose()

    @event.listens_for(node.ledger.engine, "connect")
    def limit(connection: object, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")  # type: ignore[attr-defined]
