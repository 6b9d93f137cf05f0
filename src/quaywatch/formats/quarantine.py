"""Bytes that nobody understood, kept in bounded pieces."""

from collections.abc import Iterator

from quaywatch.cargo.problem import Problem
from quaywatch.formats.part import PART_BYTES, Part
from quaywatch.formats.source import Source
from quaywatch.formats.window import Window


def quarantine(offset: int, data: bytes, *problems: Problem) -> Iterator[Part]:
    """Yield `data` as quarantined parts of bounded size; the first carries the problems."""
    for start in range(0, len(data), PART_BYTES):
        yield Part(
            offset=offset + start,
            data=data[start : start + PART_BYTES],
            problems=problems if start == 0 else (),
            quarantined=True,
        )


def quarantine_all(source: Source, problem: Problem) -> Iterator[Part]:
    """Yield the whole of `source` as quarantine, whatever its length."""
    offset = 0
    while data := source.read(PART_BYTES):
        yield from quarantine(offset, data, *((problem,) if offset == 0 else ()))
        offset += len(data)


def quarantine_up_to(window: Window, end: int, problem: Problem) -> Iterator[Part]:
    """Yield what `window` holds up to the input's position `end` as quarantine."""
    problems = (problem,)
    while window.start < end:
        offset = window.start
        data = window.take(min(end, offset + PART_BYTES))
        yield from quarantine(offset, data, *problems)
        problems = ()
