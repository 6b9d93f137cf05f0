"""What one segment says of a container or its event, by the tables of its message type."""

from collections.abc import Callable, Mapping

import msgspec

from quaywatch.cargo.equipment import PackedStatus, Seal
from quaywatch.cargo.problem import Severity
from quaywatch.cargo.route import Conveyance
from quaywatch.formats.edifact.cuscar.dates import instant
from quaywatch.formats.edifact.cuscar.equipment import ISSUERS, STATUS, seal, size_type
from quaywatch.formats.edifact.cuscar.handlers import HANDLERS
from quaywatch.formats.edifact.cuscar.measures import VERIFIED, mass
from quaywatch.formats.edifact.elements import element, number
from quaywatch.formats.edifact.movements.profile import Profile, Slot
from quaywatch.formats.edifact.syntax import text

Said = tuple[int, object]
"""Slot, and what fills it."""

# Plain integers: members of an enumeration cost time where every segment comes by.
_OPENING, _FLAW, _DAMAGE, _SEAL = map(int, (Slot.OPENING, Slot.FLAW, Slot.DAMAGE, Slot.SEAL))
_FURTHER, _CONTROL, _EQUIPMENT = map(int, (Slot.FURTHER, Slot.CONTROL, Slot.EQUIPMENT))
_STOWAGE, _GROSS, _VERIFIED = map(int, (Slot.STOWAGE, Slot.GROSS, Slot.VERIFIED))
_TEMPERATURE, _CARRIAGE = map(int, (Slot.TEMPERATURE, Slot.CARRIAGE))
_EVENT, _HANDLING, _CONSIGNMENT = map(int, (Slot.EVENT, Slot.HANDLING, Slot.CONSIGNMENT))

NOTHING: Said = (int(Slot.NOTHING), None)

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

_UNLIKE = ("EQD", "SEL", "RFF", "MEA")

_CONTAINER = "EQD+CN+"
_STOWAGE_CELL = "LOC+147+"
_SEPARATORS = frozenset({"+", ":", ""})
_KEPT = 8192
_SHORT = 64
_LONG_NUMBER = 16
_FEW = 256


class Make(msgspec.Struct, frozen=True):
    """What EQD says of a container beside its number."""

    size_type: str | None = None
    packed: bool | None = None
    handling: str = ""


Box = tuple[str, Make]
"""A container as EQD gives it: its number, and what else is said."""


class Place(str):
    """A place as its code, and within it a terminal or berth.

    A string, because routes are looked up by such codes for every container, and strings remember
    their hash.
    """

    __slots__ = ("code", "facility")

    code: str
    facility: str | None


def place(code: str, facility: str) -> Place:
    """Return a place and, when it is named, the facility within it."""
    found = Place(code)
    found.code = code
    found.facility = facility or None
    return found


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
        self._known: dict[str, Said] = {}
        self.known = self._known.get
        """What a segment said before, None when it is new."""
        self._header = True
        self._makes: dict[str, Make] = {}
        self._box_slot = _FURTHER if profile.opens == "STS" else _EQUIPMENT
        self._references = {q: int(slot) for q, slot in profile.references.items()}
        self._readers: Mapping[str, Callable[[str], Said]] = {
            **_TAGS,
            "EQD": self._box,
            "LOC": self._place,
            "RFF": self._reference,
            "DTM": self._instant,
            "TDT": self._carriage,
            "STS": self._status,
        }
        self.unlike: dict[str, Callable[[str], Said]] = {}
        """Readers of segments of which no two are alike, by tag: nothing of theirs is kept."""
        self._begin_with(profile.opens)

    def said(self, segment: str) -> Said:
        """Read a segment that is not known yet, and remember what it says."""
        said = self._tags.get(segment[:3], _other)(segment)
        if len(segment) < _SHORT and said[0] != _OPENING:
            if len(self._known) >= _KEPT:
                self._known.clear()
            value = said[1]
            told = isinstance(value, Flaw) and value.once
            self._known[segment] = NOTHING if told else said
        return said

    def begin_records(self, opens: str) -> None:
        """Go on from the header to the records, which `opens` begins."""
        self._header = False
        self._known.clear()
        self._begin_with(opens)

    def _begin_with(self, opens: str) -> None:
        self._tags = dict(self._readers)
        tag, _, qualifier = opens.partition("+")
        read = self._readers[tag]
        marked = f"{opens}+"

        def opening(segment: str) -> Said:
            said = read(segment)
            return (_OPENING, said) if not qualifier or segment.startswith(marked) else said

        self._tags[tag] = opening
        self.unlike = {name: self._tags[name] for name in _UNLIKE}
        self.unlike["LOC"] = self._cell_first if tag == "LOC" else self._cell

    def _cell(self, segment: str) -> Said:
        """Read a LOC: no two places aboard are alike, but other places are."""
        if not segment.startswith(_STOWAGE_CELL):
            return self.said(segment)
        code = segment[len(_STOWAGE_CELL) :].partition(":")[0]
        return (_STOWAGE, code if code.isdecimal() else text(code.partition("+")[0]) or None)

    def _cell_first(self, segment: str) -> Said:
        """Read a LOC where places aboard begin the records."""
        said = self._cell(segment)
        return (_OPENING, said) if said[0] == _STOWAGE else said

    def _box(self, segment: str) -> Said:
        if segment.startswith(_CONTAINER):
            written, _, rest = segment[len(_CONTAINER) :].partition("+")
        else:
            elements = [*segment.split("+", 3), "", "", ""]
            written, rest = elements[2], elements[3]
        if not (written.isalnum() and written.isascii()):
            written = text(written.partition(":")[0])
        make = self._makes.get(rest)
        if make is None:
            make = _make(rest)
            if len(rest) < _SHORT and len(self._makes) < _KEPT:
                self._makes[rest] = make
        return (self._box_slot, (written, make))

    def _place(self, segment: str) -> Said:
        if segment.startswith(_STOWAGE_CELL):
            return self._cell(segment)
        qualifier, code = element(segment, 1), element(segment, 2)
        slot = self._profile.places.get(qualifier, Slot.NOTHING)
        if self._header:
            slot = self._profile.header_places.get(qualifier, slot)
        code = code or element(segment, 2, 3)
        if slot is Slot.NOTHING or not code:
            return NOTHING
        if not code.strip("*"):
            message = f"{code!r} names no place"
            return (_FLAW, Flaw("place.unstated", message, "route", Severity.INFO, once=True))
        return (int(slot), place(code, element(segment, 3) or element(segment, 3, 3)))

    def _reference(self, segment: str) -> Said:
        qualifier, _, value = segment[4:].partition(":")
        slot = self._references.get(qualifier)
        if slot is None:
            return NOTHING
        if not (value.isalnum() and value.isascii()):
            value = text(value.partition(":")[0].partition("+")[0])
        if value in {"", "1"}:
            # A bayplan must refer to a bill of lading and, knowing none, refers to number 1.
            self._known[segment[:_SHORT]] = NOTHING
            return NOTHING
        return (slot, value)

    def _instant(self, segment: str) -> Said:
        qualifier, at = instant(segment)
        slot = self._profile.instants.get(qualifier, Slot.NOTHING)
        if at is None and element(segment, 1, 1):
            flaw = Flaw("date.unreadable", f"{segment!r} holds no date", "movement.at")
            return (_FLAW, flaw)
        return NOTHING if at is None else (int(slot), at)

    def _carriage(self, segment: str) -> Said:
        if element(segment, 1) not in self._profile.stages:
            return NOTHING
        found = vessel(segment)
        return NOTHING if found == Conveyance() else (_CARRIAGE, found)

    def _status(self, segment: str) -> Said:
        code = element(segment, 2) or element(segment, 1)
        event = self._profile.statuses.get(code)
        if event is None and self._profile.statuses:
            message = f"status {code!r} is no movement of a container"
            flaw = Flaw("movement.status-unknown", message, "movement.kind", Severity.INFO)
            return (_FLAW, flaw)
        return (_EVENT, event) if event else NOTHING


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


def _make(rest: str) -> Make:
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
        return (_FLAW, Flaw("mass.not-a-number", f"{written!r} is no mass", "movement"))
    return (slot, kilograms)


_MEASURES: dict[str, tuple[int, float]] = {}
"""What was found of the part of a MEA before its value: few are in use."""


def _measured(said: str) -> tuple[int, float]:
    """Return the slot and kilograms a unit of a MEA up to its value, slot 0 for what is no mass."""
    kind, kilograms, _ = mass(f"{said}:1")
    found = (_VERIFIED if kind == VERIFIED else _GROSS if kind else 0, kilograms or 0.0)
    if len(_MEASURES) < _FEW and len(said) < _SHORT:
        _MEASURES[said] = found
    return found


def _temperature(segment: str) -> Said:
    written, unit = element(segment, 2), element(segment, 2, 1)
    if not written:
        return NOTHING
    found = number(written)
    if found is None:
        message = f"{written!r} is no temperature"
        return (_FLAW, Flaw("temperature.not-a-number", message, "movement.temperature_c"))
    return (_TEMPERATURE, (found - 32) / 1.8 if unit in {"FAH", "FA"} else found)


def _party(segment: str) -> Said:
    role, code = element(segment, 1), element(segment, 2)
    slot = {"CA": Slot.CARRIER, "CF": Slot.OPERATOR}.get(role)
    return (int(slot), code) if slot and code else NOTHING


def _handling(segment: str) -> Said:
    code = element(segment, 1) or element(segment, 1, 3)
    return (_HANDLING, code) if code else NOTHING


def _seal(segment: str) -> Said:
    number, _, issuer = segment[4:].partition("+")
    if issuer in ISSUERS and number.isalnum() and number.isascii():
        return (_SEAL, Seal(number=number, issuer=ISSUERS[issuer]))
    found = seal(segment)
    return (_SEAL, found) if found else NOTHING


def _control(segment: str) -> Said:
    counted = element(segment, 1, 1)
    told = element(segment, 1) == "16" and counted.isdecimal() and len(counted) < 10
    return (_CONTROL, int(counted)) if told else NOTHING


def _consignment(_: str) -> Said:
    return (_CONSIGNMENT, None)


_TAGS: Mapping[str, Callable[[str], Said]] = {
    "CNI": _consignment,
    "CNT": _control,
    "HAN": _handling,
    "MEA": _mass,
    "NAD": _party,
    "SEL": _seal,
    "TMP": _temperature,
}


def _other(segment: str) -> Said:
    tag, follows = segment[:3], segment[3:4]
    formed = len(tag) == 3 and tag.isascii() and tag.isalnum() and tag.isupper()
    if not segment or (tag in KNOWN and follows in _SEPARATORS):
        return NOTHING
    if formed and follows in _SEPARATORS:
        message = f"segment {tag} is not known in this message"
        return (_FLAW, Flaw("segment.unknown", message))
    return (_DAMAGE, Flaw("segment.malformed", f"{segment[:40]!r} is no segment"))
