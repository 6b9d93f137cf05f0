"""A node has its radiographs read by machine, beside the one taken before on the same journey."""

from datetime import timedelta

import msgspec
import pytest
from click.testing import CliRunner

from quaywatch.cli import main
from quaywatch.node import Node, UnknownDocument
from quaywatch.scans import writers
from quaywatch.scans.machine import Asked, Reader
from quaywatch.scans.radiograph import Radiograph
from quaywatch.scans.reading import Reading
from quaywatch.scans.verdicts import ScanEvent
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.scans.pictures import radiograph


def scan(days: int) -> bytes:
    """A picture taken some days before the node's."""
    made = radiograph()
    told = msgspec.structs.replace(
        made.particulars, equipment_number=NUMBERS[0], taken_at=DAY - timedelta(days=days)
    )
    return writers.tiff(Radiograph(made.bands, made.scale, told))


class Fake:
    """A reader that keeps what it was asked."""

    def __init__(self, version: str) -> None:
        self.engines = {"net": version}
        self.asked: list[Asked] = []

    def read(self, asked: Asked) -> Reading:
        self.asked.append(asked)
        return Reading(engines=self.engines, findings=())

    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture
def reader(small_node: Node, monkeypatch: pytest.MonkeyPatch) -> Fake:
    fake = Fake("1")
    monkeypatch.setattr(small_node.machine, "_reader", fake)
    small_node.intake(filing(consignment("BL1", NUMBERS[:1], arrival=DAY)))
    return fake


def test_a_scan_is_read_with_its_papers_and_the_scan_before(small_node: Node, reader: Fake) -> None:
    late, early = scan(0), scan(10)
    digests = [small_node.scans.take(each, actor="s").scan.taken.digest for each in (early, late)]
    assert small_node.machine.read_all() == 2
    asked = {each.picture: each for each in reader.asked}
    assert asked[late].earlier == early
    assert asked[early].earlier == b""
    (declared,) = asked[late].declared
    assert [one.number for one in declared.equipment] == [NUMBERS[0]]
    assert small_node.verdicts.of(digests[1]).compared == digests[0]


def test_what_was_read_is_read_again_only_by_other_engines_and_when_asked(
    small_node: Node, reader: Fake
) -> None:
    digest = small_node.scans.take(scan(0), actor="s").scan.taken.digest
    assert [small_node.machine.read_all() for _ in range(2)] == [1, 0]
    assert small_node.machine.read_all(again=True) == 0
    reader.engines = {"net": "2"}
    assert [small_node.machine.read_all(), small_node.machine.read_all(again=True)] == [0, 1]
    made = small_node.verdicts.of(digest)
    assert made.reading is not None
    assert made.reading.engines == {"net": "2"}
    assert small_node.verdicts.waiting()[0].analysis == made


def test_nothing_is_read_that_is_not_there(small_node: Node) -> None:
    with pytest.raises(UnknownDocument):
        small_node.machine.again("0" * 64)


def test_the_command_line_has_scans_read_by_the_engines_that_ship(small_node: Node) -> None:
    digest = small_node.scans.take(scan(0), actor="s").scan.taken.digest
    where = str(small_node.ledger.engine.url.database)
    done = CliRunner().invoke(main, ["scans", "read", "--node", where], catch_exceptions=False)
    assert done.output == "1 scans read\n"
    (event,) = small_node.ledger.read(kinds=[ScanEvent.READ.value])
    reader = Reader()
    try:
        assert event.stream == f"scan/{digest}"
        assert set(reader.engines) <= set(msgspec.json.decode(event.payload)["reading"]["engines"])
    finally:
        reader.close()
