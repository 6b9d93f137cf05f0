"""Where the segments of a plain run begin, and with which tags."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

_MARK = ord("'")
_RELEASE = ord("?")
_BLANK = ord(" ")
_PLUS = ord("+")


class Table:
    """Starts of segments in a run with the default service characters.

    Only of a plain run: no empty segment, nothing between a terminator and the next tag.
    """

    __slots__ = ("_starts", "_tags")

    def __init__(self, starts: NDArray[np.intp], tags: NDArray[np.uint32]) -> None:
        self._starts = starts
        """Positions after terminators, ascending; the last one may be the end of the run."""
        self._tags = tags
        """The four bytes at each of them but the last, as one number."""

    def count(self, first: int, last: int) -> int:
        """Return the number of terminators between two positions."""
        low, high = np.searchsorted(self._starts, (first, last), side="right")
        return int(high - low)

    def where(self, tags: Iterable[str], first: int, last: int) -> list[int]:
        """Return where segments with one of the tags begin, past `first` and before `last`."""
        low = np.searchsorted(self._starts, first, side="right")
        high = np.searchsorted(self._starts, last, side="left")
        begun = self._tags[low:high]
        found = np.zeros(len(begun), np.bool_)
        for tag in tags:
            head = int.from_bytes(tag.encode("latin-1"))
            # An advice is followed by the separators that it gives; a tag, by one of ours.
            found |= begun >> 8 == head if tag == "UNA" else begun == head << 8 | _PLUS
        return self._starts[low : low + len(begun)][found].tolist()


def table(data: bytes) -> Table | None:
    """Return the table of a run, None when it is not plain."""
    lines = data.rstrip(b"\r\n")
    if b"\n" in lines or b"\r" in lines:
        return None
    content = np.frombuffer(lines, np.uint8)
    marks = np.flatnonzero(content == _MARK)
    if not len(marks) or content[0] <= _BLANK or content[0] in {_MARK, 0xEF}:
        return None
    doubtful = content[marks - 1] == _RELEASE
    if doubtful.any():
        marks = np.delete(marks, _released(data, marks, doubtful))
    if not len(marks) or marks[-1] != len(content) - 1:
        return None
    starts = marks + 1
    followed = starts[:-1]
    # A segment is no shorter than its tag and its terminator.
    if len(followed) and followed[-1] + 4 > len(content):
        return None
    first = content[followed]
    if (first <= _BLANK).any() or (first == _MARK).any() or (first == 0xEF).any():
        return None
    tags = first.astype(np.uint32)
    for offset in (1, 2, 3):
        tags = (tags << np.uint32(8)) | content[followed + offset]
    return Table(starts, tags.astype(np.uint32))


def _released(data: bytes, marks: NDArray[np.intp], doubtful: NDArray[np.bool_]) -> list[int]:
    """Return which of the doubtful terminators are data: those after an odd run of releases."""
    found: list[int] = []
    for index in np.flatnonzero(doubtful).tolist():
        at = int(marks[index])
        before = data[max(0, at - 64) : at]
        if len(before) == 64 and not before.strip(b"?"):
            before = data[:at]
        if (len(before) - len(before.rstrip(b"?"))) % 2:
            found.append(index)
    return found
