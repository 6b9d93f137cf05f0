"""How parties hang together, and which of them stood in past finds, as known so far."""

from collections.abc import Sequence
from datetime import datetime

from quaywatch.links.mention import Mention
from quaywatch.links.resolver import Resolver
from quaywatch.links.signs import signs
from quaywatch.links.standing import Standing, standing
from quaywatch.links.ties import MOVERS, Value, values


class Network:
    """Parties with what they share, folded in the order in which things became known.

    `observe` answers from what came before alone; a find counts from the moment `found` tells it.
    So the figures of a consignment are the same in a backtest as on the day.
    """

    def __init__(self, resolver: Resolver | None = None) -> None:
        self.resolver = resolver or Resolver()
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
        self.movers: set[str] = set()
        """Parties that moved goods for others."""
        self.first_seen: dict[str, datetime] = {}
        self._of: dict[str, tuple[str, ...]] = {}
        self._last: datetime | None = None

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
            dealt = self.deals.setdefault(party, {})
            for other, mention in zip(parties, mentions, strict=True):
                if other != party:
                    dealt.setdefault(other, mention.at)
        self._of[consignment] = tuple(dict.fromkeys(mention.id for mention in mentions))
        return Standing(parties=found, signs=told)

    def found(self, consignment: str, at: datetime) -> None:
        """Take in that something was found; KeyError for a consignment not observed."""
        self._advance(at)
        for mention in self._of[consignment]:
            self.finds.setdefault(self.resolver.party(mention), {}).setdefault(consignment, at)

    def named_in(self, consignment: str) -> tuple[Mention, ...]:
        """Return the mentions of a consignment; KeyError for one not observed."""
        return tuple(map(self.resolver.mention, self._of[consignment]))

    def observed(self, consignment: str) -> bool:
        """Say whether a consignment was taken in."""
        return consignment in self._of

    def sharing(self, value: Value) -> dict[str, datetime]:
        """Return the parties that share a value, each with when it first did."""
        return self.holders.get(value, {})

    def _resolved(self, mention: Mention) -> str:
        self._advance(mention.at)
        resolution = self.resolver.add(mention)
        for gone in resolution.merged:
            self._merge(gone, resolution.party)
        return resolution.party

    def _advance(self, at: datetime) -> None:
        if self._last is not None and at < self._last:
            raise ValueError(f"{at} comes after {self._last} was told")
        self._last = at

    def _keep(self, party: str, mention: Mention, *, again: bool) -> None:
        self.first_seen.setdefault(party, mention.at)
        held = self.held.setdefault(party, {})
        for value in values(mention):
            held.setdefault(value, mention.at)
            self.holders.setdefault(value, {}).setdefault(party, mention.at)
        if mention.party.role in MOVERS:
            self.movers.add(party)
        if not again:
            counts = self.chapters.setdefault(party, {})
            for chapter in {goods[:2] for goods in mention.goods}:
                counts[chapter] = counts.get(chapter, 0) + 1

    def _merge(self, gone: str, into: str) -> None:
        """Give all that a party had to the one it turned out to be."""
        held = self.held.setdefault(into, {})
        for value, at in self.held.pop(gone, {}).items():
            held[value] = min(at, held.get(value, at))
            parties = self.holders[value]
            parties[into] = min(parties.pop(gone), parties.get(into, at))
        self._merge_deals(gone, into)
        finds = self.finds.pop(gone, {})
        if finds:
            self.finds.setdefault(into, {}).update(finds)
        counts = self.chapters.setdefault(into, {})
        for chapter, count in self.chapters.pop(gone, {}).items():
            counts[chapter] = counts.get(chapter, 0) + count
        if gone in self.movers:
            self.movers.remove(gone)
            self.movers.add(into)
        first = self.first_seen.pop(gone, None)
        if first is not None:
            self.first_seen[into] = min(first, self.first_seen.get(into, first))

    def _merge_deals(self, gone: str, into: str) -> None:
        deals = self.deals.setdefault(into, {})
        for other, at in self.deals.pop(gone, {}).items():
            theirs = self.deals[other]
            first = min(at, theirs.pop(gone))
            if other != into:
                deals[other] = min(first, deals.get(other, first))
                theirs[into] = deals[other]
        deals.pop(gone, None)
