"""Values of elements: instants, container numbers, commodity codes."""

from datetime import UTC, datetime


def instant(date: str, time: str = "") -> datetime | None:
    """Return date (CCYYMMDD or YYMMDD) and time (HHMM, HHMMSS…) as instant, None when wrong.

    X12 times are local at a place that the set need not name; they are taken for UTC.
    """
    if not date.isdecimal() or len(date) not in (6, 8) or not date.isascii():
        return None
    year = int(date[:-4]) + (0 if len(date) == 8 else 2000)
    clock = time[:6] if time.isdecimal() and time.isascii() and len(time) >= 4 else ""
    hour, minute, second = (int(clock[i : i + 2] or 0) for i in (0, 2, 4))
    try:
        return datetime(year, int(date[-4:-2]), int(date[-2:]), hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def container(initial: str, serial: str, check_digit: str = "") -> str:
    """Return a container number of its parts, with the check digit when the serial lacks it."""
    whole = f"{initial}{serial}"
    return f"{whole}{check_digit}" if len(whole) == 10 else whole


_OTHER_LISTS = frozenset({"N", "T", "Z"})
"""Commodity code qualifiers (data element 23) of freight classes and private lists."""


def hs_code(code: str, qualifier: str) -> str | None:
    """Return a commodity code when it is one of the Harmonized System, as written."""
    digits = code.replace(".", "")
    harmonized = digits.isdecimal() and 4 <= len(digits) <= 10 and qualifier not in _OTHER_LISTS
    return code if harmonized else None
