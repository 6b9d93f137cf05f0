"""Segments that say the same in all messages about containers."""

from collections.abc import Callable, Mapping

from quaywatch.cargo.equipment import PackedStatus, Seal
from quaywatch.cargo.route import Conveyance
from quaywatch.formats.edifact.cuscar.equipment import ISSUERS, STATUS, seal, size_type
from quaywatch.formats.edifact.cuscar.handlers import HANDLERS
from quaywatch.formats.edifact.cuscar.measures import VERIFIED, mass
from quaywatch.formats.edifact.elements import element, number
from quaywatch.formats.edifact.movements.profile import Slot
from quaywatch.formats.edifact.movements.said import (
    CONSIGNMENT,
    CONTROL,
    DAMAGE,
    FLAW,
    GROSS_MASS,
    HANDLING,
    NOTHING,
    SEAL,
    SEPARATORS,
    SHORT,
    TEMPERATURE,
    VERIFIED_MASS,
    Flaw,
    Make,
    Said,
)
from quaywatch.formats.edifact.syntax import text

KNOWN = frozenset(HANDLERS) | frozenset(
    {
        "ADR",
        "CCD",
        "EQI",
        "EQN",
        "GOR",
        "HAN",
        "IDE",
        "LAN",
        "NAT",
        "PNA",
        "PSD",
        "SEQ",
        "SLK",
        "TSR",
        "UGH",
        "UGT",
    }
)
"""Segments of transport messages; what no slot has a place for is kept as bytes."""

_LONG_NUMBER = 16
_FEW = 256


def vessel(segment: str) -> Conveyance:
    """Return what a TDT says; ship and carrier are told by their code lists wherever they stand.

    In the 1991 directory the ship comes before the carrier, later it comes after it.
    """
    composites = [part.split(":") for part in segment.split("+")]
    voyage = text(composites[2][0]) if len(composites) > 2 else ""
    carrier = imo = name = ""
    for position, parts in enumerate(composites[4:], 4):
        code, listed = text(parts[0]), parts[1].strip() if len(parts) > 1 else ""
        named = text(parts[3]) if len(parts) > 3 else ""
        if listed in _SHIP_LISTS or (position == _SHIP_AT and (code or named)):
            imo = code if _is_imo(code, listed) else imo
            # A call sign is one word.
            name = named or name or (code if not listed and " " in code else "")
        elif listed in _CARRIER_LISTS or (position == _CARRIER_AT and code):
            carrier = carrier or code
    return Conveyance(
        vessel_name=name or None,
        imo_number=imo or None,
        voyage=voyage or None,
        carrier_code=carrier or None,
    )


_SHIP_LISTS = frozenset({"103", "146", "11"})
_CARRIER_LISTS = frozenset({"172"})
_SHIP_AT, _CARRIER_AT = 8, 5


def _is_imo(code: str, listed: str) -> bool:
    return listed == "146" or (listed != "103" and len(code) == 7 and code.isdecimal())


def make(rest: str) -> Make:
    """Return what an EQD says after the number."""
    elements = [*rest.split("+"), "", "", "", ""]
    packed = STATUS.get(elements[3].partition(":")[0].strip())
    return Make(
        size_type(elements[0]),
        None if packed is None else packed is PackedStatus.FULL,
        elements[2].strip(),
    )


def _mass(segment: str) -> Said:
    said, _, written = segment.partition(":")
    slot, factor = _MEASURES.get(said) or _measured(said)
    if written.isdecimal() and written.isascii() and len(written) < _LONG_NUMBER:
        return (slot, float(written) * factor) if slot else NOTHING
    if not slot or not written:
        return NOTHING
    _, kilograms, written = mass(segment)
    if kilograms is None:
        return (FLAW, Flaw("mass.not-a-number", f"{written!r} is no mass", "movement"))
    return (slot, kilograms)


_MEASURES: dict[str, tuple[int, float]] = {}
"""What was found of the part of a MEA before its value: few are in use."""


def _measured(said: str) -> tuple[int, float]:
    """Return the slot and kilograms a unit of a MEA up to its value, slot 0 for what is no mass."""
    kind, kilograms, _ = mass(f"{said}:1")
    found = (VERIFIED_MASS if kind == VERIFIED else GROSS_MASS if kind else 0, kilograms or 0.0)
    if len(_MEASURES) < _FEW and len(said) < SHORT:
        _MEASURES[said] = found
    return found


def _temperature(segment: str) -> Said:
    written, unit = element(segment, 2), element(segment, 2, 1)
    if not written:
        return NOTHING
    found = number(written)
    if found is None:
        message = f"{written!r} is no temperature"
        return (FLAW, Flaw("temperature.not-a-number", message, "movement.temperature_c"))
    return (TEMPERATURE, (found - 32) / 1.8 if unit in {"FAH", "FA"} else found)


def _party(segment: str) -> Said:
    role, code = element(segment, 1), element(segment, 2)
    slot = {"CA": Slot.CARRIER, "CF": Slot.OPERATOR}.get(role)
    return (int(slot), code) if slot and code else NOTHING


def _handling(segment: str) -> Said:
    code = element(segment, 1) or element(segment, 1, 3)
    return (HANDLING, code) if code else NOTHING


def handling_of_all(segment: str) -> Said:
    """Read a HAN that speaks of all containers that follow."""
    said = _handling(segment)
    return (CONSIGNMENT, said if said[0] else None)


def _seal(segment: str) -> Said:
    number, _, issuer = segment[4:].partition("+")
    if issuer in ISSUERS and number.isalnum() and number.isascii():
        return (SEAL, Seal(number=number, issuer=ISSUERS[issuer]))
    found = seal(segment)
    return (SEAL, found) if found else NOTHING


def _control(segment: str) -> Said:
    counted = element(segment, 1, 1)
    told = element(segment, 1) == "16" and counted.isdecimal() and len(counted) < 10
    return (CONTROL, int(counted)) if told else NOTHING


def _consignment(_: str) -> Said:
    return (CONSIGNMENT, None)


TAGS: Mapping[str, Callable[[str], Said]] = {
    "CNI": _consignment,
    "CNT": _control,
    "HAN": _handling,
    "MEA": _mass,
    "NAD": _party,
    "SEL": _seal,
    "TMP": _temperature,
}


def other(segment: str) -> Said:
    """Judge a segment that says nothing of a container: kept, unknown, or none at all."""
    tag, follows = segment[:3], segment[3:4]
    formed = len(tag) == 3 and tag.isascii() and tag.isalnum() and tag.isupper()
    if not segment or (tag in KNOWN and follows in SEPARATORS):
        return NOTHING
    if formed and follows in SEPARATORS:
        message = f"segment {tag} is not known in this message"
        return (FLAW, Flaw("segment.unknown", message))
    return (DAMAGE, Flaw("segment.malformed", f"{segment[:40]!r} is no segment"))
