"""A resolved party: everything that its mentions said of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from quaywatch.links.mention import Mention


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One value that mentions gave, with how many of them and when."""

    value: str
    mentions: int
    first_seen: datetime
    last_seen: datetime


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A party in all its spellings; each list has what was said most often first."""

    id: str
    """Id of its first mention: it stays when parties turn out to be one."""
    name: str
    """The spelling used most."""
    names: tuple[Said, ...]
    identifiers: tuple[Said, ...]
    addresses: tuple[Said, ...]
    telephones: tuple[Said, ...]
    emails: tuple[Said, ...]
    roles: tuple[Said, ...]
    mentions: int
    first_seen: datetime
    last_seen: datetime


def entity(mentions: Sequence[Mention]) -> Entity:
    """Gather what the mentions of one party say, in the order in which they came."""
    names = _said((m.party.name, m.at) for m in mentions)
    return Entity(
        id=mentions[0].id,
        name=names[0].value if names else "",
        names=names,
        identifiers=_said((m.party.identifier, m.at) for m in mentions),
        addresses=_said((_address(m), m.at) for m in mentions),
        telephones=_said((m.party.telephone, m.at) for m in mentions),
        emails=_said((m.party.email, m.at) for m in mentions),
        roles=_said((m.party.role.value, m.at) for m in mentions),
        mentions=len(mentions),
        first_seen=min(m.at for m in mentions),
        last_seen=max(m.at for m in mentions),
    )


def _address(mention: Mention) -> str:
    party = mention.party
    town = " ".join(part for part in (party.postcode, party.city) if part)
    return ", ".join(part for part in (party.address, town, party.country) if part)


def _said(values: Iterable[tuple[str | None, datetime]]) -> tuple[Said, ...]:
    told = [(value, at) for value, at in values if value]
    counts = Counter(value for value, _ in told)
    seen: dict[str, tuple[datetime, datetime]] = {}
    for value, at in told:
        first, last = seen.get(value, (at, at))
        seen[value] = min(first, at), max(last, at)
    ordered = sorted(counts, key=lambda value: (-counts[value], value))
    return tuple(
        Said(
            value=value,
            mentions=counts[value],
            first_seen=seen[value][0],
            last_seen=seen[value][1],
        )
        for value in ordered
    )
