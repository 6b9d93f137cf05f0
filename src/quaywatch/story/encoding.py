"""Movements and declarations as rows of `EVENT`, one by one or as columns, to the same bits."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import msgspec

from quaywatch.cargo import (
    Classifier,
    Consignment,
    Equipment,
    Movement,
    MovementKind,
    PackedStatus,
    Route,
    Seal,
)
from quaywatch.cargo.consignment import BillLevel
from quaywatch.cargo.identifiers import seal_number, size_type, unlocode
from quaywatch.story.events import (
    CERTAINTIES,
    KINDS,
    NOWHERE,
    SEALS,
    VIAS,
    Certainty,
    Kind,
    Level,
    Rows,
    Unsure,
    empty,
)
from quaywatch.story.geography import country_numbers

ODD = 1 << 63
"""Marks a container number that has not the form of one."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CONTAINER = re.compile("[A-Z]{4}[0-9]{7}").fullmatch
HEAVIEST_KG = 2_000_000
"""No container is heavier: what is, was not given in kilograms."""
_REMEMBERED = 1 << 16
_KINDS_OF_BOX = (
    "dry", "ventilated", "bulk", "named_cargo", "reefer", "insulated", "open_top", "flat_rack",
    "tank", "air",
)  # fmt: skip


class Declared(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one bill declares of one container, as far as a story is held against it."""

    at: datetime
    level: BillLevel = BillLevel.MASTER
    route: Route = Route()
    vessel_name: str | None = None
    imo_number: str | None = None
    size_type: str | None = None
    packed: bool | None = None
    seals: tuple[Seal, ...] = ()
    goods_mass_kg: float | None = None
    verified_gross_mass_kg: float | None = None


def declared(
    consignment: Consignment, equipment: Equipment, received_at: datetime | None
) -> Declared | None:
    """Return what a bill declares of a container; None when it belongs to no time."""
    conveyance = consignment.conveyance
    at = conveyance.departure_at or conveyance.arrival_at or received_at
    if at is None:
        return None
    packed = equipment.packed_status
    return Declared(
        at=at,
        level=consignment.level,
        route=consignment.route,
        vessel_name=conveyance.vessel_name,
        imo_number=conveyance.imo_number,
        size_type=equipment.size_type,
        packed=None if packed is None else packed is not PackedStatus.EMPTY,
        seals=equipment.seals,
        goods_mass_kg=_goods_mass(consignment, equipment),
        verified_gross_mass_kg=equipment.verified_gross_mass_kg,
    )


def _goods_mass(consignment: Consignment, equipment: Equipment) -> float | None:
    if equipment.gross_mass_kg is not None or len(consignment.equipment) != 1:
        return equipment.gross_mass_kg
    masses = [goods.gross_mass_kg for goods in consignment.goods_items]
    known = [mass for mass in masses if mass is not None]
    return sum(known) if known and len(known) == len(masses) else None


def movement_rows(movements: Iterable[tuple[int, str, Movement]]) -> Rows:
    """Return rows of movements, each with its `known` and who said it (sender and format)."""
    said = list(movements)
    rows: Any = empty(len(said))
    for row, (known, source, movement) in zip(rows, said, strict=True):
        row["known"], row["source"] = known, text(source)
        _write(row, movement.equipment_number, movement.at, movement)
        row["kind"] = KINDS[MovementKind(movement.kind)]
        row["classifier"] = CERTAINTIES[Classifier(movement.classifier)]
        row["place"] = place(movement.location)
        row["mass"] = kilograms(movement.gross_mass_kg)
    return rows


def declared_rows(declarations: Iterable[tuple[int, str, str, Declared]]) -> Rows:
    """Return rows of declarations: `known`, bill and sender, container number, what was
    declared."""
    said = list(declarations)
    rows: Any = empty(len(said))
    for row, (known, source, number, declaration) in zip(rows, said, strict=True):
        row["known"], row["source"] = known, text(source)
        _write(row, number, declaration.at, declaration)
        row["kind"], row["classifier"] = Kind.DECLARED, Certainty.ACTUAL
        row["level"] = Level[declaration.level.name]
        row["mass"] = kilograms(declaration.goods_mass_kg)
        row["tare"] = tare(declaration.size_type)
    return rows


def _write(row: Any, number: str, at: datetime, said: Movement | Declared) -> None:
    """Write what movements and declarations have in common."""
    row["container"], row["at"] = container(number), microseconds(at)
    row["imo"], row["vessel"] = imo(said.imo_number), text(said.vessel_name)
    row["size"] = size(said.size_type)
    row["verified"] = kilograms(said.verified_gross_mass_kg)
    row["packed"] = -1 if said.packed is None else int(said.packed)
    named = seals(said.seals)
    row["seals"][: len(named)] = named[:SEALS]
    row["unsure"] = Unsure.SEALS if len(named) > SEALS else 0
    if said.route is not None:
        _write_route(row, said.route)


def _write_route(row: Any, route: Route) -> None:
    row["pol"], row["pod"] = place(route.port_of_loading), place(route.port_of_discharge)
    ways = {place(port) for port in route.transhipment_ports}
    ways |= {-2 - country_numbers().get(code.upper(), -1) for code in route.countries}
    ways |= {place(route.place_of_receipt), place(route.place_of_delivery)}
    called = sorted(ways - {NOWHERE})
    row["via"][: len(called)] = called[:VIAS]
    unread = any(place(port) == NOWHERE for port in route.transhipment_ports)
    row["unsure"] |= Unsure.ROUTE if len(called) > VIAS or unread else 0


def microseconds(at: datetime) -> int:
    """Return microseconds since 1970; a time without zone counts as UTC."""
    since = (at if at.tzinfo else at.replace(tzinfo=UTC)) - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


@lru_cache(_REMEMBERED)
def container(number: str) -> int:
    """Return a container number as a whole number.

    Four letters and seven digits, blanks, hyphens and small letters aside, can be read back from
    it; anything else is a digest with the highest bit set.
    """
    bare = number.replace(" ", "").replace("-", "").upper()
    if not _CONTAINER(bare):
        return fnv(bare) | fnv(bare[::-1]) << 32 | ODD
    letters = 0
    for letter in bare[:4]:
        letters = letters * 26 + ord(letter) - ord("A")
    return letters * 10_000_000 + int(bare[4:])


@lru_cache(_REMEMBERED)
def place(code: str | None) -> int:
    """Return the row of a place in the UN/LOCODE list, `NOWHERE` when it is not there."""
    if not code:
        return NOWHERE
    found = unlocode.position(code.replace(" ", "").upper())
    return NOWHERE if found is None else found


@lru_cache(_REMEMBERED)
def text(written: str | None) -> int:
    """Return a digest of letters and digits, whatever their case; 0 for none."""
    bare = re.sub(r"[\W_]+", "", written or "").upper()
    return fnv(bare) or 1 if bare else 0


@lru_cache(_REMEMBERED)
def seal(number: str) -> int:
    """Return a digest of a seal number; 0 for one that stands in for a number."""
    if seal_number.is_placeholder(number):
        return 0
    return text(number)


def seals(named: Iterable[Seal]) -> list[int]:
    """Return the digests of seals, each once, in their order of size."""
    return sorted({seal(each.number) for each in named} - {0})


@lru_cache(_REMEMBERED)
def imo(written: str | None) -> int:
    """Return the digits of an IMO ship number; 0 for none."""
    digits = re.sub("[^0-9]", "", written or "") if (written or "").isascii() else ""
    return int(digits) if len(digits) == 7 else 0


@lru_cache(_REMEMBERED)
def size(code: str | None) -> int:
    """Return a number for length and kind of a size-type code; 0 where it is not understood."""
    found = size_type.parse(code or "")
    if found.feet is None or found.kind is None:
        return 0
    return _FEET.index(found.feet) * len(_KINDS_OF_BOX) + _KINDS_OF_BOX.index(found.kind) + 1


_FEET = (10, 20, 24, 30, 40, 45, 48, 49, 53)


@lru_cache(_REMEMBERED)
def tare(code: str | None) -> int:
    """Return the usual mass of an empty container in kilograms; 0 where unknown."""
    masses = size_type.parse(code or "").masses
    return 0 if masses is None else round(masses.tare)


def kilograms(mass: float | None) -> int:
    """Return whole kilograms; 0 for none, and for what is no mass of a container."""
    return round(mass) if mass is not None and 0 < mass < HEAVIEST_KG else 0


def fnv(bare: str) -> int:
    """Return the 32-bit FNV-1a digest of a text in UTF-8."""
    digest = 0x811C9DC5
    for byte in bare.encode("utf-8", "surrogatepass"):
        digest = (digest ^ byte) * 0x01000193 & 0xFFFFFFFF
    return digest
