"""Two nodes for the benches of the line; one answers in a process of its own, which is timed."""

import multiprocessing
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from quaywatch.alliance import Notice, known_by
from quaywatch.alliance.bodies import Seizure
from quaywatch.alliance.line import Line, Offer
from quaywatch.alliance.transport import Client, LineServer
from quaywatch.ledger.engine import open_engine
from tests.alliance.line.lines import KEYS, allowed
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM, notice
from tests.alliance.transport.posts import Post, introduce, post

TICKS = os.sysconf("SC_CLK_TCK")
AT_ONCE = 1000
_SUBSTANCES = "cocaine", "heroin", "ketamine", "hashish"
_processes = multiprocessing.get_context("spawn")


def notices(count: int, seed: int = 1) -> Iterator[Notice]:
    """Yield seizures, no two alike; names and numbers are invented."""
    rng = random.Random(seed)
    for number in range(count):
        body = Seizure(
            found_at=NOW,
            at=rng.choice(["NLRTM", "BEANR", "DEHAM", "ESVGO"]),
            substance=rng.choice(_SUBSTANCES),
            mass_kg=rng.randint(1, 4000) / 2,
            containers=(f"TSTU{rng.randint(0, 9_999_999):07}",),
            seals=(f"SL{rng.getrandbits(32):010}",),
            consignee=f"TEST IMPORT {rng.randint(0, 99_999)} NV",
            telephones=(f"+00 {rng.randint(0, 10**9)}",),
            route=("ECGYE", "PAMIT", "NLRTM"),
            heading="0803",
            note=f"found {rng.getrandbits(40):x} under {rng.getrandbits(24):x}",
        )
        yield notice(body, id=known_by(ROTTERDAM, f"{seed}/{number}"))


def publish(line: Line, told: Iterator[Notice]) -> int:
    """Publish all, a thousand at a time; return how many."""
    count = 0
    while run := [allowed(one, ANTWERP) for _, one in zip(range(AT_ONCE), told, strict=False)]:
        _send(line, run)
        count += len(run)
    return count


def _send(line: Line, run: Sequence[Offer]) -> None:
    with line.transaction() as connection:
        line.publish(connection, run)


@dataclass
class Pair:
    """Rotterdam, which publishes and answers, and Antwerp, which asks."""

    antwerp: Post
    rotterdam: Post

    @classmethod
    def make(cls, folder: Path) -> "Pair":
        """Make both, on SQLite as it is used: each commit waits for the disk."""
        folder.mkdir(parents=True, exist_ok=True)
        both = post(folder, ANTWERP), post(folder, ROTTERDAM)
        introduce([*both])
        return cls(*both)

    @classmethod
    def again(cls, folder: Path) -> "Pair":
        """Open both as they were left."""
        return cls(*(_left(folder, node) for node in (ANTWERP, ROTTERDAM)))


def _left(folder: Path, node: str) -> Post:
    engine = open_engine(folder / f"{node}.sqlite", create=False)
    own = folder / node
    return Post(Line(engine, node, KEYS[node], lambda: NOW), own / "tls.crt", own / "tls.key")


class Answering:
    """Rotterdam's server in a process of its own."""

    def __init__(self, pair: Pair) -> None:
        here, there = _processes.Pipe()
        folder = pair.rotterdam.certificate.parents[1]
        self._process = _processes.Process(target=_answer, args=(folder, there), daemon=True)
        self._process.start()
        self.port: int = here.recv()
        pair.antwerp.line.peers.change(ROTTERDAM, address=f"https://127.0.0.1:{self.port}")
        self.client: Client = pair.antwerp.client(pair.rotterdam)

    def cpu_s(self) -> float:
        """Return the processor time that it has taken."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def stop(self) -> None:
        self.client.close()
        self._process.terminate()
        self._process.join()


def _answer(folder: Path, there: Connection) -> None:
    engine = open_engine(folder / f"{ROTTERDAM}.sqlite", create=False)
    line = Line(engine, ROTTERDAM, KEYS[ROTTERDAM], lambda: NOW)
    own = folder / ROTTERDAM
    server = LineServer(line, own / "tls.crt", own / "tls.key")
    server.start()
    there.send(server.port)
    time.sleep(86_400)


def as_stix(told: Iterator[Notice]) -> list[dict[str, object]]:
    """Return notices as a peer's server knows them: STIX 2.1 of its own, about as long."""
    return [
        {
            "type": "indicator",
            "spec_version": "2.1",
            "id": f"indicator--{one.id}",
            "created": "2026-03-02T09:30:15.123Z",
            "modified": "2026-03-02T09:30:15.123Z",
            "name": "seizure",
            "description": msgspec.json.encode(one.body).decode(),
            "pattern": "[file:name = 'x']",
            "pattern_type": "stix",
            "valid_from": "2026-03-02T09:30:15.123Z",
        }
        for one in told
    ]
