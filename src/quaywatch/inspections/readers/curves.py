"""How well each reader finds what was inserted, by place and goods, and how often it cries wolf."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from math import sqrt
from statistics import NormalDist, median

import msgspec

from quaywatch.cargo import Concealment
from quaywatch.inspections.readers.looks import Look, Sort
from quaywatch.inspections.readers.rates import Count, Group, Rate, rates

_NORMAL = NormalDist()
_WORTH = 43.0
"""Inserted threats at which reliability is one half: about a hundred give 0.7 (Buser, 2025), so by
Spearman and Brown n of them give n / (n + 43)."""
DECLARED_HITS, DECLARED_ALARMS = 0.65, 0.05
"""What is taken of readers of whom nothing is known, at the weight of two looks: an assumption."""
_MOST_POINTS = 5


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A reader as it speaks up from one degree of sureness on."""

    score: float
    hits: Rate
    alarms: Rate


class Sensitivity(msgspec.Struct, frozen=True, kw_only=True):
    """How far apart what holds something and what does not look to a reader (d'), and within what
    that lies with 95 % probability."""

    value: float
    low: float
    high: float


class ReaderCurve(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured of one reader."""

    reader: str
    sort: Sort
    hits: Rate
    """Of inserted threats."""
    alarms: Rate
    """Of pictures in which nothing was inserted or found."""
    sensitivity: Sensitivity
    places: dict[Concealment, Rate]
    """Hits by where the threat was put,"""
    goods: dict[str, Rate]
    """and by section of what is declared;"""
    goods_alarms: dict[str, Rate]
    """false alarms by the same."""
    points: tuple[Point, ...]
    """From the surest word on."""
    seconds: float | None
    """Median time for a picture."""
    reliability: float
    """How alike two measurements of this reader by as many threats would rank it among readers."""


_Name = tuple[Hashable, ...]


class _Tables:
    """Counts of all readers by what is asked, and the rates that come of them, all at once."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._groups: dict[_Name, Group] = {}
        self._rates: dict[_Name, dict[str, Rate]] = {}

    def ask(
        self,
        name: _Name,
        looks: Iterable[Look],
        declared: float,
        speaks: Callable[[Look], bool] = lambda look: look.alarmed,
    ) -> None:
        """Ask how often each reader speaks up at some looks."""
        times, of = dict.fromkeys(self._names, 0), dict.fromkeys(self._names, 0)
        for look in looks:
            of[look.reader] += 1
            times[look.reader] += speaks(look)
        counts = tuple(Count(times[each], of[each]) for each in self._names)
        self._groups[name] = Group(counts, declared)

    def answer(self) -> None:
        """Work out all that was asked."""
        for name, found in zip(self._groups, rates(list(self._groups.values())), strict=True):
            self._rates[name] = dict(zip(self._names, found, strict=True))

    def of(self, reader: str, *name: Hashable) -> Rate:
        """Return one rate of a reader."""
        return self._rates[name][reader]


def curves(looks: Sequence[Look]) -> tuple[ReaderCurve, ...]:
    """Return the curve of each reader, analysts and machines apart, by name."""
    made: list[ReaderCurve] = []
    for sort in Sort:
        made.extend(_curves([look for look in looks if look.sort is sort], sort))
    return tuple(made)


def sensitivity(hits: Rate, alarms: Rate) -> Sensitivity:
    """Return d' with an interval from those of both rates (MOVER; Donner and Zou, 2002)."""
    hit, hit_low, hit_high = (_z(one) for one in (hits.mean, hits.low, hits.high))
    false, false_low, false_high = (_z(one) for one in (alarms.mean, alarms.low, alarms.high))
    value = hit - false
    return Sensitivity(
        value=value,
        low=value - sqrt((hit - hit_low) ** 2 + (false_high - false) ** 2),
        high=value + sqrt((hit_high - hit) ** 2 + (false - false_low) ** 2),
    )


def _curves(looks: Sequence[Look], sort: Sort) -> list[ReaderCurve]:
    names = sorted({look.reader for look in looks})
    threatened = [look for look in looks if look.threatened]
    clean = [look for look in looks if not look.threatened]
    places = sorted({look.concealment for look in looks if look.concealment is not None})
    goods, goods_clean = (sorted({k.goods for k in some}) for some in (threatened, clean))
    scores = _scores(threatened)
    told = _Tables(names)
    told.ask(("hits",), threatened, DECLARED_HITS)
    told.ask(("alarms",), clean, DECLARED_ALARMS)
    for place in places:
        some = [look for look in threatened if look.concealment is place]
        told.ask(("place", place), some, DECLARED_HITS)
    for kind in goods:
        told.ask(("goods", kind), [k for k in threatened if k.goods == kind], DECLARED_HITS)
    for kind in goods_clean:
        told.ask(("clean", kind), [k for k in clean if k.goods == kind], DECLARED_ALARMS)
    for least in scores:
        told.ask(("hits", least), threatened, DECLARED_HITS, _from(least))
        told.ask(("alarms", least), clean, DECLARED_ALARMS, _from(least))
    told.answer()
    return [
        ReaderCurve(
            reader=name,
            sort=sort,
            hits=(hits := told.of(name, "hits")),
            alarms=(alarms := told.of(name, "alarms")),
            sensitivity=sensitivity(hits, alarms),
            places={place: told.of(name, "place", place) for place in places},
            goods={kind: told.of(name, "goods", kind) for kind in goods},
            goods_alarms={kind: told.of(name, "clean", kind) for kind in goods_clean},
            points=tuple(
                Point(
                    score=least,
                    hits=told.of(name, "hits", least),
                    alarms=told.of(name, "alarms", least),
                )
                for least in scores
            ),
            seconds=_seconds(look for look in looks if look.reader == name),
            reliability=hits.of / (hits.of + _WORTH),
        )
        for name in names
    ]


def _from(least: float) -> Callable[[Look], bool]:
    """Say that a reader speaks up where it is so sure.

    A threat that was missed where it is counts as missed however sure the reader was of another
    place.
    """
    return lambda look: look.alarmed and look.score >= least


def _scores(threatened: Iterable[Look]) -> list[float]:
    """Return degrees of sureness that split what was found into about even parts, surest first."""
    found = sorted({look.score for look in threatened if look.alarmed}, reverse=True)
    step = max(len(found) // _MOST_POINTS, 1)
    return found[step - 1 :: step][:_MOST_POINTS]


def _seconds(looks: Iterable[Look]) -> float | None:
    taken = [look.seconds for look in looks if look.seconds > 0]
    return median(taken) if taken else None


def _z(rate: float) -> float:
    return _NORMAL.inv_cdf(min(max(rate, 1e-6), 1 - 1e-6))
