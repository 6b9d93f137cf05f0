"""How parties hang together, and which of them stood in past finds, as known so far."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from quaywatch.links.mention import Mention
from quaywatch.links.resolver import Resolver
from quaywatch.links.signs import signs
from quaywatch.links.snapshot import pack, unpack, version
from quaywatch.links.standing import Standing, standing
from quaywatch.links.ties import MOVERS, Value, values
from quaywatch.links.weights import Weights

K = TypeVar("K")
V = TypeVar("V")


class Network:
    """Parties with what they share, folded in the order in which things became known.

    `observe` answers from what came before alone; a find counts from the moment `found` tells it.
    So the figures of a consignment are the same in a backtest as on the day.
    """

    def __init__(self, resolver: Resolver | None = None) -> None:
        self.resolver = Resolver() if resolver is None else resolver
        self._journal = self.resolver.journal
        self.holders: dict[Value, dict[str, datetime]] = {}
        """Parties by what they share, each with when it first did."""
        self.held: dict[str, dict[Value, datetime]] = {}
        """The same by party."""
        self.deals: dict[str, dict[str, datetime]] = {}
        """Parties by those they stood in one consignment with."""
        self.finds: dict[str, dict[str, datetime]] = {}
        """Consignments in which something was found, by party, each with when that was known."""
        self.chapters: dict[str, dict[str, int]] = {}
        """Consignments of each HS chapter by party."""
        self.movers: dict[str, bool] = {}
        """Parties that moved goods for others, as keys."""
        self.first_seen: dict[str, datetime] = {}
        self._of: dict[str, tuple[str, ...]] = {}
        self.last: datetime | None = None
        """When what was told last became known."""

    def observe(self, consignment: str, mentions: Sequence[Mention]) -> Standing:
        """Take in the parties of a consignment; return how they stood just before.

        A consignment known already is judged anew and adds what is new in it. Raises ValueError
        when a mention is older than one taken in before: the order is that of becoming known.
        """
        parties = [self._resolved(mention) for mention in mentions]
        found = standing(self, consignment, mentions, parties)
        told = signs(self, mentions, parties)
        again = consignment in self._of
        for mention, party in zip(mentions, parties, strict=True):
            self._keep(party, mention, again=again)
        for party in parties:
            dealt = self._inner(self.deals, party)
            for other, mention in zip(parties, mentions, strict=True):
                if other != party and other not in dealt:
                    self._journal.put(dealt, other, mention.at)
        ids = tuple(dict.fromkeys(mention.id for mention in mentions))
        self._journal.put(self._of, consignment, ids)
        return Standing(parties=found, signs=told)

    @contextmanager
    def looking(self) -> Generator[None]:
        """Take back, at the end, all that is told within; RuntimeError when it is open already.

        So a batch that may come to nothing is judged, each consignment after those before it.
        """
        last = self.last
        try:
            with self._journal.passing():
                yield
        finally:
            self.last = last

    def look(self, consignment: str, mentions: Sequence[Mention]) -> Standing:
        """Return what `observe` would, and take nothing in."""
        with self.looking():
            return self.observe(consignment, mentions)

    def found(self, consignment: str, at: datetime) -> None:
        """Take in that something was found; KeyError for a consignment not observed."""
        self._advance(at)
        for mention in self._of[consignment]:
            finds = self._inner(self.finds, self.resolver.party(mention))
            if consignment not in finds:
                self._journal.put(finds, consignment, at)

    def named_in(self, consignment: str) -> tuple[Mention, ...]:
        """Return the mentions of a consignment; KeyError for one not observed."""
        return tuple(map(self.resolver.mention, self._of[consignment]))

    def observed(self, consignment: str) -> bool:
        """Say whether a consignment was taken in."""
        return consignment in self._of

    def sharing(self, value: Value) -> dict[str, datetime]:
        """Return the parties that share a value, each with when it first did."""
        return self.holders.get(value, {})

    @property
    def consignments(self) -> dict[str, tuple[str, ...]]:
        """Ids of mentions by consignment."""
        return self._of

    @property
    def version(self) -> str:
        """Name all that decides what the network says."""
        return version(self)

    def dump(self) -> bytes:
        """Return a snapshot; the same events give the same bytes."""
        return pack(self)

    @classmethod
    def load(cls, data: bytes, weights: Weights | None = None) -> "Network":
        """Return the network that was dumped; ValueError for what another version made."""
        network = cls(Resolver(weights))
        unpack(data, network)
        return network

    def _resolved(self, mention: Mention) -> str:
        self._advance(mention.at)
        resolution = self.resolver.add(mention)
        for gone in resolution.merged:
            self._merge(gone, resolution.party)
        return resolution.party

    def _advance(self, at: datetime) -> None:
        if self.last is not None and at < self.last:
            raise ValueError(f"{at} comes after {self.last} was told")
        self.last = at

    def _inner(self, of: dict[str, dict[K, V]], key: str) -> dict[K, V]:
        found = of.get(key)
        return self._journal.put(of, key, {}) if found is None else found

    def _keep(self, party: str, mention: Mention, *, again: bool) -> None:
        put = self._journal.put
        if party not in self.first_seen:
            put(self.first_seen, party, mention.at)
        held = self._inner(self.held, party)
        for value in values(mention):
            if value not in held:
                put(held, value, mention.at)
            holders = self.holders.get(value)
            holders = put(self.holders, value, {}) if holders is None else holders
            if party not in holders:
                put(holders, party, mention.at)
        if mention.party.role in MOVERS:
            put(self.movers, party, True)
        if not again:
            counts = self._inner(self.chapters, party)
            for chapter in {goods[:2] for goods in mention.goods}:
                put(counts, chapter, counts.get(chapter, 0) + 1)

    def _merge(self, gone: str, into: str) -> None:
        """Give all that a party had to the one it turned out to be."""
        put, pop = self._journal.put, self._journal.pop
        held = self._inner(self.held, into)
        for value, at in pop(self.held, gone, {}).items():
            put(held, value, min(at, held.get(value, at)))
            parties = self.holders[value]
            put(parties, into, min(pop(parties, gone, at), parties.get(into, at)))
        self._merge_deals(gone, into)
        if gone in self.finds:
            finds = self._inner(self.finds, into)
            for consignment, at in pop(self.finds, gone, {}).items():
                put(finds, consignment, min(at, finds.get(consignment, at)))
        counts = self._inner(self.chapters, into)
        for chapter, count in pop(self.chapters, gone, {}).items():
            put(counts, chapter, counts.get(chapter, 0) + count)
        if pop(self.movers, gone, False):
            put(self.movers, into, True)
        if gone in self.first_seen:
            first = pop(self.first_seen, gone, self.first_seen[gone])
            put(self.first_seen, into, min(first, self.first_seen.get(into, first)))

    def _merge_deals(self, gone: str, into: str) -> None:
        put, pop = self._journal.put, self._journal.pop
        deals = self._inner(self.deals, into)
        for other, at in pop(self.deals, gone, {}).items():
            theirs = self.deals[other]
            first = min(at, pop(theirs, gone, at))
            if other != into:
                put(deals, other, min(first, deals.get(other, first)))
                put(theirs, into, deals[other])
        if gone in deals:
            pop(deals, gone, deals[gone])
