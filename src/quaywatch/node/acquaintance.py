"""Who is who among those whom a node's filings name, and how they hang together.

It follows the ledger in memory, event by event in its order, so that the same ledger gives the same
parties. Names that are nobody's, such as `TO ORDER`, are left out.
"""

import threading
from collections.abc import Sequence
from datetime import datetime
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
from quaywatch.node.deeds import JUDGED
from quaywatch.node.facts import FILING, Fact, fact
from quaywatch.node.inspected import box_of
from quaywatch.node.recalling import CHOSEN, found

if TYPE_CHECKING:
    from quaywatch.links import Mention, Network, Sign

_NAME = "parties"
_READ_AT_ONCE = 500
_WORTH_KEEPING = 2000
"""Events after which a snapshot saves more than it costs."""
_LARGEST = 900_000_000
"""Most bytes of a snapshot: SQLite holds no value of more than 10⁹."""
_KINDS = (FILING, *sorted(CHOSEN | JUDGED))
_BOX_FACTS = msgspec.json.Decoder(BoxFact)


class _Kept(msgspec.Struct, frozen=True):
    network: bytes
    clock: datetime | None
    consignments: dict[str, str]
    signs: bytes
    spellings: dict[str, str]


class Acquaintance:
    """The network of parties as of the event at `position`; safe to use from many threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._turn = threading.RLock()
        self._network: Network | None = None
        self.position = self._kept_at = 0
        self._clock: datetime | None = None
        self._consignments: dict[str, str] = {}
        """By box that was chosen for inspection."""
        self.signs: dict[str, tuple[Sign, ...]] = {}
        """Signs of a front that a consignment gave when it was filed, where it gave any."""
        self.spellings: dict[str, str] = {}
        """Every spelling of a name in plain letters, with the first mention that has it."""

    def now(self) -> "Network":
        """Return the network as of the ledger's last event."""
        with self._turn:
            head = self._ledger.head().position
            if self._network is None and head:
                self._load()
            while self.position < head:
                self._take_in(self._next(head))
            return self._started()

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

    def _load(self) -> None:
        from quaywatch.links import Network, Sign

        found = self._ledger.load_snapshot(_NAME, _version(self._started()))
        if found is None:
            return
        kept = msgspec.msgpack.decode(found.data, type=_Kept)
        self._network = Network.load(kept.network)
        self._clock, self._consignments = kept.clock, kept.consignments
        self.signs = msgspec.msgpack.decode(kept.signs, type=dict[str, tuple[Sign, ...]])
        self.spellings = kept.spellings
        self.position = self._kept_at = found.position

    def hold(self) -> threading.RLock:
        """Return the lock under which the network may be read while others follow it."""
        return self._turn

    def _started(self) -> "Network":
        if self._network is None:
            from quaywatch.links import Network

            self._network = Network()
        return self._network

    def _next(self, head: int) -> list[Fact]:
        recorded = self._ledger.read(self.position, _READ_AT_ONCE, _KINDS)
        facts = [fact(r, r.position) for r in recorded if r.position <= head]
        if not facts:
            self.position = head
        return facts

    def _take_in(self, facts: Sequence[Fact]) -> None:
        for each in facts:
            self._clock = each.known_at if self._clock is None else max(self._clock, each.known_at)
            box = box_of(each)
            if each.filing is not None:
                self._filed(each, self._clock)
            elif box is not None:
                self._inspected(each, box, self._clock)
            self.position = each.position

    def _filed(self, filed: Fact, at: datetime) -> None:
        assert filed.filing is not None  # noqa: S101 - asked for filings alone
        if filed.filing.header.function is FilingFunction.CANCELLATION:
            return
        for consignment in filed.filing.consignments:
            mentions = mentions_of(consignment, at)
            if mentions:
                standing = self._started().observe(consignment.id, mentions)
                if standing.signs:
                    self.signs[consignment.id] = standing.signs
            for mention in mentions:
                self.spellings.setdefault(plain(mention.party.name), mention.id)

    def _inspected(self, done: Fact, box: str, at: datetime) -> None:
        order = _BOX_FACTS.decode(done.payload).order
        if order is not None:
            self._consignments[box] = order.consignment_id
        consignment = self._consignments.get(box)
        network = self._started()
        if consignment is not None and found(done) and network.observed(consignment):
            network.found(consignment, at)


def _version(network: "Network") -> str:
    """Name all that decides what a snapshot holds."""
    return "/".join((network.version, checks.version(), digest_of("quaywatch.node")))


def mentions_of(consignment: Consignment, at: datetime) -> "tuple[Mention, ...]":
    """Return the mentions of those parties of a consignment that are somebody."""
    somebody = tuple(party for party in consignment.parties if _is_somebody(party))
    return of_consignment(msgspec.structs.replace(consignment, parties=somebody), at)


def _is_somebody(party: Party) -> bool:
    return not (says_nobody(party.name) or to_order(party.name))
