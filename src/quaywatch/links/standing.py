"""How near the parties of a consignment stand to past finds.

Nearness is the sum, over what a party shares, of finders / others: how many of the other parties
that share it stood in a find, by how many share it. A telephone of two is evidence, a forwarder's
of a thousand is none. For those it dealt with it is 1 / partners for each that stood in a find.
(Resource-allocation index, Zhou, Lü and Zhang 2009, which weighs a common neighbour by
1 / degree.)
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

import msgspec

from quaywatch.links.mention import Mention
from quaywatch.links.ties import Tie, Value, values

if TYPE_CHECKING:
    from quaywatch.links.resolver import Resolver

_SHOWN = 5
"""Most ties of a party that are told."""


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """One tie of a party to others that stood in finds."""

    tie: Tie
    value: str
    """What they share as it is compared; for `deals`, the other party's id."""
    parties: tuple[str, ...]
    """Ids of those that stood in finds, at most five."""
    found: int
    """How many of them there are."""
    others: int
    """How many parties share it beside this one; for `deals`, partners of the other party."""
    weight: float
    """What it adds to the nearness."""
    consignments: tuple[str, ...]
    """Some of the consignments that held something."""


class PartyStanding(msgspec.Struct, frozen=True, kw_only=True):
    """How one party of a consignment stood just before it."""

    role: str
    party: str
    mentions: int
    """Mentions of it before, in other consignments."""
    age_days: float
    """Since its first mention; zero for a party not seen before."""
    own_finds: int
    """Consignments of its own in which something was found."""
    nearness: float
    near: tuple[Near, ...]
    """The ties that make it, strongest first."""
    by_tie: dict[Tie, float]
    """What each kind of tie adds to it."""
    shared_address: int
    shared_telephone: int
    """How many other parties share its address or telephone."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How the parties of a consignment stood, and signs that one is a front."""

    parties: tuple[PartyStanding, ...]
    signs: "tuple[Sign, ...]"

    @property
    def own_finds(self) -> int:
        """Most finds of one party."""
        return max((party.own_finds for party in self.parties), default=0)

    @property
    def nearness(self) -> float:
        """Nearness of the party that stands nearest to finds."""
        return max((party.nearness for party in self.parties), default=0.0)


class Sign(msgspec.Struct, frozen=True, kw_only=True):
    """One sign that a party may be a front."""

    code: str
    """See `signs.SIGNS`."""
    role: str
    parties: tuple[str, ...]
    """Ids of the parties it speaks of."""
    value: str
    """What it rests on: the address, telephone or mailbox shared, or the chapters of goods."""
    count: int = 1
    """How many other parties share it, or how many consignments were of other goods."""


class Known(Protocol):
    """What `Network` offers to those who ask."""

    resolver: "Resolver"
    held: dict[str, dict[Value, datetime]]
    deals: dict[str, dict[str, datetime]]
    finds: dict[str, dict[str, datetime]]
    chapters: dict[str, dict[str, int]]
    movers: dict[str, bool]
    first_seen: dict[str, datetime]

    @property
    def consignments(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of mentions by consignment."""
        ...

    def sharing(self, value: Value) -> dict[str, datetime]:
        """Return the parties that share a value."""
        ...


def standing(
    known: Known, consignment: str, mentions: Sequence[Mention], parties: Sequence[str]
) -> tuple[PartyStanding, ...]:
    """Return how each party stands before the consignment is taken in."""
    present = set(parties)
    ids = {*known.consignments.get(consignment, ()), *(mention.id for mention in mentions)}
    own = Counter(map(known.resolver.party, ids))
    return tuple(
        _of(known, consignment, mention, party, present, own[party])
        for mention, party in zip(mentions, parties, strict=True)
    )


def _of(
    known: Known, consignment: str, mention: Mention, party: str, present: set[str], own: int
) -> PartyStanding:
    told = dict.fromkeys(values(mention)) | dict.fromkeys(known.held.get(party, {}))
    near = [tie for value in told if (tie := _shared(known, consignment, party, value))]
    near += _dealt(known, consignment, party, present)
    near.sort(key=lambda tie: (-tie.weight, tie.tie, tie.value))
    first = known.first_seen.get(party)
    return PartyStanding(
        role=mention.party.role.value,
        party=party,
        mentions=known.resolver.count(party) - own,
        age_days=0.0 if first is None else (mention.at - first).total_seconds() / 86_400,
        own_finds=len(known.finds.get(party, {}).keys() - {consignment}),
        nearness=sum(tie.weight for tie in near),
        near=tuple(near[:_SHOWN]),
        by_tie=_by_tie(near),
        shared_address=_most(known, party, told, Tie.ADDRESS),
        shared_telephone=_most(known, party, told, Tie.TELEPHONE),
    )


def _by_tie(near: list[Near]) -> dict[Tie, float]:
    added: dict[Tie, float] = {}
    for tie in near:
        added[tie.tie] = added.get(tie.tie, 0.0) + tie.weight
    return added


def _shared(known: Known, consignment: str, party: str, value: Value) -> Near | None:
    holders = known.sharing(value)
    found = sorted((holders.keys() & known.finds.keys()) - {party})
    others = len(holders.keys() - {party}) if found else 0
    cases = _cases(known, consignment, found)
    if not cases:
        return None
    return Near(
        tie=value[0],
        value=value[1],
        parties=tuple(found[:_SHOWN]),
        found=len(found),
        others=others,
        weight=len(found) / others,
        consignments=cases,
    )


def _dealt(known: Known, consignment: str, party: str, present: set[str]) -> list[Near]:
    partners = (known.deals.get(party, {}).keys() | present) - {party}
    found: list[Near] = []
    for other in sorted(partners & known.finds.keys()):
        cases = _cases(known, consignment, [other])
        if cases:
            many = len(known.deals.get(other, {}).keys() | {party})
            found.append(
                Near(
                    tie=Tie.DEALS,
                    value=other,
                    parties=(other,),
                    found=1,
                    others=many,
                    weight=1 / many,
                    consignments=cases,
                )
            )
    return found


def _cases(known: Known, consignment: str, parties: Sequence[str]) -> tuple[str, ...]:
    cases = {case for party in parties for case in known.finds[party] if case != consignment}
    return tuple(sorted(cases)[:_SHOWN])


def _most(known: Known, party: str, told: dict[Value, None], tie: Tie) -> int:
    shared = [len(known.sharing(value).keys() - {party}) for value in told if value[0] is tie]
    return max(shared, default=0)
