"""Cutting runs into stretches between service segments, and stretches into groups.

Most content is cut where a tag follows a terminator, by one search, without looking at segments
one by one. Content with unusual service characters or tags broken over lines takes the long way;
both give the same.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from quaywatch.formats.edifact.group import Group
from quaywatch.formats.edifact.segments import Run
from quaywatch.formats.edifact.standard import Manner, is_wrapped, standard
from quaywatch.formats.edifact.syntax import DEFAULT, pieces

SERVICE = frozenset({"UNA", "UNB", "UNG", "UNE", "UNZ"})
STOPS = SERVICE | {"UNH", "UNT"}
"""Tags that begin a stretch."""

_STOP = re.compile(r"'[ \t\r\n\0\x1a]*(?=UN[BGHTEZ]\+|UNA)")


def stretches(run: Run, declared: str | None) -> Iterator[Group]:
    """Yield the stretches of a run; the first may continue one of the run before.

    `declared` is the codec in force; an interchange header inside of the run changes nothing
    here, since a run begins with it.
    """
    content = run.content
    wrapped = ("\n" in content or "\r" in content) and is_wrapped(content)
    manner = Manner(run.chars, declared, wrapped)
    whole = Group("", content, run.start, run, manner, run.terminated)
    if run.table is not None:
        return whole.cut(run.table.where(STOPS, 0, len(content)), plain=True)
    if run.chars != DEFAULT or wrapped:
        return _long_way(whole, STOPS)
    return whole.cut(_cuts(content, _STOP))


def within(stretch: Group, tags: frozenset[str]) -> Iterator[Group]:
    """Yield the groups of a stretch, each of which but the first begins with one of the tags."""
    if not tags:
        return iter((stretch,))
    cuts = plain_cuts(stretch, tags)
    if cuts is not None:
        return stretch.cut(cuts, plain=True)
    if stretch.manner.chars != DEFAULT or stretch.manner.wrapped:
        return _long_way(stretch, tags)
    return stretch.cut(_cuts(stretch.raw, _pattern(tags)))


def plain_cuts(stretch: Group, tags: frozenset[str]) -> list[int] | None:
    """Return where groups begin inside of a stretch, None when it is not plain."""
    found, first = stretch.run.table, stretch.start - stretch.run.start
    if found is None or first < 0 or stretch.end > stretch.run.end:
        return None
    return [cut - first for cut in found.where(tags, first, first + len(stretch.raw))]


@lru_cache(maxsize=64)
def _pattern(tags: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"'[ \t\r\n\0\x1a]*(?=(?:{'|'.join(sorted(tags))})\+)")


def _cuts(content: str, pattern: re.Pattern[str]) -> list[int]:
    return [
        cut.end()
        for cut in pattern.finditer(content)
        if content[cut.start() - 1] != "?" or not _released(content, cut.start())
    ]


def _released(content: str, at: int) -> bool:
    """Tell whether the terminator at a position is data."""
    first = at
    while first and content[first - 1] == "?":
        first -= 1
    return (at - first) % 2 == 1


def _long_way(whole: Group, stops: frozenset[str]) -> Iterator[Group]:
    run, manner = whole.run, whole.manner
    cut = pieces(whole.raw, manner.chars)
    raws = [piece + manner.chars.terminator for piece in cut[:-1]]
    if cut[-1].strip() or not raws:
        raws.append(cut[-1])
    else:
        raws[-1] += cut[-1]
    tags = [standard(raw, manner)[:3] for raw in raws]
    found = [i for i, tag in enumerate(tags) if tag in stops]
    start = whole.start
    for first, last in pairwise(sorted({0, *found, len(raws)})):
        raw = "".join(raws[first:last])
        terminated = whole.terminated or last < len(raws)
        yield Group(tags[first], raw, start, run, manner, terminated)
        start += len(raw)
