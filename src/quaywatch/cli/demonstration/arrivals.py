"""A simulated day as what reaches a node: manifests, container events, inspection results."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import polars as pl

from quaywatch.cargo import (
    Classifier,
    Concealment,
    Filing,
    FilingHeader,
    InspectionKind,
    Movement,
    MovementKind,
    Order,
    Outcome,
    OutcomeResult,
    Seal,
    SelectionBasis,
)
from quaywatch.formats import native
from quaywatch.formats.edifact import cuscar, movements
from quaywatch.node import Arrival, Done
from quaywatch.world import Day, to_filings

_TERMINALS = "SIM-TERMINALS"
_SHIFT = "8h"
_ONE_MESSAGE = ("kind", "vessel_name", "location", "facility", "at")
"""What events of one message share: sorted by it, they stand in as few messages as can be."""
_OFFICER = "simulated-officer"


def arrivals(day: Day, until: datetime) -> list[Arrival]:
    """Return the messages of a day in order of arrival: manifests and container events."""
    found = [*_manifests(day), *_events(day)]
    return sorted((a for a in found if a.at < until), key=lambda arrival: arrival.at)


def done(day: Day, until: datetime) -> list[Done]:
    """Return the day's inspections with their outcomes."""
    return [_done(row) for row in day.outcomes.filter(pl.col("at") < until).iter_rows(named=True)]


def _manifests(day: Day) -> Iterator[Arrival]:
    for filing in to_filings(day.frames, format="cuscar"):
        at = filing.header.received_at
        if at is not None:
            yield Arrival(data=cuscar.write([filing]), at=at, actor=filing.header.sender)


def _events(day: Day) -> Iterator[Arrival]:
    """Return files of events, each known when its last event came in.

    Carriers send one an hour, terminals and lines one of each message a shift.
    """
    known = pl.col("known_at")
    shift = pl.when(pl.col("message").is_null()).then(known.dt.truncate("1h"))
    told = day.movements.with_columns(
        pl.col("message").fill_null("native"), since=shift.otherwise(known.dt.truncate(_SHIFT))
    ).sort("since", "message", *_ONE_MESSAGE, "known_at")
    for (since, form), events in told.group_by("since", "message", maintain_order=True):
        last = events["known_at"].max()
        if not isinstance(last, datetime) or not isinstance(since, datetime):
            continue
        header = FilingHeader(
            format=str(form), sender=_TERMINALS, reference=f"EVENTS-{since:%Y%m%d%H}"
        )
        moves = tuple(_movement(row) for row in events.iter_rows(named=True))
        write = native.write if form == "native" else movements.write
        data = write([Filing(header=header, movements=moves)])
        yield Arrival(data=data, at=last, actor=_TERMINALS)


def _movement(row: dict[str, Any]) -> Movement:
    return Movement(
        equipment_number=row["equipment_number"],
        kind=MovementKind(row["kind"]),
        classifier=Classifier(row["classifier"]),
        at=row["at"],
        location=row["location"],
        facility=row["facility"],
        vessel_name=row["vessel_name"],
        voyage=row["voyage"],
        packed=row["packed"],
        size_type=row["size_type"],
        seals=tuple(Seal(number=number) for number in row["seals"] or ()),
        gross_mass_kg=row["gross_mass_kg"],
        verified_gross_mass_kg=row["verified_gross_mass_kg"],
        stowage=row["stowage"],
    )


def _done(row: dict[str, Any]) -> Done:
    hidden = row["concealment"]
    order = Order(
        consignment_id=row["consignment_id"],
        equipment_number=row["equipment_number"],
        kind=InspectionKind(row["kind"]),
        basis=SelectionBasis(row["basis"]),
        selection_probability=row["selection_probability"],
        terminal=row["terminal"],
    )
    outcome = Outcome(
        result=OutcomeResult(row["result"]),
        substance=row["substance"],
        mass_kg=row["mass_kg"],
        concealment=Concealment(hidden) if hidden else None,
    )
    return Done(order=order, outcome=outcome, at=row["at"], actor=_OFFICER)
