"""What this node's own lots and tests say of ports and years."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from quaywatch.node import schema
from quaywatch.node.auditing import tables
from quaywatch.node.auditing.lots import Drawn, drawn
from quaywatch.node.instants import restored
from quaywatch.strategy.audits import effective
from quaywatch.strategy.flow.observed import Observed
from quaywatch.strategy.seeding import Kind, Stage, Test

PortYear = tuple[str, int]


def observed(connection: Connection) -> list[Observed]:
    """Return it by port and year; a year is that of the draw, or of the look at a test."""
    opened: defaultdict[PortYear, list[Drawn]] = defaultdict(list)
    for one in drawn(connection):
        if one.lot.opened and one.port:
            opened[one.port, one.lot.drawn_on.year].append(one)
    tests = _tests(tables.tests(connection))
    boxes = _boxes(connection)
    return [
        _observed(place, boxes[place], opened.get(place, []), tests.get(place, []))
        for place in sorted({*opened, *tests})
    ]


def _observed(
    place: PortYear, boxes: int, opened: Sequence[Drawn], tests: Sequence[Test]
) -> Observed:
    audited, hits = effective([one.lot for one in opened])
    weighed = [one.mass_kg for one in opened if one.mass_kg]
    return Observed(
        port=place[0],
        year=place[1],
        boxes=max(boxes, audited),
        audited=audited,
        hits=hits,
        mass_kg=hits * sum(weighed) / len(weighed) if weighed else 0.0,
        tests=len(tests),
        tests_found=sum(bool(one.found) for one in tests),
        stale=sum(one.stale for one in tests),
    )


def _tests(every: Iterable[Test]) -> dict[PortYear, list[Test]]:
    """Return the loads that all of daily work had before it: others tell of a stage alone."""
    found: defaultdict[PortYear, list[Test]] = defaultdict(list)
    for one in every:
        planted = one.planted
        if not one.counts or planted is None or one.on is None:
            continue
        if (planted.kind, planted.stage) == (Kind.LOAD, Stage.TARGETING):
            found[planted.port, one.on.year].append(one)
    return found


def _boxes(connection: Connection) -> Counter[PortYear]:
    """Return how many boxes came to each port in each year."""
    box = schema.box.c
    query = select(box.port_of_discharge, box.available_at, func.count()).group_by(
        box.port_of_discharge, box.available_at
    )
    made: Counter[PortYear] = Counter()
    for port, at, number in connection.execute(query):
        when = restored(at)
        if when is not None:
            made[port, when.year] += number
    return made
