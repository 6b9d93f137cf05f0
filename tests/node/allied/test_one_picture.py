"""Several notices tell of one scan: it stays while one of them does, and goes with the last."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quaywatch.alliance import Source, Tlp
from quaywatch.alliance.accords import Topic
from quaywatch.alliance.bodies import ScanImage
from quaywatch.alliance.sealing import NotHere
from quaywatch.node import Node
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, OVERSEAS, carry
from tests.node.allied.meeting import Ends, meeting
from tests.node.allied.test_elsewhere import picture
from tests.node.making import DAY, NUMBERS, Clock

_SERIAL = count(1)
LONG = 3650


@dataclass
class Told:
    """What Overseas told of one scan, and what of it has to be at Antwerp."""

    overseas: Ends
    antwerp: Ends
    clock: Clock
    data: bytes
    names: list[str] = field(default_factory=list[str])
    until: dict[str, int] = field(default_factory=dict[str, int])
    """The last day of each notice that was not withdrawn, counted from the first of all."""

    def tell(self, days: int, *, number: str = NUMBERS[0], **handling: object) -> str:
        body = ScanImage(
            container=number,
            taken_at=DAY,
            at="ECGYE",
            format="tiff",
            size=len(self.data),
            digest=sha256(self.data).hexdigest(),
        )
        last = self.clock.at + timedelta(days=days)
        handled = msgspec.structs.replace(HANDLING, retain_until=last.date(), **handling)
        allied = self.overseas.node.allied
        made = allied.publish(f"scan/{next(_SERIAL)}", body, handled, Source(), actor="olga")
        allied.accords.confirm(Topic.NOTICE, made.name, actor="piet", seen=made.version)
        name = f"{OVERSEAS}/{made.name}"
        self.names.append(name)
        self.until[name] = self.today + days
        return name

    def withdraw(self, name: str) -> None:
        accords = self.overseas.node.allied.accords
        life = accords.read(Topic.NOTICE, name.partition("/")[2])
        accords.end(Topic.NOTICE, life.name, "wrong", actor="olga", seen=life.version)
        del self.until[name]

    def carry(self) -> None:
        carry(self.overseas.node, self.antwerp.node)
        carry(self.antwerp.node, self.overseas.node)

    def fetch(self, name: str) -> None:
        self.antwerp.node.allied.pictures.want(name, actor="olga")
        self.antwerp.go(self.overseas.node)

    @property
    def today(self) -> int:
        return (self.clock.at - DAY).days

    @property
    def live(self) -> list[str]:
        return [name for name, last in self.until.items() if last >= self.today]

    @property
    def bytes_held(self) -> bool:
        """Whether anything of the scan is held, under whatever name."""
        digest = sha256(self.data).hexdigest()
        tables = ("sealed_received", "sealed_piece", "elsewhere_scan")
        with self.antwerp.node.ledger.engine.connect() as connection:
            rows = [
                connection.exec_driver_sql(
                    f"SELECT count(*) FROM {table} WHERE digest = '{digest}'"
                ).scalar_one()
                for table in tables
            ]
        return any(rows)

    def deleted(self, name: str) -> bool:
        receipts = self.overseas.node.allied.line.receipts(name.partition("/")[2])
        return set(receipts) == {ANTWERP}


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ends, Ends, Clock]]:
    path: Path = tmp_path_factory.mktemp("ports")
    clock = Clock()
    with (
        allies.node(path, OVERSEAS, clock) as overseas,
        allies.node(path, ANTWERP, clock) as antwerp,
        meeting(path, overseas, antwerp) as (one, other),
    ):
        yield one, other, clock


@pytest.fixture
def told(ports: tuple[Ends, Ends, Clock]) -> Told:
    return fresh(ports)


def fresh(ports: tuple[Ends, Ends, Clock]) -> Told:
    """A scan that nobody has told of yet."""
    data = picture(next(_SERIAL))
    ports[0].node.scans.take(data, actor="s")
    return Told(*ports, data)


def scans(node: Node) -> list[str]:
    return [one.taken.digest for one in node.scans.of_container(NUMBERS[0])]


DAYS = st.sampled_from([0, 1, 2, LONG])
STEP = st.one_of(
    st.tuples(st.just("tell"), DAYS),
    st.tuples(st.just("withdraw"), st.integers(0, 9)),
    st.tuples(st.just("night"), st.just(0)),
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(DAYS, min_size=1, max_size=3), steps=st.lists(STEP, min_size=1, max_size=5))
@example(first=[LONG, LONG], steps=[("withdraw", 0), ("withdraw", 0)])
@example(first=[LONG, LONG], steps=[("withdraw", 1), ("withdraw", 0)])
@example(first=[0, LONG], steps=[("night", 0), ("withdraw", 0)])
@example(first=[LONG], steps=[("tell", LONG), ("withdraw", 0)])
def test_in_whatever_order_they_end_it_stays_with_the_last_and_goes_with_it(
    ports: tuple[Ends, Ends, Clock], first: list[int], steps: list[tuple[str, int]]
) -> None:
    told = fresh(ports)
    for days in first:
        told.tell(days)
    told.carry()
    told.fetch(told.names[0])
    here = True
    for what, which in steps:
        if what == "tell":
            told.tell(which)
        elif what == "withdraw" and told.live:
            told.withdraw(told.live[which % len(told.live)])
        elif what == "night":
            told.clock.on(1)
            told.antwerp.node.allied.rounds()
        told.carry()
        here = here and bool(told.live)
        assert told.bytes_held == here
        pictures = told.antwerp.node.allied.pictures
        for name in told.names:
            if name in told.live:
                assert (pictures.state(name)[0] == "here") == here
            if here and name in told.live:
                assert pictures.opened(name, actor="olga") == told.data
            if name not in told.live:
                with pytest.raises(NotHere):
                    pictures.opened(name, actor="olga")
            assert told.deleted(name) == (name not in told.until)


def test_a_notice_that_comes_with_the_withdrawal_of_another_keeps_the_scan(told: Told) -> None:
    one = told.tell(LONG)
    told.carry()
    told.fetch(one)
    told.tell(LONG)
    told.withdraw(one)
    bodies = told.overseas.node.allied.line.after(
        ANTWERP, told.antwerp.node.allied.line.peers.get(OVERSEAS).taken
    )
    told.antwerp.node.allied.line.receive(OVERSEAS, bodies)
    assert told.bytes_held
    told.carry()
    assert scans(told.antwerp.node).count(sha256(told.data).hexdigest()) == 1


def test_a_scan_that_two_notices_tell_of_stands_once_beside_the_own_ones(told: Told) -> None:
    one, _ = told.tell(LONG), told.tell(LONG)
    told.carry()
    told.fetch(one)
    assert scans(told.antwerp.node).count(sha256(told.data).hexdigest()) == 1


def test_each_notice_hands_the_scan_over_also_after_another_was_withdrawn(told: Told) -> None:
    one, other = told.tell(LONG), told.tell(LONG)
    told.carry()
    told.fetch(one)
    told.withdraw(one)
    told.withdraw(other)
    third = told.tell(LONG)
    told.carry()
    assert not told.bytes_held
    told.fetch(third)
    pictures = told.antwerp.node.allied.pictures
    assert pictures.state(third) == ("here", "")
    assert pictures.opened(third, actor="olga") == told.data


def test_a_corrected_notice_has_what_was_made_of_the_scan_made_anew(told: Told) -> None:
    wrong = told.tell(LONG, number=NUMBERS[1])
    told.carry()
    told.fetch(wrong)
    digest = sha256(told.data).hexdigest()
    node = told.antwerp.node
    assert digest not in scans(node)
    told.tell(LONG)
    told.withdraw(wrong)
    told.carry()
    node.allied.rounds()
    assert digest in scans(node), "as the notice says that is held, not as the one withdrawn did"


def test_for_the_persons_addressed_alone_it_stays_and_dossiers_show_nothing(told: Told) -> None:
    one = told.tell(LONG)
    red = told.tell(LONG, tlp=Tlp.RED, audience=frozenset({ANTWERP}))
    told.carry()
    told.fetch(one)
    digest = sha256(told.data).hexdigest()
    assert digest in scans(told.antwerp.node)
    told.withdraw(one)
    told.carry()
    assert digest not in scans(told.antwerp.node)
    assert told.antwerp.node.allied.pictures.opened(red, actor="olga") == told.data
    with told.antwerp.node.ledger.engine.connect() as connection:
        query = f"SELECT count(*) FROM elsewhere_scan WHERE digest = '{digest}'"
        assert connection.exec_driver_sql(query).scalar() == 0
