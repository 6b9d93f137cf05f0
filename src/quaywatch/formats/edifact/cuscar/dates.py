"""Instants: DTM, with the format it declares or the one its digits show."""

from datetime import UTC, datetime, timedelta, timezone

from quaywatch.formats.edifact.elements import element

_ZONED = frozenset({"205", "301", "302", "303", "304"})
_WITH_SECONDS = frozenset({"202", "302", "304"})

_USUAL = 26
_TO_THE_MINUTE = 12


def instant(segment: str) -> tuple[str, datetime | None]:
    """Return a DTM segment's qualifier and instant; None when it is empty or no date.

    A value without zone is taken as UTC.
    """
    if len(segment) < _USUAL and segment.endswith(":203"):
        qualifier, _, value = segment[4:-4].partition(":")
        if len(value) == _TO_THE_MINUTE and value.isdecimal() and value.isascii():
            return qualifier, _whole(value)
    qualifier, value, code = (element(segment, 1, part) for part in range(3))
    zone = UTC
    if code in _ZONED and len(value) > 10:
        value, zone = _zone(value, 14 if code in _WITH_SECONDS else 12)
    return qualifier, _parse(value, code, zone) if value.isdecimal() else None


def _whole(value: str) -> datetime | None:
    """Read the usual form, year to minute, by the library's own code, which is fast."""
    try:
        return datetime.fromisoformat(f"{value[:8]}T{value[8:]}Z")
    except ValueError:
        return None


def _parse(value: str, code: str, zone: timezone) -> datetime | None:
    """Read digits: the year has four in values of 8, 12 and 14, two in those of 6 and 10."""
    day_first, month_first = code == "2", code == "3"
    if len(value) == 6 and (day_first or month_first):
        day, month = (value[:2], value[2:4]) if day_first else (value[2:4], value[:2])
        value = value[4:] + month + day
    if len(value) in {6, 10} or code == "202":
        value = ("19" if value >= "69" else "20") + value
    if len(value) not in {8, 12, 14}:
        return None
    times = [int(value[i : i + 2]) for i in range(8, len(value), 2)]
    try:
        return datetime(int(value[:4]), int(value[4:6]), int(value[6:8]), *times, tzinfo=zone)
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
