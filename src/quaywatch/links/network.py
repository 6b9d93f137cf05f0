"""How parties hang together, and which of them stood in past finds, as known so far."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TypeVar

from quaywatch.links.mention import Mention
from quaywatch.links.resolver import Resolver
from quaywatch.links.signs import signs
from quaywatch.links.snapshot import pack, unpack, version
from quaywatch.links.standing import Standing, standing
from quaywatch.links.ties import MOVERS, Value, consignment_of, values
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
        self.journal = self.resolver.journal
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
        if not mentions:
            return Standing(parties=(), signs=())
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
                    self.journal.put(dealt, other, mention.at)
        ids = dict.fromkeys((*self._of.get(consignment, ()), *(each.id for each in mentions)))
        self.journal.put(self._of, consignment, tuple(ids))
        return Standing(parties=found, signs=told)

    @contextmanager
    def looking(self) -> Generator[None]:
        """Take back, at the end, all that is told within.

        So a batch that may come to nothing is judged, each consignment after those before it.
        """
        with self.journal.passing():
            yield

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
                self.journal.put(finds, consignment, at)

    def named_in(self, consignment: str) -> tuple[Mention, ...]:
        """Return the mentions of a consignment; KeyError for one not observed."""
        return tuple(map(self.resolver.mention, self._of[consignment]))

    def around(self, consignment: str, most: int) -> Iterator[set[str]]:
        """Give the consignments of its parties, and of those with whom these share one thing each.

        What more than `most` mentions share is a hub and left out. KeyError for one not observed.
        """
        parties = dict.fromkeys(map(self.resolver.party, self._of[consignment]))
        sharing = [self.holders[value].keys() for party in parties for value in self.held[party]]
        dealing = [self.deals[party].keys() for party in parties if party in self.deals]
        for others in (parties.keys(), *sharing, *dealing):
            if len(others) > most or sum(map(self.resolver.count, others)) > most:
                continue
            named = (mention for party in others for mention in self.resolver.mentions(party))
            yield {consignment_of(mention.id) for mention in named}

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
        if at != self.last:
            self.journal.note(partial(setattr, self, "last", self.last))
            self.last = at

    def _inner(self, of: dict[str, dict[K, V]], key: str) -> dict[K, V]:
        found = of.get(key)
        return self.journal.put(of, key, {}) if found is None else found

    def _keep(self, party: str, mention: Mention, *, again: bool) -> None:
        put = self.journal.put
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
        put, pop = self.journal.put, self.journal.pop
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
        put, pop = self.journal.put, self.journal.pop
        deals = self._inner(self.deals, into)
        for other, at in pop(self.deals, gone, {}).items():
            theirs = self.deals[other]
            first = min(at, pop(theirs, gone, at))
            if other != into:
                put(deals, other, min(first, deals.get(other, first)))
                put(theirs, into, deals[other])
        if gone in deals:
            pop(deals, gone, deals[gone])
