"""Judging a message as a node would, keeping nothing."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from quaywatch import checks
from quaywatch.cargo import Filing, Finding, Problem, Severity, to_frames
from quaywatch.conformance.place import Place, find
from quaywatch.conformance.reply import Reply, Spoken, reply
from quaywatch.formats import Format, Part, detect, read
from quaywatch.formats.edifact import structure
from quaywatch.formats.ics2 import CodeLists
from quaywatch.formats.source import HEAD_BYTES, opened

LARGEST = 8 << 20
"""Bytes that are judged at once: a test message is no year's traffic."""


_LOCATED = 1000
"""Findings whose values are looked for; later ones point at their consignment."""
_WINDOW = 1 << 18
"""How far into a consignment, or a message's head, a value is looked for."""


class TooLarge(ValueError):  # noqa: N818 - what the sender did
    """The message is larger than `LARGEST`."""


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """One finding on one consignment, with the places that it rests on."""

    reference: str
    finding: Finding
    places: tuple[Place, ...]
    """Where the values stand; the consignment's beginning when something is missing."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What would become of the message."""

    formats: tuple[str, ...]
    """Formats it was read as, each once."""
    consignments: int
    movements: int
    calls: int
    quarantined: int
    """Bytes that nobody could read."""
    problems: tuple[Problem, ...]
    """Defects of the message itself in its order, then its departures from its segment table."""
    findings: tuple[Located, ...]
    """What the documentary checks say, in the order of the consignments."""

    reply: Reply | None
    """What the sender would be answered in its own format, where there is something to say."""

    @property
    def acceptable(self) -> bool:
        """Whether there is no error among what was found."""
        told = [p.severity for p in self.problems] + [f.finding.severity for f in self.findings]
        return not self.quarantined and Severity.ERROR not in told


def judge(
    data: bytes, *, at: datetime, language: str = "en", codes: CodeLists | None = None
) -> Verdict:
    """Read and check `data` as if it arrived at `at` (time-zone aware).

    `language` (one of `checks.LANGUAGES`) is that of the texts in the reply,
    `codes` the code lists that ICS2 messages are checked against.

    Raises:
        TooLarge: it is longer than `LARGEST`.

    """
    if len(data) > LARGEST:
        raise TooLarge(f"{len(data)} bytes: at most {LARGEST} are judged at once")
    parts = list(read(data, received_at=at, codes=codes))
    filings = [part.filing for part in parts if part.filing is not None]
    findings = tuple(_findings(data, parts))
    spoken = [Spoken(f.reference, f.finding, f.places[0].offset) for f in findings]
    return Verdict(
        formats=tuple(dict.fromkeys(filing.header.format for filing in filings)),
        consignments=sum(len(filing.consignments) for filing in filings),
        movements=sum(len(filing.movements) for filing in filings),
        calls=sum(len(filing.calls) for filing in filings),
        quarantined=sum(len(part.data) for part in parts if part.quarantined),
        problems=(*(problem for part in parts for problem in part.problems), *_structural(data)),
        findings=findings,
        reply=reply(detect(data[:HEAD_BYTES]), data, parts, spoken, at=at, language=language),
    )


def _structural(data: bytes) -> Iterator[Problem]:
    if detect(data[:HEAD_BYTES]) is Format.EDIFACT:
        with opened(data) as source:
            yield from structure.defects(source)


class _Spot(msgspec.Struct, frozen=True):
    """One consignment and the bytes that it came in."""

    filing: Filing
    place: int
    head: int
    """Where its part of the message begins."""
    start: int
    end: int


def _findings(data: bytes, parts: Sequence[Part]) -> Iterator[Located]:
    spots = [spot for part in parts for spot in _spots(part)]
    if not spots:
        return
    frames = to_frames((s.filing.header, s.filing.consignments[s.place]) for s in spots)
    for number, (row, finding) in enumerate(checks.describe(frames, checks.run(frames))):
        spot = spots[row]
        yield Located(
            reference=spot.filing.consignments[spot.place].reference,
            finding=finding,
            places=_places(data, spot, finding) if number < _LOCATED else (Place(spot.start),),
        )


def _spots(part: Part) -> Iterator[_Spot]:
    if part.filing is None:
        return
    whole = (part.offset, part.offset + len(part.data))
    for place in range(len(part.filing.consignments)):
        start, end = part.spans[place] if place < len(part.spans) else whole
        yield _Spot(part.filing, place, part.offset, start, end)


def _places(data: bytes, spot: _Spot, finding: Finding) -> tuple[Place, ...]:
    """Look in the consignment first, then in what the message says for all of them."""
    found: list[Place] = []
    for value in finding.values.values():
        end = min(spot.end, spot.start + _WINDOW)
        place = find(data, spot.start, end, value, finding.index)
        place = place or find(data, spot.head, min(spot.start, spot.head + _WINDOW), value)
        if place is not None and place not in found:
            found.append(place)
    return tuple(found) or (Place(spot.start),)
