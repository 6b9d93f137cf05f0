"""A stretch of segments that belong together."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.edifact.segments import Run
from quaywatch.formats.edifact.standard import LEADING, Manner, plain, standard, unbroken
from quaywatch.formats.edifact.syntax import DEFAULT, pieces

_HEAD_BYTES = 2048
_FEW = 64


class Group:
    """Consecutive segments and where they stand in the input.

    `raw` is the original, one character a byte; `texts` are the segments in the project's form
    (see `syntax`), made when they are asked for.
    """

    __slots__ = (
        "_body",
        "_ends",
        "_texts",
        "manner",
        "plain",
        "raw",
        "run",
        "start",
        "tag",
        "terminated",
    )

    def __init__(
        self,
        tag: str,
        raw: str,
        start: int,
        run: Run,
        manner: Manner,
        terminated: bool = True,
        plain: bool = False,
    ) -> None:
        self.tag = tag
        """Tag of the first segment."""
        self.raw = raw
        self.start = start
        """Position of the first byte."""
        self.run = run
        """Where the first segment stands."""
        self.manner = manner
        self.terminated = terminated
        """False when the input ended inside the last segment."""
        self.plain = plain
        """Whether nothing stands between its segments, nor a line end in them."""
        self._body: str | None = None
        self._texts: list[str] | None = None
        self._ends: list[int] | None = None

    @property
    def end(self) -> int:
        """Position just after the last byte."""
        return self.start + len(self.raw)

    @property
    def number(self) -> int:
        """Position of the first segment in the input, from 1."""
        return self.run.number_at(self.start)

    @property
    def body(self) -> str | None:
        """The segments in one piece, each with the default terminator, when that is simple to
        have; None when `texts` must be asked."""
        if self._body is None and self._texts is None:
            manner = self.manner
            if self.plain:
                raw = self.raw
                simple = "?" not in raw and raw.isascii()
                self._body = raw if simple else plain(raw, manner.declared)
            elif self.terminated and manner.chars == DEFAULT and not manner.wrapped:
                self._body = unbroken(self.raw, manner.declared)
        return self._body

    @property
    def texts(self) -> list[str]:
        """The segments, without terminators."""
        if self._texts is None:
            body = self.body
            pieces = self._pieces() if body is None else []
            self._texts = (
                body[:-1].split("'") if body else [standard(p, self.manner) for p in pieces]
            )
        return self._texts

    def cut(self, at: Iterable[int], *, plain: bool = False) -> "Iterator[Group]":
        """Yield the pieces between positions in `raw`; `plain` but for a line end after all."""
        first = 0
        for last in (*at, len(self.raw)):
            yield self.piece(first, last, plain=plain)
            first = last

    def piece(self, first: int, last: int, *, plain: bool = False) -> "Group":
        """Return the piece between two positions in `raw`, as `cut` does."""
        raw = self.raw[first:last]
        tag = raw[:3] if first else raw.lstrip(LEADING)[:3].rstrip("'")
        terminated = last < len(self.raw) or self.terminated
        so = plain and raw[-1:] == "'"
        return Group(tag, raw, self.start + first, self.run, self.manner, terminated, so)

    def first(self, count: int) -> list[str]:
        """Return the first segments, at most `count`, without bringing the others into form."""
        if self._texts is None and len(self.raw) > _HEAD_BYTES:
            raw = self.raw[:_HEAD_BYTES]
            # The last one may be cut.
            if self.plain and (whole := plain(raw, self.manner.declared).split("'")[:-1]):
                return whole[:count]
            head = Group(self.tag, raw, self.start, self.run, self.manner, terminated=False)
            if len(head.texts) > 1:
                return head.texts[:-1][:count]
        return self.texts[:count]

    @property
    def modified(self) -> bool:
        """Whether the segments are no longer those of the original."""
        return self._texts is not None

    def blank(self, count: int) -> None:
        """Empty the first `count` segments; the original and all positions stay."""
        self.texts[:count] = [""] * count
        self._body = None

    def extended(self, more: "list[Group]") -> "Group":
        """Return this group with those that follow it."""
        raw = "".join([self.raw, *(group.raw for group in more)])
        whole = Group(self.tag, raw, self.start, self.run, self.manner, more[-1].terminated)
        if any(group.manner != self.manner or group.modified for group in more):
            whole._texts = [text for group in (self, *more) for text in group.texts]
        return whole

    def split(self, count: int) -> tuple["Group", "Group | None"]:
        """Return the first `count` segments and, if there are more, the others."""
        texts = self.texts
        if count >= len(texts):
            return self, None
        at = self.offset(count) - self.start
        head = Group(self.tag, self.raw[:at], self.start, self.run, self.manner)
        tag, start = texts[count][:3], self.start + at
        rest = Group(tag, self.raw[at:], start, self.run, self.manner, self.terminated)
        return head, rest

    def offset(self, index: int) -> int:
        """Position of the first byte that belongs to segment `index`."""
        if index == 0:
            return self.start
        if self._ends is None and (position := self._from_behind(index)) >= 0:
            return self.start + position
        if self._ends is None:
            self._ends = list(accumulate(len(piece) + 1 for piece in self._pieces()))
        return self.start + min(self._ends[index - 1], len(self.raw))

    def _from_behind(self, index: int) -> int:
        """Return where segment `index` begins when it is one of the last, else -1."""
        behind = len(self.texts) - index
        if self.manner.chars != DEFAULT or not self.terminated or not 0 < behind < _FEW:
            return -1
        position = len(self.raw)
        for _ in range(behind + 1):
            position = self.raw.rfind("'", 0, position)
        return -1 if "?" in self.raw[max(position - 1, 0) :] else position + 1

    def problem(
        self,
        code: str,
        message: str,
        index: int = 0,
        severity: Severity = Severity.ERROR,
        field: str | None = None,
    ) -> Problem:
        """Return a problem located at segment `index` of the group."""
        return Problem(
            code=code,
            message=message,
            severity=severity,
            offset=self.offset(index),
            segment=self.number + index,
            field=field,
        )

    def _pieces(self) -> list[str]:
        cut = pieces(self.raw, self.manner.chars)
        if self.terminated and len(cut) > 1 and not cut[-1].strip():
            # Line ends that follow the last terminator belong to its segment.
            cut.pop()
        return cut
