"""One CUSCAR message, from groups of segments to parts."""

from collections.abc import Sequence

from quaywatch.cargo.consignment import Consignment
from quaywatch.cargo.equipment import Equipment
from quaywatch.cargo.filing import Filing
from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.edifact.cuscar.bills import bills, positions
from quaywatch.formats.edifact.cuscar.boxes import Boxes
from quaywatch.formats.edifact.cuscar.draft import Draft
from quaywatch.formats.edifact.cuscar.equipment import OWN_TAGS, Flaw, equipment, key
from quaywatch.formats.edifact.cuscar.heading import Heading
from quaywatch.formats.edifact.cuscar.usual import usual, usual_box
from quaywatch.formats.edifact.group import Group
from quaywatch.formats.edifact.message import HOLD_BYTES, Gathering, Origin
from quaywatch.formats.edifact.sheaf import Sheaf
from quaywatch.formats.part import PART_BYTES, PART_CONSIGNMENTS, Part
from quaywatch.formats.quarantine import quarantine_up_to
from quaywatch.formats.window import Window

DOCUMENTS = frozenset({"85", "87", "784", "785", "786", "788", "833", "933"})
"""Document names (data element 1001) of manifests and cargo declarations."""


class _Item:
    """A stretch of the message's bytes, up to `end`, and what it holds."""

    __slots__ = ("consignment", "damage", "draft", "end")

    def __init__(
        self,
        end: int,
        consignment: Consignment | None = None,
        draft: Draft | None = None,
        damage: Problem | None = None,
    ) -> None:
        self.end = end
        self.consignment = consignment
        self.draft = draft
        """A consignment that waits for what may still come."""
        self.damage = damage


class Manifest(Gathering):
    """A message on its way; see `quaywatch.formats.edifact.message.Message`."""

    def __init__(self, group: Group, origin: Origin, name: str = "cuscar") -> None:
        self._heading = Heading(origin.sender, origin.received_at, name)
        self._heading.take(group.texts)
        self._boxes = Boxes()
        self._open: Group | None = None
        self._more: list[Group] = []
        """What continues the open consignment, such as the containers described inside it."""
        self._own: list[Equipment] = []
        self._items = [_Item(group.end)]
        self._problems: list[Problem] = []
        self._bills = 0
        self._described_within = 0
        self._hold = HOLD_BYTES
        self._filed = False

    def add(self, group: Group) -> None:
        """Take the next group."""
        tag = group.tag
        if tag == "EQD":
            self._add_box(group)
            return
        if self._open is not None:
            self._close(self._open)
        if tag == "CNI":
            self._open = group
        elif tag == "UNT":
            self._skip(group.end)
        else:
            problem = group.problem("message.group-too-long", "no consignment is as long")
            self._items.append(_Item(group.end, damage=problem))

    def add_all(self, sheaf: Sheaf) -> None:
        """Take the next groups: those in their usual form at once, any other as `add` does."""
        text, tags = sheaf.text, sheaf.tags
        for index, ((start, end), past) in enumerate(
            zip(sheaf.places(), sheaf.ends(), strict=True)
        ):
            if tags[index] == "EQD":
                taken = self._open is None and self._add_usual_box(text, start, end, past)
            else:
                # A container that follows may be described inside of the consignment.
                alone = tags[index + 1] == "CNI"
                taken = alone and self._add_usual(text, start, end, past)
            if not taken:
                self.add(sheaf.group(index))

    def _add_usual(self, text: str, start: int, end: int, past: int) -> bool:
        if self._open is not None:
            self._close(self._open)
        found = usual(text, start, end)
        if found is None:
            return False
        self._bills += 1
        found.identity = self._heading.identity(*found.identity)
        self._keep(found, past)
        return True

    def report(self, problem: Problem) -> None:
        """Take a problem of the message's envelope."""
        self._problems.append(problem)

    def flush(self, window: Window, *, last: bool) -> list[Part]:
        """Return the parts that are ready; all of them when `last`."""
        size = self._items[-1].end - window.start if self._items else 0
        if last:
            if self._open is not None:
                self._close(self._open)
            self._report_loose()
        elif size > self._hold:
            self._hold = 0
        elif not (self._full(size) and self._all_ready()):
            return []
        self._finish_all()
        return self._parts(window, last=last)

    def _full(self, size: int) -> bool:
        return size >= PART_BYTES or len(self._items) >= PART_CONSIGNMENTS

    # --- containers ----------------------------------------------------------------------------

    def _add_box(self, group: Group) -> None:
        body = group.body or "" if self._open is None else ""
        if self._add_usual_box(body, 0, len(body), group.end):
            return
        own = self._own_segments(group)
        flaws: list[Flaw] = []
        box = equipment(group.texts if own == len(group.texts) else group.texts[:own], flaws)
        if box.number:
            self._boxes.add(box)
        else:
            flaws.append(Flaw(0, "equipment.number-missing", "EQD without container number"))
        if flaws:
            self._note(group, flaws)
        if self._open is not None:
            self._add_inside(self._open, group, own, box)
            return
        if own < len(group.texts):
            self._heading.take(group.texts[own:])
        self._skip(group.end)

    def _add_usual_box(self, text: str, start: int, end: int, past: int) -> bool:
        box = usual_box(text, start, end)
        if box is None:
            return False
        self._boxes.add(box)
        self._skip(past)
        return True

    def _own_segments(self, group: Group) -> int:
        """Return how many of a group's segments speak of its container, not of what is around."""
        texts = group.texts
        if self._open is not None:
            return next((i for i, t in enumerate(texts) if t[:3] not in OWN_TAGS), len(texts))
        if "TDT+" not in group.raw:
            return len(texts)
        return next((i for i, t in enumerate(texts) if t[:3] == "TDT"), len(texts))

    def _add_inside(self, opened: Group, group: Group, own: int, box: Equipment) -> None:
        """Take a container inside of a consignment; what follows it continues the consignment."""
        if box.number:
            self._own.append(box)
        group.blank(own)
        self._more.append(group)
        if group.end - opened.start > HOLD_BYTES:
            self._close(opened)

    def _skip(self, end: int) -> None:
        """Take bytes that hold no consignment."""
        last = self._items[-1] if self._items else None
        if last is None or last.consignment or last.draft or last.damage:
            self._items.append(_Item(end))
        else:
            last.end = end

    def _report_loose(self) -> None:
        loose = self._boxes.loose()
        if loose:
            named = ", ".join(box.number for box in loose[:5])
            message = f"{len(loose)} containers are in no consignment: {named}"
            problem = Problem(code="equipment.loose", message=message, severity=Severity.INFO)
            self._problems.append(problem)

    # --- consignments --------------------------------------------------------------------------

    def _close(self, group: Group) -> None:
        self._open = None
        own: list[Equipment] = []
        if self._more:
            group = group.extended(self._more)
            own, self._own, self._more = self._own, [], []
        found = bills(group)
        self._bills += len(found)
        if own:
            found[-1].own = own
            self._described_within += 1
        for draft in found:
            end = group.end if draft.last < 0 else group.offset(draft.last)
            self._judge(group, draft, end)

    def _judge(self, group: Group, draft: Draft, end: int) -> None:
        """Keep a consignment, or its bytes when it cannot be understood."""
        if not group.terminated and draft.damage is None and end == group.end:
            message = "the input ends inside this consignment"
            draft.damage = (group.texts[-1], "consignment.truncated", message, None)
        if draft.damage is not None:
            segment, code, message, _ = draft.damage
            problem = group.problem(code, message, positions(group.texts).get(id(segment), 0))
            self._items.append(_Item(end, damage=problem))
            return
        draft.identity = self._heading.identity(*draft.identity)
        where = positions(group.texts) if draft.flaws else {}
        for segment, code, message, name in draft.flaws:
            at = where.get(id(segment), 0)
            problem = group.problem(code, message, at, Severity.WARNING, name)
            self._problems.append(problem)
        self._keep(draft, end)

    def _keep(self, draft: Draft, end: int) -> None:
        """Finish a consignment at once, unless what may still come can change it."""
        boxes = None if draft.own else self._boxes.all_of(draft.linked())
        if boxes is None or not (boxes or self._bills > 1):
            self._items.append(_Item(end, None, draft))
        else:
            self._items.append(_Item(end, draft.finish(self._heading, boxes)))

    def _note(self, group: Group, flaws: Sequence[Flaw]) -> None:
        for index, code, message, name in flaws:
            problem = group.problem(code, message, index, Severity.WARNING, name)
            self._problems.append(problem)

    def _all_ready(self) -> bool:
        """Whether no consignment waits for anything any more."""
        waiting = (item.draft for item in self._items if item.draft is not None)
        return all(
            not draft.own and self._boxes.all_of(draft.linked()) is not None and self._bills > 1
            for draft in waiting
        )

    def _finish_all(self) -> None:
        waiting = [(item, item.draft) for item in self._items if item.draft is not None]
        named = {key(name) for _, draft in waiting for name in draft.linked()}
        for item, draft in waiting:
            names = [*draft.linked(), *(box.number for box in self._belonging(draft, named))]
            item.consignment = draft.finish(self._heading, map(self._boxes.link, names))
            item.draft = None

    def _belonging(self, draft: Draft, named: set[str]) -> list[Equipment]:
        """Return the containers that a consignment has without referring to them."""
        if self._bills == 1 and not draft.linked():
            return self._boxes.loose()
        if draft.linked() and self._described_within < 2:
            return []
        return [box for box in draft.own if key(box.number) not in named]

    # --- parts ---------------------------------------------------------------------------------

    def _parts(self, window: Window, *, last: bool) -> list[Part]:
        parts: list[Part] = []
        batch: list[_Item] = []
        for item in self._items:
            if item.damage is not None:
                parts += self._part(window, batch)
                parts += quarantine_up_to(window, item.end, item.damage)
                batch = []
                continue
            batch.append(item)
            if item.end - window.start >= PART_BYTES or len(batch) >= PART_CONSIGNMENTS:
                parts += self._part(window, batch)
                batch = []
        parts += self._part(window, batch, last=last)
        self._items = []
        return parts

    def _part(self, window: Window, batch: list[_Item], *, last: bool = False) -> list[Part]:
        if not batch and not (last and self._problems):
            return []
        offset = window.start
        end = batch[-1].end if batch else offset
        spans: list[tuple[int, int]] = []
        consignments: list[Consignment] = []
        start = offset
        for item in batch:
            if item.consignment is not None:
                consignments.append(item.consignment)
                spans.append((start, item.end))
            start = item.end
        filing = None
        if consignments or (last and not self._filed):
            filing = Filing(header=self._heading.header, consignments=tuple(consignments))
            self._filed = True
        part = Part(
            offset=offset,
            data=window.take(end),
            filing=filing,
            spans=tuple(spans),
            problems=self._problems_before(end, last=last),
        )
        return [part]

    def _problems_before(self, end: int, *, last: bool) -> tuple[Problem, ...]:
        if last:
            chosen, self._problems = self._problems, []
        else:
            chosen = [p for p in self._problems if p.offset is not None and p.offset < end]
            self._problems = [p for p in self._problems if p.offset is None or p.offset >= end]
        return tuple(chosen)
