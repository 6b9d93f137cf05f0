"""Kill -9 trials: two nodes in processes of their own, killed at random instants.

Rotterdam publishes and withdraws, and says on a pipe what is on its disk; Antwerp asks for it, both
by the servers and couriers of the product. In the end Antwerp must hold each notice that stands,
once, and none that was withdrawn.
"""

import multiprocessing
import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event, Thread

from quaywatch.alliance import known_by
from quaywatch.alliance.line import Line, What
from quaywatch.alliance.transport import Courier, LineServer
from quaywatch.ledger.engine import open_engine
from tests.alliance.line.lines import KEYS, allowed, withdrawn
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM, notice
from tests.alliance.transport.posts import Post, introduce, post
from tests.ports import free_port

LONGEST_S = 0.4
_AT_ONCE = 5

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.alliance.transport.trials"])


@dataclass(slots=True)
class Tally:
    """What all trials together showed."""

    kills: int = 0
    published: int = 0
    withdrawn: int = 0
    lost: int = 0
    doubled: int = 0
    revived: int = 0


@dataclass
class Ground:
    """Two nodes that go through several kills."""

    folder: Path
    databases: Mapping[str, str] = field(default_factory=dict)
    """URL by node; a SQLite file in the folder where none is given."""
    published: set[str] = field(default_factory=set)
    meant: set[str] = field(default_factory=set)
    """To be withdrawn: whether they were is not known of those that a kill came between."""
    withdrawn: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        posts = [post(self.folder, node, where=self.where(node)) for node in (ROTTERDAM, ANTWERP)]
        introduce(posts)
        self._ports = {one.node: free_port() for one in posts}
        for one, other in (posts, posts[::-1]):
            address = f"https://127.0.0.1:{self._ports[other.node]}"
            one.line.peers.change(other.node, address=address)
        for one in posts:
            one.line.engine.dispose()

    def where(self, node: str) -> str:
        """Where a node's database is."""
        return self.databases.get(node, str(self.folder / f"{node}.sqlite"))

    def trial(
        self,
        rng: random.Random,
        tally: Tally,
        kill_server: Callable[[], None] = lambda: None,
    ) -> None:
        """Let both work, kill both (and first what `kill_server` kills)."""
        author = _Process(self, ROTTERDAM, rng.getrandbits(32))
        reader = _Process(self, ANTWERP, 0)
        author.began.wait(timeout=60)
        time.sleep(rng.uniform(0, LONGEST_S))
        kill_server()
        for process in rng.sample([author, reader], 2):
            for said, name in process.kill():
                {"p": self.published, "i": self.meant, "w": self.withdrawn}[said].add(name)
            tally.kills += 1
            time.sleep(rng.uniform(0, 0.05))

    def look(self, tally: Tally, timeout_s: float = 120.0) -> None:
        """Let Antwerp catch up, and compare."""
        author, reader = _Process(self, ROTTERDAM, -1), _Process(self, ANTWERP, -1)
        lines = {node: _line(self.where(node), node) for node in (ROTTERDAM, ANTWERP)}
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline and not _level(lines[ROTTERDAM], lines[ANTWERP]):
            time.sleep(0.1)
        author.kill()
        reader.kill()
        arrived = [
            one
            for start in range(0, 1_000_000, 1000)
            for one in lines[ANTWERP].arrivals(start, 1000)
            if one.number <= start + 1000
        ]
        came = [one.id for one in arrived if one.what is What.NOTICE]
        alive = {one.id for one in arrived if one.notice is not None}
        standing = self.published - self.meant
        tally.published += len(self.published)
        tally.withdrawn += len(self.withdrawn)
        tally.lost += len(standing - alive)
        tally.doubled += len(came) - len(set(came))
        tally.revived += len(alive & self.withdrawn)
        for line in lines.values():
            line.engine.dispose()


class _Process:
    """A node that works until it is killed."""

    def __init__(self, ground: Ground, node: str, seed: int) -> None:
        reader, said = _processes.Pipe(duplex=False)
        self.began = Event()
        self._heard: list[bytes] = []
        arguments = (ground.folder, ground.where(node), node, ground._ports[node], seed, said)
        self._process = _processes.Process(target=_work, args=arguments)
        self._process.start()
        said.close()
        self._ear = Thread(target=self._listen, args=(reader,))
        self._ear.start()

    def kill(self) -> list[tuple[str, str]]:
        """Kill -9 and return what was said to be on disk."""
        self._process.kill()
        self._process.join()
        self._ear.join()
        lines = b"".join(self._heard).decode().split("\n")[:-1]
        return [(line[0], line[1:]) for line in lines if line[0] != "b"]

    def _listen(self, reader: Connection) -> None:
        while heard := os.read(reader.fileno(), 65_536):
            self._heard.append(heard)
            self.began.set()
        reader.close()


def _work(folder: Path, where: str, node: str, port: int, seed: int, said: Connection) -> None:
    line = _line(where, node)
    certificate, key = folder / node / "tls.crt", folder / node / "tls.key"
    LineServer(line, certificate, key, port=port).start()
    Courier(line, certificate, key, wait_s=1).start()
    os.write(said.fileno(), b"b\n")
    if node == ROTTERDAM and seed >= 0:
        _publish_for_ever(line, random.Random(seed), said)
    time.sleep(3600)


def _publish_for_ever(line: Line, rng: random.Random, said: Connection) -> None:
    alive: list[str] = []
    for number in count(rng.getrandbits(48)):
        names = [known_by(ROTTERDAM, f"{number}/{n}") for n in range(rng.randint(1, _AT_ONCE))]
        with line.transaction() as connection:
            line.publish(connection, [allowed(notice(id=name), ANTWERP) for name in names])
        os.write(said.fileno(), "".join(f"p{name}\n" for name in names).encode())
        alive += names
        if rng.random() < 0.3:
            name = alive.pop(rng.randrange(len(alive)))
            os.write(said.fileno(), f"i{name}\n".encode())
            with line.transaction() as connection:
                line.withdraw(connection, withdrawn(notice(id=name)))
            os.write(said.fileno(), f"w{name}\n".encode())
        time.sleep(0.01)


def _line(where: str, node: str) -> Line:
    engine = open_engine(where, create=False)
    return Line(engine, node, KEYS[node], lambda: NOW)


def _level(author: Line, reader: Line) -> bool:
    return author.peers.get(ANTWERP).sent == reader.peers.get(ROTTERDAM).taken


assert Post
