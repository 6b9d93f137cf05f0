"""What looks find, as plans reckon with it: declared or measured, and moved by outcomes here."""

import msgspec
from sqlalchemy import Connection, func, select

from quaywatch.cargo import Concealment, InspectionKind
from quaywatch.inspections import Record
from quaywatch.inspections.teaching import Figure, Seen, figures, intervals, posterior, unjudged
from quaywatch.inspections.treatments import Treatments
from quaywatch.inspections.trials import Trial, trial
from quaywatch.node import schema
from quaywatch.node.changes import Row


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A figure, what plans reckon with, and within what that lies with 95 % probability."""

    figure: Figure
    learned: float
    low: float
    high: float


class Taught(msgspec.Struct, frozen=True, kw_only=True):
    """What looks are taken to find, and what that rests on."""

    figures: tuple[Told, ...]
    unjudged: dict[InspectionKind, int]
    """By kind, looks that are to be followed by an opening and are not yet."""
    verified: float
    """Share of looks that are chosen for that."""


def trial_rows(record: Record) -> list[Row]:
    """Return the row of the trial that a record holds, if it does."""
    held = trial(record)
    if held is None:
        return []
    return [
        {
            "box_id": record.box_id,
            "kind": held.kind.value,
            "alarmed": int(held.alarmed),
            "judged": int(held.judged),
            "clean": int(held.clean),
            "concealment": held.concealment.value if held.concealment else "",
        }
    ]


def seen(connection: Connection) -> Seen:
    """Return all trials so far."""
    table = schema.trial.c
    columns = (table.kind, table.alarmed, table.judged, table.clean, table.concealment)
    rows = connection.execute(select(*columns, func.count()).group_by(*columns))
    return Seen(
        {
            Trial(
                kind=InspectionKind(kind),
                alarmed=bool(alarmed),
                judged=bool(judged),
                clean=bool(clean),
                concealment=Concealment(where) if where else None,
            ): many
            for kind, alarmed, judged, clean, where, many in rows
        }
    )


def learned(connection: Connection, declared: Treatments) -> Treatments:
    """Return the treatments as plans reckon with them."""
    return posterior(declared, seen(connection))


def taught(connection: Connection, declared: Treatments) -> Taught:
    """Return every figure beside what was declared."""
    known = seen(connection)
    told = figures(declared, known)
    return Taught(
        figures=tuple(
            Told(figure=figure, learned=figure.learned, low=low, high=high)
            for figure, (low, high) in zip(told, intervals(told), strict=True)
        ),
        unjudged={one.kind: unjudged(known, one.kind) for one in declared.treatment},
        verified=declared.verified,
    )
