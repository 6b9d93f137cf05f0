"""What one segment says of a container or its event, by the tables of its message type."""

from collections.abc import Callable, Mapping

import msgspec

from quaywatch.cargo.equipment import PackedStatus, Seal
from quaywatch.cargo.problem import Severity
from quaywatch.cargo.route import Conveyance
from quaywatch.formats.edifact.cuscar.dates import instant
from quaywatch.formats.edifact.cuscar.equipment import STATUS, seal, size_type
from quaywatch.formats.edifact.cuscar.handlers import HANDLERS
from quaywatch.formats.edifact.cuscar.measures import VERIFIED, mass
from quaywatch.formats.edifact.elements import element, number
from quaywatch.formats.edifact.movements.profile import Profile, Slot
from quaywatch.formats.edifact.syntax import text

Said = tuple[int, object]
"""Slot, and what fills it."""

NOTHING: Said = (Slot.NOTHING, None)

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

UNIQUE = frozenset({"EQD", "SEL"})
"""Segments that seldom come twice and are not worth remembering."""

_SEPARATORS = frozenset({"+", ":", ""})
_KEPT = 8192
_SHORT = 64


class Box(msgspec.Struct, frozen=True):
    """A container as EQD gives it."""

    number: str
    size_type: str | None
    packed: bool | None
    handling: str


class Place(msgspec.Struct, frozen=True):
    """A place and, within it, a terminal or berth."""

    code: str
    facility: str | None = None


class Flaw(msgspec.Struct, frozen=True):
    """Something wrong in a segment; the rest of its record is sound."""

    code: str
    message: str
    field: str | None = None
    severity: Severity = Severity.WARNING
    once: bool = False
    """Whether telling it of the first of equal segments is enough."""


class Reader:
    """Turns segments into slots and what fills them; remembers those that come again and again."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self.opens = profile.opens
        self._known: dict[str, Said] = {}
        self.known = self._known.get
        """What a segment said before, None when it is new."""
        self.header = True
        """Whether the first record is still to come."""
        self._tags: Mapping[str, Callable[[str], Said]] = {
            "EQD": _further if profile.opens == "STS" else _box,
            "LOC": self._place,
            "MEA": _mass,
            "TMP": _temperature,
            "RFF": self._reference,
            "NAD": _party,
            "DTM": self._instant,
            "TDT": self._carriage,
            "STS": self._status,
            "HAN": _handling,
            "SEL": _seal,
            "CNI": lambda _: (Slot.CONSIGNMENT, None),
            "CNT": _control,
        }

    def said(self, segment: str) -> Said:
        """Read a segment that is not known yet."""
        tag = segment[:3]
        read = self._tags.get(tag)
        said = read(segment) if read else _other(segment)
        if segment.startswith(self.opens) and segment[len(self.opens) :][:1] in _SEPARATORS:
            return (Slot.OPENING, said)
        if tag not in UNIQUE and len(segment) < _SHORT:
            if len(self._known) >= _KEPT:
                self._known.clear()
            value = said[1]
            told = isinstance(value, Flaw) and value.once
            self._known[segment] = NOTHING if told else said
        return said

    def begin_records(self, opens: str) -> None:
        """Go on from the header to the records, which `opens` begins."""
        self.opens = opens
        self.header = False
        self._known.clear()

    def _place(self, segment: str) -> Said:
        qualifier, code = element(segment, 1), element(segment, 2)
        slot = self._profile.places.get(qualifier, Slot.NOTHING)
        if self.header:
            slot = self._profile.header_places.get(qualifier, slot)
        if slot is Slot.STOWAGE:
            return (slot, code or None)
        code = code or element(segment, 2, 3)
        if slot is Slot.NOTHING or not code:
            return NOTHING
        if not code.strip("*"):
            message = f"{code!r} names no place"
            return (Slot.FLAW, Flaw("place.unstated", message, "route", Severity.INFO, once=True))
        return (slot, Place(code, element(segment, 3) or element(segment, 3, 3) or None))

    def _reference(self, segment: str) -> Said:
        qualifier, value = element(segment, 1), element(segment, 1, 1)
        slot = self._profile.references.get(qualifier)
        # A bayplan must refer to a bill of lading and, knowing none, refers to number 1.
        return NOTHING if slot is None or value in {"", "1"} else (slot, value)

    def _instant(self, segment: str) -> Said:
        qualifier, at = instant(segment)
        slot = self._profile.instants.get(qualifier, Slot.NOTHING)
        if at is None and element(segment, 1, 1):
            flaw = Flaw("date.unreadable", f"{segment!r} holds no date", "movement.at")
            return (Slot.FLAW, flaw)
        return NOTHING if at is None else (slot, at)

    def _carriage(self, segment: str) -> Said:
        if element(segment, 1) not in self._profile.stages:
            return NOTHING
        found = vessel(segment)
        return NOTHING if found == Conveyance() else (Slot.CARRIAGE, found)

    def _status(self, segment: str) -> Said:
        code = element(segment, 2) or element(segment, 1)
        event = self._profile.statuses.get(code)
        if event is None and self._profile.statuses:
            message = f"status {code!r} is no movement of a container"
            flaw = Flaw("movement.status-unknown", message, "movement.kind", Severity.INFO)
            return (Slot.FLAW, flaw)
        return (Slot.EVENT, event) if event else NOTHING


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
            name = named or name
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


def _box(segment: str) -> Said:
    elements = segment.split("+", 7)
    given = len(elements)
    written = elements[2] if given > 2 else ""
    if ":" in written:
        written = written.partition(":")[0]
    packed = STATUS.get(elements[6].partition(":")[0].strip()) if given > 6 else None
    return (
        Slot.EQUIPMENT,
        Box(
            text(written),
            size_type(elements[3]) if given > 3 else None,
            None if packed is None else packed is PackedStatus.FULL,
            elements[5].strip() if given > 5 else "",
        ),
    )


def _further(segment: str) -> Said:
    return (Slot.FURTHER, _box(segment)[1])


def _mass(segment: str) -> Said:
    kind, kilograms, written = mass(segment)
    if not kind or not written:
        return NOTHING
    if kilograms is None:
        return (Slot.FLAW, Flaw("mass.not-a-number", f"{written!r} is no mass", "movement"))
    return (Slot.VERIFIED if kind == VERIFIED else Slot.GROSS, kilograms)


def _temperature(segment: str) -> Said:
    written, unit = element(segment, 2), element(segment, 2, 1)
    if not written:
        return NOTHING
    found = number(written)
    if found is None:
        message = f"{written!r} is no temperature"
        return (Slot.FLAW, Flaw("temperature.not-a-number", message, "movement.temperature_c"))
    return (Slot.TEMPERATURE, (found - 32) / 1.8 if unit in {"FAH", "FA"} else found)


def _party(segment: str) -> Said:
    role, code = element(segment, 1), element(segment, 2)
    slot = {"CA": Slot.CARRIER, "CF": Slot.OPERATOR}.get(role)
    return (slot, code) if slot and code else NOTHING


def _handling(segment: str) -> Said:
    code = element(segment, 1) or element(segment, 1, 3)
    return (Slot.HANDLING, code) if code else NOTHING


def _seal(segment: str) -> Said:
    found: Seal | None = seal(segment)
    return (Slot.SEAL, found) if found else NOTHING


def _control(segment: str) -> Said:
    counted = element(segment, 1, 1)
    told = element(segment, 1) == "16" and counted.isdecimal() and len(counted) < 10
    return (Slot.CONTROL, int(counted)) if told else NOTHING


def _other(segment: str) -> Said:
    tag, follows = segment[:3], segment[3:4]
    formed = len(tag) == 3 and tag.isascii() and tag.isalnum() and tag.isupper()
    if not segment or (tag in KNOWN and follows in _SEPARATORS):
        return NOTHING
    if formed and follows in _SEPARATORS:
        message = f"segment {tag} is not known in this message"
        return (Slot.FLAW, Flaw("segment.unknown", message))
    return (Slot.DAMAGE, Flaw("segment.malformed", f"{segment[:40]!r} is no segment"))
