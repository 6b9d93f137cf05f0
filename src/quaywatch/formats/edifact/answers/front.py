"""Answering all that came in one input."""

import io
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.edifact.answers import aperak, contrl, cusres
from quaywatch.formats.edifact.answers.asked import Asked, AskedMessage, asked
from quaywatch.formats.edifact.answers.errors import syntax_error
from quaywatch.formats.edifact.answers.remark import Remark, Statement, of_problem
from quaywatch.formats.edifact.writing import interchange, message
from quaywatch.formats.part import Part
from quaywatch.formats.source import Source

_DECLARATIONS = frozenset({"CUSCAR", "CUSREP", "IFCSUM"})
"""Types that customs answers with CUSRES; others hear of errors by APERAK."""

_ANSWERS = frozenset({"CONTRL", "APERAK", "CUSRES"})
"""Types that nobody answers."""


def for_interchange(
    parts: Iterable[Part],
    findings: Iterable[Remark] = (),
    *,
    at: datetime,
    reference: int,
    statements: Iterable[Statement] = (),
) -> bytes:
    """Return the answers to an input, an interchange for each of its own.

    `parts` are all parts of the input, in order. `findings` are what was found wrong beside the
    problems that the parts carry; each goes to the message at its position, or to that which holds
    its bill of lading, else to the first. `statements` are customs' demands on single bills. `at`
    (time-zone aware) dates the answers and `reference` is the control reference of the first; the
    next ones count on. Sender and recipient change places, the character set stays. The same input
    gives the same bytes. Answers themselves are not answered.
    """
    heard = _Heard(parts)
    asking = asked(Source(io.BufferedReader(heard, 1 << 16)))
    sorted_ = _Sorted(asking, heard)
    for finding in findings:
        sorted_.add(finding)
    for statement in statements:
        sorted_.demand(statement)
    replies = [
        _reply(one, sorted_, at, reference + i)
        for i, one in enumerate(one for one in asking if _is_answered(one))
    ]
    return b"".join(replies)


def _is_answered(one: Asked) -> bool:
    return not one.messages or any(each.name not in _ANSWERS for each in one.messages)


class _Heard(io.RawIOBase):
    """The bytes of parts as a stream; what the parts say is kept as they pass."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._parts = iter(parts)
        self._rest = memoryview(b"")
        self.problems: list[Problem] = []
        self.aside: list[int] = []
        """Where quarantined bytes stand."""
        self.bills: dict[str, int] = {}
        """Where the part stands that holds a bill of lading."""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer with the next bytes."""
        target = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        while not self._rest:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._hear(part)
            self._rest = memoryview(part.data)
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def _hear(self, part: Part) -> None:
        self.problems += part.problems
        if part.quarantined:
            self.aside.append(part.offset)
        consignments = part.filing.consignments if part.filing else ()
        starts = [start for start, _ in part.spans] or [part.offset] * len(consignments)
        for consignment, start in zip(consignments, starts, strict=False):
            self.bills.setdefault(consignment.reference, start)


class _Sorted:
    """Remarks and statements by the message that they are about."""

    def __init__(self, asking: Sequence[Asked], heard: _Heard) -> None:
        self._bills = heard.bills
        self._messages = [each for one in asking for each in one.messages]
        self._starts = [each.start for each in self._messages]
        self._interchanges = [one.start for one in asking]
        self.about: dict[int, list[Remark]] = {}
        """Remarks by the position of the message."""
        self.whole: dict[int, list[Remark]] = {}
        """Remarks by the position of the interchange that they are about as a whole."""
        self.demands: dict[int, list[Statement]] = {}
        self.refused: set[int] = set()
        """Positions of messages of which some bytes were not understood."""
        for offset in heard.aside:
            if (message := self._at(offset)) is not None:
                self.refused.add(message.start)
        for problem in heard.problems:
            self.add(of_problem(problem))

    def add(self, remark: Remark) -> None:
        """Sort a remark in; what is mere information bothers nobody."""
        if remark.severity is Severity.INFO:
            return
        if remark.code.startswith(("interchange.", "group.", "charset.")):
            at = bisect_right(self._interchanges, remark.offset or 0) - 1
            if self._interchanges:
                self.whole.setdefault(self._interchanges[max(at, 0)], []).append(remark)
            return
        message = self._of(remark.offset, remark.reference)
        if message is not None:
            self.about.setdefault(message.start, []).append(remark)

    def demand(self, statement: Statement) -> None:
        """Sort a statement in."""
        message = self._of(None, statement.reference)
        if message is not None:
            self.demands.setdefault(message.start, []).append(statement)

    def _of(self, offset: int | None, bill: str) -> AskedMessage | None:
        place = self._bills.get(bill) if offset is None else offset
        first = self._messages[0] if self._messages else None
        return first if place is None else self._at(place) or first

    def _at(self, offset: int) -> AskedMessage | None:
        at = bisect_right(self._starts, offset) - 1
        return self._messages[at] if at >= 0 else None


def _reply(one: Asked, told: _Sorted, at: datetime, control: int) -> bytes:
    about = [told.about.get(each.start, []) for each in one.messages]
    refused = [each.start in told.refused for each in one.messages]
    whole = told.whole.get(one.start, [])
    replies = [(contrl.KIND, list(contrl.contrl(one, whole, about, refused)))]
    for position, (each, remarks) in enumerate(zip(one.messages, about, strict=True)):
        replies += _answers(each, remarks, told, f"{control}/{position + 1}", at)
    return interchange(
        [message(i, kind, segments) for i, (kind, segments) in enumerate(replies, 1)],
        sender=one.recipient,
        recipient=one.sender,
        made=at,
        reference=control,
        syntax=one.syntax,
    )


def _answers(
    each: AskedMessage, remarks: Sequence[Remark], told: _Sorted, reference: str, at: datetime
) -> Iterator[tuple[str, list[str]]]:
    """Yield what answers one message beside its syntax: CUSRES, or APERAK when there is reason."""
    said = [remark for remark in remarks if syntax_error(remark.code) is None]
    demands = told.demands.get(each.start, [])
    if each.name in _DECLARATIONS or demands:
        refused = each.start in told.refused
        segments = cusres.cusres(each, said, demands, refused=refused, reference=reference, at=at)
        yield cusres.KIND, list(segments)
    elif said and each.name not in _ANSWERS:
        yield aperak.KIND, list(aperak.aperak(each, said, reference, at))
