"""What a node's events say of parties: who is who, and how they hang together.

Names that are nobody's, such as `TO ORDER`, are left out.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from quaywatch.cargo import Consignment, FilingFunction, Party
from quaywatch.checks.parties.order_bills import to_order
from quaywatch.checks.parties.stand_ins import says_nobody
from quaywatch.inspections.record import Fact as BoxFact
from quaywatch.links import of_consignment
from quaywatch.links.writing import plain
from quaywatch.node.deeds import CHOSEN, JUDGED, found
from quaywatch.node.facts import FILING, Fact
from quaywatch.node.inspected import box_of

if TYPE_CHECKING:
    from quaywatch.links import Mention, Sign, Standing

TELLING = frozenset({FILING, *CHOSEN, *JUDGED})
"""Kinds of event that tell anything of parties."""
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
_BOX_FACTS = msgspec.json.Decoder(BoxFact)

Stood = list[tuple[Consignment, "Standing"]]
"""Consignments of a filing, each with how its parties stood just before."""


class Hearing:
    """The network of parties, told event by event in the order of the ledger."""

    def __init__(self) -> None:
        from quaywatch.links import Network

        self.network: Network = Network()
        self.clock: datetime | None = None
        """When the last event counts as known."""
        self.consignments: dict[str, str] = {}
        """By box that was chosen for inspection."""
        self.signs: dict[str, tuple[Sign, ...]] = {}
        """Signs of a front that a consignment gave when it was filed, where it gave any."""
        self.spellings: dict[str, str] = {}
        """Every spelling of a name in plain letters, with the first mention that has it."""

    def hear(self, said: Fact) -> Stood:
        """Take an event in; return how the parties of what it files stood before."""
        if said.kind not in TELLING:
            return []
        self.clock = said.known_at if self.clock is None else max(self.clock, said.known_at)
        box = box_of(said)
        if said.filing is not None:
            return self._filed(said, self.clock)
        if box is not None:
            self._inspected(said, box, self.clock)
        return []

    def look(self, consignment: Consignment) -> "Standing":
        """Return how the parties of a consignment stand as of the last event; leave no trace."""
        now = self.clock or _BEFORE_ALL
        return self.network.look(consignment.id, mentions_of(consignment, now))

    def _filed(self, filed: Fact, at: datetime) -> Stood:
        assert filed.filing is not None  # noqa: S101 - asked for filings alone
        if filed.filing.header.function is FilingFunction.CANCELLATION:
            return []
        put = self.network.journal.put
        told: Stood = []
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
            self.network.journal.put(self.consignments, box, order.consignment_id)
        consignment = self.consignments.get(box)
        if consignment is not None and found(done) and self.network.observed(consignment):
            self.network.found(consignment, at)


def mentions_of(consignment: Consignment, at: datetime) -> "tuple[Mention, ...]":
    """Return the mentions of those parties of a consignment that are somebody."""
    somebody = tuple(party for party in consignment.parties if _is_somebody(party))
    return of_consignment(msgspec.structs.replace(consignment, parties=somebody), at)


def _is_somebody(party: Party) -> bool:
    return not (says_nobody(party.name) or to_order(party.name))
