"""A scan taken at the port of loading by an ally stands beside the container's own on arrival."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from quaywatch.alliance import Purpose, Source, Tlp
from quaywatch.alliance.accords import Topic
from quaywatch.alliance.bodies import ScanImage
from quaywatch.node import Description, Node, UnknownDocument
from quaywatch.node.allied.elsewhere.told import State, Told
from quaywatch.node.facts import SCAN, SCAN_SEEN
from quaywatch.scans import writers
from quaywatch.scans.machine import Asked
from quaywatch.scans.radiograph import Energy, Radiograph
from quaywatch.scans.reading import Finding, Reading, Sign
from quaywatch.scans.verdicts import Says, ScanEvent, Standing, Verdict
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, OVERSEAS, Clock, carry
from tests.node.allied.meeting import Ends, meeting
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.scans.pictures import radiograph

SEEN = Finding(
    sign=Sign.ADDED, region=None, log_likelihood_ratio=4.0, false_alarm=0.001, reasons=()
)


def picture(days: int, number: str = NUMBERS[0]) -> bytes:
    """A radiograph taken some days before the ship comes in."""
    made = radiograph()
    told = msgspec.structs.replace(
        made.particulars, equipment_number=number, taken_at=DAY - timedelta(days=days)
    )
    return writers.tiff(Radiograph(made.bands, made.scale, told))


LOADED, ARRIVED = picture(15), picture(0)


class Fake:
    """A machine that alarms wherever it is given an earlier scan, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []

    def engines(self, empties: str) -> dict[str, str]:
        return {"net": "1"}

    def read(self, asked: Asked) -> Reading:
        self.asked.append(asked)
        findings = (SEEN,) if asked.earlier else ()
        return Reading(engines=self.engines(""), findings=findings)

    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture
def pair(ledger_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Ends]]:
    """The port of loading, and Antwerp, to which the container goes."""
    clock = Clock()
    with allies.node(tmp_path, OVERSEAS, clock) as overseas:
        monkeypatch.setenv("QUAYWATCH_KEY", str(tmp_path / "antwerp.key"))
        with Node.open(ledger_url, clock=clock) as antwerp:
            antwerp.describe(Description(name=ANTWERP, node=ANTWERP))
            monkeypatch.setattr(antwerp.machine, "_reader", Fake())
            antwerp.intake(filing(consignment("BL1", NUMBERS[:1], arrival=DAY)))
            overseas.scans.take(LOADED, actor="s")
            with meeting(tmp_path, overseas, antwerp) as ends:
                yield ends


def tell(node: Node, data: bytes = LOADED, **handling: object) -> str:
    body = ScanImage(
        container=NUMBERS[0],
        taken_at=DAY - timedelta(days=15),
        at="ECGYE",
        format="tiff",
        size=len(data),
        digest=sha256(data).hexdigest(),
    )
    handled = msgspec.structs.replace(HANDLING, **handling)
    life = node.allied.publish("scan/1", body, handled, Source(), actor="olga")
    node.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
    return f"{node.allied.node}/{life.name}"


def box(node: Node) -> str:
    return node.worklist().lines[0].box_id


def told(node: Node) -> Told:
    assert node.allied.elsewhere is not None
    (one,) = node.allied.elsewhere.of_box(box(node), actor="olga")
    return one


def fetch(pair: list[Ends], name: str) -> None:
    overseas, antwerp = (one.node for one in pair)
    antwerp.allied.pictures.want(name, actor="olga")
    pair[1].go(overseas)


def withdraw(node: Node, name: str) -> None:
    life = node.allied.accords.read(Topic.NOTICE, name.partition("/")[2])
    node.allied.accords.end(Topic.NOTICE, life.name, "wrong", actor="o", seen=life.version)


def arrive(node: Node) -> str:
    """Scan the container at this port, and let the machine look at all there is."""
    digest = node.scans.take(ARRIVED, actor="s").scan.taken.digest
    node.machine.read_all()
    node.machine.read_guests()
    return digest


def digests(node: Node) -> list[str]:
    return [one.taken.digest for one in node.scans.of_container(NUMBERS[0])]


def test_a_dossier_tells_of_an_allys_scan_before_it_is_fetched(pair: list[Ends]) -> None:
    overseas, antwerp = (one.node for one in pair)
    tell(overseas)
    carry(overseas, antwerp)
    one = told(antwerp)
    assert (one.state, one.notice.origin, one.image.at) == (State.AWAY, OVERSEAS, "ECGYE")
    assert digests(antwerp) == []


def test_what_was_fetched_is_a_scan_as_any_other_and_lies_on_no_ledger(pair: list[Ends]) -> None:
    overseas, antwerp = (one.node for one in pair)
    name = tell(overseas)
    carry(overseas, antwerp)
    fetch(pair, name)
    one = told(antwerp)
    assert one.state is State.HERE
    assert one.scan is not None
    digest = one.scan.taken.digest
    arrived = arrive(antwerp)
    assert digests(antwerp) == [digest, arrived], "the earlier one first"
    drawn = antwerp.scans.drawn(digest, Energy.HIGH, 1)
    own = overseas.scans.drawn(digest, Energy.HIGH, 1)
    assert drawn is not None
    assert own is not None
    assert (drawn == own).all()
    assert antwerp.allied.elsewhere is not None
    assert antwerp.allied.elsewhere.reading(digest) is not None
    kept = [event for event in antwerp.ledger.read() if event.kind == SCAN]
    assert [antwerp.ledger.original(event.position) for event in kept] == [ARRIVED]


def test_the_machine_holds_the_scan_on_arrival_against_the_allys(pair: list[Ends]) -> None:
    overseas, antwerp = (one.node for one in pair)
    name = tell(overseas)
    carry(overseas, antwerp)
    fetch(pair, name)
    arrived = arrive(antwerp)
    assert antwerp.allied.elsewhere is not None
    ((earlier, reading),) = antwerp.allied.elsewhere.comparisons(arrived)
    assert earlier.notice == name
    assert reading.findings == (SEEN,)
    own = antwerp.verdicts.of(arrived)
    assert own.reading is not None
    assert own.reading.findings == (), "nothing of it is on the ledger"
    assert antwerp.machine.read_guests() == 0, "once is enough"


def test_what_came_in_since_the_allys_scan_no_analyst_clears_alone(pair: list[Ends]) -> None:
    overseas, antwerp = (one.node for one in pair)
    name = tell(overseas)
    carry(overseas, antwerp)
    fetch(pair, name)
    arrived = arrive(antwerp)
    clear = Verdict(says=Says.CLEAR, seconds=30)
    assert antwerp.verdicts.give(arrived, clear, actor="ann").standing is Standing.SECOND
    kept = [one.payload for one in antwerp.ledger.read(kinds=[ScanEvent.DOUBTED.value])]
    assert kept == [b'{"digest":"%s"}' % arrived.encode()], "and nothing of why"
    withdraw(overseas, name)
    carry(overseas, antwerp)
    assert antwerp.verdicts.give(arrived, clear, actor="bea").standing is Standing.CLEAR


def test_each_look_is_on_record(pair: list[Ends]) -> None:
    overseas, antwerp = (one.node for one in pair)
    name = tell(overseas)
    carry(overseas, antwerp)
    fetch(pair, name)
    digest = sha256(LOADED).hexdigest()
    antwerp.scans.look(digest, actor="karim")
    antwerp.scans.show(digest, actor="bea")
    told(antwerp)
    told(antwerp)
    looked = [one.actor for one in antwerp.allied.looks(name)]
    assert sorted(looked) == ["bea", "karim", "olga"]
    assert SCAN_SEEN not in [event.kind for event in antwerp.ledger.read()]


def test_a_withdrawal_takes_all_that_was_made_of_it_and_says_so(pair: list[Ends]) -> None:
    overseas, antwerp = (one.node for one in pair)
    name = tell(overseas)
    carry(overseas, antwerp)
    fetch(pair, name)
    arrived = arrive(antwerp)
    digest = sha256(LOADED).hexdigest()
    antwerp.scans.pixels(digest)
    withdraw(overseas, name)
    carry(overseas, antwerp)
    assert antwerp.allied.elsewhere is not None
    assert antwerp.allied.elsewhere.of_box(box(antwerp), actor="olga") == []
    assert antwerp.allied.elsewhere.comparisons(arrived) == []
    assert digests(antwerp) == [arrived]
    with pytest.raises(UnknownDocument):
        antwerp.scans.drawn(digest, Energy.HIGH, 1)
    with antwerp.ledger.engine.connect() as connection:
        for table in ("sealed_received", "sealed_piece", "elsewhere_scan", "elsewhere_compared"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0
    carry(antwerp, overseas)
    assert set(overseas.allied.line.receipts(name.partition("/")[2])) == {ANTWERP}


def test_on_the_day_after_its_retention_nothing_is_left(pair: list[Ends]) -> None:
    overseas, antwerp = (one.node for one in pair)
    name = tell(overseas, retain_until=DAY.date() + timedelta(days=3))
    carry(overseas, antwerp)
    fetch(pair, name)
    arrived = arrive(antwerp)
    antwerp.now.on(4)  # type: ignore[attr-defined]
    assert digests(antwerp) == [arrived], "it is not shown, whether or not it was deleted yet"
    antwerp.allied.rounds()
    with antwerp.ledger.engine.connect() as connection:
        for table in ("sealed_piece", "elsewhere_scan", "elsewhere_compared"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_what_is_no_scan_is_told_with_the_reason_and_is_shown_to_nobody(pair: list[Ends]) -> None:
    overseas, antwerp = (one.node for one in pair)
    bad = b"no picture at all"
    overseas.allied.original = lambda _: bad
    name = tell(overseas, bad)
    carry(overseas, antwerp)
    fetch(pair, name)
    one = told(antwerp)
    assert one.state is State.UNREADABLE
    assert [each.code for each in one.problems] == ["scan.unknown"]
    assert digests(antwerp) == []
    antwerp.machine.read_guests()


def test_a_refusal_is_told_in_the_owners_words_and_asked_again_only_by_a_person(
    pair: list[Ends],
) -> None:
    overseas, antwerp = (one.node for one in pair)
    name = tell(overseas)
    carry(overseas, antwerp)
    life = overseas.allied.accords.read(Topic.NOTICE, name.partition("/")[2])
    overseas.allied.accords.suspend(
        Topic.NOTICE, life.name, "a doubt", actor="o", seen=life.version
    )
    fetch(pair, name)
    one = told(antwerp)
    assert (one.state, one.why) == (State.REFUSED, "there is no such scan for this partner")


@pytest.mark.parametrize(
    "handling",
    [
        {"tlp": Tlp.RED, "audience": frozenset({ANTWERP})},
        {"purposes": frozenset({Purpose.STATISTICS})},
    ],
    ids=["for the persons addressed alone", "not for choosing or inspecting boxes"],
)
def test_what_its_owner_forbids_no_dossier_shows(
    pair: list[Ends], handling: dict[str, object]
) -> None:
    overseas, antwerp = (one.node for one in pair)
    name = tell(overseas, **handling)
    carry(overseas, antwerp)
    fetch(pair, name)
    assert antwerp.allied.elsewhere is not None
    assert antwerp.allied.elsewhere.of_box(box(antwerp), actor="olga") == []
    assert digests(antwerp) == []
    arrived = arrive(antwerp)
    assert antwerp.allied.elsewhere.comparisons(arrived) == []


def test_nobody_hands_on_a_scan_that_another_took(pair: list[Ends]) -> None:
    overseas, antwerp = (one.node for one in pair)
    name = tell(overseas)
    carry(overseas, antwerp)
    fetch(pair, name)
    with pytest.raises(ValueError, match=f"a scan of {OVERSEAS}, which alone hands it on"):
        tell(antwerp)
    with pytest.raises(UnknownDocument):
        antwerp.scans.original(sha256(LOADED).hexdigest())


def test_a_scan_that_a_sender_brought_of_another_node_is_that_nodes(pair: list[Ends]) -> None:
    antwerp = pair[1].node
    antwerp.scans.take(ARRIVED, actor="s", origin=OVERSEAS)
    with pytest.raises(ValueError, match="which alone hands it on"):
        tell(antwerp, ARRIVED)


def test_tables_made_anew_tell_of_the_same_scans(pair: list[Ends]) -> None:
    overseas, antwerp = (one.node for one in pair)
    name = tell(overseas)
    carry(overseas, antwerp)
    fetch(pair, name)
    before = told(antwerp)
    antwerp.rebuild()
    assert told(antwerp) == before
