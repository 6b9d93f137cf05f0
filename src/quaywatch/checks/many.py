"""Puts the checks to many consignments, a column at a time."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.cargo import Frames, Subject
from quaywatch.checks.catalogue import ALL, BY_SUBJECT
from quaywatch.checks.context import Context
from quaywatch.checks.found import FOUND_SCHEMA
from quaywatch.checks.views import build

_Numbers = np.ndarray[tuple[int], np.dtype[np.uint32]]


@dataclass(frozen=True, slots=True)
class _Found:
    """What one check found."""

    code: str
    subject: str
    rows: _Numbers
    indices: _Numbers


def found(frames: Frames, context: Context) -> pl.DataFrame:
    """Return the findings on a batch, as `run` does."""
    views = build(frames, context)
    parts = [part for subject in Subject for part in _on(subject, views.of(subject))]
    if not parts:
        return pl.DataFrame(schema=FOUND_SCHEMA)
    which = np.repeat(np.arange(len(parts)), [len(part.rows) for part in parts])
    columns = {
        "row": np.concatenate([part.rows for part in parts]),
        "code": pl.Series([part.code for part in parts], dtype=pl.String)[which],
        "subject": pl.Series([part.subject for part in parts], dtype=pl.String)[which],
        "index": np.concatenate([part.indices for part in parts]),
    }
    return pl.DataFrame(columns).sort("row", "subject", "index", "code")


_EXPRESSIONS: dict[str, pl.Expr] = {
    check.code: check.expression.expr.fill_null(value=False).alias(check.code) for check in ALL
}


def _put(subject: Subject, view: pl.DataFrame) -> list[pl.Expr]:
    """Return the questions on a subject, without those that nothing in the batch answers."""
    checks = BY_SUBJECT[subject]
    bare = {
        column
        for column in {column for check in checks for column in check.given}
        if view[column].null_count() == view.height
    }
    return [_EXPRESSIONS[check.code] for check in checks if bare.isdisjoint(check.given)]


def _on(subject: Subject, view: pl.DataFrame) -> list[_Found]:
    answers = view.select(_put(subject, view))
    rows = view["row"].to_numpy()
    whole = subject is Subject.CONSIGNMENT
    indices = np.zeros_like(rows) if whole else view["index"].to_numpy()
    parts: list[_Found] = []
    for answer in answers:
        (places,) = answer.to_numpy().nonzero()
        if len(places):
            parts.append(_Found(answer.name, str(subject), rows[places], indices[places]))
    return parts
