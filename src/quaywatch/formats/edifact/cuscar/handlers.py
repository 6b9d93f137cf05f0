"""What each segment of a consignment adds to its draft."""

from quaywatch.cargo.consignment import FreightPayment
from quaywatch.formats.edifact.cuscar.conveyance import carriage
from quaywatch.formats.edifact.cuscar.dates import instant
from quaywatch.formats.edifact.cuscar.draft import Draft, Handler
from quaywatch.formats.edifact.cuscar.goods import HS_LISTS, Goods, free_text, packages
from quaywatch.formats.edifact.cuscar.measures import GROSS, mass
from quaywatch.formats.edifact.cuscar.places import TRANSHIPMENT, place
from quaywatch.formats.edifact.cuscar.references import BILLS, EQUIPMENT, PARTY_IDENTIFIERS
from quaywatch.formats.edifact.elements import element, joined
from quaywatch.formats.edifact.syntax import text

PAYMENTS = {
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


def unhandled(draft: Draft, segment: str) -> None:
    """Judge a segment that no handler takes: unknown, or no segment at all."""
    tag = segment[:3]
    if not segment:
        return
    well_formed = len(tag) == 3 and tag.isascii() and tag.isalnum() and tag.isupper()
    if well_formed and segment[3:4] in {"+", ":", ""}:
        draft.flaw(segment, "segment.unknown", f"segment {tag} is not known in a manifest")
    elif draft.damage is None:
        draft.damage = (segment, "segment.malformed", f"{segment[:40]!r} is no segment", None)


def _keep_as_bytes(draft: Draft, segment: str) -> None:
    pass


def _consignment(draft: Draft, segment: str) -> None:
    draft.number = element(segment, 2)


def _reference(draft: Draft, segment: str) -> None:
    qualifier, _, rest = segment[4:].partition(":")
    value = rest if rest.isalnum() and rest.isascii() else _number(rest)
    if not value:
        return
    if qualifier in EQUIPMENT:
        (draft.item.boxes if draft.goods else draft.boxes).append(value)
    elif qualifier in PARTY_IDENTIFIERS and draft.parties and not draft.goods:
        draft.parties[-1].append(segment)
    elif (
        qualifier in BILLS and draft.substantial and draft.references.get(qualifier, value) != value
    ):
        draft.others.append(segment)
    else:
        draft.references.setdefault(qualifier, value)


def _number(rest: str) -> str:
    return text(rest.partition(":")[0].partition("+")[0])


def _place(draft: Draft, segment: str) -> None:
    qualifier, code = place(segment)
    if qualifier == TRANSHIPMENT:
        draft.transhipments.append(code)
    else:
        draft.places.setdefault(qualifier, code)


def _party(draft: Draft, segment: str) -> None:
    draft.parties.append([segment])


def _contact(draft: Draft, segment: str) -> None:
    if draft.parties:
        draft.parties[-1].append(segment)


def _carriage(draft: Draft, segment: str) -> None:
    if draft.carriage is None:
        draft.carriage = carriage(segment)


def _instant(draft: Draft, segment: str) -> None:
    qualifier, at = instant(segment)
    if at is not None:
        draft.instants.setdefault(qualifier, at)
    elif element(segment, 1, 1):
        draft.flaw(segment, "date.unreadable", f"{segment!r} holds no date")


def _goods(draft: Draft, segment: str) -> None:
    draft.item = item = Goods()
    draft.goods.append(item)
    elements = segment.split("+", 3)
    if len(elements) > 2 and elements[2]:
        written, item.count, item.type = packages(elements[2])
        if written and item.count is None:
            _no_number(draft, segment, written)


def _pack(draft: Draft, segment: str) -> None:
    elements = [*segment.split("+"), "", "", ""]
    kind = element(elements[3], 0) or element(elements[3], 0, 3)
    written, number, _ = packages(elements[1])
    item = draft.item
    item.count = number if item.count is None else item.count
    item.type = item.type or kind or None
    if written and number is None:
        _no_number(draft, segment, written)


def _no_number(draft: Draft, segment: str, written: str) -> None:
    message = f"{written!r} is no number of packages"
    draft.flaw(segment, "packages.not-a-number", message, "goods_item.package_count")


def _free_text(draft: Draft, segment: str) -> None:
    literal = segment[10:]
    if not segment.startswith("FTX+AAA+++") or "+" in literal:
        literal = free_text(segment)
    if literal := joined(literal):
        draft.item.description.append(literal)


def _mass(draft: Draft, segment: str) -> None:
    kind, kilograms, written = mass(segment)
    if kind != GROSS:
        return
    item = draft.item
    if kilograms is None:
        message = f"{written!r} is no mass"
        draft.flaw(segment, "mass.not-a-number", message, "goods_item.gross_mass_kg")
    elif item.boxes and item.mass is None and draft.goods:
        item.parts_mass = (item.parts_mass or 0.0) + kilograms
    elif item.mass is None:
        item.mass = kilograms


def _box(draft: Draft, segment: str) -> None:
    written = segment[4:]
    if not (written.isalnum() and written.isascii()):
        written = element(segment, 1)
    if written:
        draft.item.boxes.append(written)


def _marks(draft: Draft, segment: str) -> None:
    elements = segment.split("+", 3)
    if len(elements) > 2 and (marks := joined(elements[2])):
        draft.item.marks.append(marks)


def _commodity(draft: Draft, segment: str) -> None:
    elements = segment.split("+", 3)
    if len(elements) > 2 and draft.item.hs_code is None:
        draft.item.hs_code = text(elements[2].partition(":")[0]) or None


def _additional_commodity(draft: Draft, segment: str) -> None:
    if element(segment, 2, 1) in HS_LISTS and draft.item.hs_code is None:
        draft.item.hs_code = element(segment, 2) or None


def _dangerous(draft: Draft, segment: str) -> None:
    draft.item.undg = draft.item.undg or element(segment, 3) or None


def _payment(draft: Draft, segment: str) -> None:
    elements = [*map(str.strip, segment.split("+")), "", "", ""]
    draft.payment = draft.payment or PAYMENTS.get(elements[3]) or PAYMENTS.get(elements[2])


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(_KEPT_AS_BYTES, _keep_as_bytes),
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
    "PIA": _additional_commodity,
    "RFF": _reference,
    "SGP": _box,
    "TDT": _carriage,
}
