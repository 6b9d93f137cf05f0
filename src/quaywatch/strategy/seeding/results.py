"""What tests that are over say: detection by stage, and whether they still hide as others do."""

from collections.abc import Iterable
from datetime import date

import msgspec

from quaywatch.strategy.audits import interval
from quaywatch.strategy.seeding.record import Kind, Stage, Standing, Test


class Detected(msgspec.Struct, frozen=True, kw_only=True):
    """What one stage found of one kind of test."""

    kind: str
    """`Kind`, or `inserted` for threats in pictures."""
    stage: Stage
    found: int
    of: int
    low: float
    high: float
    """Of the exact 95 % interval of the share found."""
    stale: int
    """Of these, out of date when they were looked at: they may show too much found."""


INSERTED = "inserted"


def detected(tests: Iterable[Test], inserted: tuple[int, int] = (0, 0)) -> tuple[Detected, ...]:
    """Return what each stage found, by kind of test.

    Args:
        tests: in any standing; those that are closed count.
        inserted: threats in pictures that readers found, and all that they judged.
    """
    counted = [one for one in tests if one.counts]
    made: list[Detected] = []
    for kind in Kind:
        for stage in Stage:
            some = [one for one in counted if _is(one, kind, stage)]
            if some:
                found = sum(bool(one.found) for one in some)
                stale = sum(one.stale for one in some)
                made.append(_detected(kind.value, stage, found, len(some), stale))
    if inserted[1]:
        made.append(_detected(INSERTED, Stage.SCAN, *inserted, 0))
    return tuple(made)


def due(tests: Iterable[Test], today: date) -> tuple[Test, ...]:
    """Return tests that run and are, or become today, out of date: their hiding is set anew."""
    runs = (Standing.REGISTERED, Standing.OPEN)
    return tuple(
        one
        for one in tests
        if one.standing in runs and one.planted and one.planted.refresh_due <= today
    )


def refreshed(tests: Iterable[Test], port: str, since: int) -> bool:
    """Say whether all tests of a port since a year hid as was then hidden: `tests_refreshed`.

    Where there are none, nothing was refreshed.
    """
    some = [
        one
        for one in tests
        if one.counts
        and one.planted
        and one.planted.port == port
        and one.on
        and one.on.year >= since
    ]
    return bool(some) and not any(one.stale for one in some)


def _is(test: Test, kind: Kind, stage: Stage) -> bool:
    return test.planted is not None and (test.planted.kind, test.planted.stage) == (kind, stage)


def _detected(kind: str, stage: Stage, found: int, of: int, stale: int) -> Detected:
    low, high = interval(found, of)
    return Detected(kind=kind, stage=stage, found=found, of=of, low=low, high=high, stale=stale)
