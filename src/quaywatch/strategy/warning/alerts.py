"""New risk: what grew by more than it varies of itself, over many series at once, with reasons."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

import msgspec

from quaywatch.strategy.warning import noise
from quaywatch.strategy.warning.finds import Find, Kind, Periods, Series, series


class Sign(StrEnum):
    """In what a series stands out."""

    MORE = "more"
    """More finds than before."""
    LARGER = "larger"
    """Larger loads than before, of as many finds."""


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """One series that stands out in the last period."""

    kind: Kind
    name: str
    sign: Sign
    last: float
    """Finds in the last period; of larger loads, kg."""
    usual: float
    """Mean of the periods before; of larger loads, kg that as many finds weighed."""
    chance: float
    """How likely as much or more is if nothing has changed, for this series alone."""
    finds: tuple[str, ...]
    """What it rests on: notices and boxes of the last period."""


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """What was looked through, and what stands out."""

    periods: Periods
    alerts: tuple[Alert, ...]
    """The least likely first."""
    series: int
    """How many were looked through: the more, the more one needs to stand out."""
    one_in: int
    """Where nothing has changed anywhere, one in so many periods has any alert, at most."""
    steadiness: float
    """How steady rates were (see `noise.steadiness`)."""


def watch(
    finds: tuple[Find, ...],
    periods: Periods,
    one_in: Annotated[int, msgspec.Meta(ge=2, le=1000)] = 20,
) -> Watched:
    """Return the series that stand out in the last period.

    Args:
        finds: of all periods; others are left out.
        periods: what is compared with what.
        one_in: of so many periods in which nothing has changed, one has a false alert, at most.
    """
    every = series(finds, periods)
    ports = [one.counts[:-1] for one in every if one.kind is Kind.PORT]
    steady = noise.steadiness(ports)
    others = _masses(one for each in every if each.kind is Kind.PORT for one in _earlier(each))
    asked: list[Alert] = []
    for each in every:
        asked.append(_more(each, steady))
        asked.append(_larger(each, others))
    stand = noise.discovered([one.chance for one in asked], 1 / one_in)
    alerts = [one for one, stands in zip(asked, stand, strict=True) if stands]
    return Watched(
        periods=periods,
        alerts=tuple(sorted(alerts, key=lambda one: (one.chance, one.kind, one.name, one.sign))),
        series=len(every),
        one_in=one_in,
        steadiness=steady,
    )


def _more(each: Series, steady: float) -> Alert:
    counts = each.counts
    return Alert(
        kind=each.kind,
        name=each.name,
        sign=Sign.MORE,
        last=counts[-1],
        usual=sum(counts[:-1]) / (len(counts) - 1),
        chance=noise.more(counts, steady),
        finds=tuple(one.name for one in each.finds[-1]),
    )


def _larger(each: Series, others: list[float]) -> Alert:
    last, before = _masses(each.finds[-1]), _masses(_earlier(each))
    usual = before or others
    return Alert(
        kind=each.kind,
        name=each.name,
        sign=Sign.LARGER,
        last=sum(last),
        usual=len(last) * sum(usual) / len(usual) if usual else 0.0,
        chance=noise.larger(last, before, others),
        finds=tuple(one.name for one in each.finds[-1] if one.mass_kg is not None),
    )


def _earlier(each: Series) -> list[Find]:
    return [one for period in each.finds[:-1] for one in period]


def _masses(finds: Iterable[Find]) -> list[float]:
    return [one.mass_kg for one in finds if one.mass_kg is not None]
