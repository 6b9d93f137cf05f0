"""What each operation does for one consignment, item or list element, as a plain function.

A function takes a `Row` and gives the value, None when it is unknown. Instants and lengths of time
are whole microseconds.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from quaywatch.rules.language.aggregate import KINDS
from quaywatch.rules.language.bound import Value
from quaywatch.rules.language.meanings import PLAIN
from quaywatch.rules.language.one_text import searching

Row = list[Any]
"""Values by place; an item's first place holds the row of its consignment."""
Step = Callable[[Row], Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
ABSENT = object()
"""Stands where a value has yet to be worked out."""


def microseconds(value: Any) -> Any:
    """Return an instant since 1970 or a length of time as a number; anything else as it is."""
    if isinstance(value, datetime):
        return (value - _EPOCH) // _MICROSECOND
    return value // _MICROSECOND if isinstance(value, timedelta) else value


def at(place: int) -> Step:
    """Return what stands at `place`."""
    return lambda row: row[place]


def of_consignment(step: Step) -> Step:
    """Ask `step` of the consignment that an item belongs to."""
    return lambda item: step(item[0])


def remembered(step: Step, place: int) -> Step:
    """Work `step` out once a row and keep it at `place`."""

    def ask(row: Row) -> Any:
        value = row[place]
        if value is ABSENT:
            value = row[place] = step(row)
        return value

    return ask


def constant(value: Value) -> Step:
    """Return `value` of every row."""
    plain = microseconds(value)

    def give(_: Row) -> Any:
        return plain

    return give


def spoken(code: str, place: int) -> Step:
    """Return whether `code` is among the codes at `place`."""
    return lambda row: code in row[place]


def gathered(op: str, body: Step, place: int) -> Step:
    """Ask `body` of the items at `place` and gather their answers."""
    gather = KINDS[op].row
    return lambda row: gather(map(body, row[place]))


def plain(op: str, parts: Sequence[Step]) -> Step:
    """Return an operation on known values."""
    act = PLAIN[op].row
    if len(parts) == 1:
        return _of_one(act, parts[0])
    left, right = parts

    def join(row: Row) -> Any:
        first = left(row)
        if first is None:
            return None
        second = right(row)
        return None if second is None else act(first, second)

    return join


def special(op: str, parts: Sequence[Step], value: Value) -> Step:
    """Return an operation that has its own way with what is unknown, or with its constant."""
    if op == "among":
        return _of_one(frozenset(value if isinstance(value, tuple) else ()).__contains__, *parts)
    return _of_one(searching(str(value)), *parts) if op == "matches" else _SPECIAL[op](*parts)


def _of_one(act: Callable[[Any], Any], part: Step) -> Step:
    def ask(row: Row) -> Any:
        value = part(row)
        return None if value is None else act(value)

    return ask


def _not(part: Step) -> Step:
    return _of_one(lambda truth: not truth, part)


def _and(left: Step, right: Step) -> Step:
    def ask(row: Row) -> Any:
        first = left(row)
        if first is False:
            return False
        second = right(row)
        return False if second is False else first and second

    return ask


def _or(left: Step, right: Step) -> Step:
    def ask(row: Row) -> Any:
        first = left(row)
        if first:
            return True
        second = right(row)
        return True if second else None if first is None else second

    return ask


def _has(part: Step) -> Step:
    return lambda row: part(row) is not None


def _has_any(part: Step) -> Step:
    return lambda row: bool(part(row))


def _length(part: Step) -> Step:
    return lambda row: float(len(part(row) or ()))


def _within(wanted: Step, listed: Step) -> Step:
    def ask(row: Row) -> Any:
        found = wanted(row)
        return None if found is None else found in (listed(row) or ())

    return ask


def _exists(listed: Step, body: Step) -> Step:
    return lambda row: any(body([each or None]) for each in listed(row) or ())


_SPECIAL: dict[str, Callable[..., Step]] = {
    "not": _not,
    "and": _and,
    "or": _or,
    "has": _has,
    "has any": _has_any,
    "length": _length,
    "within": _within,
    "exists": _exists,
}
