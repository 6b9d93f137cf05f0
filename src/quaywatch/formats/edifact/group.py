"""A stretch of segments that belong together."""

from dataclasses import dataclass

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.edifact.charset import decode
from quaywatch.formats.edifact.segments import Run
from quaywatch.formats.edifact.syntax import DEFAULT, mask, mask_unusual


@dataclass(slots=True)
class Group:
    """Consecutive segments, in the project's form, and where they stand in the input."""

    texts: list[str]
    ends: list[int]
    start: int
    """Position of the first byte."""
    number: int
    """Position of the first segment in the input, from 1."""
    terminated: bool = True
    """False when the input ended inside the last segment."""

    @property
    def tag(self) -> str:
        """Tag of the first segment."""
        return self.texts[0][:3]

    @property
    def end(self) -> int:
        """Position just after the last byte."""
        return self.ends[-1]

    def extend(self, more: "Group") -> None:
        """Append the segments that follow."""
        self.texts.extend(more.texts)
        self.ends.extend(more.ends)
        self.terminated = more.terminated

    def offset(self, index: int) -> int:
        """Position of the first byte that belongs to segment `index`."""
        return self.ends[index - 1] if index else self.start

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


def cut(run: Run, first: int, last: int, number: int, declared: str | None) -> Group:
    """Return segments `first` to `last` (exclusive) of `run`, decoded, in the project's form."""
    texts = run.texts[first:last]
    if run.chars != DEFAULT:
        texts = [mask_unusual(decode(text, declared), run.chars) for text in texts]
    elif not run.plain:
        texts = [
            text if text.isascii() and "?" not in text else mask(decode(text, declared))
            for text in texts
        ]
    start = run.ends[first - 1] if first else run.start
    terminated = run.terminated or last < len(run.texts)
    return Group(texts, run.ends[first:last], start, number + first, terminated)
