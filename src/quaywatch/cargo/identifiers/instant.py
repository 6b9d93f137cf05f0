"""Dates and times with their zone, as messages write them; the result is UTC.

Formats are those of UN/EDIFACT code list 2379, or ISO 8601. A time without a zone is not an
instant: the reader must be told the zone, or it is a problem.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Literal

from quaywatch.cargo.identifiers.identifier import Identifier, problem

Precision = Literal["day", "minute", "second"]

_EDIFACT: dict[str, tuple[str, Precision]] = {
    "2": ("%d%m%y", "day"),
    "101": ("%y%m%d", "day"),
    "102": ("%Y%m%d", "day"),
    "201": ("%y%m%d%H%M", "minute"),
    "202": ("%y%m%d%H%M%S", "second"),
    "203": ("%Y%m%d%H%M", "minute"),
    "204": ("%Y%m%d%H%M%S", "second"),
    "205": ("%Y%m%d%H%M", "minute"),
    "301": ("%y%m%d%H%M", "minute"),
    "302": ("%y%m%d%H%M%S", "second"),
    "303": ("%Y%m%d%H%M", "minute"),
    "304": ("%Y%m%d%H%M%S", "second"),
}
_ZONED = frozenset({"205", "301", "302", "303", "304"})
_DIGITS = {"%d": 2, "%m": 2, "%y": 2, "%Y": 4, "%H": 2, "%M": 2, "%S": 2}
_MIDNIGHT = {
    code: "24" + "00" * (pattern.count("%M") + pattern.count("%S"))
    for code, (pattern, _) in _EDIFACT.items()
    if "%H" in pattern
}
"""The end of a day (ISO 8601, 24:00) by format; it is the first moment of the next day."""
_HOURS = {
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "WET": 0,
    "BST": 1,
    "CET": 1,
    "EET": 2,
    "MSK": 3,
    "JST": 9,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "PST": -8,
    "PDT": -7,
}


class Instant(Identifier, frozen=True, kw_only=True):
    """A moment in time; `at` is None when none could be told."""

    at: datetime | None = None
    """In UTC. A date alone gives its first moment in its zone."""
    precision: Precision | None = None


def parse(written: str, *, format: str | None = None, zone: tzinfo | None = None) -> Instant:  # noqa: A002
    """Read a date or a time.

    `format` is a code of UN/EDIFACT list 2379 (None: ISO 8601); two-digit years are 1969 to 2068.
    `zone` holds for times that do not name theirs.
    """
    if format is None:
        return _iso_8601(written, zone)
    if format not in _EDIFACT:
        return _wrong(written, "instant.format", f"date format {format} is not known")
    pattern, precision = _EDIFACT[format]
    length = sum(_DIGITS[field] for field in re.findall("%.", pattern))
    digits, rest = written[:length], written[length:]
    if not re.fullmatch(f"[0-9]{{{length}}}", digits) or (rest and format not in _ZONED):
        return _wrong(
            written, "instant.length", f"'{written}' has not the {length} digits of format {format}"
        )
    if format in _ZONED:
        zone = _offset(rest)
        if zone is None:
            return _wrong(written, "instant.zone", f"'{rest}' at the end of '{written}' is no zone")
    midnight = _MIDNIGHT.get(format)
    ends_day = midnight is not None and digits.endswith(midnight)
    if midnight is not None and ends_day:
        digits = digits.removesuffix(midnight) + "0" * len(midnight)
    try:
        local = datetime.strptime(digits, pattern)  # noqa: DTZ007 - the zone follows
        local += timedelta(days=ends_day)
    except (ValueError, OverflowError):
        return _wrong(written, "instant.calendar", f"'{written}' is no date of the calendar")
    return _in_zone(written, local, zone, precision)


def _iso_8601(written: str, zone: tzinfo | None) -> Instant:
    try:
        moment = datetime.fromisoformat(written.strip())
    except ValueError:
        return _wrong(written, "instant.form", f"'{written}' is no date or time of ISO 8601")
    alone = re.fullmatch(r"\d{4}-?\d{2}-?\d{2}|\d{4}-?W\d{2}(-?\d)?", written.strip())
    return _in_zone(written, moment, zone, "day" if alone else "second")


def _in_zone(written: str, moment: datetime, zone: tzinfo | None, precision: Precision) -> Instant:
    if moment.tzinfo is None and zone is None:
        return _wrong(written, "instant.zone", f"'{written}' does not say its time zone")
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    try:
        return Instant(written=written, at=moment.astimezone(UTC), precision=precision)
    except OverflowError:
        return _wrong(written, "instant.calendar", f"'{written}' is outside the calendar")


def _offset(text: str) -> tzinfo | None:
    """Return the zone for the end of formats 205 and 301 to 304: a name, ±HH:MM, ±HHMM or ±HH."""
    name = text.strip(" ").upper()
    if name in _HOURS:
        return timezone(timedelta(hours=_HOURS[name]))
    match = re.fullmatch("([+-])([0-9]{2}):?([0-9]{2})?", name)
    if match is None:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    if minutes >= 24 * 60:
        return None
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))


def _wrong(written: str, code: str, message: str) -> Instant:
    return Instant(written=written, problems=problem(code, message))
