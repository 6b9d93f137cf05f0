"""Values of cells, as text or as the file's own type."""

from datetime import UTC, date, datetime, time
from math import isfinite
from typing import cast

from quaywatch.formats.tables.mapping import UNITS, Mapping


class CellError(ValueError):
    """A cell that does not hold what its column promises."""


def written(value: object) -> str | None:
    """Return a cell as text, None when it is empty."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return str(value).strip() or None


def mass(name: str, value: object, mapping: Mapping) -> float | None:
    """Return a mass in kilograms."""
    found = decimal(name, value)
    return None if found is None else found * UNITS[mapping.units.get(name, "kg")]


def decimal(name: str, value: object) -> float | None:
    """Return a number; a decimal comma is understood where no point stands."""
    text = written(value)
    if text is None:
        return None
    try:
        found = float(text.replace(",", ".") if "." not in text else text.replace(",", ""))
    except ValueError:
        found = float("nan")
    if not isfinite(found) or "_" in text:
        raise CellError(f"{name}: {text!r} is no number")
    return found


def count(name: str, value: object) -> int | None:
    """Return a whole number."""
    found = decimal(name, value)
    if found is None:
        return None
    if not found.is_integer() or abs(found) >= 2**62:
        raise CellError(f"{name}: {written(value)!r} is no count")
    return int(found)


def instant(name: str, value: object, mapping: Mapping) -> datetime | None:
    """Return an instant; one without zone is taken as UTC, a day as its midnight."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    text = written(value)
    return None if text is None else _parsed(name, text, mapping)


def _parsed(name: str, text: str, mapping: Mapping) -> datetime:
    for pattern in (None, *mapping.dates):
        try:
            found = _read(text, pattern)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    raise CellError(f"{name}: {text!r} is no date")


def _read(text: str, pattern: str | None) -> datetime:
    if pattern is None:
        return datetime.fromisoformat(text)
    return datetime.strptime(text, pattern)  # noqa: DTZ007 - the caller sees to the zone


def several(value: object, mapping: Mapping) -> tuple[str, ...]:
    """Return the values of a list cell."""
    if isinstance(value, list):
        return tuple(filter(None, map(written, cast("list[object]", value))))
    return tuple(filter(None, map(written, (written(value) or "").split(mapping.lists))))
