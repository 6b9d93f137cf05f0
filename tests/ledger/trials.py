"""Kill -9 trials: writers in processes of their own, killed at random instants.

Each writer says on a pipe what has been acknowledged to it. After the kill the ledger must hold
every acknowledged event where the acknowledgement says, each event once, in a sound chain.
"""

import multiprocessing
import os
import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection
from threading import Event, Thread

import msgspec
from sqlalchemy.exc import DBAPIError

from quaywatch.ledger import Ledger, LedgerError
from tests.ledger.making import an_event

WRITERS = 2
LONGEST_S = 0.25
WARM = 0.75
"""Share of the trials whose clock runs from the first acknowledgement; else from the start."""
BATCH = 20

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.ledger.trials"])


@dataclass(slots=True)
class Tally:
    """What all trials together showed."""

    trials: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    broken: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Ground:
    """One ledger that goes through several kills."""

    url: str
    acknowledged: dict[str, int] = field(default_factory=dict)

    def trial(self, rng: random.Random, tally: Tally, kill_server: Callable[[], None]) -> None:
        """Let writers work, kill them (and first what `kill_server` kills), look what stands."""
        writers = [Writer(self.url, rng.getrandbits(64)) for _ in range(WRITERS)]
        if rng.random() < WARM:
            writers[0].began.wait(timeout=30)
        time.sleep(rng.uniform(0, LONGEST_S))
        kill_server()
        for writer in writers:
            for key, position in writer.kill():
                tally.acknowledged += key not in self.acknowledged
                tally.doubled += self.acknowledged.setdefault(key, position) != position
        tally.trials += 1
        self._look(tally)

    def _look(self, tally: Tally) -> None:
        with Ledger.open(self.url) as ledger:
            broken = ledger.verify()
            events = ledger.read(limit=1_000_000)
        standing = {event.key: event.position for event in events}
        facts = {msgspec.json.decode(event.payload)["number"] for event in events}
        tally.lost += sum(standing.get(k) != p for k, p in self.acknowledged.items())
        tally.doubled += len(events) - len(facts)
        if broken is not None:
            tally.broken.append(broken.message)


class Writer:
    """A process that appends until it is killed."""

    def __init__(self, url: str, seed: int) -> None:
        reader, acknowledgements = _processes.Pipe(duplex=False)
        self.began = Event()
        """Set when something has been acknowledged."""
        self._heard: list[bytes] = []
        self._process = _processes.Process(target=_write, args=(url, seed, acknowledgements))
        self._process.start()
        acknowledgements.close()
        self._ear = Thread(target=self._listen, args=(reader,))
        self._ear.start()

    def kill(self) -> list[tuple[str, int]]:
        """Kill -9 and return the keys and positions that were acknowledged."""
        self._process.kill()
        self._process.join()
        self._ear.join()
        lines = b"".join(self._heard).decode().split("\n")[:-1]
        return [(key, int(position)) for key, position in (line.split() for line in lines)]

    def _listen(self, reader: Connection) -> None:
        while heard := os.read(reader.fileno(), 65_536):
            self._heard.append(heard)
            self.began.set()
        reader.close()


def _write(url: str, seed: int, acknowledgements: Connection) -> None:
    with suppress(LedgerError, DBAPIError):  # as when the server is killed first
        _append_for_ever(Ledger.open(url), random.Random(seed), acknowledgements)


def _append_for_ever(ledger: Ledger, rng: random.Random, acknowledgements: Connection) -> None:
    # Writers walk the same numbers, so that what one sends the other has often sent already.
    for start in count(ledger.head().position, BATCH // 2):
        numbers = [start + rng.randrange(BATCH) for _ in range(rng.randint(1, BATCH))]
        events = [an_event(n, original=b"%d " % n * rng.randint(1, 200)) for n in numbers]
        receipts = ledger.append(events)
        said = (f"{e.key} {r.position}\n" for e, r in zip(events, receipts, strict=True))
        os.write(acknowledgements.fileno(), "".join(said).encode())
