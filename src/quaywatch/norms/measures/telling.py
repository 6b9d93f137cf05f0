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
    for month, due, in_time in _months(known):
        if known.period.holds(due):
            yield Case(month, in_time)


def quarters_told(known: Facts) -> Iterator[Case]:
    """Of whole quarters with inspections that ran out in the period, those told in full.

    A quarter ran out with its last month, and is told in full where each of its months with
    inspections was told in time: what a month tells is its inspections and finds, or that there
    were none.
    """
    months = {month: in_time for month, _, in_time in _months(known)}
    for quarter in sorted({_quarter(month) for month in months}):
        year, number = quarter.split("-Q")
        last = f"{year}-{3 * int(number):02}"
        if known.period.holds(_end(last, known.period.since) + known.terms.month):
            every = [in_time for month, in_time in months.items() if _quarter(month) == quarter]
            yield Case(quarter, all(every))


def _months(known: Facts) -> Iterator[tuple[str, datetime, bool]]:
    """Yield the months with inspections or figures, when each was due, and if it was in time."""
    told = {one.month: one.at for one in reversed(known.months)}
    looked = {f"{one.recorded_at:%Y-%m}" for one in known.examined if one.recorded_at is not None}
    for month in sorted(looked | known.worked | told.keys()):
        due = _end(month, known.period.since) + known.terms.month
        at = told.get(month)
        yield month, due, at is not None and at <= min(due, known.period.as_of)


def _quarter(month: str) -> str:
    year, number = month.split("-")
    return f"{year}-Q{(int(number) + 2) // 3}"


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
    Measure(
        name="quarters_told",
        cases=quarters_told,
        kind=CaseKind.QUARTER,
        method=Method.COUNTED,
        least=1,
    ),
)
