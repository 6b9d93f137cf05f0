"""Where the messages of an input depart from the structure of their type."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.edifact.elements import element
from quaywatch.formats.edifact.groups import SERVICE
from quaywatch.formats.edifact.segments import Run, Segmenter
from quaywatch.formats.edifact.standard import Manner, is_wrapped, standard
from quaywatch.formats.edifact.structure.grammar import structure
from quaywatch.formats.edifact.structure.walk import Walk
from quaywatch.formats.edifact.syntax import pieces
from quaywatch.formats.source import Source
from quaywatch.formats.window import Window

MOST = 20
"""Departures of one kind that are reported for a message; the last says that there are more."""


@dataclass(slots=True)
class _Message:
    walk: Walk
    severity: Severity
    said: Counter[str] = field(default_factory=Counter[str])


def defects(source: Source) -> Iterator[Problem]:
    """Yield departures of messages from their segment tables, each located by segment and byte.

    Messages of types without table, and without type, are passed over. Severity is a warning where
    the table is that of the directory that the message names, else information. Memory is bounded
    and time linear.
    """
    window = Window()
    number = 1
    message: _Message | None = None
    for run in Segmenter(source, window).runs():
        window.take(run.end)
        for offset, segment in _segments(run):
            tag = segment[:3]
            if tag == "UNH":
                message = _begin(segment)
            elif tag in SERVICE or run.fault:
                message = None
            if message is not None and segment:
                yield from _step(message, tag, number, offset)
                message = None if tag == "UNT" else message
            number += 1


def _segments(run: Run) -> Iterator[tuple[int, str]]:
    """Yield the segments of a run and where each begins; blanks after the last are none."""
    manner = Manner(run.chars, None, is_wrapped(run.content))
    cut = [run.content] if run.fault else pieces(run.content, run.chars)
    offset = run.start
    for index, piece in enumerate(cut):
        if index < len(cut) - 1 or piece.strip():
            yield offset, standard(piece, manner)
        offset += len(piece) + 1


def _begin(header: str) -> _Message | None:
    name, directory = element(header, 2), element(header, 2, 2)
    found = structure(name, directory)
    if found is None:
        return None
    exact = found.directory == directory
    return _Message(Walk(found), Severity.WARNING if exact else Severity.INFO)


def _step(message: _Message, tag: str, number: int, offset: int) -> Iterator[Problem]:
    for code, text in message.walk.step(tag):
        message.said[code] += 1
        if message.said[code] > MOST:
            continue
        more = " (more of the kind are not told)" if message.said[code] == MOST else ""
        yield Problem(
            code=code,
            message=text + more,
            severity=message.severity,
            offset=offset,
            segment=number,
        )
