"""A day's candidates and room as a document that can be frozen, and back again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from typing import Any

import polars as pl

from quaywatch.inspections.drawing import Document
from quaywatch.inspections.plan.day import DayPlan, plan_day
from quaywatch.inspections.treatments import Treatments


def document_of(
    name: str,
    salt: bytes,
    candidates: pl.DataFrame,
    work: pl.DataFrame,
    treatments: Treatments,
    *,
    audit_share: float,
    coverage: Mapping[str, float],
) -> Document:
    """Lay down what a draw is made from; arguments and errors are those of `plan_day`.

    Args:
        name: of the draw.
        salt: secret of the node, from which each box's salt comes.
    """
    made = plan_day(candidates, work, treatments, audit_share=audit_share, coverage=coverage)
    rows = candidates.to_dicts()
    return Document(
        name=name,
        salt=salt.hex(),
        audit_share=audit_share,
        coverage=dict(coverage),
        version=version("quaywatch"),
        candidates=tuple(rows[place] for place in made.places),
        capacity=tuple(work.to_dicts()),
        labels=made.labels,
        lottery=made.lottery,
        treatments=treatments,
    )


def plan_again(document: Document, candidates: pl.DataFrame, work: pl.DataFrame) -> DayPlan:
    """Make the plan of a document again.

    Raises:
        ValueError: it does not come out as it was frozen, as by another version of the software.
    """
    made = plan_day(
        candidates,
        work,
        document.treatments or Treatments.load(),
        audit_share=document.audit_share,
        coverage=document.coverage,
    )
    if made.lottery != document.lottery:
        raise ValueError(f"{document.name} was frozen otherwise, by version {document.version}")
    return made


def frame(rows: Sequence[Mapping[str, Any]], schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Rows of a document as the selection takes them, with columns of these types."""
    instants = [name for name, kind in schema.items() if isinstance(kind, pl.Datetime)]
    texts = {name: pl.String() if name in instants else kind for name, kind in schema.items()}
    values = [[_plain(row.get(name)) for name in schema] for row in rows]
    laid = pl.DataFrame(values, schema=texts, orient="row")
    return laid.with_columns(
        pl.col(name).str.to_datetime("%+", time_unit="us", time_zone="UTC") for name in instants
    )


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
