"""A log that allies have seen cannot be rewritten; one that tells two stories has signed both."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from quaywatch.alliance.policy import Policy
from quaywatch.alliance.witness import (
    Log,
    Publisher,
    Refused,
    Witnessing,
    cover,
    create,
    decided,
    event_entry,
)
from quaywatch.alliance.witness.decisions import decoded, encoded
from quaywatch.alliance.witness.log import salted
from quaywatch.ledger import Ledger
from quaywatch.ledger.engine import for_writing, open_engine
from quaywatch.ledger.tree import BadNote, Key, Tree, Witness, check_inclusion, opened
from tests.alliance.making import NOW, ROTTERDAM, notice
from tests.alliance.policy.test_policy import ALLY, PARTNER
from tests.ledger.making import an_event

NAME = "rotterdam.customs.example/sharing"
OWN, ONE, TWO, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in range(1, 5))
ALLIES = [Witness("antwerp", ONE.public_key()), Witness("hamburg", TWO.public_key())]
SECRET = b"s" * 32
MINUTE = timedelta(minutes=1)


@pytest.fixture
def engine(ledger_url: str) -> Iterator[Engine]:
    made = open_engine(ledger_url, create=True)
    create(made)
    yield made
    made.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with for_writing(engine.connect()) as made, made.begin():
        yield made


def entries(count: int, first: int = 0) -> list[bytes]:
    return [f"entry {number}".encode() for number in range(first, first + count)]


def publisher(name: str = NAME, key: Ed25519PrivateKey = OWN) -> Publisher:
    return Publisher(Log(name, SECRET), key, ALLIES)


def witness(name: str = "antwerp", key: Ed25519PrivateKey = ONE) -> Witnessing:
    return Witnessing(name, key, {NAME: Key(NAME, OWN.public_key())})


def request(connection: Connection, known: int) -> bytes:
    body = publisher().request(connection, known)
    assert body is not None
    return body


def test_a_log_in_tiles_is_the_tree_of_its_entries(connection: Connection) -> None:
    log, plain, done = Log(NAME, SECRET), Tree(), 0
    for count in (1, 254, 1, 1, 255, 70, 300, 65_600):
        assert log.append(connection, entries(count, done)) == done
        for at in range(done, done + count):
            plain.append(salted(f"entry {at}".encode(), log.salt(at)))
        done += count
        tree = log.tree(connection)
        assert len(tree) == done
        assert tree.root() == plain.root()
    tree = log.tree(connection)
    for place, size in ((0, done), (255, 256), (256, 700), (65_535, 65_600), (done - 1, done)):
        assert tree.inclusion(place, size) == plain.inclusion(place, size)
    for old, size in ((1, 255), (255, 257), (256, 512), (582, 65_600), (65_536, done)):
        assert tree.consistency(old, size) == plain.consistency(old, size)
    assert log.entries(connection, 254, 257) == entries(3, 254)


def test_what_is_rolled_back_is_in_no_log(engine: Engine) -> None:
    log = Log(NAME, SECRET)
    with for_writing(engine.connect()) as connection:
        with connection.begin():
            log.append(connection, entries(300))
            root = log.tree(connection).root()
        with connection.begin() as transaction:
            log.append(connection, entries(600, 300))
            transaction.rollback()
        with connection.begin():
            assert log.size(connection) == 300
            assert log.tree(connection).root() == root


def test_a_checkpoint_is_signed_once_a_minute_and_cosigned_by_two_allies(
    connection: Connection,
) -> None:
    made = publisher()
    assert made.request(connection, 0) is None
    made.log.append(connection, entries(300))
    assert made.checkpoint(connection, NOW) is not None
    made.log.append(connection, entries(5, 300))
    assert made.checkpoint(connection, NOW + MINUTE / 2) is None
    body = request(connection, 0)
    for name, key in (("hamburg", TWO), ("antwerp", ONE)):
        connection.exec_driver_sql("DELETE FROM witnessed_seen")  # each ally has its own
        line = witness(name, key).add(connection, body, NOW)
        made.add(connection, 300, line)
        with pytest.raises(BadNote):
            made.add(connection, 300, line)
    note = made.latest(connection, least=2)
    assert note is not None
    assert set(opened(note, made.key, ALLIES).witnessed) == {"antwerp", "hamburg"}
    assert made.checkpoint(connection, NOW + MINUTE) is not None
    assert made.latest(connection, least=2) == note
    line = witness().add(connection, request(connection, 300), NOW + MINUTE)
    assert opened(made.latest(connection) + line, made.key, ALLIES[:1]).checkpoint.size == 305
    assert made.checkpoint(connection, NOW + 5 * MINUTE) is None


def test_a_cosignature_of_somebody_else_is_not_added(connection: Connection) -> None:
    made = publisher()
    made.log.append(connection, entries(3))
    made.checkpoint(connection, NOW)
    stranger = witness("antwerp", OTHER).add(connection, request(connection, 0), NOW)
    with pytest.raises(BadNote):
        made.add(connection, 3, stranger)
    with pytest.raises(BadNote):
        made.add(connection, 9, stranger)
    connection.exec_driver_sql("DELETE FROM witnessed_seen")
    line = witness().add(connection, request(connection, 0), NOW)
    with pytest.raises(BadNote, match="one line"):
        made.add(connection, 3, line + stranger)


def refused(connection: Connection, body: bytes) -> Refused:
    with pytest.raises(Refused) as found:
        witness().add(connection, body, NOW)
    return found.value


def test_a_log_that_changed_an_old_entry_is_not_cosigned_and_both_signatures_are_kept(
    connection: Connection, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = publisher()
    made.log.append(connection, entries(40))
    made.checkpoint(connection, NOW)
    honest = made.latest(connection)
    witness().add(connection, request(connection, 0), NOW)
    other = open_engine(tmp_path_factory.mktemp("twin") / "log", create=True)
    create(other)
    with for_writing(other.connect()) as twin, twin.begin():
        publisher().log.append(twin, [b"rewritten", *entries(39, 1)])
        publisher().checkpoint(twin, NOW)
        same_size = publisher().latest(twin)
        body = b"old 40\n\n" + (same_size or "").encode()
        assert refused(connection, body).status == 409
        publisher().log.append(twin, entries(10, 40))
        publisher().checkpoint(twin, NOW + MINUTE)
        longer = publisher().latest(twin)
        assert refused(connection, request(twin, 40)).status == 422
    other.dispose()
    forks = witness().forks(connection)
    assert [(one.one, one.other) for one in forks] == [(honest, same_size), (honest, longer)]
    assert forks[0].what == "two roots of one size"
    assert witness().size(connection, NAME) == 40


def test_refusals_bear_the_codes_of_the_protocol(connection: Connection) -> None:
    made = publisher()
    made.log.append(connection, entries(9))
    made.checkpoint(connection, NOW)
    body = request(connection, 0)
    note = body.partition(b"\n\n")[2]
    for bad in (b"", b"old x\n\n" + note, b"old 0\n!\n\n" + note, b"new 0\n\n" + note, b"\xff"):
        assert refused(connection, bad).status == 400
    assert refused(connection, b"old 10\n\n" + note).status == 400
    assert refused(connection, b"old 0\n" + b"AAAA\n" * 64 + b"\n" + note).status == 400
    assert refused(connection, b"a" * 70_000).status == 400
    strange = Publisher(Log("elsewhere", SECRET), OWN, [])
    strange.log.append(connection, entries(1))
    strange.checkpoint(connection, NOW)
    assert refused(connection, strange.request(connection, 0) or b"").status == 404
    assert refused(connection, body.replace(b"\n9\n", b"\n8\n")).status == 403
    witness().add(connection, body, NOW)
    late = refused(connection, body)
    assert (late.status, late.body) == (409, "9\n")
    made.log.append(connection, entries(9, 9))
    made.checkpoint(connection, NOW + MINUTE)
    cut = request(connection, 9).split(b"\n", 2)
    assert refused(connection, cut[0] + b"\n" + cut[2]).status == 422


@given(st.binary(max_size=200))
def test_no_request_breaks_a_witness(body: bytes) -> None:
    with pytest.raises(Refused):
        witness().add(None, body, NOW)  # type: ignore[arg-type]


def test_the_ledger_is_covered_event_by_event(ledger_url: str) -> None:
    with Ledger.open(ledger_url) as ledger:
        create(ledger.engine)
        covered(ledger)


def covered(ledger: Ledger) -> None:
    log = Log("rotterdam.customs.example/ledger", SECRET)
    for count in (3, 0, 4):
        start = ledger.head().position
        ledger.append(an_event(number) for number in range(start, start + count))
        with ledger.transaction() as transaction:
            assert cover(transaction.connection, log) == count
    with ledger.engine.connect() as connection:
        tree = log.tree(connection)
        for event in ledger.read():
            place = event.position - 1
            leaf = salted(event_entry(event.position, event.hash), log.salt(place))
            check_inclusion(leaf, place, 7, tree.root(), tree.inclusion(place))


def test_every_decision_is_an_entry_with_its_rules_and_what_went(connection: Connection) -> None:
    log, one = Log(NAME, SECRET), notice()
    shared = Policy.default().audience(one, [ALLY, PARTNER], ROTTERDAM, NOW.date())
    made = [decided(one, each, NOW, officer="an") for each in shared]
    log.append(connection, encoded(made))
    back = [decoded(data) for data in log.entries(connection, 0, 99)]
    assert back == made
    assert [bool(entry.sent) for entry in back] == [each.notice is not None for each in shared]
    assert all(entry.policy == Policy.default().digest for entry in back)
    assert all(entry.allowed or entry.denied for entry in back)


def test_neighbours_of_an_entry_that_is_shown_cannot_be_guessed() -> None:
    log = Log(NAME, SECRET)
    assert len({log.salt(place) for place in range(50)}) == 50
    assert log.salt(1) != Log(NAME, b"t" * 32).salt(1)
    assert salted(b"denied", log.salt(0)) != salted(b"denied", log.salt(1))
