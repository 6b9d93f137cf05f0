"""Why two mentions are held to be one party."""

import math
from typing import Any

import msgspec

from quaywatch.cargo import Party
from quaywatch.links.evidence import Kind
from quaywatch.links.mention import Mention
from quaywatch.links.names import name

_FIELDS: dict[str, tuple[Kind, ...]] = {
    "identifier": (Kind.IDENTIFIER, Kind.IDENTIFIER_ALIKE, Kind.IDENTIFIER_DIFFERS),
    "telephone": (Kind.TELEPHONE, Kind.TELEPHONE_DIFFERS),
    "email": (Kind.MAILBOX, Kind.DOMAIN, Kind.DOMAIN_DIFFERS),
    "address": (Kind.ADDRESS, Kind.STREET, Kind.ADDRESS_DIFFERS),
    "postcode": (Kind.POSTCODE, Kind.POSTCODE_DIFFERS),
    "city": (Kind.CITY, Kind.CITY_DIFFERS),
    "country": (Kind.COUNTRY, Kind.COUNTRY_DIFFERS),
}
_FIELD = {kind: field for field, kinds in _FIELDS.items() for kind in kinds}


class Evidence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that speaks for a link, or against it."""

    kind: str
    """A `Kind` in small letters, or `prior`: how seldom any two mentions are one party."""
    log_odds: float
    """What it adds; the sum over a link's evidence is the link's log-odds."""
    amount: float = 1.0
    """How much of it there is: nats of rarity for words, share for what many have in common."""
    field: str = ""
    """The field of `cargo.Party` that it was read from; empty for counterparts and goods."""
    values: tuple[str, str] = ("", "")
    """What the two mentions say there, or the words of their names that it rests on."""


class Link(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Two mentions of one party, with the probability of it and every reason."""

    mention: str
    other: str
    """Ids of the mention and of the earlier one."""
    log_odds: float
    probability: float
    evidence: tuple[Evidence, ...]
    """Strongest first."""


def link(one: Mention, other: Mention, amounts: Any, weights: Any) -> Link:
    """Spell a comparison out; `amounts` and `weights` are by kind, the prior behind the latter."""
    found = [Evidence(kind="prior", log_odds=float(weights[len(Kind)]))]
    for kind in Kind:
        added = float(amounts[kind] * weights[kind])
        if added:
            field = _FIELD.get(kind, "name" if kind < Kind.IDENTIFIER else "")
            found.append(
                Evidence(
                    kind=kind.name.lower(),
                    log_odds=added,
                    amount=float(amounts[kind]),
                    field=field,
                    values=_values(kind, field, one.party, other.party),
                )
            )
    found.sort(key=lambda evidence: -abs(evidence.log_odds))
    total = math.fsum(evidence.log_odds for evidence in found)
    return Link(
        mention=one.id,
        other=other.id,
        log_odds=total,
        probability=1.0 / (1.0 + math.exp(-total)),
        evidence=tuple(found),
    )


def _values(kind: Kind, field: str, one: Party, other: Party) -> tuple[str, str]:
    if kind in (Kind.WORDS_SHARED, Kind.WORDS_ALIKE, Kind.WORDS_APART, Kind.WORDS_MORE):
        return _words(kind, one.name, other.name)
    return (getattr(one, field) or "", getattr(other, field) or "") if field else ("", "")


def _words(kind: Kind, one: str, other: str) -> tuple[str, str]:
    """Return the words of each name that both have, or those that only one has."""
    a, b = name(one), name(other)
    shared = kind is Kind.WORDS_SHARED
    return (
        " ".join(w for w, s in zip(a.written, a.words, strict=True) if (s in b.words) is shared),
        " ".join(w for w, s in zip(b.written, b.words, strict=True) if (s in a.words) is shared),
    )
