"""A day's candidates and room as a document that can be frozen, and back again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any

import polars as pl

from quaywatch.inspections.drawing import Again, Begun, Document
from quaywatch.inspections.plan.day import DayPlan, plan_day
from quaywatch.inspections.plan.rolling import replan
from quaywatch.inspections.plan.standing import PICKS, PRICES, Standing
from quaywatch.inspections.treatments import Treatments


@dataclass(frozen=True, slots=True)
class Terms:
    """By what a day is planned."""

    treatments: Treatments
    audit_share: float
    coverage: Mapping[str, float]
    again: Again | None = None
    """Why, where the day was drawn before…"""
    begun: Begun | None = None
    """…and from what a further draw starts."""

    def plan(self, candidates: pl.DataFrame, work: pl.DataFrame) -> DayPlan:
        """Make the plan; arguments and errors are those of `plan_day`.

        Of a further draw, these are the candidates of its terminals and what is left for them.
        """
        share, asked = self.audit_share, self.coverage
        if self.again is None or self.begun is None:
            return plan_day(candidates, work, self.treatments, audit_share=share, coverage=asked)
        begun = self.begun
        return replan(
            candidates,
            work,
            self.treatments,
            terminals=self.again.terminals,
            standing=Standing(frame(begun.prices, PRICES), frame(begun.picks, PICKS)),
            audit_share=share,
            coverage=asked,
            played=begun.played,
        )


def document_of(
    name: str, salt: bytes, candidates: pl.DataFrame, work: pl.DataFrame, terms: Terms
) -> Document:
    """Lay down what a draw is made from; arguments and errors are those of `Terms.plan`.

    Args:
        name: of the draw.
        salt: secret of the node, from which each box's salt comes.
        candidates: rows as `CANDIDATES` says.
        work: rows as `WORK_SCHEMA` says.
        terms: by what the day is planned.
    """
    made = terms.plan(candidates, work)
    rows = candidates.to_dicts()
    return Document(
        name=name,
        salt=salt.hex(),
        audit_share=terms.audit_share,
        version=version("quaywatch"),
        candidates=tuple(rows[place] for place in made.places),
        capacity=tuple(work.to_dicts()),
        labels=made.labels,
        lottery=made.lottery,
        treatments=terms.treatments,
        coverage=dict(terms.coverage),
        again=terms.again,
        begun=terms.begun,
    )


def plan_again(document: Document, candidates: pl.DataFrame, work: pl.DataFrame) -> DayPlan:
    """Make the plan of a document again.

    Raises:
        ValueError: it does not come out as it was frozen, as by another version of the software.
    """
    made = Terms(
        treatments=document.treatments or Treatments.load(),
        audit_share=document.audit_share,
        coverage=document.coverage,
        again=document.again,
        begun=document.begun,
    ).plan(candidates, work)
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
