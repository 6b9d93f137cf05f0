"""What a look at a day's candidate would teach, from looks at boxes that the ranking had left out.

Strata are HS headings. A look counts if a draw chose the box though the ranking of that day had
left it out; what officers choose themselves says nothing of the others.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import polars as pl
from sqlalchemy import Connection, Row, select

from quaywatch.cargo import OutcomeResult, SelectionBasis
from quaywatch.inspections.exploring import SHARE, WEEKS, Explored, informed
from quaywatch.inspections.treatments import Treatments
from quaywatch.node import schema
from quaywatch.node.instants import stored

LOOKS = {"stratum": pl.String(), "weeks": pl.Float64(), "found": pl.Boolean()}

_WEEK = timedelta(weeks=1)
_STAY = timedelta(weeks=1)
"""How long boxes are candidates where no pick-up says so."""
_LEAST_STAY = timedelta(days=1)
_TOLD = ("stratum", "stratum_looked", "stratum_found", "stratum_rate", "stratum_coming")


def taught(
    connection: Connection,
    rows: Sequence[Row[Any]],
    candidates: pl.DataFrame,
    work: pl.DataFrame,
    treatments: Treatments,
    now: datetime,
) -> pl.DataFrame:
    """Add to each candidate of a day what a look at it teaches.

    Args:
        connection: to the tables.
        rows: of the candidates, and maybe others, with their `hs_code`.
        candidates: as `CANDIDATES` says; `information` is added, and what `informed` adds.
        work: the room of the day.
        treatments: what counts as a look, and what a later find counts beside one now.
        now: instant of the freeze.
    """
    slots, headings = _slots(work, treatments), {row.box_id: row.hs_code[:4] for row in rows}
    asked = candidates.select("box_id", "probability").with_columns(
        pl.Series("stratum", [headings[box] for box in candidates["box_id"]], dtype=pl.String)
    )
    told = informed(
        asked,
        looks(connection, now),
        slots=slots,
        rounds=WEEKS * _WEEK / _stay(candidates, now),
        most=int(SHARE * slots),
    )
    return candidates.with_columns(
        information=told["information"] * treatments.worth.learning,
        heading=told["stratum"],
        left_out=told["left_out"],
        **{name: told[name] for name in _TOLD[1:]},
    )


def looks(connection: Connection, now: datetime) -> pl.DataFrame:
    """Return the looks so far at boxes that the ranking had left out, as `LOOKS` says."""
    explored, done = schema.explored.c, schema.inspection.c
    query = (
        select(explored.stratum, done.done_at, done.result)
        .join(schema.inspection, done.box_id == explored.box_id)
        .where(done.result != "", done.basis != SelectionBasis.OFFICER.value)
        .order_by(explored.box_id)
    )
    week, until = _WEEK / timedelta(microseconds=1), stored(now)
    rows = [
        (stratum, (until - at) / week, result == OutcomeResult.FOUND.value)
        for stratum, at, result in connection.execute(query)
    ]
    return pl.DataFrame(rows, schema=LOOKS, orient="row")


def explored(document_rows: Sequence[dict[str, Any]], picked: Sequence[str]) -> dict[str, Explored]:
    """Return what the picks are to teach that the ranking had left out, by box.

    Args:
        document_rows: candidates as they were frozen.
        picked: boxes that the draw picked.
    """
    chosen = set(picked)
    return {
        str(row["box_id"]): Explored(
            stratum=row["heading"],
            looked=row["stratum_looked"],
            found=row["stratum_found"],
            rate=row["stratum_rate"],
            coming=row["stratum_coming"],
            information=row["information"],
        )
        for row in document_rows
        if row["box_id"] in chosen and row.get("left_out")
    }


def _slots(work: pl.DataFrame, treatments: Treatments) -> int:
    """Return how many boxes the day can look at: slots of looks that begin a policy."""
    first = {one.steps[0] for one in treatments.policy}
    kinds = [kind.value for kind in first if treatments.of(kind).counts]
    return int(work.filter(pl.col("kind").is_in(kinds))["slots"].sum())


def _stay(candidates: pl.DataFrame, now: datetime) -> timedelta:
    """Return how long a box is a candidate: those of today have on average half of that left."""
    left = (candidates["deadline_at"] - now).dt.total_seconds().drop_nulls().to_numpy()
    if not len(left):
        return _STAY
    return max(2 * timedelta(seconds=float(np.maximum(left, 0).mean())), _LEAST_STAY)
