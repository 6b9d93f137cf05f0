"""What most senders write alike, read by one expression each.

A consignment, or a container, all of whose segments stand in their usual order and form is read to
exactly what `handlers` would read segment by segment, in a fraction of the time; any other is not
matched here and goes to them. Patterns do not backtrack: each character is looked at once.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from sys import maxsize

from quaywatch.cargo.consignment import Consignment
from quaywatch.cargo.equipment import Equipment, Seal, SealIssuer
from quaywatch.cargo.goods import GoodsItem
from quaywatch.cargo.party import Party
from quaywatch.cargo.route import Route
from quaywatch.formats.edifact.cuscar.draft import Draft, distinct
from quaywatch.formats.edifact.cuscar.equipment import ISSUERS, STATUS
from quaywatch.formats.edifact.cuscar.handlers import PAYMENTS
from quaywatch.formats.edifact.cuscar.heading import Heading
from quaywatch.formats.edifact.cuscar.parties import ROLES
from quaywatch.formats.edifact.cuscar.places import TRANSHIPMENT, place, route
from quaywatch.formats.edifact.cuscar.references import identity
from quaywatch.formats.edifact.elements import joined
from quaywatch.formats.edifact.syntax import text

_CODE = r"[A-Za-z0-9/.-]"
_NAME = "[A-Za-z0-9]"
_TEXT = "[^+:'?]*+"
_LINES = "[^+'?]*+"
_STRIP: Callable[[str], str] = str.strip
_UNKNOWN = SealIssuer.UNKNOWN
_WHOLE = "[0-9]{1,15}+"
"""Whole numbers that are read exactly."""

_HEAD = re.compile(
    rf"CNI\+\d*+(?:\+({_CODE}*+)(?::{_LINES})?+)?+'(?:RFF\+(BM|BH):({_CODE}++)')?+"
    rf"(?:RFF\+MB:({_CODE}++)')?+((?:RFF\+AAQ:{_NAME}++')*+)"
    rf"((?:LOC\+{_CODE}++\+{_CODE}++(?::{_CODE}++)*+'){{0,8}}+)(?:CPI\+4?\+\+(PP?|CC?)')?+"
)
_PARTY = re.compile(
    rf"(NAD\+({'|'.join(ROLES)})\+({_CODE}*+)(?::{_LINES})?+\+\+({_LINES})(?:\+({_LINES})"
    rf"(?:\+({_TEXT})(?:\+{_LINES}(?:\+({_TEXT})(?:\+({_TEXT}))?+)?+)?+)?+)?+'"
    rf"(?:CTA\+{_LINES}')?+(?:COM\+((?:\?\+)?+{_TEXT}):TE')?+(?:COM\+({_TEXT}):EM')?+)(?!COM|CTA|RFF)"
)
_GOODS = re.compile(
    rf"(GID\+\d*+\+({_WHOLE}):({_CODE}*+)'(?:FTX\+AAA\+\+\+({_LINES})')?+"
    rf"(?:MEA\+(?:AAE\+G|WT\+AAB)\+KGM:({_WHOLE})')?+((?:SGP\+{_NAME}++')*+)"
    rf"(?:DGS\+{_LINES}\+{_LINES}\+([0-9]++)')?+(?:PCI\+[0-9]*+\+({_LINES})')?+"
    rf"(?:CST\+[0-9]*+\+([0-9]++)(?::{_LINES})?+')?+)"
)


class Usual(Draft):
    """A consignment in its usual form, parties and goods finished."""

    def __init__(
        self, head: re.Match[str], parties: Sequence[Sequence[str]], goods: Sequence[Sequence[str]]
    ) -> None:
        number, kind, bill, master, boxes, self._places, payment = head.groups("")
        references = {kind: bill, "MB": master} if master else {kind: bill}
        self.identity = identity(references, number)
        self.payment = PAYMENTS.get(payment)
        self._parties = tuple([_party(said) for said in parties])
        self._items = tuple([_item(i, said) for i, said in enumerate(goods, 1)])
        self._named = [
            *_named(boxes, 8),
            *[n for item in self._items for n in item.equipment_numbers],
        ]

    def linked(self) -> Sequence[str]:
        """Return the containers referred to, in order, each once."""
        return distinct(self._named)

    def finish(self, heading: Heading, equipment: Iterable[Equipment]) -> Consignment:
        """Return the consignment with its containers, completed by the message's header."""
        reference, level, master = self.identity
        return Consignment(
            reference=reference,
            level=level,
            master_reference=master,
            parties=self._parties,
            goods_items=self._items,
            equipment=tuple(equipment),
            route=_route(self._places, heading.route),
            conveyance=heading.conveyance,
            freight_payment=self.payment,
        )


def usual(body: str, start: int = 0, end: int = maxsize) -> Usual | None:
    """Read the segments of one consignment, each with its terminator, if all are usual.

    They are all of `body`, or what stands between two positions in it.
    """
    end = min(end, len(body))
    head = _HEAD.match(body, start, end)
    if head is None:
        return None
    first = head.end()
    middle = body.find("'GID+", first - 1, end) + 1 or end
    parties = _PARTY.findall(body, first, middle)
    goods = _GOODS.findall(body, middle, end)
    # The stretches cover all of it, or something stands between.
    if first + sum([len(said[0]) for said in parties + goods]) != end:
        return None
    found = Usual(head, parties, goods)
    return found if found.identity[0] else None


def _party(said: Sequence[str]) -> Party:
    whole, role, identifier, name, address, city, postcode, country, telephone, email = said
    clean = _STRIP if whole.isascii() else text
    return Party(
        role=ROLES[role],
        name=joined(name) if ":" in name else clean(name),
        identifier=identifier or None,
        address=(joined(address) if ":" in address else clean(address)) or None,
        city=clean(city) or None,
        postcode=clean(postcode) or None,
        country=clean(country) or None,
        telephone=clean(telephone.removeprefix("?")) or None if telephone else None,
        email=clean(email) or None if email else None,
    )


def _item(sequence: int, said: Sequence[str]) -> GoodsItem:
    _, count, kind, description, mass, boxes, undg, marks, hs_code = said
    return GoodsItem(
        sequence=sequence,
        description=joined(description),
        hs_code=hs_code or None,
        package_count=int(count),
        package_type=kind or None,
        gross_mass_kg=float(mass) if mass else None,
        marks=joined(marks) or None,
        undg=undg or None,
        equipment_numbers=tuple(_named(boxes, 4)),
    )


def _named(segments: str, at: int) -> Sequence[str]:
    """Return what stands from a position on in each of the segments."""
    return [segment[at:] for segment in segments[:-1].split("'")] if segments else ()


@lru_cache(maxsize=8192)
def _route(segments: str, header: Route) -> Route:
    places: dict[str, str] = {}
    transhipments: list[str] = []
    for qualifier, code in map(place, segments[:-1].split("'") if segments else ()):
        if qualifier == TRANSHIPMENT:
            transhipments.append(code)
        else:
            places.setdefault(qualifier, code)
    return route(places, tuple(transhipments), header)


_NUMBER = r"-?[0-9]{1,15}+(?:\.[0-9]{1,6}+)?+"
_SEAL = rf"SEL\+({_CODE}++)(?:\+({'|'.join(ISSUERS)})?+)?+'"
_BOX = re.compile(
    rf"EQD\+{_LINES}\+({_CODE}++)(?::{_LINES})?+(?:\+(?:({_CODE}++)(?::{_LINES})?+)?+"
    rf"(?:\+{_LINES}(?:\+{_LINES}(?:\+([0-9]*+))?+)?+)?+)?+'"
    rf"(?:MEA\+AAE\+G\+KGM:({_NUMBER})')?+(?:MEA\+AAE\+VGM\+KGM:({_NUMBER})')?+"
    rf"(?:{_SEAL})?+(?:{_SEAL})?+(?:TMP\+2\+({_NUMBER}):CEL')?+"
)


def usual_box(body: str, start: int = 0, end: int = maxsize) -> Equipment | None:
    """Return the container that an EQD and what follows it describe, None if not in usual form."""
    found = _BOX.fullmatch(body, start, end)
    if found is None:
        return None
    number, size, status, mass, verified, seal, issuer, another, other, degrees = found.groups("")
    seals: tuple[Seal, ...] = ()
    if seal:
        seals = (Seal(number=seal, issuer=ISSUERS.get(issuer, _UNKNOWN)),)
    if another:
        seals += (Seal(number=another, issuer=ISSUERS.get(other, _UNKNOWN)),)
    return Equipment(
        number=number,
        size_type=size or None,
        packed_status=STATUS.get(status),
        seals=seals,
        gross_mass_kg=float(mass) if mass else None,
        verified_gross_mass_kg=float(verified) if verified else None,
        temperature_c=float(degrees) if degrees else None,
    )
