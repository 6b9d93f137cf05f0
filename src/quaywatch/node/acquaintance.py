"""Who is who among those whom a node's filings name, and how they hang together.

It follows the ledger in memory, event by event in its order, so that the same ledger gives the same
parties. A batch that is being worked out is heard before it is on disk, and taken back where it
does not come to that.
"""

import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
import zstandard

from quaywatch import checks
from quaywatch.cargo import Consignment
from quaywatch.cargo.sources import digest_of
from quaywatch.ledger import Ledger
from quaywatch.node.facts import Fact, fact
from quaywatch.node.hearing import TELLING, Hearing, Stood

if TYPE_CHECKING:
    from quaywatch.links import Network, Standing

_NAME = "parties"
_READ_AT_ONCE = 500
_WORTH_KEEPING = 2000
"""Events and consignments filed, after which a snapshot saves more than it costs."""
_LARGEST = 900_000_000
"""Most bytes of a compressed snapshot: SQLite holds no value of more than 10⁹."""


class _Kept(msgspec.Struct, frozen=True):
    network: bytes
    clock: datetime | None
    consignments: dict[str, str]
    signs: bytes
    spellings: dict[str, str]


class _Before(msgspec.Struct, frozen=True):
    """Where it stood when a batch began."""

    position: int
    clock: datetime | None


class Acquaintance:
    """The network of parties as of the event at `position`; safe to use from many threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._turn = threading.RLock()
        self._heard: Hearing | None = None
        self.position = self._unkept = 0
        self._before: _Before | None = None

    @property
    def heard(self) -> Hearing:
        """What was heard so far; whoever reads it holds the lock (`hold`)."""
        if self._heard is None:
            self._heard = Hearing()
        return self._heard

    @property
    def network(self) -> "Network":
        """The network as it stands, for those who hold the lock."""
        return self.heard.network

    def hold(self) -> threading.RLock:
        """Return the lock under which the network may be read while others follow it."""
        return self._turn

    def follow(self, position: int) -> "Network":
        """Come to stand at the event at `position`, or stay where it knows more."""
        with self._turn:
            if self._heard is None and position:
                self._load(position)
            while self.position < position:
                for each in self._next(position):
                    self._hear(each)
            return self.network

    def stand(self, position: int) -> None:
        """Come to stand at the event at `position` and no later one."""
        with self._turn:
            if self.position > position:
                self._heard = None
                self.position = self._unkept = 0
            self.follow(position)

    @contextmanager
    def trying(self) -> Generator[None]:
        """Hold the lock; take back, at the end, what was heard within and not settled."""
        with self._turn:
            try:
                yield
            finally:
                if self._before is not None:
                    self.network.journal.take_back()
                    self.position, self.heard.clock = self._before.position, self._before.clock
                    self._before = None

    def hear(self, said: Fact) -> Stood:
        """Take in the next fact of a batch; return how the parties of what it files stood before.

        Called within `trying`. A fact that it does not stand before is left to be read from the
        ledger.
        """
        if said.position != self.position + 1:
            return []
        if self._before is None:
            self.network.journal.begin()
            self._before = _Before(self.position, self.heard.clock)
        return self._hear(said)

    def look(self, consignment: Consignment) -> "Standing":
        """Return how the parties of a consignment stand as of the last event; leave no trace."""
        with self._turn:
            return self.heard.look(consignment)

    def settle(self, facts: Sequence[Fact]) -> None:
        """Let what was heard stand: the batch is on disk."""
        with self._turn:
            if self._before is not None:
                self.network.journal.settle()
                self._before = None
                self.position = facts[-1].position

    def keep(self) -> None:
        """Keep a snapshot, from which the next start goes on; none where it would be too large."""
        with self._turn:
            heard = self._heard
            if heard is None or self._unkept < _WORTH_KEEPING:
                return
            kept = _Kept(
                network=heard.network.dump(),
                clock=heard.clock,
                consignments=heard.consignments,
                signs=msgspec.msgpack.encode(heard.signs),
                spellings=heard.spellings,
            )
            data = zstandard.ZstdCompressor(level=1).compress(msgspec.msgpack.encode(kept))
            if len(data) <= _LARGEST:
                self._ledger.save_snapshot(_NAME, self.position, _version(heard.network), data)
                self._unkept = 0

    def _hear(self, said: Fact) -> Stood:
        stood = self.heard.hear(said)
        self.position = said.position
        self._unkept += 1 + (len(said.filing.consignments) if said.filing else 0)
        return stood

    def _load(self, position: int) -> None:
        from quaywatch.links import Network, Sign

        found = self._ledger.load_snapshot(_NAME, _version(self.network))
        if found is None or found.position > position:
            return
        data = zstandard.ZstdDecompressor().decompress(found.data)
        kept, heard = msgspec.msgpack.decode(data, type=_Kept), self.heard
        heard.network = Network.load(kept.network)
        heard.clock, heard.consignments = kept.clock, kept.consignments
        heard.signs = msgspec.msgpack.decode(kept.signs, type=dict[str, tuple[Sign, ...]])
        heard.spellings = kept.spellings
        self.position = found.position

    def _next(self, until: int) -> list[Fact]:
        recorded = self._ledger.read(self.position, _READ_AT_ONCE, tuple(sorted(TELLING)))
        facts = [fact(r, r.position) for r in recorded if r.position <= until]
        if not facts:
            self.position = until
        return facts


def _version(network: "Network") -> str:
    """Name all that decides what a snapshot holds."""
    return "/".join((network.version, checks.version(), digest_of("quaywatch.node")))
