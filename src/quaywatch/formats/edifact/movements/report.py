"""One message about containers, from segments to movements, by the tables of its type.

All types share this reader. Segments before the first record make defaults; a record lasts until
the next one begins. What a segment says is looked up among what was said before, so that the many
that repeat from container to container are read once.
"""

from typing import cast

import msgspec

from quaywatch.cargo.equipment import Seal
from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.edifact.group import Group
from quaywatch.formats.edifact.message import HOLD_BYTES, Origin
from quaywatch.formats.edifact.movements.heading import Heading
from quaywatch.formats.edifact.movements.profile import Profile, Slot
from quaywatch.formats.edifact.movements.record import (
    CARRIER,
    EQUIPMENT,
    NO_INSTANT,
    Records,
    Values,
    no_values,
)
from quaywatch.formats.edifact.movements.said import Box, Flaw, Said
from quaywatch.formats.edifact.movements.segments import Reader
from quaywatch.formats.edifact.pieces import Pieces
from quaywatch.formats.part import PART_BYTES, Part
from quaywatch.formats.window import Window

_OPENING = int(Slot.OPENING)
_ENOUGH = PART_BYTES // 2
"""How many bytes make a part before a message has ended."""

NO_NUMBER = Flaw("equipment.number-missing", "containers have no number", "movement")
NO_CONTAINER = Flaw("equipment.missing", "records name no container", "movement")


class Report:
    """A message on its way; see `quaywatch.formats.edifact.message.Message`."""

    def __init__(self, profile: Profile, group: Group, origin: Origin) -> None:
        self._profile = profile
        self._reader = Reader(profile)
        self._heading = Heading(profile, origin)
        self._defaults = no_values()
        self._base: Values | None = None
        """Defaults of the whole message, once those of a consignment go before them."""
        self._records: Records | None = None
        """None until the header has ended."""
        self._pieces = Pieces()
        self._end = group.start
        self._last = group
        self._values = self._defaults
        self._open = False
        """Whether a record is open…"""
        self._opened_at = group.start
        """…where it begins…"""
        self._boxes: list[tuple[Box, list[Seal]]] = []
        """…its containers beside the one in its slot, where there may be several…"""
        self._seals: list[Seal] = []
        self._damage: Problem | None = None
        """…why it cannot be understood, if so…"""
        self._odd = True
        """…and whether it is anything but one container, or none is open at all."""
        self._rebase = False
        """Whether other defaults hold from the next record on."""
        self._containers = 0
        self._control: tuple[int, Problem] | None = None
        self._lacking: dict[str, tuple[int, Problem]] = {}
        """How many records lack something, by what, and where the first stands."""
        self.add(group)

    def add(self, group: Group) -> None:
        """Take the next group."""
        self._end = group.end
        if group.tag == "UNT":
            return
        self._last, texts = group, group.texts
        first = self._header(group, texts) if self._records is None else 0
        opened = self._body(group, texts, first) if self._records is not None else -1
        if not group.terminated:
            message = "the input ends inside the segments of this container"
            self._damage = group.problem("movement.truncated", message, len(texts) - 1)
            self._odd = True
        if self._open and opened >= 0:
            self._opened_at = group.offset(opened)
        elif self._open and group.end - self._opened_at > HOLD_BYTES:
            self._close_record(group, -1, len(texts))
            self._open, self._odd = False, True
            self._values = no_values()

    def report(self, problem: Problem) -> None:
        """Take a problem of the message's envelope."""
        self._pieces.open.problems.append(problem)

    def flush(self, window: Window, *, last: bool) -> list[Part]:
        """Return the parts that are ready; all of them when `last`."""
        ready = self._opened_at if self._open else self._end
        if last:
            self._conclude()
        elif ready - window.start > _ENOUGH:
            self._pieces.close(ready)
        return self._pieces.parts(window, self._heading.header, last=last)

    # --- segments ------------------------------------------------------------------------------

    def _header(self, group: Group, texts: list[str]) -> int:
        """Read header segments and return the index of the first of a record."""
        for index, segment in enumerate(texts):
            slot, value = self._reader.said(segment)
            if slot == _OPENING:
                self._begin_records(self._profile.opens)
                return index
            if slot == Slot.EQUIPMENT:
                message = f"containers come before {self._profile.opens}, which should begin each"
                self._note(group, index, Flaw("segment.order", message))
                self._begin_records("EQD")
                return index
            self._heading.take(segment)
            if slot >= EQUIPMENT:
                self._defaults[slot] = self._defaults[slot] or value
            elif slot:
                self._special(group, index, slot, value)
        return len(texts)

    def _begin_records(self, opens: str) -> None:
        self._reader.begin_records(opens)
        self._records = Records(self._profile, self._heading, self._defaults)

    def _body(self, group: Group, texts: list[str], first: int) -> int:
        """Read segments of records; return the index at which the last record began, or -1."""
        known, said, unlike = self._reader.known, self._reader.said, self._reader.unlike.get
        movement = cast("Records", self._records).movement
        opened = -1
        values = self._values
        for index, segment in enumerate(texts[first:] if first else texts, first):
            slot, value = known(segment) or unlike(segment[:3], said)(segment)
            if slot >= EQUIPMENT:
                if values[slot] is None:
                    values[slot] = value
            elif slot == _OPENING:
                # Most records hold one sound container and are closed here and now.
                found = None if self._odd else movement(values[EQUIPMENT], values, self._seals)
                if found is not None:
                    self._containers += 1
                    self._pieces.open.movements.append(found)
                    self._seals = []
                else:
                    self._next_record(group, opened, index)
                opened = index
                self._values = values = no_values()
                slot, value = cast("Said", value)
                if slot >= EQUIPMENT:
                    values[slot] = value
                elif slot:
                    self._special(group, index, slot, value)
            elif slot:
                if slot == Slot.CONSIGNMENT:
                    self._next_record(group, opened, index)
                    self._open, self._odd = False, True
                self._special(group, index, slot, value)
                values = self._values
        return opened

    def _special(self, group: Group, index: int, slot: int, value: object) -> None:
        match slot:
            case Slot.SEAL:
                self._seals.append(cast("Seal", value))
            case Slot.FURTHER:
                self._seals, self._odd = [], True
                self._boxes.append((cast("Box", value), self._seals))
            case Slot.FLAW:
                self._note(group, index, cast("Flaw", value))
            case Slot.DAMAGE:
                self._spoil(group, index, cast("Flaw", value))
            case Slot.CONSIGNMENT:
                self._begin_consignment(cast("Said | None", value))
            case Slot.CONTROL:
                problem = group.problem("message.equipment-count", "", index, Severity.WARNING)
                self._control = (cast("int", value), problem)
            case _:
                pass

    def _note(self, group: Group, index: int, flaw: Flaw) -> None:
        problem = group.problem(flaw.code, flaw.message, index, flaw.severity, flaw.field)
        self._pieces.open.problems.append(problem)

    def _spoil(self, group: Group, index: int, flaw: Flaw) -> None:
        problem = group.problem(flaw.code, flaw.message, index)
        if self._open:
            self._damage, self._odd = self._damage or problem, True
        else:
            self._pieces.open.problems.append(problem)

    def _begin_consignment(self, said: Said | None) -> None:
        """Let what is said next, and `said`, hold for all records of a consignment or list."""
        if self._base is None:
            self._base = list(self._defaults)
        self._defaults = self._values = list(self._base)
        if said is not None:
            self._defaults[said[0]] = said[1]
        self._rebase = True

    # --- records -------------------------------------------------------------------------------

    def _next_record(self, group: Group, opened: int, index: int) -> None:
        """Close the open record, if there is one, where the next begins."""
        if self._open:
            self._close_record(group, opened, index)
        elif self._rebase and self._records is not None:
            self._records.rebase(self._defaults)
            self._rebase = False
        self._open, self._odd = True, False

    def _close_record(self, group: Group, opened: int, index: int) -> None:
        damage = self._damage
        if damage is not None:
            self._damage = None
            self._pieces.close(group.offset(opened) if opened >= 0 else self._opened_at)
            self._pieces.damaged(group.offset(index), damage)
            self._boxes, self._seals = [], []
            return
        box: Box | None = self._values[EQUIPMENT]
        seals = self._seals
        if box is not None:
            self._contain(group, opened, box, seals)
        elif self._boxes:
            for further, own in self._boxes:
                self._contain(group, opened, further, own)
            self._boxes = []
        else:
            self._lack(group, opened, NO_CONTAINER)
        if seals:
            self._seals = []

    def _contain(self, group: Group, opened: int, box: Box, seals: list[Seal]) -> None:
        self._containers += 1
        records = self._records
        found = records.movement(box, self._values, seals) if box[0] and records else None
        if found is not None:
            self._pieces.open.movements.append(found)
        elif not box[0]:
            self._lack(group, opened, NO_NUMBER)
        elif records and records.event(self._values, box[1].handling) is not None:
            self._lack(group, opened, NO_INSTANT)

    def _lack(self, group: Group, opened: int, flaw: Flaw) -> None:
        count, first = self._lacking.get(flaw.code, (0, None))
        if first is None:
            severity = Severity.INFO if self._profile.planning else flaw.severity
            first = group.problem(flaw.code, flaw.message, max(opened, 0), severity, flaw.field)
            if opened < 0:
                first = msgspec.structs.replace(first, offset=self._opened_at, segment=None)
        self._lacking[flaw.code] = (count + 1, first)

    def _conclude(self) -> None:
        """Close what is open at the end of the message, and judge the whole."""
        last = self._last
        if self._records is None:
            self._begin_records(self._profile.opens)
        if self._open:
            self._close_record(last, -1, len(last.texts))
            self._open = False
        found = self._pieces.open
        if self._damage is not None:
            found.problems.append(self._damage)
            self._damage = None
        for count, first in self._lacking.values():
            told = f"{count:,} of {self._containers:,}: {first.message}"
            found.problems.append(msgspec.structs.replace(first, message=told))
        if self._control is not None and self._control[0] != self._containers:
            claimed, problem = self._control
            message = f"CNT counts {claimed} containers, the message holds {self._containers}"
            found.problems.append(msgspec.structs.replace(problem, message=message))
        found.calls += self._heading.calls(self._defaults[CARRIER])
        self._pieces.close(self._end)
