"""Cutting runs into groups: an envelope segment, a container or a consignment each.

Most content is cut where a group's tag follows a terminator, by one search, without looking at
segments one by one. Content with unusual service characters or tags broken over lines takes the
long way; both give the same groups.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from quaywatch.formats.edifact.group import Group
from quaywatch.formats.edifact.segments import Run
from quaywatch.formats.edifact.standard import LEADING, Manner, is_wrapped, standard
from quaywatch.formats.edifact.syntax import DEFAULT, pieces

SERVICE = frozenset({"UNA", "UNB", "UNG", "UNE", "UNZ"})
STOPS = SERVICE | {"UNH", "UNT", "CNI", "EQD"}
"""Tags that begin a group."""

_CUT = re.compile(r"'[ \t\r\n\0\x1a]*(?=CNI\+|EQD\+|UN[BGHTEZ]\+|UNA)")


def groups(run: Run, declared: str | None) -> Iterator[Group]:
    """Yield the groups of a run; the first may continue one of the run before.

    `declared` is the codec in force; an interchange header inside of the run changes nothing
    here, since a run begins with it.
    """
    content = run.content
    wrapped = ("\n" in content or "\r" in content) and is_wrapped(content)
    manner = Manner(run.chars, declared, wrapped)
    if run.chars != DEFAULT or wrapped:
        yield from _long_way(run, manner)
        return
    cuts = [
        cut.end()
        for cut in _CUT.finditer(content)
        if content[cut.start() - 1] != "?" or not _released(content, cut.start())
    ]
    for first, last in pairwise((0, *cuts, len(content))):
        raw = content[first:last]
        tag = raw[:3] if first else raw.lstrip(LEADING)[:3].rstrip("'")
        terminated = run.terminated or last < len(content)
        yield Group(tag, raw, run.start + first, run, manner, terminated)


def _released(content: str, at: int) -> bool:
    """Tell whether the terminator at a position is data."""
    first = at
    while first and content[first - 1] == "?":
        first -= 1
    return (at - first) % 2 == 1


def _long_way(run: Run, manner: Manner) -> Iterator[Group]:
    cut = pieces(run.content, run.chars)
    raws = [piece + run.chars.terminator for piece in cut[:-1]]
    if cut[-1].strip() or not raws:
        raws.append(cut[-1])
    else:
        raws[-1] += cut[-1]
    tags = [standard(raw, manner)[:3] for raw in raws]
    stops = [i for i, tag in enumerate(tags) if tag in STOPS]
    start = run.start
    for first, last in pairwise(sorted({0, *stops, len(raws)})):
        raw = "".join(raws[first:last])
        terminated = run.terminated or last < len(raws)
        yield Group(tags[first], raw, start, run, manner, terminated)
        start += len(raw)
