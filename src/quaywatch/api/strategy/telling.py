"""Figures as shapes."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from quaywatch.api.strategy.shapes import (
    StrategyChange,
    StrategyDisagreement,
    StrategyFigure,
    StrategyFigures,
    StrategyPlace,
    StrategyPortYear,
    StrategySingle,
    StrategySizes,
)
from quaywatch.cargo.identifiers import unlocode
from quaywatch.strategy.figures import (
    Figure,
    Figures,
    PortYear,
    Quantity,
    Scope,
    change,
    disagreements,
    public,
    yearly,
)

_COUNTED = "cocaine-seizures"


@cache
def published() -> StrategyFigures:
    """Return the public figures."""
    return told(public())


def told(known: Figures) -> StrategyFigures:
    """Return figures by port and year, with where sources differ."""
    line = {one: number for number, one in enumerate(known.figures)}
    years = yearly(known.figures, known.singles)
    ports = {one.place for one in known.figures if one.scope is Scope.PORT}
    return StrategyFigures(
        version=known.version,
        figures=[figure(number, one) for one, number in line.items()],
        singles=[StrategySingle(**msgspec.structs.asdict(one)) for one in known.singles],
        definitions=known.definitions,
        places=places(ports | {one.port for one in known.singles}),
        years=[_port_year(one, line) for one in years],
        changes=changes(years, line),
        disagreements=[
            StrategyDisagreement(
                figures=[line[one] for one in found.figures],
                why=[each.value for each in found.why],
                spread=found.spread if found.spread != float("inf") else None,
            )
            for found in disagreements(known.figures)
        ],
    )


def figure(number: int, one: Figure) -> StrategyFigure:
    """Return one figure, its place by name."""
    said: dict[str, Any] = msgspec.to_builtins(one)
    return StrategyFigure(id=number, name=unlocode.name(one.place) or one.place, **said)


def places(ports: Iterable[str]) -> list[StrategyPlace]:
    """Return where ports lie, by their codes; those whose place nobody knows are left out."""
    found: list[StrategyPlace] = []
    for port in sorted(ports):
        place = unlocode.find(port)
        if place is not None and place.longitude is not None and place.latitude is not None:
            found.append(
                StrategyPlace(
                    port=port,
                    name=place.name,
                    country=port[:2],
                    longitude=place.longitude,
                    latitude=place.latitude,
                )
            )
    return found


def changes(years: Iterable[PortYear], line: Mapping[Figure, int]) -> list[StrategyChange]:
    """Return what changed wherever mass and number are known of two years in a row."""
    known = {(one.port, one.year): _pair(one) for one in years}
    made: list[StrategyChange] = []
    for (port, year), after in known.items():
        before = known.get((port, year - 1))
        if before is None or after is None:
            continue
        used = (*before, *after)
        found = change(before[0].value, int(before[1].value), after[0].value, int(after[1].value))
        made.append(
            StrategyChange(
                port=port,
                year=year,
                figures=[line[one] for one in used],
                **msgspec.to_builtins(found),
            )
        )
    return made


def _pair(one: PortYear) -> tuple[Figure, Figure] | None:
    mass = one.said.get(Quantity.COCAINE_KG, ())
    number = [each for each in one.said.get(Quantity.SEIZURES, ()) if each.definition == _COUNTED]
    whole = mass and number and mass[0].value > 0 and number[0].value >= 1
    return (mass[0], number[0]) if whole else None


def _port_year(one: PortYear, line: Mapping[Figure, int]) -> StrategyPortYear:
    said: Mapping[Quantity, Sequence[Figure]] = one.said
    return StrategyPortYear(
        port=one.port,
        year=one.year,
        said={quantity.value: [line[each] for each in found] for quantity, found in said.items()},
        mean_kg=one.mean_kg,
        sizes=StrategySizes(**msgspec.structs.asdict(one.sizes)) if one.sizes else None,
    )
