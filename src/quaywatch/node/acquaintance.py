"""Who is who among those whom a node's filings name, and how they hang together.

It follows the ledger in memory, event by event in its order, so that the same ledger gives the same
parties. A batch that is being worked out is heard before it is on disk, and taken back where it
does not come to that. Names that are nobody's, such as `TO ORDER`, are left out.
"""

import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from quaywatch import checks
from quaywatch.cargo import Consignment, FilingFunction, Party
from quaywatch.cargo.sources import digest_of
from quaywatch.checks.parties.order_bills import to_order
from quaywatch.checks.parties.stand_ins import says_nobody
from quaywatch.inspections.record import Fact as BoxFact
from quaywatch.ledger import Ledger
from quaywatch.links import of_consignment
from quaywatch.links.writing import plain
from quaywatch.node.deeds import CHOSEN, JUDGED, found
from quaywatch.node.facts import FILING, Fact, fact
from quaywatch.node.inspected import box_of

if TYPE_CHECKING:
    from quaywatch.links import Mention, Network, Sign, Standing

_NAME = "parties"
_READ_AT_ONCE = 500
_WORTH_KEEPING = 2000
"""Events after which a snapshot saves more than it costs."""
_LARGEST = 900_000_000
"""Most bytes of a snapshot: SQLite holds no value of more than 10⁹."""
_KINDS = frozenset({FILING, *CHOSEN, *JUDGED})
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
_BOX_FACTS = msgspec.json.Decoder(BoxFact)


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
        self._network: Network | None = None
        self.position = self._kept_at = 0
        self._clock: datetime | None = None
        self._before: _Before | None = None
        self._consignments: dict[str, str] = {}
        """By box that was chosen for inspection."""
        self.signs: dict[str, tuple[Sign, ...]] = {}
        """Signs of a front that a consignment gave when it was filed, where it gave any."""
        self.spellings: dict[str, str] = {}
        """Every spelling of a name in plain letters, with the first mention that has it."""

    @property
    def network(self) -> "Network":
        """The network as it stands; whoever reads it holds the lock (`hold`)."""
        if self._network is None:
            from quaywatch.links import Network

            self._network = Network()
        return self._network

    def hold(self) -> threading.RLock:
        """Return the lock under which the network may be read while others follow it."""
        return self._turn

    def follow(self, position: int) -> "Network":
        """Come to stand at the event at `position`, or stay where it knows more."""
        with self._turn:
            if self._network is None and position:
                self._load(position)
            while self.position < position:
                for each in self._next(position):
                    self._hear(each)
            return self.network

    def stand(self, position: int) -> None:
        """Come to stand at the event at `position` and no later one."""
        with self._turn:
            if self.position > position:
                self._forget()
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
                    self.position, self._clock = self._before.position, self._before.clock
                    self._before = None

    def hear(self, said: Fact) -> "list[tuple[Consignment, Standing]]":
        """Take in the next fact of a batch; return how the parties of what it files stood before.

        Called within `trying`. A fact that it does not stand before is left to be read from the
        ledger.
        """
        if said.position != self.position + 1:
            return []
        if self._before is None:
            self.network.journal.begin()
            self._before = _Before(self.position, self._clock)
        return self._hear(said)

    def look(self, consignment: Consignment) -> "Standing":
        """Return how the parties of a consignment stand as of the last event; leave no trace."""
        with self._turn:
            now = self._clock or _BEFORE_ALL
            return self.network.look(consignment.id, mentions_of(consignment, now))

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
            if self._network is None or self.position - self._kept_at < _WORTH_KEEPING:
                return
            kept = _Kept(
                network=self._network.dump(),
                clock=self._clock,
                consignments=self._consignments,
                signs=msgspec.msgpack.encode(self.signs),
                spellings=self.spellings,
            )
            data = msgspec.msgpack.encode(kept)
            if len(data) <= _LARGEST:
                self._ledger.save_snapshot(_NAME, self.position, _version(self._network), data)
                self._kept_at = self.position

    def _forget(self) -> None:
        """Start as before the first event."""
        self._network, self._clock = None, None
        self.position = self._kept_at = 0
        self._consignments, self.signs, self.spellings = {}, {}, {}

    def _load(self, position: int) -> None:
        from quaywatch.links import Network, Sign

        found = self._ledger.load_snapshot(_NAME, _version(self.network))
        if found is None or found.position > position:
            return
        kept = msgspec.msgpack.decode(found.data, type=_Kept)
        self._network = Network.load(kept.network)
        self._clock, self._consignments = kept.clock, kept.consignments
        self.signs = msgspec.msgpack.decode(kept.signs, type=dict[str, tuple[Sign, ...]])
        self.spellings = kept.spellings
        self.position = self._kept_at = found.position

    def _next(self, until: int) -> list[Fact]:
        recorded = self._ledger.read(self.position, _READ_AT_ONCE, tuple(sorted(_KINDS)))
        facts = [fact(r, r.position) for r in recorded if r.position <= until]
        if not facts:
            self.position = until
        return facts

    def _hear(self, said: Fact) -> "list[tuple[Consignment, Standing]]":
        told: list[tuple[Consignment, Standing]] = []
        if said.kind in _KINDS:
            self._clock = said.known_at if self._clock is None else max(self._clock, said.known_at)
            box = box_of(said)
            if said.filing is not None:
                told = self._filed(said, self._clock)
            elif box is not None:
                self._inspected(said, box, self._clock)
        self.position = said.position
        return told

    def _filed(self, filed: Fact, at: datetime) -> "list[tuple[Consignment, Standing]]":
        assert filed.filing is not None  # noqa: S101 - asked for filings alone
        if filed.filing.header.function is FilingFunction.CANCELLATION:
            return []
        put = self.network.journal.put
        told: list[tuple[Consignment, Standing]] = []
        for consignment in filed.filing.consignments:
            mentions = mentions_of(consignment, at)
            standing = self.network.observe(consignment.id, mentions)
            told.append((consignment, standing))
            if standing.signs:
                put(self.signs, consignment.id, standing.signs)
            for mention in mentions:
                spelling = plain(mention.party.name)
                if spelling not in self.spellings:
                    put(self.spellings, spelling, mention.id)
        return told

    def _inspected(self, done: Fact, box: str, at: datetime) -> None:
        order = _BOX_FACTS.decode(done.payload).order
        if order is not None:
            self.network.journal.put(self._consignments, box, order.consignment_id)
        consignment = self._consignments.get(box)
        if consignment is not None and found(done) and self.network.observed(consignment):
            self.network.found(consignment, at)


def _version(network: "Network") -> str:
    """Name all that decides what a snapshot holds."""
    return "/".join((network.version, checks.version(), digest_of("quaywatch.node")))


def mentions_of(consignment: Consignment, at: datetime) -> "tuple[Mention, ...]":
    """Return the mentions of those parties of a consignment that are somebody."""
    somebody = tuple(party for party in consignment.parties if _is_somebody(party))
    return of_consignment(msgspec.structs.replace(consignment, parties=somebody), at)


def _is_somebody(party: Party) -> bool:
    return not (says_nobody(party.name) or to_order(party.name))
