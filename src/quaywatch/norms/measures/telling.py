"""Measures of what the port tells its allies of itself."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from quaywatch.norms.measures.facts import Facts
from quaywatch.norms.measures.measure import Case, CaseKind, Measure, Method


def months_told(known: Facts) -> Iterator[Case]:
    """Of whole months with inspections that ran out in the period, those told in time.

    A month with inspections and no find counts where that was said, and not where nothing was: a
    nil return tells, silence does not.
    """
    told = {one.month: one.at for one in reversed(known.months)}
    looked = {f"{one.recorded_at:%Y-%m}" for one in known.examined if one.recorded_at is not None}
    for month in sorted(looked | told.keys()):
        end = _end(month, known.period.since)
        due = end + known.terms.month
        if known.period.holds(due):
            at = told.get(month)
            yield Case(month, at is not None and at <= min(due, known.period.as_of))


def _end(month: str, like: datetime) -> datetime:
    begins = datetime.strptime(month, "%Y-%m").replace(tzinfo=like.tzinfo)
    return (begins + timedelta(days=31)).replace(day=1)


MEASURES = (
    Measure(
        name="months_told",
        cases=months_told,
        kind=CaseKind.MONTH,
        method=Method.COUNTED,
        least=1,
    ),
)
