"""What one segment says of a container or its event, by the tables of its message type."""

from collections.abc import Callable, Mapping

from quaywatch.cargo.problem import Severity
from quaywatch.cargo.route import Conveyance
from quaywatch.formats.edifact.cuscar.dates import instant
from quaywatch.formats.edifact.elements import element
from quaywatch.formats.edifact.movements.plain import TAGS, handling_of_all, make, other, vessel
from quaywatch.formats.edifact.movements.profile import Profile, Slot
from quaywatch.formats.edifact.movements.said import (
    CARRIAGE,
    EQUIPMENT,
    EVENT,
    FLAW,
    FURTHER,
    NOTHING,
    OPENING,
    SHORT,
    STOWAGE,
    Flaw,
    Make,
    Said,
    place,
)
from quaywatch.formats.edifact.syntax import text

_UNLIKE = ("EQD", "SEL", "RFF", "MEA")

_CONTAINER = "EQD+CN+"
_STOWAGE_CELL = "LOC+147+"
_KEPT = 8192


class Reader:
    """Turns segments into slots and what fills them; remembers those that come again and again."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._known: dict[str, Said] = {}
        self.known = self._known.get
        """What a segment said before, None when it is new."""
        self._header = True
        self._makes: dict[str, Make] = {}
        self._box_slot = FURTHER if profile.opens == "STS" else EQUIPMENT
        self._references = {q: int(slot) for q, slot in profile.references.items()}
        self._readers: Mapping[str, Callable[[str], Said]] = {
            **TAGS,
            "EQD": self._box,
            "LOC": self._place,
            "RFF": self._reference,
            "DTM": self._instant,
            "TDT": self._carriage,
            "STS": self._status,
            **({"HAN": handling_of_all} if profile.handling_first else {}),
        }
        self.unlike: dict[str, Callable[[str], Said]] = {}
        """Readers of segments of which no two are alike, by tag: nothing of theirs is kept."""
        self._begin_with(profile.opens)

    def said(self, segment: str) -> Said:
        """Read a segment that is not known yet, and remember what it says."""
        said = self._tags.get(segment[:3], other)(segment)
        if len(segment) < SHORT and said[0] != OPENING:
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
            return (OPENING, said) if not qualifier or segment.startswith(marked) else said

        self._tags[tag] = opening
        self.unlike = {name: self._tags[name] for name in _UNLIKE}
        self.unlike["LOC"] = self._cell_first if tag == "LOC" else self._cell

    def _cell(self, segment: str) -> Said:
        """Read a LOC: no two places aboard are alike, but other places are."""
        if not segment.startswith(_STOWAGE_CELL):
            return self.said(segment)
        code = segment[len(_STOWAGE_CELL) :].partition(":")[0]
        return (STOWAGE, code if code.isdecimal() else text(code.partition("+")[0]) or None)

    def _cell_first(self, segment: str) -> Said:
        """Read a LOC where places aboard begin the records."""
        said = self._cell(segment)
        return (OPENING, said) if said[0] == STOWAGE else said

    def _box(self, segment: str) -> Said:
        if segment.startswith(_CONTAINER):
            written, _, rest = segment[len(_CONTAINER) :].partition("+")
        else:
            elements = [*segment.split("+", 3), "", "", ""]
            written, rest = elements[2], elements[3]
        if not (written.isalnum() and written.isascii()):
            written = text(written.partition(":")[0])
        found = self._makes.get(rest)
        if found is None:
            found = make(rest)
            if len(rest) < SHORT and len(self._makes) < _KEPT:
                self._makes[rest] = found
        return (self._box_slot, (written, found))

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
        if slot is Slot.STOWAGE:  # with blanks about its tag, or line ends
            return (STOWAGE, code)
        if not code.strip("*"):
            message = f"{code!r} names no place"
            return (FLAW, Flaw("place.unstated", message, "route", Severity.INFO, once=True))
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
            self._known[segment[:SHORT]] = NOTHING
            return NOTHING
        return (slot, value)

    def _instant(self, segment: str) -> Said:
        qualifier, at = instant(segment)
        slot = self._profile.instants.get(qualifier, Slot.NOTHING)
        if at is None and element(segment, 1, 1):
            flaw = Flaw("date.unreadable", f"{segment!r} holds no date", "movement.at")
            return (FLAW, flaw)
        return NOTHING if at is None else (int(slot), at)

    def _carriage(self, segment: str) -> Said:
        if element(segment, 1) not in self._profile.stages:
            return NOTHING
        found = vessel(segment)
        return NOTHING if found == Conveyance() else (CARRIAGE, found)

    def _status(self, segment: str) -> Said:
        code = element(segment, 2) or element(segment, 1)
        event = self._profile.statuses.get(code)
        if event is None and self._profile.statuses:
            message = f"status {code!r} is no movement of a container"
            flaw = Flaw("movement.status-unknown", message, "movement.kind", Severity.INFO)
            return (FLAW, flaw)
        return (EVENT, event) if event else NOTHING
