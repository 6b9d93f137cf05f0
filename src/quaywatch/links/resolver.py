"""Resolves mentions to parties, one after the other; a batch is the same fold."""

import math
from collections.abc import Iterable

import msgspec
import numpy as np

from quaywatch.links.entity import Entity, entity
from quaywatch.links.evidence import KINDS
from quaywatch.links.index import WALK, post, root, search
from quaywatch.links.link import Link, link
from quaywatch.links.mention import Mention
from quaywatch.links.reading import read
from quaywatch.links.rows import Rows
from quaywatch.links.store import Store
from quaywatch.links.vocabulary import Vocabulary
from quaywatch.links.weights import Weights


class Resolution(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one more mention did."""

    party: str
    """Id of the party it belongs to: that of the party's first mention."""
    link: Link | None = None
    """What it joined the party by; None for a party not known before."""
    merged: tuple[str, ...] = ()
    """Ids of parties that turn out to be this one; they are no more."""


class Resolver:
    """Who is who among the mentions so far.

    What a mention does depends on those before it alone, so adding a year at once or one a day
    gives the same parties, bit for bit, and nothing that came later can leak into the past.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        self.weights = weights or Weights.default()
        self._vector = self.weights.vector()
        self._vocabulary = Vocabulary()
        self._store = Store()
        self._found = 0
        self._mentions: list[Mention] = []
        self._places: dict[str, int] = {}
        self._members: dict[int, list[int]] = {}
        self._numbers: dict[int, set[tuple[int, int]]] = {}

    def __len__(self) -> int:
        return len(self._mentions)

    def __contains__(self, mention: str) -> bool:
        return mention in self._places

    def add(self, mention: Mention) -> Resolution:
        """Take in one mention; one whose id is known already changes nothing."""
        known = self._places.get(mention.id)
        if known is not None:
            return Resolution(party=self.party(mention.id), link=self.why(mention.id))
        store = self._store
        at = store.new()
        row = store.rows[at]
        read(mention, self._vocabulary, row)
        self._mentions.append(mention)
        self._places[mention.id] = at
        self._members[at] = [at]
        if row["identifier"]:
            self._numbers[at] = {(int(row["register"]), int(row["identifier"]))}
        merged = self._join(at)
        post(store.index, store.rows, at, self._vocabulary.arrays(), store.desk, store.used)
        if store.joined_to[at] < 0:
            self._vocabulary.count(_told(row))
        return Resolution(party=self.party(mention.id), link=self.why(mention.id), merged=merged)

    def party(self, mention: str) -> str:
        """Return the id of the party that a mention belongs to; KeyError for one not known."""
        return self._mentions[root(self._store.roots, self._places[mention])].id

    def parties(self) -> list[str]:
        """Return the ids of all parties, in the order in which they were first seen."""
        return [self._mentions[at].id for at in sorted(self._members)]

    def mentions(self, party: str) -> list[Mention]:
        """Return the mentions of a party in the order in which they came."""
        at = root(self._store.roots, self._places[party])
        return [self._mentions[member] for member in sorted(self._members[at])]

    def mention(self, name: str) -> Mention:
        """Return a mention by its id; KeyError for one not known."""
        return self._mentions[self._places[name]]

    def count(self, party: str) -> int:
        """Return how many mentions a party has."""
        return len(self._members[root(self._store.roots, self._places[party])])

    def entity(self, party: str) -> Entity:
        """Return all that is known of a party; KeyError for one not known."""
        return entity(self.mentions(party))

    def why(self, mention: str) -> Link | None:
        """Return what a mention joined its party by, as judged then; None for a party's first."""
        store, at = self._store, self._places[mention]
        other = int(store.joined_to[at])
        if other < 0:
            return None
        vector = self._vector.copy()
        vector[KINDS] = store.priors[at]
        return link(self._mentions[at], self._mentions[other], store.amounts[at], vector)

    def size(self) -> float:
        """Return how many parties the last mention was judged among, with those assumed."""
        return self._vocabulary.names()

    def compared(self) -> tuple[list[int], np.ndarray]:
        """Return the places of the mentions that the last one was compared with, and the evidence
        of each comparison, for fitting weights."""
        desk, found = self._store.desk, self._found
        return desk.candidates[:found].tolist(), desk.x[:found].astype(np.float32)

    def _clash(self, one: int, other: int) -> bool:
        """Whether two parties have numbers of one register, and none in common."""
        first, second = self._numbers.get(one, set()), self._numbers.get(other, set())
        registers = {register for register, _ in first} & {register for register, _ in second}
        return any(register for register in registers) and not first & second

    def _join(self, at: int) -> tuple[str, ...]:
        """Let a mention join the party it is most like; return other parties it proves the same."""
        store, desk = self._store, self._store.desk
        by_size = self.weights.by_size * math.log(self._vocabulary.names())
        self._vector[KINDS] = self.weights.prior + by_size
        words = self._vocabulary.arrays()
        found = self._found = search(
            store.index, store.rows, at, words, store.roots, self._vector, desk, WALK
        )
        best: dict[int, tuple[float, int]] = {}
        for c in (desk.scores[:found] >= self.weights.joins_at).nonzero()[0].tolist():
            party = root(store.roots, desk.candidates[c])
            best[party] = max(best.get(party, (-math.inf, 0)), (float(desk.scores[c]), -c))
        if not best:
            return ()
        ranked = sorted(best, key=lambda party: (-best[party][0], party))
        first = -best[ranked[0]][1]
        store.joined_to[at] = desk.candidates[first]
        store.amounts[at] = desk.x[first]
        store.priors[at] = self._vector[KINDS]
        bridged = [
            p
            for p in ranked[1:]
            if best[p][0] >= self.weights.merges_at and not self._clash(p, ranked[0])
        ]
        oldest = min([ranked[0], *bridged])
        for party in [ranked[0], *bridged, at]:
            if party != oldest:
                store.roots[party] = oldest
                self._members[oldest].extend(self._members.pop(party))
                self._numbers.setdefault(oldest, set()).update(self._numbers.pop(party, ()))
        return tuple(self._mentions[p].id for p in sorted([ranked[0], *bridged]) if p != oldest)


def resolve(mentions: Iterable[Mention], weights: Weights | None = None) -> Resolver:
    """Resolve mentions in the order given, that of their instants."""
    resolver = Resolver(weights)
    for mention in mentions:
        resolver.add(mention)
    return resolver


def _told(row: Rows) -> tuple[int, ...]:
    """Return the words, counterparts and goods of a mention, each once."""
    found = (w for field in ("words", "counterparts", "goods") for w in row[field].tolist())
    return tuple(dict.fromkeys(word for word in found if word >= 0))
