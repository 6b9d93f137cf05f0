"""Making one node of the alliance: its boxes, its people, its calendar."""

import shutil
from pathlib import Path
from typing import Any

from quaywatch.cargo import InspectionKind
from quaywatch.cli.demonstration.alliance import past, scanned
from quaywatch.cli.demonstration.alliance.cast import MORNING, Authority
from quaywatch.cli.demonstration.alliance.trade import trade
from quaywatch.cli.demonstration.making import DATABASE
from quaywatch.cli.demonstration.people import add_people
from quaywatch.inspections import Capacity, Resource
from quaywatch.inspections.capacity import WEEKDAYS
from quaywatch.node import Description, Node

_LOOKS = (InspectionKind.SCAN, InspectionKind.OPEN, InspectionKind.DOCUMENTS)


def make(folder: Path, authority: Authority, scale: float) -> None:
    """Make the node in `folder`, which appears only when all is done; nothing where it is there."""
    if folder.exists():
        return
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    with Node.open(unfinished / DATABASE, clock=lambda: MORNING) as node:
        node.describe(
            Description(
                name=authority.name,
                simulated=True,
                live_from=MORNING,
                capacity=_calendar(),
                node=authority.node,
                port=authority.port,
            )
        )
        node.replay(trade(authority, scale))
        past.remember(node, authority)
        add_people(node, port=authority.port)
        scanned.scan(node, authority.port)
    unfinished.rename(folder)


def _calendar() -> Capacity:
    """Return an assumed day: two boxes scanned an hour, one opened, four by their papers."""
    hours: Any = dict.fromkeys(WEEKDAYS, (6, 22))
    return Capacity(
        timezone="UTC",
        resource=tuple(
            Resource(terminal="", kind=kind, slots_per_hour=number, hours=hours)
            for kind, number in zip(_LOOKS, (2, 1, 4), strict=True)
        ),
    )
