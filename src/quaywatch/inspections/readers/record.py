"""What the ledger holds of inserted threats: what was put in whose picture, and what was said."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.reading import Reading, Region
from quaywatch.scans.verdicts import Says, Verdict
from quaywatch.scans.verdicts.record import alarms

_NEAR = 0.5
"""Share of its own size by which a region may lie beside the threat."""


class InsertingEvent(StrEnum):
    """Kinds of event about inserted threats."""

    COMMITTED = "inserting.committed"
    """The node is bound to the lots of a period."""
    INSERTED = "threat.inserted"
    """A reader is going to be shown a threat that is not there."""
    JUDGED = "threat.judged"
    """What they said of it."""
    SEEN = "readers.seen"
    """Somebody looked at how readers do."""


class Commitment(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `COMMITTED`."""

    period: str
    """Month, as 2026-03."""
    share: str
    """Digest of the period's secret, in hexadecimal."""


class Insertion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of `INSERTED`."""

    digest: str
    """Of the picture."""
    reader: str
    period: str
    goods: str
    """Section of the Harmonized System of what is declared."""
    place: ConcealmentPlace
    kg: float
    region: Region
    detectability: float
    """d' of an observer who knows all but the noise."""
    reefer: bool = False
    """Whether the container is a refrigerated one."""
    reading: Reading | None = None
    """What machines made of the picture with the threat in it."""


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `JUDGED`."""

    digest: str
    reader: str
    verdict: Verdict
    found: bool


class ReadersSeen(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `SEEN`."""

    everybody: bool
    """Whether all readers were shown, or only whoever asked."""


def found(insertion: Insertion, verdict: Verdict) -> bool:
    """Say whether a verdict found the threat: it speaks up, and not of other places only."""
    if verdict.says is Says.CLEAR:
        return False
    return _met(insertion.region, (one.region for one in verdict.regions))


def machine_found(insertion: Insertion) -> bool:
    """Say whether machines alarmed at the threat."""
    reading = insertion.reading
    if not alarms(reading) or reading is None:
        return False
    return _met(insertion.region, (one.region for one in reading.findings if one.region))


def _met(threat: Region, marked: Iterable[Region]) -> bool:
    """Say whether any region meets the threat; a verdict without regions is of the whole."""
    known = list(marked)
    if not known:
        return True
    lines = _NEAR * (threat.last_line - threat.first_line)
    rows = _NEAR * (threat.last_row - threat.first_row)
    return any(
        one.first_line < threat.last_line + lines
        and one.last_line > threat.first_line - lines
        and one.first_row < threat.last_row + rows
        and one.last_row > threat.first_row - rows
        for one in known
    )
