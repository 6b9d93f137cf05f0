"""Clues: what a notice and a consignment can have in common, in the one form in which both are met.

Parties are met as `links` compares names: without legal form, in one spelling.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from fnmatch import fnmatchcase

import msgspec

from quaywatch.alliance.bodies import Body, Indicator, Seen, Seizure
from quaywatch.cargo import Consignment, PartyRole
from quaywatch.cargo.identifiers import imo_number, seal_number, telephone
from quaywatch.links.names import name
from quaywatch.links.writing import plain

HEAD = 3
"""Characters that a seal pattern has to name at its start, so that an index finds it."""


class Clue(StrEnum):
    """Sorts of clue, those that tell most first."""

    SEAL = "seal"
    CONTAINER = "container"
    TELEPHONE = "telephone"
    EMAIL = "email"
    IDENTIFIER = "identifier"
    PARTY = "party"
    ADDRESS = "address"
    SEAL_PATTERN = "seal_pattern"
    LANE = "lane"
    """Port of loading and heading of the goods."""
    VESSEL = "vessel"


Clues = Mapping[Clue, frozenset[str]]
"""What a consignment has, by sort; its seals stand under `SEAL` alone."""


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """What a notice looks out for."""

    clues: tuple[tuple[Clue, str], ...]
    """Sort and value; of a pattern the pattern itself."""
    all_of: bool
    """Whether they have to come together; else each tells something by itself."""

    def met(self, has: Clues) -> tuple[tuple[Clue, str], ...]:
        """Return the clues that a consignment has; none where they had to come together."""
        found = tuple(one for one in self.clues if _meets(one, has))
        exact = {value for clue, value in found if clue is Clue.SEAL}
        if exact and not self.all_of:
            # The very seal says all that its neighbours would say, and more.
            found = tuple(one for one in found if one[0] is not Clue.SEAL_PATTERN)
        return () if self.all_of and len(found) < len(self.clues) else found


def sought(body: Body) -> Sought | None:
    """Return what a notice looks out for; None where no index could find it.

    An indicator that asks for a heading or a route alone, or for an expression, is for an officer
    to make a risk profile of: it would meet too many boxes to tell anything of one.
    """
    match body:
        case Seizure():
            found = tuple(dict.fromkeys(_of_seizure(body)))
            return Sought(clues=found, all_of=False) if found else None
        case Indicator():
            found = _of_indicator(body)
            return Sought(clues=found, all_of=True) if found else None
        case _:
            return None


def of_consignment(consignment: Consignment, number: str | None = None) -> Clues:
    """Return the clues of a consignment, or of that one container of it."""
    found: dict[Clue, set[str]] = {}
    for clue, value in _of_consignment(consignment, number):
        if value:
            found.setdefault(clue, set()).add(value)
    return {clue: frozenset(values) for clue, values in found.items()}


def pattern_key(pattern: str) -> str:
    """Return the head under which an index finds a seal pattern."""
    return pattern[:HEAD]


def _meets(clue: tuple[Clue, str], has: Clues) -> bool:
    sort, value = clue
    if sort is Clue.SEAL_PATTERN:
        return any(fnmatchcase(seal, value) for seal in has.get(Clue.SEAL, ()))
    return value in has.get(sort, ())


def _of_consignment(consignment: Consignment, number: str | None) -> Iterator[tuple[Clue, str]]:
    boxes = [one for one in consignment.equipment if number is None or one.number == number]
    for equipment in boxes:
        yield Clue.CONTAINER, _container(equipment.number)
        for seal in equipment.seals:
            yield Clue.SEAL, _seal(seal.number)
    for party in consignment.parties:
        if party.role in _ROLES:
            yield Clue.PARTY, _party(party.name)
            yield Clue.IDENTIFIER, _letters(party.identifier or "")
            yield Clue.TELEPHONE, telephone.telling(party.telephone or "")
            yield Clue.EMAIL, _mail(party.email or "")
            yield Clue.ADDRESS, _letters(f"{party.address or ''}{party.city or ''}")
    route, conveyance = consignment.route, consignment.conveyance
    yield Clue.VESSEL, _vessel(conveyance.imo_number or "")
    for item in consignment.goods_items:
        yield Clue.LANE, _lane(route.port_of_loading or "", item.hs_code or "")


_ROLES = frozenset({PartyRole.CONSIGNOR, PartyRole.CONSIGNEE, PartyRole.NOTIFY_PARTY})


def _of_seizure(body: Seizure) -> Iterator[tuple[Clue, str]]:
    found: Iterable[tuple[Clue, str]] = (
        *((Clue.CONTAINER, _container(one)) for one in body.containers),
        *((Clue.SEAL, _seal(one)) for one in body.seals),
        *((Clue.SEAL_PATTERN, _neighbours(_seal(one))) for one in body.seals),
        *((Clue.PARTY, _party(one)) for one in (body.consignor, body.consignee, body.notify_party)),
        *((Clue.TELEPHONE, telephone.telling(one)) for one in body.telephones),
        (Clue.VESSEL, _vessel(body.vessel_imo)),
        (Clue.LANE, _lane(body.route[0] if body.route else "", body.heading)),
    )
    return (one for one in found if one[1])


def _of_indicator(body: Indicator) -> tuple[tuple[Clue, str], ...]:
    """Return the clues of an indicator; none where one of its parts cannot be met."""
    parts = dict([(body.what, body.value), *body.together])
    if len(parts) < 1 + len(body.together):
        return ()
    found: list[tuple[Clue, str]] = []
    if Seen.ROUTE in parts and Seen.HEADING in parts:
        lane = _lane(parts.pop(Seen.ROUTE).split(">")[0], parts.pop(Seen.HEADING))
        found.append((Clue.LANE, lane))
    for what, value in parts.items():
        clue = _SEEN.get(what)
        if clue is None:
            return ()
        found.append((clue, _READ[clue](value)))
    return tuple(found) if all(value for _, value in found) else ()


_SEEN = {
    Seen.CONTAINER: Clue.CONTAINER,
    Seen.SEAL: Clue.SEAL,
    Seen.SEAL_PATTERN: Clue.SEAL_PATTERN,
    Seen.PARTY: Clue.PARTY,
    Seen.IDENTIFIER: Clue.IDENTIFIER,
    Seen.TELEPHONE: Clue.TELEPHONE,
    Seen.EMAIL: Clue.EMAIL,
    Seen.ADDRESS: Clue.ADDRESS,
    Seen.VESSEL: Clue.VESSEL,
}


def _container(written: str) -> str:
    return written.replace(" ", "").replace("-", "").replace("\x00", "").upper()


def _seal(written: str) -> str:
    read = seal_number.parse(written)
    return read.canonical if read.valid else ""


def _neighbours(seal: str) -> str:
    """Return the pattern of the hundred seals that were bought together with one."""
    numbered = len(seal) > HEAD + 2 and seal[-4:].isdigit()
    return f"{seal[:-2]}??" if numbered else ""


def _pattern(written: str) -> str:
    plainly = "".join(c for c in written.upper() if c.isalnum() or c in "?*")
    return plainly if plainly[:HEAD].isalnum() and len(plainly) > HEAD else ""


def _party(written: str) -> str:
    return " ".join(sorted(name(written).words))[:200] if written.strip() else ""


def _mail(written: str) -> str:
    return written.replace("\x00", "").strip().casefold()[:200]


def _letters(written: str) -> str:
    return plain(written).replace(" ", "")[:200]


def _vessel(written: str) -> str:
    return imo_number.parse(written).digits or "" if written else ""


def _lane(port: str, heading: str) -> str:
    port, heading = _letters(port), "".join(c for c in heading if c.isdigit())[:4]
    return f"{port} {heading}" if len(port) == 5 and len(heading) == 4 else ""


_READ: dict[Clue, Callable[[str], str]] = {
    Clue.CONTAINER: _container,
    Clue.SEAL: _seal,
    Clue.SEAL_PATTERN: _pattern,
    Clue.PARTY: _party,
    Clue.IDENTIFIER: _letters,
    Clue.TELEPHONE: telephone.telling,
    Clue.EMAIL: _mail,
    Clue.ADDRESS: _letters,
    Clue.VESSEL: _vessel,
}
