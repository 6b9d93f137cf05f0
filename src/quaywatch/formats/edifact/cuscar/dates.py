"""Instants: DTM, with the format it declares or the one its digits show."""

from datetime import UTC, datetime, timedelta, timezone

from quaywatch.formats.edifact.elements import element

_PATTERNS = {6: "%y%m%d", 8: "%Y%m%d", 10: "%y%m%d%H%M", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
"""Digits to pattern; day first and month first (formats 2 and 3) are told by the format code."""

_DECLARED = {"2": "%d%m%y", "3": "%m%d%y", "202": "%y%m%d%H%M%S"}
_ZONED = frozenset({"205", "301", "302", "303", "304"})


def instant(segment: str) -> tuple[str, datetime | None]:
    """Return a DTM segment's qualifier and instant; None when it is empty or no date.

    A value without zone is taken as UTC.
    """
    qualifier, value, code = (element(segment, 1, part) for part in range(3))
    zone = UTC
    if code in _ZONED and len(value) > 10:
        value, zone = _zone(value, 14 if code in {"302", "304"} else 12)
    pattern = _DECLARED.get(code)
    if pattern is None or len(value) not in {6, 12}:
        pattern = _PATTERNS.get(len(value), "")
    return qualifier, _parse(value, pattern, zone)


def _parse(value: str, pattern: str, zone: timezone) -> datetime | None:
    if not (pattern and value.isascii() and value.isdigit()):
        return None
    try:
        return datetime.strptime(value, pattern).replace(tzinfo=zone)
    except ValueError:
        return None


def _zone(value: str, digits: int) -> tuple[str, timezone]:
    """Cut a trailing zone, given as `Z`, `UTC`, `+0100` or `+01`, off a value."""
    rest = value[digits:]
    if rest[:1] not in {"+", "-"} or not (rest[1:].isascii() and rest[1:].isdigit()):
        return value[:digits], UTC
    hours, minutes = int(rest[1:3]), int(rest[3:5] or 0)
    if hours > 23 or minutes > 59:
        return value[:digits], UTC
    offset = timedelta(hours=hours, minutes=minutes)
    return value[:digits], timezone(-offset if rest[0] == "-" else offset)
