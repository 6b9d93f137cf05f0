"""One IFTMIN message, from segments to a consignment.

It speaks the language of a manifest's consignment without its CNI; containers stand at its end.
"""

from quaywatch.cargo.equipment import Equipment
from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.edifact.cuscar.bills import positions
from quaywatch.formats.edifact.cuscar.draft import Draft
from quaywatch.formats.edifact.cuscar.equipment import OWN_TAGS, Flaw, equipment, key
from quaywatch.formats.edifact.cuscar.handlers import HANDLERS, unhandled
from quaywatch.formats.edifact.cuscar.heading import Heading
from quaywatch.formats.edifact.cuscar.references import BOOKING
from quaywatch.formats.edifact.group import Group
from quaywatch.formats.edifact.message import HOLD_BYTES, Origin
from quaywatch.formats.edifact.pieces import Pieces
from quaywatch.formats.part import Part
from quaywatch.formats.window import Window

_OF_A_BOX = OWN_TAGS - {"EQD", ""}
_IN_THE_HEADER = frozenset({"UNH", "BGM"})


class Instruction:
    """A message on its way; see `quaywatch.formats.edifact.message.Message`."""

    def __init__(self, group: Group, origin: Origin) -> None:
        self._heading = Heading(origin.sender, origin.received_at, "iftmin")
        self._group: Group | None = group
        self._pieces = Pieces()
        self._start = group.start
        self._end = group.end

    def add(self, group: Group) -> None:
        """Take the next group."""
        self._end = group.end
        whole = self._group
        if group.tag == "UNT" or whole is None:
            return
        self._group = whole.extended([group])
        if group.end - self._start > HOLD_BYTES:
            problem = whole.problem("message.group-too-long", "no instruction is as long")
            self._pieces.damaged(group.end, problem)
            self._group = None

    def report(self, problem: Problem) -> None:
        """Take a problem of the message's envelope."""
        self._pieces.open.problems.append(problem)

    def flush(self, window: Window, *, last: bool) -> list[Part]:
        """Return the parts that are ready: the message in one, when it has ended."""
        if last:
            if self._group is not None:
                self._read(self._group)
            self._pieces.close(self._end)
        return self._pieces.parts(window, self._heading.header, last=last)

    def _read(self, group: Group) -> None:
        draft, boxes = self._understood(group)
        if draft.damage is not None:
            segment, code, message, _ = draft.damage
            problem = group.problem(code, message, positions(group.texts).get(id(segment), 0))
            self._pieces.damaged(group.end, problem)
            return
        where = positions(group.texts) if draft.flaws else {}
        for segment, code, message, name in draft.flaws:
            at = where.get(id(segment), 0)
            self._note(group, Flaw(at, code, message, name))
        named = [*draft.linked()]
        described = {key(box.number): box for box in boxes}
        all_boxes = dict.fromkeys([*map(key, named), *described])
        written = {key(name): name for name in named}
        found = [described.get(name) or Equipment(number=written[name]) for name in all_boxes]
        self._pieces.open.consignments.append(draft.finish(self._heading, found))

    def _understood(self, group: Group) -> tuple[Draft, list[Equipment]]:
        draft, boxes, texts = Draft(), list[Equipment](), group.texts
        index = 0
        while index < len(texts):
            segment = texts[index]
            if segment.startswith("EQD"):
                own = 1
                while index + own < len(texts) and texts[index + own][:3] in _OF_A_BOX:
                    own += 1
                boxes += self._box(group, index, own)
                index += own
                continue
            if segment[:3] in _IN_THE_HEADER:
                self._heading.take([segment])
            HANDLERS.get(segment[:3], unhandled)(draft, segment)
            index += 1
        draft.number = draft.references.get(BOOKING, "") or self._heading.header.reference
        if not draft.conclude() and draft.damage is None:
            message = "an instruction without bill of lading, booking or any other number"
            draft.damage = (texts[0], "consignment.reference-missing", message, None)
        if not group.terminated and draft.damage is None:
            message = "the input ends inside this instruction"
            draft.damage = (texts[-1], "consignment.truncated", message, None)
        return draft, boxes

    def _box(self, group: Group, index: int, own: int) -> list[Equipment]:
        flaws: list[Flaw] = []
        box = equipment(group.texts[index : index + own], flaws)
        for at, code, message, name in flaws:
            self._note(group, Flaw(index + at, code, message, name))
        return [box] if box.number else []

    def _note(self, group: Group, flaw: Flaw) -> None:
        at, code, message, name = flaw
        problem = group.problem(code, message, at, Severity.WARNING, name)
        self._pieces.open.problems.append(problem)
