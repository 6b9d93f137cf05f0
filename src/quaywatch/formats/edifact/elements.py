"""Elements and components of one segment, and the values they hold."""

from math import isfinite

from quaywatch.formats.edifact.syntax import text


def element(segment: str, position: int, component: int = 0) -> str:
    """Return a component of a data element (position 0 is the tag), or an empty string."""
    elements = segment.split("+", position + 1)
    if position >= len(elements):
        return ""
    components = elements[position].split(":", component + 1)
    return text(components[component]) if component < len(components) else ""


def joined(value: str) -> str:
    """Return the components of an element as one text, apart by one blank."""
    if ":" not in value:
        return text(value)
    return " ".join(filter(None, map(text, value.split(":"))))


def number(value: str) -> float | None:
    """Return a numeric value (decimal mark `.` or `,`), or None when it is none."""
    if value.isdecimal() and value.isascii() and len(value) < 16:
        return float(value)
    try:
        found = float(value.replace(",", "."))
    except ValueError:
        return None
    # Python also reads `nan`, `infinity`, `1_000` and figures too great to be one.
    return found if isfinite(found) and "_" not in value else None


def count(value: str) -> int | None:
    """Return a whole number that fits 63 bits, or None when it is none."""
    found = number(value)
    return int(found) if found is not None and found == int(found) and abs(found) < 2**62 else None
