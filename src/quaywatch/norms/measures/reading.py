"""Measures of those who read pictures."""

from collections.abc import Iterator

from quaywatch.norms.measures.facts import Facts
from quaywatch.norms.measures.measure import Case, CaseKind, Measure, Method

_TWICE = 2


def inserted_threats_found(known: Facts) -> Iterator[Case]:
    """Of inserted threats that were judged in the period, those their reader found."""
    for one in known.threats:
        if known.period.holds(one.at):
            yield Case(one.digest, one.found, cluster=one.reader)


def false_alarms(known: Facts) -> Iterator[Case]:
    """Of words given in the period on pictures where nothing was found, those that alarmed."""
    for picture in known.pictures:
        if not picture.found:
            for read in picture.reads:
                if known.period.holds(read.at):
                    yield Case(picture.digest, read.alarmed, cluster=read.by)


def read_again_blind(known: Facts) -> Iterator[Case]:
    """Of pictures that a word was given on in the period, those two read knowing of no other."""
    for picture in known.pictures:
        if any(known.period.holds(read.at) for read in picture.reads):
            alone = {read.by for read in picture.reads if read.alone}
            yield Case(picture.digest, len(alone) >= _TWICE)


MEASURES = (
    Measure(
        name="inserted_threats_found",
        cases=inserted_threats_found,
        kind=CaseKind.PICTURE,
        method=Method.CLUSTERED,
    ),
    Measure(
        name="false_alarms",
        cases=false_alarms,
        kind=CaseKind.PICTURE,
        method=Method.CLUSTERED,
        more_is_worse=True,
    ),
    Measure(name="read_again_blind", cases=read_again_blind, kind=CaseKind.PICTURE),
)
