"""Appending: gap-free, once each, all or nothing, durable."""

from datetime import UTC, datetime, timedelta, timezone

import msgspec
import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from quaywatch.ledger import Conflict, Event, Ledger, LedgerError, Receipt
from tests.ledger.making import an_event


def test_events_stand_in_the_order_given_from_one(ledger: Ledger) -> None:
    assert ledger.append([an_event(7), an_event(3)]) == [Receipt(1, False), Receipt(2, False)]
    assert ledger.append([an_event(5)]) == [Receipt(3, False)]
    assert [event.key for event in ledger.read()] == ["key-7", "key-3", "key-5"]
    assert ledger.head().position == 3
    assert ledger.head().hash == ledger.read(after=2)[0].hash


def test_every_fact_comes_back_as_it_was_given(ledger: Ledger) -> None:
    event = an_event(1, stream="box/0f", version=4, original=b"UNB+UNOC:3'")
    ledger.append([event])
    (recorded,) = ledger.read()
    for name in ("kind", "payload", "known_at", "key", "actor", "stream", "version"):
        assert getattr(recorded, name) == getattr(event, name)
    assert ledger.original(1) == event.original


@pytest.mark.parametrize(
    "known_at",
    [
        datetime(2026, 3, 1, 6, 0, 0, 123_457, tzinfo=UTC),
        datetime(2026, 3, 1, 6, tzinfo=timezone(timedelta(hours=-5, minutes=-30))),
        datetime(1950, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    ],
)
def test_an_instant_is_exact_to_the_microsecond(ledger: Ledger, known_at: datetime) -> None:
    ledger.append([msgspec.structs.replace(an_event(1), known_at=known_at)])
    assert ledger.read()[0].known_at == known_at


def test_a_resend_changes_nothing_and_names_the_earlier_position(ledger: Ledger) -> None:
    ledger.append([an_event(1), an_event(2)])
    head = ledger.head()
    assert ledger.append([an_event(2)]) == [Receipt(2, True)]
    assert ledger.head() == head


def test_an_event_twice_in_one_batch_stands_once(ledger: Ledger) -> None:
    receipts = ledger.append([an_event(1), an_event(1), an_event(2)])
    assert receipts == [Receipt(1, False), Receipt(1, True), Receipt(2, False)]


def test_a_batch_may_be_larger_than_a_statement_has_room_for(ledger: Ledger) -> None:
    events = [an_event(n, stream="s", version=n) for n in range(1_500)]
    ledger.append(events)
    assert ledger.append(events)[-1] == Receipt(1_500, True)
    assert len(ledger.read(limit=2_000)) == 1_500


def test_nothing_to_append_is_nothing_appended(ledger: Ledger) -> None:
    assert ledger.append([]) == []
    assert ledger.head().position == 0


def test_the_second_of_two_officers_is_refused(ledger: Ledger) -> None:
    ledger.append([an_event(1, stream="box/0f", version=1)])
    with pytest.raises(Conflict) as refused:
        ledger.append([an_event(2), an_event(3, stream="box/0f", version=1)])
    assert (refused.value.stream, refused.value.version) == ("box/0f", 1)
    assert refused.value.position == 1
    assert ledger.head().position == 1


def test_two_claims_on_one_version_in_one_batch_are_refused(ledger: Ledger) -> None:
    with pytest.raises(Conflict):
        ledger.append([an_event(n, stream="box/0f", version=1) for n in (1, 2)])
    assert ledger.head().position == 0


def test_a_resend_of_a_versioned_event_is_a_duplicate_not_a_conflict(ledger: Ledger) -> None:
    event = an_event(1, stream="box/0f", version=1)
    assert ledger.append([event, event]) + ledger.append([event]) == [
        Receipt(1, False),
        Receipt(1, True),
        Receipt(1, True),
    ]


def test_streams_and_kinds_can_be_read_alone(ledger: Ledger) -> None:
    ledger.append([an_event(n, stream=f"box/{n % 2}", version=n) for n in range(6)])
    ledger.append([an_event(9, kind="outcome.recorded")])
    assert [e.version for e in ledger.read(stream="box/1", after=2, limit=2)] == [3, 5]
    assert [e.position for e in ledger.read(kinds=["outcome.recorded"])] == [7]
    assert ledger.read(kinds=[]) == []
    assert [e.position for e in ledger.latest(2)] == [6, 7]
    assert ledger.counts() == {"filing.received": 6, "outcome.recorded": 1}


@pytest.mark.parametrize(
    "flaw",
    [
        {"known_at": datetime(2026, 3, 1)},  # noqa: DTZ001 — the flaw itself
        {"key": ""},
        {"kind": ""},
        {"stream": "box/0f"},
        {"version": 1},
        {"actor": "nul\x00"},
        {"actor": "half a pair \ud800"},
        {"payload": b"\xff"},
    ],
)
def test_a_malformed_event_is_refused_with_its_whole_batch(ledger: Ledger, flaw: dict) -> None:
    flawed: Event = msgspec.structs.replace(an_event(2), **flaw)
    with pytest.raises(ValueError, match=r".+"):
        ledger.append([an_event(1), flawed])
    assert ledger.head().position == 0


def test_derived_tables_change_with_the_events_or_not_at_all(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        tx.connection.execute(text("CREATE TABLE derived (position BIGINT)"))
        (receipt,) = tx.append([an_event(1)])
        insert = text("INSERT INTO derived VALUES (:position)")
        tx.connection.execute(insert, {"position": receipt.position})
        assert [event.position for event in tx.read()] == [1]
    with pytest.raises(ZeroDivisionError), ledger.transaction() as tx:  # noqa: PT012
        (receipt,) = tx.append([an_event(2)])
        tx.connection.execute(insert, {"position": receipt.position})
        raise ZeroDivisionError
    with ledger.engine.connect() as connection:
        assert connection.scalars(text("SELECT position FROM derived")).all() == [1]
    assert ledger.head().position == 1


def test_a_transaction_goes_on_after_a_refused_batch(ledger: Ledger) -> None:
    ledger.append([an_event(1, stream="s", version=1)])
    with ledger.transaction() as tx:
        tx.append([an_event(2)])
        with pytest.raises(Conflict):
            tx.append([an_event(3), an_event(4, stream="s", version=1)])
        assert tx.append([an_event(5), an_event(2)]) == [Receipt(3, False), Receipt(2, True)]
    assert [event.key for event in ledger.read()] == ["key-1", "key-2", "key-5"]
    assert ledger.verify() is None


def test_transactions_do_not_nest(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        tx.append([an_event(1)])
        with pytest.raises(LedgerError, match="inside a transaction"):
            ledger.append([an_event(2)])
    assert ledger.head().position == 1


def setting(engine: Engine, name: str) -> object:
    with engine.connect() as connection:
        return connection.scalar(text(name))


def test_a_commit_means_on_disk(ledger: Ledger) -> None:
    if ledger.engine.dialect.name == "sqlite":
        assert setting(ledger.engine, "PRAGMA journal_mode") == "wal"
        assert setting(ledger.engine, "PRAGMA synchronous") == 2  # FULL
    else:
        assert setting(ledger.engine, "SHOW synchronous_commit") == "on"


def test_a_database_that_acknowledges_too_early_is_overruled(postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        database = connection.info.dbname
        connection.execute(f"ALTER DATABASE {database} SET synchronous_commit = off")
    with Ledger.open(postgres_url) as ledger:
        assert setting(ledger.engine, "SHOW synchronous_commit") == "on"


def test_an_error_that_the_caller_swallows_still_commits_nothing(ledger: Ledger) -> None:
    ledger.append([an_event(1)])
    with pytest.raises((LedgerError, DBAPIError)), ledger.transaction() as tx:  # noqa: PT012
        tx.append([an_event(2)])
        ruin(tx.connection)
    assert [event.key for event in ledger.read()] == ["key-1"]
    assert ledger.verify() is None


def ruin(connection) -> None:
    """Make the database give the transaction up, as after a full disk, unseen by the caller."""
    if connection.dialect.name == "sqlite":
        connection.connection.driver_connection.rollback()
        return
    with pytest.raises(DBAPIError):
        connection.execute(text("SELECT 1 / 0"))
