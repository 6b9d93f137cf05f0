"""What came of holding a scan against partners' earlier ones, told with whose they are."""

from collections.abc import Iterable

import msgspec

from quaywatch.node.scanning.scan import Scan
from quaywatch.scans.reading import Finding, Reading, Reason


def beside(
    reading: Reading, compared: Iterable[tuple[Scan, Reading]], waits: Scan | None
) -> Reading:
    """Return a reading with what partners' scans add to it, the gravest first.

    `waits` is the partner's scan that it is still to be held against.
    """
    findings, unread = list(reading.findings), list(reading.unread)
    for scan, made in compared:
        findings += [_named(one, _against("held_against", scan)) for one in made.findings]
        unread += [_against("held_against_unread", scan, because=each.code) for each in made.unread]
    if waits is not None:
        unread.append(_against("held_against_waits", waits))
    findings.sort(key=lambda one: (-one.log_likelihood_ratio, one.false_alarm))
    return msgspec.structs.replace(reading, findings=tuple(findings), unread=tuple(unread))


def _named(one: Finding, reason: Reason) -> Finding:
    return msgspec.structs.replace(one, reasons=(reason, *one.reasons))


def _against(code: str, scan: Scan, **words: str) -> Reason:
    said = {"node": scan.taken.origin, "site": scan.taken.particulars.site}
    return Reason(code=code, words={**said, "taken_at": scan.at.isoformat(), **words})
