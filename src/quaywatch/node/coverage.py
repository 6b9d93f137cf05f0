"""What share of which boxes is asked of a day: by the calendar, and by a coverage in force."""

from datetime import date

import msgspec
import numpy as np
from sqlalchemy import Connection

from quaywatch.alliance import accords
from quaywatch.alliance.accords import Topic, stream
from quaywatch.inspections import Asked, Capacity, Cell, Shortfall
from quaywatch.inspections.lottery import ONE
from quaywatch.inspections.plan.day import DayPlan
from quaywatch.node.allied import settled

NAME = "scanning"
"""A node has one coverage."""
STREAM = stream(Topic.COVERAGE, NAME)


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What a coverage that is only proposed would do to one stratum of a day."""

    stratum: str
    boxes: int
    """That are known now."""
    asked: float
    """How many of them, at least, were it in force."""
    before: float
    """How many the plan looks at on average by what is in force…"""
    after: float
    """…and by what is proposed."""
    price: float
    """Expected finds that one box less to be looked at would bring elsewhere."""
    short: Shortfall | None
    """Why it is less than asked; None where it is not."""


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """A day planned twice, by what is in force and by what is proposed; nothing is kept."""

    day: date
    strata: tuple[Tried, ...]
    worth_before: float
    """Expected finds, less costs, by what is in force…"""
    worth: float
    """…and by what is proposed."""
    bound: float
    """No plan by what is proposed is worth more."""


def asked(connection: Connection, capacity: Capacity, day: date) -> Asked:
    """Return what is asked of a day."""
    life = settled.life(connection, Topic.COVERAGE, NAME)
    matter = life.in_force if life is not None else None
    return asked_by(matter if isinstance(matter, accords.Coverage) else None, capacity, day)


def asked_by(matter: accords.Coverage | None, capacity: Capacity, day: date) -> Asked:
    """Return what would be asked of a day by a coverage."""
    own = capacity.on(day).coverage
    if matter is None or matter.until < day:
        return Asked(own=own)
    return Asked(
        own=own,
        cells=tuple(
            Cell(name=cell.name, countries=cell.countries, chapters=cell.chapters, share=cell.share)
            for cell in matter.cells
        ),
    )


def compared(day: date, before: DayPlan, after: DayPlan) -> Trial:
    """Return what differs between two plans of the same boxes, by the strata of the second."""
    boxes = after.day.boxes.stratum
    chance = before.chances() / ONE  # boxes of both stand in the same order: by name
    was = np.bincount(boxes, chance, minlength=len(after.day.strata))
    place = {name: number for number, name in enumerate(after.day.strata)}
    return Trial(
        day=day,
        strata=tuple(
            Tried(
                stratum=one.stratum,
                boxes=one.boxes,
                asked=one.asked,
                before=float(was[place[one.stratum]]),
                after=one.reached,
                price=one.price,
                short=one.short,
            )
            for one in after.covered()
        ),
        worth_before=before.solution.worth,
        worth=after.solution.worth,
        bound=after.solution.bound,
    )
