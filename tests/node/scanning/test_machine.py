"""A node has its radiographs read by machine, beside the one taken before on the same journey."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from quaywatch.cargo import Equipment, PackedStatus
from quaywatch.cli import main
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node, UnknownDocument
from quaywatch.scans import writers
from quaywatch.scans.emptiness.known import InvalidReferenceError, shipped, write
from quaywatch.scans.emptiness.life import Refused
from quaywatch.scans.machine import Asked, Reader
from quaywatch.scans.radiograph import Radiograph
from quaywatch.scans.reading import Reading
from quaywatch.scans.verdicts import ScanEvent
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.scans.pictures import radiograph


def scan(days: int, number: str = NUMBERS[0]) -> bytes:
    """A picture taken some days before the node's."""
    made = radiograph()
    told = msgspec.structs.replace(
        made.particulars, equipment_number=number, taken_at=DAY - timedelta(days=days)
    )
    return writers.tiff(Radiograph(made.bands, made.scale, told))


class Fake:
    """A reader that keeps what it was asked."""

    def __init__(self, version: str) -> None:
        self.versions = {"net": version}
        self.asked: list[Asked] = []

    def engines(self, empties: str) -> dict[str, str]:
        return {**self.versions, "empties": empties}

    def read(self, asked: Asked) -> Reading:
        self.asked.append(asked)
        return Reading(engines=self.engines(asked.empties_version), findings=())

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
    reader.versions = {"net": "2"}
    assert [small_node.machine.read_all(), small_node.machine.read_all(again=True)] == [0, 1]
    made = small_node.verdicts.of(digest)
    assert made.reading is not None
    assert made.reading.engines == {"net": "2", "empties": ""}
    assert small_node.verdicts.waiting()[0].analysis == made


def test_a_port_holds_what_is_declared_empty_against_its_own_empties(
    small_node: Node, reader: Fake, tmp_path: Path
) -> None:
    empty = Equipment(number=NUMBERS[1], packed_status=PackedStatus.EMPTY)
    bill = msgspec.structs.replace(
        consignment("BL2", NUMBERS[1:2], arrival=DAY), equipment=(empty,)
    )
    small_node.intake(filing(bill))
    write(shipped(), tmp_path / "own")
    own = (tmp_path / "own").read_bytes()
    digests = [
        small_node.scans.take(scan(0, number), actor="s").scan.taken.digest
        for number in NUMBERS[:2]
    ]
    assert small_node.machine.read_all() == 2
    assert {one.empties for one in reader.asked} == {b""}
    life = small_node.empties.propose(own, actor="ann", seen=0)
    assert life.proposed is not None
    assert life.proposed.reference.note == shipped().note
    assert small_node.machine.read_all(again=True) == 0
    small_node.empties.confirm(actor="bob", seen=1)
    assert small_node.machine.read_all(again=True) == 2
    asked = {one.declared[0].reference: one for one in reader.asked[2:]}
    assert (asked["BL1"].empties, asked["BL2"].empties) == (b"", own)
    assert asked["BL1"].empties_version == asked["BL2"].empties_version
    assert small_node.machine.read_all(again=True) == 0
    before = small_node.empties.life
    small_node.rebuild()
    assert small_node.empties.now().data == own
    assert small_node.empties.life == before
    assert small_node.verdicts.of(digests[0]).reading is not None


def test_on_the_command_line_one_proposes_empties_and_another_puts_them_in_force(
    small_node: Node, tmp_path: Path
) -> None:
    small_node.describe(Description(name="Antwerp", simulated=True))
    add_people(small_node)
    where = str(small_node.ledger.engine.url.database)
    write(shipped(), tmp_path / "own")
    (tmp_path / "notes").write_text("no reference")

    def run(who: str, *command: str) -> Result:
        acting = ["--node", where, "--as", who, "--password", f"{who}-demo"]
        whole = ["scans", "empties", command[0], *acting, *command[1:]]
        return CliRunner().invoke(main, whole)

    refused = run("analyst", "propose", str(tmp_path / "notes"))
    assert refused.exit_code == 1
    assert "no reference of empties" in refused.output
    done = run("analyst", "propose", str(tmp_path / "own"))
    assert len(done.output.splitlines()) == len(shipped().kinds)
    assert run("analyst", "confirm").exit_code == 1
    assert run("supervisor", "confirm").exit_code == 0
    with Node.open(where) as again:
        assert again.empties.now().data == (tmp_path / "own").read_bytes()


def test_what_is_no_reference_of_empties_is_refused_and_waits_for_a_person(
    small_node: Node,
) -> None:
    for number, wrong in enumerate((b"", b"PK no archive", writers.tiff(radiograph())), start=1):
        for _ in range(2):
            with pytest.raises(InvalidReferenceError):
                small_node.empties.propose(wrong, actor="ann", seen=0)
        kept = small_node.quarantine()
        assert len(kept) == number
        assert small_node.document(kept[0].position, "bob").data == wrong
    assert small_node.empties.life.version == 0
    assert small_node.empties.now().version == ""


def test_two_people_bring_back_the_reference_that_ships(small_node: Node, tmp_path: Path) -> None:
    write(shipped(), tmp_path / "own")
    empties = small_node.empties
    empties.propose((tmp_path / "own").read_bytes(), actor="ann", seen=0)
    with pytest.raises(Refused, match="Somebody else"):
        empties.confirm(actor="Ann", seen=1)
    empties.confirm(actor="bob", seen=1)
    assert empties.now().version
    empties.propose_shipped(actor="bob", seen=2)
    assert empties.now().version
    empties.decline("ours is better", actor="ann", seen=3)
    empties.propose_shipped(actor="bob", seen=4)
    empties.confirm(actor="ann", seen=5)
    assert empties.now().data == b""


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
        assert set(reader.engines()) <= set(
            msgspec.json.decode(event.payload)["reading"]["engines"]
        )
    finally:
        reader.close()
