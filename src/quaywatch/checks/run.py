"""Puts all checks to a batch."""

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
    return pl.concat(found).sort("row", "subject", "index", "code")


_BY_SUBJECT: dict[Subject, list[Check]] = {
    subject: [check for check in ALL if check.subject is subject] for subject in Subject
}


def _on(subject: Subject, view: pl.DataFrame) -> list[pl.DataFrame]:
    checks = _BY_SUBJECT[subject]
    answers = view.select(check.expression.alias(check.code) for check in checks)
    return [_keys(subject, view, answer) for answer in answers if answer.any()]


def _keys(subject: Subject, view: pl.DataFrame, answer: pl.Series) -> pl.DataFrame:
    """Return the part of `run`'s result that one check's answers make."""
    index = pl.lit(0, pl.UInt32) if subject is Subject.CONSIGNMENT else pl.col("index")
    return view.filter(answer).select(
        "row", code=pl.lit(answer.name), subject=pl.lit(str(subject)), index=index
    )
