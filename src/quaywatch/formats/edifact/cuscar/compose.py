"""Nouns as CUSCAR segments, without terminators."""

from collections.abc import Iterator
from datetime import UTC, datetime

from quaywatch.cargo.equipment import Equipment, PackedStatus, SealIssuer
from quaywatch.cargo.goods import GoodsItem
from quaywatch.cargo.party import Party, PartyRole
from quaywatch.cargo.route import Conveyance, Route
from quaywatch.formats.edifact.syntax import escape

_ROLES = {
    PartyRole.CONSIGNOR: "CZ",
    PartyRole.CONSIGNEE: "CN",
    PartyRole.NOTIFY_PARTY: "NI",
    PartyRole.CARRIER: "CA",
    PartyRole.FREIGHT_FORWARDER: "FW",
    PartyRole.BUYER: "BY",
    PartyRole.SELLER: "SE",
    PartyRole.DECLARANT: "DT",
    PartyRole.REPRESENTATIVE: "AG",
}
ISSUERS = {
    SealIssuer.CARRIER: "+CA",
    SealIssuer.SHIPPER: "+SH",
    SealIssuer.CUSTOMS: "+CU",
    SealIssuer.TERMINAL: "+TO",
    SealIssuer.UNKNOWN: "",
}
STATUS = {PackedStatus.EMPTY: "4", PackedStatus.FULL: "5", None: ""}


def trimmed(segment: str) -> str:
    """Drop separators that nothing follows; a released one at the end is data and stays."""
    end = len(segment)
    while end and segment[end - 1] in "+:" and segment[end - 2 : end - 1] != "?":
        end -= 1
    return segment[:end]


def instant(qualifier: str, at: datetime | None) -> Iterator[str]:
    """Yield a DTM in UTC, to the minute or, when there are any, the second."""
    if at is not None:
        at = at.astimezone(UTC)
        seconds = f"{at.second:02}:204" if at.second else ":203"
        yield f"DTM+{qualifier}:{at.year:04}{at:%m%d%H%M}{seconds}"


def conveyance(voyage: Conveyance) -> Iterator[str]:
    """Yield the main carriage with its departure and arrival."""
    if voyage == Conveyance():
        return
    carrier = f"{escape(voyage.carrier_code)}:172:20" if voyage.carrier_code else ""
    ship = f"{escape(voyage.imo_number)}:146:11" if voyage.imo_number else "::"
    name = escape(voyage.vessel_name or "")
    yield trimmed(f"TDT+20+{escape(voyage.voyage or '')}+1++{carrier}+++{ship}:{name}")
    yield from instant("133", voyage.departure_at)
    yield from instant("132", voyage.arrival_at)


def route(places: Route) -> Iterator[str]:
    """Yield the places of a consignment."""
    named = (
        ("88", places.place_of_receipt),
        ("9", places.port_of_loading),
        *(("13", port) for port in places.transhipment_ports),
        ("11", places.port_of_discharge),
        ("7", places.place_of_delivery),
    )
    for qualifier, code in named:
        if code is not None:
            yield f"LOC+{qualifier}+{escape(code)}:139:6"


def party(declared: Party) -> Iterator[str]:
    """Yield a party and how to reach it."""
    identifier = escape(declared.identifier or "")
    name, address = lines(declared.name, 35), lines(declared.address or "", 35)
    city, postcode = escape(declared.city or ""), escape(declared.postcode or "")
    country = escape(declared.country or "")
    role = _ROLES[declared.role]
    yield trimmed(f"NAD+{role}+{identifier}++{name}+{address}+{city}++{postcode}+{country}")
    if declared.telephone or declared.email:
        yield "CTA+IC"
    if declared.telephone:
        yield f"COM+{escape(declared.telephone)}:TE"
    if declared.email:
        yield f"COM+{escape(declared.email)}:EM"


def goods(item: GoodsItem) -> Iterator[str]:
    """Yield a goods line."""
    count = "" if item.package_count is None else item.package_count
    yield trimmed(f"GID+{item.sequence}+{count}:{escape(item.package_type or '')}")
    if item.description:
        yield f"FTX+AAA+++{lines(item.description, 512)}"
    if item.gross_mass_kg is not None:
        yield f"MEA+AAE+G+KGM:{decimal(item.gross_mass_kg)}"
    yield from (f"SGP+{escape(number)}" for number in item.equipment_numbers)
    if item.undg:
        yield f"DGS+IMD++{escape(item.undg)}"
    if item.marks:
        yield f"PCI+28+{lines(item.marks, 35, most=10)}"
    if item.hs_code:
        yield f"CST+{item.sequence}+{escape(item.hs_code)}:122"


def equipment(box: Equipment) -> Iterator[str]:
    """Yield a container."""
    size = f"{escape(box.size_type)}:102:5" if box.size_type else ""
    yield trimmed(f"EQD+CN+{escape(box.number)}+{size}+++{STATUS[box.packed_status]}")
    if box.gross_mass_kg is not None:
        yield f"MEA+AAE+G+KGM:{decimal(box.gross_mass_kg)}"
    if box.verified_gross_mass_kg is not None:
        yield f"MEA+AAE+VGM+KGM:{decimal(box.verified_gross_mass_kg)}"
    yield from (f"SEL+{escape(seal.number)}{ISSUERS[seal.issuer]}" for seal in box.seals)
    if box.temperature_c is not None:
        yield f"TMP+2+{decimal(box.temperature_c)}:CEL"


def decimal(value: float) -> str:
    """Write a number so that reading gives the same number, without needless zeros."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def lines(value: str, width: int, most: int = 5) -> str:
    """Break a text at blanks into at most `most` components of `width`; the last takes the rest."""
    if len(value) <= width:
        return escape(value)
    broken: list[str] = []
    while len(value) > width and len(broken) < most - 1:
        at = value.rfind(" ", 1, width + 1)
        if at < 0:
            at = value.find(" ", width)
        if at < 0:
            break
        broken.append(value[:at])
        value = value[at + 1 :]
    return ":".join(map(escape, [*broken, value]))
