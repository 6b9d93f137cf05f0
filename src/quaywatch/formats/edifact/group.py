"""A stretch of segments that belong together."""

from itertools import accumulate
from typing import NamedTuple

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.edifact.standard import standard
from quaywatch.formats.edifact.syntax import DEFAULT, ServiceCharacters, pieces


class Manner(NamedTuple):
    """How segments are written in one stretch of input."""

    chars: ServiceCharacters = DEFAULT
    declared: str | None = None
    """Codec of the declared character set."""
    wrapped: bool = False
    """Whether lines were cut at a fixed width."""


class Group:
    """Consecutive segments and where they stand in the input.

    `raw` is the original, one character a byte; `texts` are the segments in the project's form
    (see `syntax`), made when they are asked for.
    """

    __slots__ = ("_texts", "manner", "number", "raw", "start", "tag", "terminated")

    def __init__(
        self,
        tag: str,
        raw: str,
        start: int,
        number: int,
        manner: Manner,
        terminated: bool = True,
    ) -> None:
        self.tag = tag
        """Tag of the first segment."""
        self.raw = raw
        self.start = start
        """Position of the first byte."""
        self.number = number
        """Position of the first segment in the input, from 1."""
        self.manner = manner
        self.terminated = terminated
        """False when the input ended inside the last segment."""
        self._texts: list[str] | None = None

    @property
    def end(self) -> int:
        """Position just after the last byte."""
        return self.start + len(self.raw)

    @property
    def texts(self) -> list[str]:
        """The segments, without terminators."""
        if self._texts is None:
            manner = self.manner
            self._texts = [standard(piece, *manner) for piece in self._pieces()]
        return self._texts

    def count(self) -> int:
        """Return the number of segments, empty ones included."""
        raw, chars = self.raw, self.manner.chars
        if chars.release + chars.terminator in raw if chars.release else False:
            return len(self._pieces())
        return raw.count(chars.terminator) + (not self.terminated)

    def filled(self) -> int:
        """Return the number of segments with content."""
        terminator = self.manner.chars.terminator
        blank = terminator * 2 in self.raw or not self.tag or "\n" in self.raw
        return sum(map(bool, self.texts)) if blank else self.count()

    def blank(self, count: int) -> None:
        """Empty the first `count` segments; the original and all positions stay."""
        self.texts[:count] = [""] * count

    def extended(self, more: "list[Group]") -> "Group":
        """Return this group with those that follow it."""
        raw = "".join([self.raw, *(group.raw for group in more)])
        last = more[-1].terminated
        whole = Group(self.tag, raw, self.start, self.number, self.manner, last)
        if any(group.manner != self.manner or group.modified for group in more):
            whole._texts = [text for group in (self, *more) for text in group.texts]
        return whole

    @property
    def modified(self) -> bool:
        """Whether the segments are no longer those of the original."""
        return self._texts is not None

    def split(self, count: int) -> tuple["Group", "Group | None"]:
        """Return the first `count` segments and, if there are more, the others."""
        texts = self.texts
        if count >= len(texts):
            return self, None
        at = self.offset(count) - self.start
        head = Group(self.tag, self.raw[:at], self.start, self.number, self.manner)
        rest = Group(
            texts[count][:3],
            self.raw[at:],
            self.start + at,
            self.number + count,
            self.manner,
            self.terminated,
        )
        return head, rest

    def offset(self, index: int) -> int:
        """Position of the first byte that belongs to segment `index`."""
        if index == 0:
            return self.start
        lengths = [len(piece) + 1 for piece in self._pieces()]
        return self.start + min(list(accumulate(lengths))[index - 1], len(self.raw))

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
