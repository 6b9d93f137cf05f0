"""What share of which boxes is asked of a day: by the calendar, and by a coverage in force."""

from datetime import date

from sqlalchemy import Connection

from quaywatch.alliance import accords
from quaywatch.alliance.accords import Topic, stream
from quaywatch.inspections import Asked, Capacity, Cell
from quaywatch.node.allied import settled

NAME = "scanning"
"""A node has one coverage."""
STREAM = stream(Topic.COVERAGE, NAME)


def asked(connection: Connection, capacity: Capacity, day: date) -> Asked:
    """Return what is asked of a day."""
    own = capacity.on(day).coverage
    life = settled.life(connection, Topic.COVERAGE, NAME)
    matter = life.in_force if life is not None else None
    if not isinstance(matter, accords.Coverage) or matter.until < day:
        return Asked(own=own)
    return Asked(
        own=own,
        cells=tuple(
            Cell(name=cell.name, countries=cell.countries, chapters=cell.chapters, share=cell.share)
            for cell in matter.cells
        ),
    )
