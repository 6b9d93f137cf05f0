"""Making the demo's node: half a year of arrivals, what was found, a model of it, a plan."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import msgspec

from quaywatch.cli.demonstration.arrivals import arrivals, done
from quaywatch.cli.demonstration.asking import ask
from quaywatch.cli.demonstration.assessing import assess
from quaywatch.cli.demonstration.auditing import audit
from quaywatch.cli.demonstration.people import add_people
from quaywatch.cli.demonstration.port import calendar
from quaywatch.cli.demonstration.promoting import promote
from quaywatch.cli.demonstration.sailing import sail
from quaywatch.cli.demonstration.scanning import scan
from quaywatch.node import Description, Node
from quaywatch.world import DEMO, Config, Day, demo_days, live_day, simulate

LARGE = msgspec.structs.replace(DEMO, scale=0.03)
"""What `make demo` shows."""

SMALL = msgspec.structs.replace(DEMO, scale=0.003)
"""For tests, and for a first look."""

DATABASE = "node.sqlite"
ALLY = "antwerp.customs.example"
"""What the demo's node is called among others."""

_MORNING = time(6, tzinfo=UTC)
_DAYS_AT_ONCE = 7


def make(folder: Path, config: Config) -> Iterator[tuple[str, float]]:
    """Make the node in `folder`, which appears only when all is done.

    Yields what is being done and how far it has come, from 0 to 1.
    """
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    yield "Simulating a port's trade", 0.0
    world = simulate(config)
    days = list(demo_days(world))
    morning = datetime.combine(live_day(config), _MORNING)
    with Node.open(unfinished / DATABASE, clock=lambda: morning) as node:
        described = Description(
            name="Antwerp",
            simulated=True,
            live_from=morning,
            capacity=calendar(),
            node=ALLY,
        )
        node.describe(described)
        for start in range(0, len(days), _DAYS_AT_ONCE):
            week = days[start : start + _DAYS_AT_ONCE]
            yield f"Taking in the week of {week[0].day:%d %B %Y}", start / len(days)
            _live(node, week, morning)
        yield "Training a model on what was found", 1.0
        promote(node)
        yield "Ordering audits and seeding tests", 1.0
        audit(node, morning)
        yield "Planning the day's inspections", 1.0
        node.plan_day()
        yield "Scanning a few boxes", 1.0
        scan(node, world.collect().truth, morning)
        yield "Asking filers", 1.0
        ask(node, morning)
        yield "Assessing ports", 1.0
        assess(node, morning.date())
        add_people(node)
        yield "Sailing through the wind tunnel", 1.0
        sail(unfinished / "tunnel", int(config.scale * 10_000_000))
        yield "Finding out who is who", 1.0
        node.parties.follow()
    unfinished.rename(folder)


def _live(node: Node, days: list[Day], until: datetime) -> None:
    """Let the node see some days as they came."""
    node.replay(arrival for day in days for arrival in arrivals(day, until))
    node.take_over([inspection for day in days for inspection in done(day, until)])
