"""Resolves mentions to parties, one after the other; a batch is the same fold."""

import math
from collections.abc import Callable, Iterable

import msgspec
import numpy as np

from quaywatch.cargo import Party
from quaywatch.links.comparing import compare
from quaywatch.links.entity import Entity, entity
from quaywatch.links.evidence import KINDS
from quaywatch.links.index import WALK, post, root, search
from quaywatch.links.journal import Journal
from quaywatch.links.keys import HUBS
from quaywatch.links.link import Link, link
from quaywatch.links.mention import Mention
from quaywatch.links.packing import PackedResolver
from quaywatch.links.reading import read, read_dealings
from quaywatch.links.rows import Rows
from quaywatch.links.store import Store
from quaywatch.links.vocabulary import Vocabulary
from quaywatch.links.weights import Weights

Fields = tuple[str | None, ...]
"""What a document says of a party, but for its role."""

Dealings = tuple[int, tuple[str, ...], tuple[str, ...]]
"""The first mention that says that, with counterparts and goods."""

_HUBS = np.full(HUBS, 256.0)
"""As if so many shared each number and address."""


class Resolution(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one more mention did."""

    party: str
    """Id of the party it belongs to: that of the party's first mention."""
    merged: tuple[str, ...] = ()
    """Ids of parties that turn out to be this one; they are no more."""


class Resolver:
    """Who is who among the mentions so far.

    What a mention does depends on those before it alone, so adding a year at once or one a day
    gives the same parties, bit for bit, and nothing that came later can leak into the past.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        self.weights = weights or Weights.default()
        self.journal = Journal()
        self._vector = self.weights.vector()
        self._vocabulary = Vocabulary()
        self._store = Store()
        self._found = 0
        self._mentions: list[Mention] = []
        self._places: dict[str, int] = {}
        self._twins: dict[Fields, int] = {}
        """The first mention that says just this of a party."""
        self._dealt: dict[Dealings, int] = {}
        """The first that says this of its dealings, too."""
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
            return Resolution(party=self.party(mention.id))
        self.journal.note(self._as_before())
        store = self._store
        at = store.new()
        row = store.rows[at]
        fields = _fields(mention.party)
        twin = self._twins.get(fields)
        dealings = (at if twin is None else twin, mention.counterparts, mention.goods)
        same = self._dealt.get(dealings)
        if twin is None:
            read(mention, self._vocabulary, row)
            self.journal.put(self._twins, fields, at)
        else:
            store.rows[at] = store.rows[twin]
            read_dealings(mention, self._vocabulary, row)
        self._mentions.append(mention if same is None else _like(mention, self._mentions[same]))
        self._places[mention.id] = at
        self._members[at] = [at]
        if row["identifier"]:
            self._numbers[at] = {(int(row["register"]), int(row["identifier"]))}
        self._vector[KINDS] = self.weights.prior + self.weights.by_size * math.log(self.size())
        merged = () if twin is not None and self._repeats(at, twin) else self._join(at)
        if same is None:
            self.journal.put(self._dealt, dealings, at)
            self._post(at)
        if store.joined_to[at] < 0:
            self.journal.note(self._vocabulary.count(_told(row)))
        return Resolution(party=self.party(mention.id), merged=merged)

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

    def pack(self) -> PackedResolver:
        """Return all that is kept, for a snapshot."""
        return PackedResolver(self._mentions, self._vocabulary.pack(), self._store.pack())

    def unpack(self, kept: PackedResolver) -> None:
        """Take over what was packed; nothing was added yet."""
        self._mentions = kept.mentions
        for at, mention in enumerate(kept.mentions):
            self._places[mention.id] = at
            twin = self._twins.setdefault(_fields(mention.party), at)
            self._dealt.setdefault((twin, mention.counterparts, mention.goods), at)
        self._vocabulary.unpack(kept.words)
        self._store.unpack(kept.store)
        rows, count = self._store.rows, self._store.count
        identifiers, registers = rows["identifier"].tolist(), rows["register"].tolist()
        for at, party in enumerate(self._store.roots[:count].tolist()):
            self._members.setdefault(party, []).append(at)
            if identifiers[at]:
                self._numbers.setdefault(party, set()).add((registers[at], identifiers[at]))

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

    def _post(self, at: int) -> None:
        """Put a mention under its keys; what says the same as one that stands there is not."""
        store = self._store
        post(store.index, store.rows, at, self._vocabulary.arrays(), store.desk, store.used)
        self.journal.note(lambda: store.unpost(self._vocabulary.arrays()))

    def _repeats(self, at: int, twin: int) -> bool:
        """Let a mention join one that says the same of the party, where that alone is enough.

        Numbers and addresses count as if very many shared them; all others that it is like had
        their chance when the first of its kind came, or when they came themselves.
        """
        store, desk = self._store, self._store.desk
        amounts, words = desk.x[0], self._vocabulary.arrays()
        compare(store.rows[at], store.rows[twin], words, _HUBS, amounts, desk.scratch)
        self._found = 0
        weighed = (self._vector[:KINDS] * amounts).tolist()
        if math.fsum((*weighed, self._vector[KINDS])) < self.weights.joins_at:
            return False
        store.joined_to[at] = twin
        store.amounts[at] = amounts
        store.priors[at] = self._vector[KINDS]
        self._unite(at, root(store.roots, twin))
        return True

    def _join(self, at: int) -> tuple[str, ...]:
        """Let a mention join the party it is most like; return other parties it proves the same."""
        store, desk = self._store, self._store.desk
        words = self._vocabulary.arrays()
        found = self._found = search(
            store.index, store.rows, at, words, store.roots, self._vector, desk, WALK
        )
        desk.seen[desk.candidates[:found]] = -1
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
                self._unite(party, oldest)
        return tuple(self._mentions[p].id for p in sorted([ranked[0], *bridged]) if p != oldest)

    def _unite(self, gone: int, into: int) -> None:
        members, numbers = self._members.pop(gone), self._numbers.pop(gone, None)
        ours, known = self._members[into], self._numbers.get(into)
        had = len(ours)

        def undo() -> None:
            del ours[had:]
            self._members[gone] = members
            self._store.roots[members] = gone
            for party, before in ((gone, numbers), (into, known)):
                if before is None:
                    self._numbers.pop(party, None)
                else:
                    self._numbers[party] = before

        self.journal.note(undo)
        self._store.roots[gone] = into
        ours.extend(members)
        if numbers is not None:
            self._numbers[into] = numbers | (known or set())

    def _as_before(self) -> Callable[[], None]:
        """Return what takes the next mention back."""
        words = len(self._vocabulary)

        def undo() -> None:
            at = self._places.pop(self._mentions.pop().id)
            self._members.pop(at)
            self._numbers.pop(at, None)
            self._store.drop()
            self._vocabulary.forget(words)

        return undo


def resolve(mentions: Iterable[Mention], weights: Weights | None = None) -> Resolver:
    """Resolve mentions in the order given, that of their instants."""
    resolver = Resolver(weights)
    for mention in mentions:
        resolver.add(mention)
    return resolver


def _fields(party: Party) -> Fields:
    return (
        party.name,
        party.identifier,
        party.address,
        party.city,
        party.postcode,
        party.country,
        party.telephone,
        party.email,
    )


def _like(mention: Mention, other: Mention) -> Mention:
    """Return a mention that shares with another what both say, which saves memory."""
    party = other.party if other.party == mention.party else mention.party
    return msgspec.structs.replace(
        mention, party=party, counterparts=other.counterparts, goods=other.goods
    )


def _told(row: Rows) -> tuple[int, ...]:
    """Return the words, counterparts and goods of a mention, each once."""
    found = (w for field in ("words", "counterparts", "goods") for w in row[field].tolist())
    return tuple(dict.fromkeys(word for word in found if word >= 0))
