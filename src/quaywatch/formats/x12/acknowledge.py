"""997: the functional acknowledgement of what came."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.source import Source
from quaywatch.formats.window import Window
from quaywatch.formats.x12.compose import Ends, interchange, segment
from quaywatch.formats.x12.segments import Segment, Segmenter

_SET_ERRORS = {
    "message.unsupported": "1",
    "transaction.trailer-missing": "2",
    "transaction.reference": "3",
    "transaction.count": "4",
}
"""Transaction set syntax error codes (data element 718); 5 stands for the rest."""

_GROUP_ERRORS = {"group.trailer-missing": "3", "group.reference": "4", "group.count": "5"}
"""Functional group syntax error codes (data element 716)."""

_NOTES = 999


def acknowledge(
    data: bytes, problems: Iterable[Problem], *, at: datetime, control: int = 1
) -> bytes:
    """Return one interchange with a 997 for each group of each interchange of `data`.

    `problems` are those that reading gave. A set with an error is rejected, one with a warning is
    accepted with a note. `at` (time-zone aware) is when the answer is written, `control` its first
    control number; the same arguments give the same bytes. Empty when `data` holds no group.
    """
    found = sorted(problems, key=lambda p: (p.segment or 0, p.code))
    written = [
        interchange(ends, "FA-997", [list(_body(group, found))], at, control + number)
        for number, (ends, group) in enumerate(_groups(data))
    ]
    return "".join(written).encode()


def _groups(data: bytes) -> Iterator[tuple[Ends, list[Segment]]]:
    """Return the segments of each group, and to whom its answer goes."""
    segmenter = Segmenter(Source(BytesIO(data)), Window())
    ends, group = Ends("", ""), list[Segment]()
    for found in segmenter.segments():
        if found.tag in ("ISA", "GS") and group:
            yield ends, group
            group = []
        if found.tag == "ISA":
            ends = Ends(found.get(8), found.get(6), found.get(7), found.get(5))
        if found.tag == "GS" or (group and found.tag):
            group.append(found)
        if found.tag == "GE" and group:
            yield ends, group
            group = []
        if found.tag == "IEA":
            segmenter.leave()
    if group:
        yield ends, group


def _body(group: list[Segment], problems: Sequence[Problem]) -> Iterator[str]:
    yield segment("AK1", group[0].get(1), group[0].get(6))
    statuses: list[str] = []
    for one in _sets(group):
        last = one[-1].number
        own = [p for p in problems if one[0].number <= (p.segment or 0) <= last]
        statuses.append(_status(own))
        yield segment("AK2", one[0].get(1), one[0].get(2))
        yield from _notes(one, own)
        codes = sorted({_SET_ERRORS.get(p.code, "5") for p in own if p.severity != Severity.INFO})
        yield segment("AK5", statuses[-1], *codes[:5])
    first, last = group[0].number, group[-1].number
    codes = {_GROUP_ERRORS[p.code] for p in problems if p.code in _GROUP_ERRORS
             and first <= (p.segment or 0) <= last + 1}  # fmt: skip
    accepted = sum(status != "R" for status in statuses)
    said = group[-1].get(1) if group[-1].tag == "GE" else str(len(statuses))
    included = said if said.isdecimal() else len(statuses)
    yield segment("AK9", _whole(statuses), included, len(statuses), accepted, *sorted(codes))


def _sets(group: list[Segment]) -> Iterator[list[Segment]]:
    one: list[Segment] = []
    for found in group:
        if found.tag in ("ST", "GE") and one:
            yield one
            one = []
        if found.tag == "ST" or one:
            one.append(found)
        if found.tag == "SE" and one:
            yield one
            one = []
    if one:
        yield one


def _status(own: Iterable[Problem]) -> str:
    severities = {p.severity for p in own}
    if Severity.ERROR in severities:
        return "R"
    return "E" if Severity.WARNING in severities else "A"


def _whole(statuses: Sequence[str]) -> str:
    rejected = statuses.count("R")
    if rejected:
        return "R" if rejected == len(statuses) else "P"
    return "E" if "E" in statuses else "A"


def _notes(one: list[Segment], own: Iterable[Problem]) -> Iterator[str]:
    """Note the segments in error, each once: tag, position in the set, `has errors` (8)."""
    wrong = {p.segment for p in own if p.severity != Severity.INFO}
    noted = [
        (i, s) for i, s in enumerate(one, 1) if s.number in wrong and s.tag not in ("ST", "SE")
    ]
    for position, found in noted[:_NOTES]:
        yield segment("AK3", found.tag[:3], position, None, 8)
