"""A port's calendar read from TOML, and what is wrong with one, each fault at its place."""

import re
import tomllib
from collections.abc import Iterator
from itertools import combinations
from zoneinfo import ZoneInfo

import msgspec

from quaywatch.inspections.capacity import Capacity
from quaywatch.inspections.resources import EVERYWHERE, Resource

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_AT_FIELD = re.compile(r" - at `\$?\.?(.*)`$")
_PART = re.compile(r"(\w+)(?:\[(\d+)\])?")


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong with a calendar."""

    field: str
    """Such as `resource[2].hours.monday`; empty for the file as such."""
    message: str
    line: int | None = None
    """Of the file, from 1; None where there is no file or no such line."""

    def __str__(self) -> str:
        """Say it in one line."""
        at = "" if self.line is None else f"line {self.line}: "
        return f"{at}{self.field}{': ' if self.field else ''}{self.message}"


class UnreadableCalendar(ValueError):  # noqa: N818 - says what is meant
    """What is wrong with a calendar."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults


def read_calendar(text: str) -> Capacity:
    """Return the calendar of a TOML file.

    Raises:
        UnreadableCalendar: with everything that is wrong where its form is right, else the first.
    """
    try:
        capacity = msgspec.convert(tomllib.loads(text), Capacity)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableCalendar((_of_syntax(str(error)),)) from error
    except msgspec.ValidationError as error:
        message, field = _split(str(error))
        raise UnreadableCalendar(
            (Fault(field=field, message=message, line=_line(text, field)),)
        ) from error
    found = tuple(
        msgspec.structs.replace(fault, line=_line(text, fault.field)) for fault in faults(capacity)
    )
    if found:
        raise UnreadableCalendar(found)
    return capacity


def faults(capacity: Capacity) -> Iterator[Fault]:
    """Yield what is wrong with a calendar whose form is right."""
    try:
        ZoneInfo(capacity.timezone)
    except (KeyError, ValueError, OSError):
        yield Fault(field="timezone", message=f"{capacity.timezone!r} is no time zone")
    for place, resource in enumerate(capacity.resource):
        for fault in faults_of(resource):
            field = f"resource[{place}].{fault.field}"
            yield msgspec.structs.replace(fault, field=field)
    for (_, one), (place, other) in combinations(enumerate(capacity.resource), 2):
        named = one.name or other.name
        if named and one.called == other.called and one.meets(other):
            message = f"{other.called!r} is there already"
            yield Fault(field=f"resource[{place}].name", message=message)
    seen: set[frozenset[str]] = set()
    for place, travel in enumerate(capacity.travel):
        ends = frozenset(travel.between)
        if len(ends) == 1 or ends in seen:
            yield Fault(field=f"travel[{place}].between", message="is told twice, or goes nowhere")
        seen.add(ends)


def faults_of(resource: Resource) -> Iterator[Fault]:
    """Yield what is wrong with one resource whose form is right."""
    for day, (start, end) in resource.hours.items():
        if start >= end:
            yield Fault(field=f"hours.{day}", message=f"ends at {end}, not after {start}")
    if not resource.hours:
        yield Fault(field="hours", message="it never works")
    if resource.terminal == EVERYWHERE and resource.moves_to:
        yield Fault(field="moves_to", message="what serves all terminals does not move")
    if EVERYWHERE in resource.moves_to:
        yield Fault(field="moves_to", message="a terminal has no name")
    if not resource.called:
        yield Fault(field="name", message="it has none")
    if not resource.lasts:
        yield Fault(field="until_at", message="it ends before it begins")


def _of_syntax(said: str) -> Fault:
    at = _AT_LINE.search(said)
    return Fault(
        field="", message=_AT_LINE.sub("", said), line=None if at is None else int(at.group(1))
    )


def _split(said: str) -> tuple[str, str]:
    """Return what msgspec says, and the field it says it of."""
    at = _AT_FIELD.search(said)
    field = re.sub(r"\.?\[\.\.\.\]", "", at.group(1)) if at else ""
    return _AT_FIELD.sub("", said), field


def _line(text: str, field: str) -> int | None:
    """Return the line on which a field stands, or else the table that should hold it."""
    lines = text.splitlines()
    first, *more = _PART.findall(field) or [("", "")]
    name, place = first
    if not place:
        heads = [at for at, line in enumerate(lines) if re.match(rf"\s*\[?{name}\b", line)]
        return heads[0] + 1 if name and heads else None
    heads = [at for at, line in enumerate(lines) if re.match(rf"\s*\[\[\s*{name}\s*\]\]", line)]
    if int(place) >= len(heads):
        return None
    head = heads[int(place)]
    if more:
        for at in range(head + 1, len(lines)):
            if re.match(r"\s*\[\[", lines[at]):
                break
            if re.match(rf"\s*{more[0][0]}\s*=", lines[at]):
                return at + 1
    return head + 1
