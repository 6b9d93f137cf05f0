"""Counting the segments of a run, and of a message that may span several."""

import re

from quaywatch.formats.edifact.segments import Run
from quaywatch.formats.edifact.standard import LEADING
from quaywatch.formats.edifact.syntax import DEFAULT, ServiceCharacters, pieces

_BLANK_SIGNS = ("\n", "\r", "\t", "\0", "''", "' '")
"""Without any of these there is no segment without content."""

_RELEASED = re.compile(r"(?<!\?)\?++'")


def whole(run: Run) -> int:
    """Return the number of segments of a run, empty ones included."""
    if run.table is not None:
        return run.table.count(0, len(run.content))
    if run.chars != DEFAULT or not run.terminated:
        return len(pieces(run.content, run.chars)) - run.terminated
    return run.content.count("'") - _released(run.content)


def filled(content: str, chars: ServiceCharacters) -> int:
    """Return the number of segments with content."""
    if chars != DEFAULT or any(sign in content for sign in _BLANK_SIGNS) or content[:1] == "'":
        return sum(bool(piece.strip(LEADING)) for piece in pieces(content, chars))
    return content.count("'") - _released(content) + (not content.endswith("'"))


def _released(content: str) -> int:
    if "??" not in content:
        return content.count("?'")
    return sum(len(found) % 2 == 0 for found in _RELEASED.findall(content))


class Tally:
    """Counts the segments of the open message."""

    def __init__(self) -> None:
        self._units = 0
        self._from = 0
        self._run: Run | None = None

    def begin(self, position: int) -> None:
        """Start counting at a position of the run that is read."""
        self._units, self._from = 0, position

    def enter(self, run: Run) -> None:
        """Go on to the next run."""
        if self._run is not None:
            self.upto(self._run.end)
        self._run = run
        self._from = max(self._from, run.start)

    def upto(self, end: int) -> int:
        """Count up to a position and return the sum."""
        run = self._run
        if run is not None and end > self._from:
            first, last = self._from - run.start, end - run.start
            if run.table is not None:
                self._units += run.table.count(first, last)
            else:
                self._units += filled(run.content[first:last], run.chars)
            self._from = end
        return self._units
