"""One supposed world: ports, routes and goods, with what traffickers and scanners are like."""

from typing import Annotated

import msgspec

from quaywatch.strategy.allocation import Case

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Chance = Annotated[float, msgspec.Meta(gt=0, le=1)]
Amount = Annotated[float, msgspec.Meta(ge=0, le=1e6)]
Minutes = Annotated[float, msgspec.Meta(gt=0, le=10_000)]
Code = Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
Locode = Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}[A-Z2-9]{3}$")]


class Port(msgspec.Struct, frozen=True, kw_only=True):
    """A port with what it can look at."""

    port: Locode
    containers: Annotated[float, msgspec.Meta(gt=0, le=1e9)]
    """In a year, on the routes that are spoken of."""
    scanned: Share
    """Of these, how many its scanners and crews have time to scan."""
    member: bool = True
    """Whether it plans with the alliance; else it minds itself and answers."""
    floor: Share | None = None
    """Its own share that is found in any case; None for that of the scenario."""
    met: Share = 0.0
    """How much of the common standard it meets; counts where the scenario says so."""


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """Where containers are loaded."""

    code: Code
    share: Chance
    """Of each port's containers."""
    factor: Amount
    """Of the gain that a load from there brings."""


class Goods(msgspec.Struct, frozen=True, kw_only=True):
    """What lies over the load: a group of HS chapters."""

    code: Code
    share: Chance
    factor: Amount


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """All that an answer hangs on; money in thousand euros a kilogram."""

    ports: Annotated[tuple[Port, ...], msgspec.Meta(min_length=1, max_length=60)]
    routes: Annotated[tuple[Route, ...], msgspec.Meta(min_length=1, max_length=60)]
    goods: Annotated[tuple[Goods, ...], msgspec.Meta(min_length=1, max_length=60)]
    gain: Amount
    penalty: Amount
    stay: Amount
    rationality: Annotated[float, msgspec.Meta(ge=0, le=100)]
    """How surely the best site is chosen; 0 stands for always."""
    scan_finds: Chance
    scan_minutes: Minutes
    open_finds: Chance
    open_minutes: Minutes
    floor: Share = 0.0
    """Share of what can be found that is found in any case."""
    standard: Case | None = None
    """Which figures are assumed of what keeping the standard does; None where it counts nothing."""
