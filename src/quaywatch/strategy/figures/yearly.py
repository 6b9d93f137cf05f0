"""What was said of a port and a year, side by side: mass, number, sizes, boxes, looks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import quantiles

import msgspec

from quaywatch.strategy.figures.contradictions import ranked
from quaywatch.strategy.figures.figure import Figure, Quantity, Scope, Single

_SIZES = 3
"""Fewer single finds than this have no quantiles worth the name."""


class Sizes(msgspec.Struct, frozen=True, kw_only=True):
    """How large the single finds were that were told of: the spectacular ones, not a sample."""

    count: int
    lower: float
    """Quartiles, in kg."""
    median: float
    upper: float
    largest: float


class PortYear(msgspec.Struct, frozen=True, kw_only=True):
    """One port in one calendar year; figures of one quantity with the best known first."""

    port: str
    year: int
    said: dict[Quantity, tuple[Figure, ...]]
    mean_kg: float | None
    """Mass of a seizure, from the best figures of mass and number; None where one is missing."""
    singles: tuple[Single, ...]
    sizes: Sizes | None


def yearly(figures: Iterable[Figure], singles: Iterable[Single]) -> list[PortYear]:
    """Return ports by year, in that order; what is of other periods than years is left out."""
    said: defaultdict[tuple[str, int], defaultdict[Quantity, list[Figure]]]
    said = defaultdict(lambda: defaultdict(list))
    for one in figures:
        if one.scope is Scope.PORT and one.year is not None:
            said[one.place, one.year][one.quantity].append(one)
    told: defaultdict[tuple[str, int], list[Single]] = defaultdict(list)
    for single in singles:
        told[single.port, int(single.month[:4])].append(single)
    return [
        _port_year(port, year, said[port, year], told[port, year])
        for port, year in sorted({*said, *told})
    ]


def _port_year(
    port: str, year: int, said: dict[Quantity, list[Figure]], singles: Sequence[Single]
) -> PortYear:
    best = {quantity: ranked(found) for quantity, found in sorted(said.items())}
    mass, number = (best.get(each) for each in (Quantity.COCAINE_KG, Quantity.SEIZURES))
    # A number of seizures above some size only is no divisor of a whole mass.
    whole = [one for one in number or () if one.definition == "cocaine-seizures"]
    mean = mass[0].value / whole[0].value if mass and whole and whole[0].value else None
    return PortYear(
        port=port,
        year=year,
        said=best,
        mean_kg=mean,
        singles=tuple(singles),
        sizes=_sizes([one.mass_kg for one in singles]),
    )


def _sizes(masses: list[float]) -> Sizes | None:
    if len(masses) < _SIZES:
        return None
    lower, median, upper = quantiles(masses, n=4, method="inclusive")
    return Sizes(count=len(masses), lower=lower, median=median, upper=upper, largest=max(masses))
