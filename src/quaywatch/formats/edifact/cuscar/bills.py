"""From the segments of one CNI group to the consignments it holds."""

from typing import NamedTuple

import msgspec

from quaywatch.cargo.consignment import FreightPayment
from quaywatch.formats.edifact.cuscar.conveyance import carriage
from quaywatch.formats.edifact.cuscar.dates import instant
from quaywatch.formats.edifact.cuscar.draft import Draft, Handler
from quaywatch.formats.edifact.cuscar.equipment import Flaw
from quaywatch.formats.edifact.cuscar.goods import Goods, commodity, free_text, packages
from quaywatch.formats.edifact.cuscar.measures import mass
from quaywatch.formats.edifact.cuscar.parties import party, with_contact
from quaywatch.formats.edifact.cuscar.places import TRANSHIPMENT, place
from quaywatch.formats.edifact.cuscar.references import (
    BILLS,
    EQUIPMENT,
    MASTERS,
    PARTY_IDENTIFIERS,
    identity,
)
from quaywatch.formats.edifact.elements import element, joined
from quaywatch.formats.edifact.syntax import text

_PAYMENTS = {
    "P": FreightPayment.PREPAID,
    "PP": FreightPayment.PREPAID,
    "C": FreightPayment.COLLECT,
    "CC": FreightPayment.COLLECT,
}

_KEPT_AS_BYTES = frozenset(
    {
        "AJT",
        "ALI",
        "ATT",
        "AUT",
        "BGM",
        "CNT",
        "COD",
        "CTA",
        "CUX",
        "DIM",
        "DOC",
        "EQA",
        "EQD",
        "ERC",
        "ERP",
        "GDS",
        "GEI",
        "GIN",
        "GIR",
        "GIS",
        "GPO",
        "HAN",
        "ICD",
        "IMD",
        "LIN",
        "MOA",
        "NAT",
        "PAI",
        "PCD",
        "PDI",
        "QTY",
        "RNG",
        "SEL",
        "SPS",
        "STS",
        "TAX",
        "TCC",
        "TMD",
        "TMP",
        "TOD",
        "TPL",
        "TSR",
        "UNH",
        "UNS",
        "UNT",
    }
)
"""Segments of customs messages that no noun has a field for; the original keeps them."""


class Bill(NamedTuple):
    """One consignment within a group: its segments are `first` to `last` (exclusive)."""

    draft: Draft
    first: int
    last: int


def bills(texts: list[str]) -> list[Bill]:
    """Read one CNI group; it holds several bills when its bill number changes after goods."""
    draft, first = Draft(), 0
    found: list[Bill] = []
    for index, segment in enumerate(texts):
        draft.at = index
        handler = _HANDLERS.get(segment[:3])
        if handler is None:
            _unhandled(draft, segment)
        elif handler is _reference and _begins_another(draft, segment):
            found.append(Bill(draft, first, index))
            draft, first = _another(draft, index), index
            handler(draft, segment)
        else:
            handler(draft, segment)
    found.append(Bill(draft, first, len(texts)))
    for bill in found:
        _conclude(bill)
    return found


def _begins_another(draft: Draft, segment: str) -> bool:
    if not (draft.goods or draft.parties or draft.places):
        return False
    qualifier, written = element(segment, 1), element(segment, 1, 1)
    return qualifier in BILLS and draft.references.get(qualifier, written) != written


def _another(draft: Draft, index: int) -> Draft:
    following = Draft()
    following.at = index
    following.references = {q: r for q, r in draft.references.items() if q in MASTERS}
    return following


def _conclude(bill: Bill) -> None:
    draft = bill.draft
    if not draft.goods and not draft.item.empty:
        draft.goods.append(draft.item)
    if draft.damage is None and not identity(draft.references, draft.number)[0]:
        message = "a consignment without bill of lading number or any other reference"
        draft.damage = Flaw(bill.first, "consignment.reference-missing", message)


def _unhandled(draft: Draft, segment: str) -> None:
    tag = segment[:3]
    if tag in _KEPT_AS_BYTES or not segment:
        return
    well_formed = len(tag) == 3 and tag.isascii() and tag.isalnum() and tag.isupper()
    if well_formed and segment[3:4] in {"+", ":", ""}:
        draft.flaw("segment.unknown", f"segment {tag} is not known in a manifest")
    elif draft.damage is None:
        message = f"{segment[:40]!r} is no segment"
        draft.damage = Flaw(draft.at, "segment.malformed", message)


def _consignment(draft: Draft, segment: str) -> None:
    draft.number = element(segment, 2)


def _reference(draft: Draft, segment: str) -> None:
    qualifier, _, rest = segment[4:].partition(":")
    value = text(rest.partition(":")[0].partition("+")[0])
    if not value:
        return
    if qualifier in EQUIPMENT:
        boxes = draft.item.boxes if draft.goods else draft.boxes
        boxes.append(value)
    elif qualifier in PARTY_IDENTIFIERS and draft.parties and not draft.goods:
        last = draft.parties[-1]
        if last.identifier is None:
            draft.parties[-1] = msgspec.structs.replace(last, identifier=value)
    else:
        draft.references.setdefault(qualifier, value)


def _place(draft: Draft, segment: str) -> None:
    qualifier, code = place(segment)
    if qualifier == TRANSHIPMENT:
        draft.transhipments.append(code)
    else:
        draft.places.setdefault(qualifier, code)


def _party(draft: Draft, segment: str) -> None:
    found = party(segment)
    if found is not None:
        draft.parties.append(found)


def _contact(draft: Draft, segment: str) -> None:
    if draft.parties:
        draft.parties[-1] = with_contact(draft.parties[-1], segment)


def _carriage(draft: Draft, segment: str) -> None:
    draft.carriage = draft.carriage or carriage(segment)


def _instant(draft: Draft, segment: str) -> None:
    qualifier, at = instant(segment)
    if at is not None:
        draft.instants.setdefault(qualifier, at)
    elif element(segment, 1, 1):
        draft.flaw("date.unreadable", f"{segment!r} holds no date")


def _goods(draft: Draft, segment: str) -> None:
    draft.item = item = Goods()
    draft.goods.append(item)
    elements = segment.split("+", 3)
    if len(elements) > 2 and elements[2]:
        _packages(draft, packages(elements[2]))


def _pack(draft: Draft, segment: str) -> None:
    elements = [*segment.split("+"), "", "", ""]
    kind = element(elements[3], 0) or element(elements[3], 0, 3)
    written, number, _ = packages(elements[1])
    _packages(draft, (written, number, kind or None))


def _packages(draft: Draft, said: tuple[str, int | None, str | None]) -> None:
    written, number, kind = said
    item = draft.item
    item.count = number if item.count is None else item.count
    item.type = item.type or kind
    if written and number is None:
        message = f"{written!r} is no number of packages"
        draft.flaw("packages.not-a-number", message, "goods_item.package_count")


def _free_text(draft: Draft, segment: str) -> None:
    qualifier, literal = free_text(segment)
    if qualifier == "AAA" and literal:
        draft.item.description.append(literal)


def _mass(draft: Draft, segment: str) -> None:
    kind, kilograms, written = mass(segment)
    if kind != "G":
        return
    item = draft.item
    if kilograms is None:
        draft.flaw("mass.not-a-number", f"{written!r} is no mass", "goods_item.gross_mass_kg")
    elif item.boxes and item.mass is None and draft.goods:
        item.parts_mass = (item.parts_mass or 0.0) + kilograms
    elif item.mass is None:
        item.mass = kilograms


def _box(draft: Draft, segment: str) -> None:
    written = element(segment, 1)
    if written:
        draft.item.boxes.append(written)


def _marks(draft: Draft, segment: str) -> None:
    elements = segment.split("+", 3)
    if len(elements) > 2 and (marks := joined(elements[2])):
        draft.item.marks.append(marks)


def _commodity(draft: Draft, segment: str) -> None:
    draft.item.hs_code = draft.item.hs_code or commodity(segment)


def _dangerous(draft: Draft, segment: str) -> None:
    draft.item.undg = draft.item.undg or element(segment, 3) or None


def _payment(draft: Draft, segment: str) -> None:
    said = _PAYMENTS.get(element(segment, 3)) or _PAYMENTS.get(element(segment, 2))
    draft.payment = draft.payment or said


_HANDLERS: dict[str, Handler] = {
    "CNI": _consignment,
    "COM": _contact,
    "CPI": _payment,
    "CST": _commodity,
    "DGS": _dangerous,
    "DTM": _instant,
    "FTX": _free_text,
    "GID": _goods,
    "LOC": _place,
    "MEA": _mass,
    "NAD": _party,
    "PAC": _pack,
    "PCI": _marks,
    "PIA": _commodity,
    "RFF": _reference,
    "SGP": _box,
    "TDT": _carriage,
}
