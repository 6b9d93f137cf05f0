"""The witnessed audit: appended and on disk, proven in a kilobyte, every changed bit noticed.

`pymerkle` is the peer, and the judge of the roots and proofs.
"""

import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pymerkle as pymerkle_untyped
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from bench.result import Result
from quaywatch.alliance.witness import Log, Publisher, Witnessing, bundled, create, verify
from quaywatch.alliance.witness.log import salted
from quaywatch.ledger.engine import for_writing, open_engine
from quaywatch.ledger.tree import Witness, check_consistency, check_inclusion

TITLE = "Witnessed audit: appends on disk, proofs, changed bits, beside pymerkle"

_NAME = "antwerp.customs.example/sharing"
_BATCH = 4096
_BAR_APPENDS, _BAR_PROOF = 100_000, 1024
_NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
_pymerkle: Any = pymerkle_untyped


def run(quick: bool) -> Result:
    """Run the benchmark."""
    count = 200_000 if quick else 1_000_000
    entries = [b"decision %d of a day, with its rules and what went" % n for n in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        figures, agrees, peer = _grown(Path(folder), entries)
        missed, tried = _changed(Path(folder))
    figures |= {"changed_bits": tried, "changed_bits_missed": missed}
    rate = figures["appends_per_s"]
    proof = figures["proof_bytes"]
    holds = {
        "appends_per_s": isinstance(rate, int) and rate >= _BAR_APPENDS,
        "proof_bytes": isinstance(proof, int) and proof <= _BAR_PROOF,
        "agrees_with_pymerkle": agrees,
        "changed_bits_missed": missed == 0,
    }
    return Result("audit", figures, peer, holds)


def _grown(folder: Path, entries: list[bytes]) -> tuple[dict[str, object], bool, dict[str, object]]:
    engine = open_engine(folder / "log", create=True)
    create(engine)
    log, key = Log(_NAME, b"s" * 32), Ed25519PrivateKey.generate()
    start, wall = time.process_time(), time.perf_counter()
    for at in range(0, len(entries), _BATCH):
        with for_writing(engine.connect()) as connection, connection.begin():
            log.append(connection, entries[at : at + _BATCH])
    spent, waited = time.process_time() - start, time.perf_counter() - wall
    with for_writing(engine.connect()) as connection, connection.begin():
        allies, signing_ms = _signed(connection, log, key)
        figures, agrees, peer = _proven(connection, log, entries)
    engine.dispose()
    rate = round(len(entries) / spent)
    return (
        {
            "entries": len(entries),
            "appends_per_s": rate,
            "appends_per_wall_s": round(len(entries) / waited),
            "cosignatures": allies,
            "checkpoint_and_cosigning_ms": signing_ms,
            **figures,
        },
        agrees,
        peer,
    )


def _signed(connection: Connection, log: Log, key: Ed25519PrivateKey) -> tuple[int, float]:
    """Sign a checkpoint and have two allies cosign it; return how many did, and what it took."""
    keys = [Ed25519PrivateKey.generate() for _ in range(2)]
    allies = [Witness(f"ally {n}", one.public_key()) for n, one in enumerate(keys)]
    publisher = Publisher(log, key, allies)
    start = time.process_time()
    publisher.checkpoint(connection, _NOW)
    body = publisher.request(connection, 0) or b""
    seen = 0
    for one, secret in zip(allies, keys, strict=True):
        connection.exec_driver_sql("DELETE FROM witnessed_seen")  # each ally has its own
        line = Witnessing(one.name, secret, {log.name: publisher.key}).add(connection, body, _NOW)
        seen = len(publisher.add(connection, log.size(connection), line).witnessed)
    return seen, round(1000 * (time.process_time() - start), 2)


def _proven(
    connection: Connection, log: Log, entries: list[bytes]
) -> tuple[dict[str, object], bool, dict[str, object]]:
    size = len(entries)
    places = [at * 7_919 % size for at in range(500)]
    tree = log.tree(connection)
    root = tree.root()
    start = time.process_time()
    proofs = [log.tree(connection).inclusion(place) for place in places]
    proving = time.process_time() - start
    leaves = [salted(entries[place], log.salt(place)) for place in places]
    start = time.process_time()
    for place, leaf, proof in zip(places, leaves, proofs, strict=True):
        check_inclusion(leaf, place, size, root, proof)
    checking = time.process_time() - start
    old = size // 3
    kept = tree.consistency(old)
    check_consistency(old, tree.root(old), size, root, kept)
    figures: dict[str, object] = {
        "proof_bytes": max(sum(map(len, proof)) for proof in [*proofs, kept]),
        "prove_ms": round(1000 * proving / len(places), 3),
        "verify_ms": round(1000 * checking / len(places), 4),
    }
    agrees, peer = _peer(log, entries, root)
    return figures, agrees, peer


def _peer(log: Log, entries: list[bytes], root: bytes) -> tuple[bool, dict[str, object]]:
    """Lay the same entries with pymerkle, in memory and on disk; return whether it agrees."""
    salts = [log.salt(at) for at in range(len(entries))]
    start = time.process_time()
    tree = _pymerkle.InmemoryTree(algorithm="sha256")
    for salt, data in zip(salts, entries, strict=True):
        tree.append_entry(salt + data)
    spent = time.process_time() - start
    some = min(len(entries), 2000)
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        with _pymerkle.SqliteTree(f"{folder}/tree.db", algorithm="sha256") as kept:
            for salt, data in zip(salts[:some], entries[:some], strict=True):
                kept.append_entry(salt + data)
        persisted = time.process_time() - start
    root_of = getattr(tree, "get_root", None) or tree.get_state
    return root_of() == root, {
        "pymerkle_in_memory_appends_per_s": round(len(entries) / spent),
        "pymerkle_sqlite_appends_per_s": round(some / persisted),
    }


def _changed(folder: Path) -> tuple[int, int]:
    """Change each bit of a file of a small log in turn; return how often nothing was noticed."""
    engine = open_engine(folder / "small", create=True)
    create(engine)
    key = Ed25519PrivateKey.generate()
    publisher = Publisher(Log(_NAME, b"s" * 32), key, [])
    with for_writing(engine.connect()) as connection, connection.begin():
        publisher.log.append(connection, [b"allowed", b"denied"])
        earlier = publisher.checkpoint(connection, _NOW) or ""
        publisher.log.append(connection, [b"allowed"])
        publisher.checkpoint(connection, _NOW + timedelta(minutes=1))
        data = bundled(connection, publisher, earlier=[earlier])
    engine.dispose()
    expected = publisher.key.public.public_bytes_raw().hex()
    missed = 0
    for bit in range(8 * len(data)):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        missed += not verify(bytes(changed), expected).wrong
    return missed, 8 * len(data)
