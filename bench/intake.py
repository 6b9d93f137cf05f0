"""Durable, acknowledged intake of filings, and what is left of it after kill -9."""

import os
import random
import sqlite3
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import psycopg

from bench.result import Result
from quaywatch.cargo import (
    Consignment,
    Conveyance,
    Equipment,
    Filing,
    FilingHeader,
    FreightPayment,
    GoodsItem,
    PackedStatus,
    Party,
    PartyRole,
    Route,
    Seal,
)
from quaywatch.formats import native, read
from quaywatch.ledger import Event, Ledger
from quaywatch.node import Node
from tests.ledger.trials import Ground, Tally
from tests.postgres import PostgresServer

TITLE = "Filings a second taken in durably, SQLite and PostgreSQL; kill -9 trials"

BATCH = 250
"""Filings acknowledged together, with one fsync."""

BAR = 1_000
"""Filings a second that each engine must reach."""

TRIALS_ON_ONE_LEDGER = 10

NOW = datetime(2026, 3, 1, 6, tzinfo=UTC)


def run(quick: bool) -> Result:
    """Take filings in on both engines in turn with plain inserts, then kill writers."""
    messages = [_message(start) for start in range(0, 2_500 if quick else 25_000, BATCH)]
    with TemporaryDirectory() as folder, _server() as server:
        tally = Tally()
        fsyncs = _fsyncs_per_s(Path(folder))
        sqlite = _race(messages, str(Path(folder) / "ledger.sqlite"), _plain_sqlite(Path(folder)))
        postgres = _race(messages, server.create_database(), _plain_postgres(server))
        through = messages[: 10 if quick else 40]
        node_sqlite = _through_node(through, str(Path(folder) / "node.sqlite"))
        node_postgres = _through_node(through, server.create_database())
        _kill(Path(folder), server, tally, 20 if quick else 200)
    return Result(
        name="intake",
        figures={
            "sqlite_filings_per_s": round(sqlite[0]),
            "postgres_filings_per_s": round(postgres[0]),
            "node_sqlite_filings_per_s": round(node_sqlite),
            "node_postgres_filings_per_s": round(node_postgres),
            "batch": BATCH,
            "bytes_a_filing": sum(map(len, messages)) // (BATCH * len(messages)),
            "trials": tally.trials,
            "acknowledged": tally.acknowledged,
            "lost": tally.lost,
            "doubled": tally.doubled,
            "chain_verifies": tally.broken == [],
        },
        peers={
            "plain_sqlite_inserts_per_s": round(sqlite[1]),
            "plain_postgres_inserts_per_s": round(postgres[1]),
            "ratio_plain_sqlite": round(sqlite[0] / sqlite[1], 3),
            "ratio_plain_postgres": round(postgres[0] / postgres[1], 3),
            "disk_fsyncs_per_s": round(fsyncs),
        },
        holds={
            "sqlite": sqlite[0] >= BAR,
            "postgres": postgres[0] >= BAR,
            "node_sqlite": node_sqlite >= BAR,
            "node_postgres": node_postgres >= BAR,
            "nothing_lost": tally.lost == 0 and tally.acknowledged > 0,
            "nothing_doubled": tally.doubled == 0,
            "chain_verifies": tally.broken == [],
        },
    )


def _message(start: int) -> bytes:
    return native.write(_filing(number) for number in range(start, start + BATCH))


def _filing(number: int) -> Filing:
    """Make up one filing of one consignment in one container."""
    return Filing(
        header=FilingHeader(format="native", sender="TESTCARRIER", reference=f"F{number:09}"),
        consignments=(
            Consignment(
                reference=f"TEST{number:09}",
                parties=(
                    _party(PartyRole.CONSIGNOR, f"Test Exportadora {number % 977} SA", "GYE", "EC"),
                    _party(PartyRole.CONSIGNEE, f"Test Import {number % 1409} NV", "ANR", "BE"),
                    _party(
                        PartyRole.NOTIFY_PARTY, f"Test Forwarding {number % 89} BV", "RTM", "NL"
                    ),
                ),
                goods_items=(
                    GoodsItem(
                        sequence=1,
                        description="FRESH CAVENDISH BANANAS IN CARTONS, 1080 BOXES OF 18.14 KG",
                        hs_code="080390",
                        package_count=1080,
                        package_type="CT",
                        gross_mass_kg=20_900.0 + number % 500,
                        equipment_numbers=(f"TSTU{number:07}",),
                    ),
                ),
                equipment=(
                    Equipment(
                        number=f"TSTU{number:07}",
                        size_type="45R1",
                        packed_status=PackedStatus.FULL,
                        seals=(Seal(number=f"SL{number:08}"),),
                        gross_mass_kg=20_900.0 + number % 500,
                        temperature_c=13.3,
                    ),
                ),
                route=Route(
                    place_of_receipt="ECGYE",
                    port_of_loading="ECGYE",
                    port_of_discharge="BEANR",
                    place_of_delivery="BEANR",
                ),
                conveyance=Conveyance(
                    vessel_name="TEST VESSEL",
                    imo_number="9074729",
                    voyage=f"{number % 53:03}N",
                    carrier_code="TEST",
                    departure_at=NOW,
                    arrival_at=NOW + timedelta(days=19),
                ),
                freight_payment=FreightPayment.PREPAID,
            ),
        ),
    )


def _party(role: PartyRole, name: str, city: str, country: str) -> Party:
    return Party(
        role=role,
        name=name,
        identifier=f"{country}{len(name):012}",
        address="Test Street 12, Building 4",
        city=city,
        country=country,
        telephone="+00 000 000 000",
    )


def _events(message: bytes) -> list[Event]:
    return [
        Event(
            kind="filing.received",
            payload=msgspec.json.encode(part.filing),
            known_at=NOW,
            key=sha256(part.data).hexdigest(),
            original=part.data,
        )
        for part in read(message, received_at=NOW)
        if part.filing is not None
    ]


def _through_node(messages: list[bytes], url: str) -> float:
    """Filings a second when each is also assessed and on the ranked work list at once."""
    with Node.open(url) as node:
        started = time.perf_counter()
        for message in messages:
            receipt = node.intake(message)
            assert len(receipt.positions) == BATCH
        taken = time.perf_counter() - started
        assert node.worklist().total == BATCH * len(messages)
    return BATCH * len(messages) / taken


def _race(
    messages: list[bytes], url: str, insert: Callable[[list[tuple[bytes, bytes]]], None]
) -> tuple[float, float]:
    """Take each message in, then insert the same bytes plainly; filings a second of both."""
    ours = plain = 0.0
    with Ledger.open(url) as ledger:
        for message in messages:
            started = time.perf_counter()
            receipts = ledger.append(_events(message))
            ours += time.perf_counter() - started
            assert len(receipts) == BATCH
            assert not any(receipt.duplicate for receipt in receipts)
            rows = [(event.payload, event.original or b"") for event in _events(message)]
            started = time.perf_counter()
            insert(rows)
            plain += time.perf_counter() - started
        assert ledger.verify() is None
    filings = BATCH * len(messages)
    return filings / ours, filings / plain


def _plain_sqlite(folder: Path) -> Callable[[list[tuple[bytes, bytes]]], None]:
    connection = sqlite3.connect(folder / "plain.sqlite")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, payload BLOB, original BLOB)")

    def insert(rows: list[tuple[bytes, bytes]]) -> None:
        with connection:
            connection.executemany("INSERT INTO plain (payload, original) VALUES (?, ?)", rows)

    return insert


def _plain_postgres(server: PostgresServer) -> Callable[[list[tuple[bytes, bytes]]], None]:
    connection = psycopg.connect(server.create_database())
    with connection.transaction():
        connection.execute(
            "CREATE TABLE plain (id serial PRIMARY KEY, payload bytea, original bytea)"
        )
    statement = "INSERT INTO plain (payload, original) VALUES (%s, %s)"

    def insert(rows: list[tuple[bytes, bytes]]) -> None:
        with connection.transaction(), connection.cursor() as cursor:
            cursor.executemany(statement, rows)

    return insert


def _fsyncs_per_s(folder: Path) -> float:
    """Append 4 kB and fsync, 200 times."""
    with (folder / "fsync").open("wb", buffering=0) as file:
        started = time.perf_counter()
        for _ in range(200):
            file.write(bytes(4096))
            os.fsync(file.fileno())
        return 200 / (time.perf_counter() - started)


@contextmanager
def _server() -> Generator[PostgresServer]:
    server = PostgresServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _kill(folder: Path, server: PostgresServer, tally: Tally, trials: int) -> None:
    """Half of the trials on each engine; on PostgreSQL every second one kills the server, too."""
    rng = random.Random(20260301)

    def kill_server() -> None:
        server.kill()
        server.start()

    for start in range(0, trials, 2 * TRIALS_ON_ONE_LEDGER):
        sqlite = Ground(str(folder / f"trial-{start}.sqlite"))
        postgres = Ground(server.create_database())
        for trial in range(TRIALS_ON_ONE_LEDGER):
            sqlite.trial(rng, tally, _nothing)
            postgres.trial(rng, tally, kill_server if trial % 2 else _nothing)


def _nothing() -> None:
    """Leave the server alone: only the writers die."""
