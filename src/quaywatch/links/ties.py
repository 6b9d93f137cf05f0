"""What two parties can have in common besides a name."""

from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from quaywatch.cargo import Consignment, PartyRole
from quaywatch.links.mention import Mention
from quaywatch.links.reading import domain, mailbox, street, telephone
from quaywatch.links.writing import plain


class Tie(StrEnum):
    """How two parties hang together."""

    TELEPHONE = "telephone"
    MAILBOX = "mailbox"
    DOMAIN = "domain"
    """They write from one domain, not a provider of free mailboxes."""
    ADDRESS = "address"
    """Same street, house number and town."""
    DEALS = "deals"
    """They stand in one consignment."""


Value = tuple[Tie, str]
"""One thing that parties can share, in the form in which it is compared."""

MOVERS = frozenset(
    {
        PartyRole.CARRIER,
        PartyRole.FREIGHT_FORWARDER,
        PartyRole.DECLARANT,
        PartyRole.REPRESENTATIVE,
    }
)
"""Roles of those who move goods for others."""

_SENDERS = frozenset({PartyRole.CONSIGNOR, PartyRole.SELLER})


def values(mention: Mention) -> tuple[Value, ...]:
    """Return what a mention says that another party may say too."""
    party = mention.party
    town = party.city or party.postcode or party.country
    return _values(party.telephone, party.email, party.address, town)


@lru_cache(maxsize=1 << 18)
def _values(
    number: str | None, email: str | None, address: str | None, town: str | None
) -> tuple[Value, ...]:
    found: list[Value] = []
    if digits := telephone(number):
        found.append((Tie.TELEPHONE, str(digits)))
    if box := mailbox(email):
        found.append((Tie.MAILBOX, box))
        if name := domain(box):
            found.append((Tie.DOMAIN, name))
    words, number_of_house = street(address or "")
    if words and number_of_house:
        place = f"{' '.join(sorted(words))} {number_of_house} {plain(town or '')}"
        found.append((Tie.ADDRESS, place.strip()))
    return tuple(found)


def of_consignment(consignment: Consignment, at: datetime) -> tuple[Mention, ...]:
    """Return the mentions of a consignment's named parties.

    Ids are `consignment#role#place`, so a version filed again is the same mention. Whoever calls
    leaves out names that are nobody's, such as `TO ORDER`.
    """
    named = [(place, p) for place, p in enumerate(consignment.parties) if p.name.strip()]
    goods = tuple(sorted({g.hs_code[:4] for g in consignment.goods_items if g.hs_code}))
    senders = tuple(p.name for _, p in named if p.role in _SENDERS)
    receivers = tuple(p.name for _, p in named if p.role is PartyRole.CONSIGNEE)
    return tuple(
        Mention(
            id=f"{consignment.id}#{party.role.value}#{place}",
            party=party,
            at=at,
            counterparts=() if party.role in MOVERS else _others(party.role, senders, receivers),
            goods=() if party.role in MOVERS else goods,
        )
        for place, party in named
    )


def consignment_of(mention: str) -> str:
    """Return the consignment that the mention of this id stands in."""
    return mention.rsplit("#", 2)[0]


def _others(
    role: PartyRole, senders: tuple[str, ...], receivers: tuple[str, ...]
) -> tuple[str, ...]:
    return receivers if role in _SENDERS else senders
