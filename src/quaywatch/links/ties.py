"""What two parties can have in common besides a name."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

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


def values(mention: Mention) -> Iterator[Value]:
    """Give what a mention says that another party may say too."""
    party = mention.party
    if number := telephone(party.telephone):
        yield Tie.TELEPHONE, str(number)
    if address := mailbox(party.email):
        yield Tie.MAILBOX, address
        if name := domain(address):
            yield Tie.DOMAIN, name
    words, number_of_house = street(party.address or "")
    if words and number_of_house:
        town = plain(party.city or party.postcode or party.country or "")
        yield Tie.ADDRESS, f"{' '.join(sorted(words))} {number_of_house} {town}".strip()


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


def _others(
    role: PartyRole, senders: tuple[str, ...], receivers: tuple[str, ...]
) -> tuple[str, ...]:
    return receivers if role in _SENDERS else senders
