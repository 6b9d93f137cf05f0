"""Puts all checks to a batch."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.cargo import Frames, Subject
from quaywatch.checks.catalogue import ALL
from quaywatch.checks.check import Check
from quaywatch.checks.context import Context
from quaywatch.checks.views import build

FOUND_SCHEMA: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "code": pl.String(),
    "subject": pl.String(),
    "index": pl.UInt32(),
}


def run(frames: Frames, context: Context | None = None) -> pl.DataFrame:
    """Put every check to every consignment, goods item and container.

    Returns row, code, subject (see `cargo.Subject`) and index (0 for a consignment) of each
    finding, sorted by row, subject, index and code.
    """
    views = build(frames, context or Context())
    found = [part for subject in Subject for part in _on(subject, views.of(subject))]
    if not found:
        return pl.DataFrame(schema=FOUND_SCHEMA)
    which = np.repeat(np.arange(len(found)), [len(part.rows) for part in found])
    columns = {
        "row": np.concatenate([part.rows for part in found]),
        "code": pl.Series([part.code for part in found], dtype=pl.String)[which],
        "subject": pl.Series([part.subject for part in found], dtype=pl.String)[which],
        "index": np.concatenate([part.indices for part in found]),
    }
    return pl.DataFrame(columns).sort("row", "subject", "index", "code")


_BY_SUBJECT: dict[Subject, list[Check]] = {
    subject: [check for check in ALL if check.subject is subject] for subject in Subject
}


_Numbers = np.ndarray[tuple[int], np.dtype[np.uint32]]


@dataclass(frozen=True, slots=True)
class _Found:
    """What one check found."""

    code: str
    subject: str
    rows: _Numbers
    indices: _Numbers


_EXPRESSIONS: dict[str, pl.Expr] = {
    check.code: check.expression.fill_null(value=False).alias(check.code) for check in ALL
}


def _put(subject: Subject, view: pl.DataFrame) -> list[pl.Expr]:
    """Return the questions on a subject, without those that nothing in the batch answers."""
    checks = _BY_SUBJECT[subject]
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
    found: list[_Found] = []
    for answer in answers:
        (places,) = answer.to_numpy().nonzero()
        if len(places):
            found.append(_Found(answer.name, str(subject), rows[places], indices[places]))
    return found
