"""The list of what a partner has been shown, line by line: what a collection is read from."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from quaywatch.alliance.taxii.asking import Asked, moment

Key = tuple[str, str]
"""Origin and id of a notice."""
NOBODY: Key = ("", "")
"""Of objects that belong to no notice: markings and identities."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One object at the moment at which it came into the list, or changed in it."""

    place: int
    """1, 2, 3… in the list of this partner; a cursor is one of these."""
    added_at: datetime
    """Later than that of the line before, by a microsecond at least."""
    object: str
    version: str
    """`modified`, else `created`, else the instant at which it was added (TAXII 2.1 §3.4.1)."""
    notice: Key
    digest: bytes
    """SHA-256 of the object as it was then."""
    said: bytes = b""
    """A tombstone, a marking or an identity as it is told; of the rest the gate is asked again."""
    dropped: bool = False
    """It is there no more, and has no form in which that could be told."""

    @property
    def kind(self) -> str:
        """The STIX type."""
        return self.object.partition("--")[0]


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """How far a list has followed what it is made of."""

    terms: str = ""
    sequence: int = 0


class Book(Protocol):
    """Where one list lies; everything in one transaction with the reading that it is for."""

    def mark(self) -> Mark:
        """Return how far it has come."""
        ...

    def last(self) -> Line | None:
        """Return the last line."""
        ...

    def latest(self, notice: Key) -> Sequence[Line]:
        """Return the last line of each object of a notice (or of nobody)."""
        ...

    def append(self, lines: Iterable[Line], mark: Mark) -> None:
        """Write lines at the end, and how far it has come."""
        ...

    def read(self, asked: Asked, limit: int) -> Sequence[Line]:
        """Return the first lines asked for, of each object the last one only, in order."""
        ...


class Memory:
    """A book that is forgotten with the process: for tests, and for looking at others' lists."""

    def __init__(self) -> None:
        self._mark = Mark()
        self._lines: list[Line] = []
        self._latest: dict[Key, dict[str, Line]] = {}

    def mark(self) -> Mark:
        """Return how far it has come."""
        return self._mark

    def last(self) -> Line | None:
        """Return the last line."""
        return self._lines[-1] if self._lines else None

    def latest(self, notice: Key) -> Sequence[Line]:
        """Return the last line of each object of a notice (or of nobody)."""
        return tuple(self._latest.get(notice, {}).values())

    def append(self, lines: Iterable[Line], mark: Mark) -> None:
        """Write lines at the end, and how far it has come."""
        for line in lines:
            self._lines.append(line)
            self._latest.setdefault(line.notice, {})[line.object] = line
        self._mark = mark

    def read(self, asked: Asked, limit: int) -> Sequence[Line]:
        """Return the first lines asked for, of each object the last one only, in order."""
        found: list[Line] = []
        for line in self._lines[asked.after_place :]:
            if len(found) == limit:
                break
            if self._latest[line.notice][line.object] is line and matches(line, asked):
                found.append(line)
        return found


def matches(line: Line, asked: Asked) -> bool:
    """Say whether a line is asked for, apart from its place."""
    return (
        not line.dropped
        and (asked.added_after is None or line.added_at > asked.added_after)
        and _among(line.object, asked.ids)
        and _among(line.kind, asked.types)
        and _among("2.1", asked.spec_versions)
        and (asked.versions is None or moment(line.version) in asked.versions)
    )


def _among(value: str, wanted: Collection[str] | None) -> bool:
    return wanted is None or value in wanted
