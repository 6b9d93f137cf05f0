"""Scenarios as files: what changes in a world, when, and from when a policy is followed."""

import tomllib
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal

import msgspec

QUARTER = 3
Port = Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}[A-Z0-9]{3}$")]
Month = Annotated[int, msgspec.Meta(ge=0)]
"""Months are counted from the first."""
Factor = Annotated[float, msgspec.Meta(gt=0)]
Traffickers = Literal["static", "quantal", "narcologic", "placebo"]


class BadScenario(ValueError):  # noqa: N818 - the analyst's word
    """A file that is no scenario; the message names it and the place in it."""


class Hardening(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A port's own looks become so many times as many."""

    port: Port
    first: Month
    factor: Factor


class Strike(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A port handles nothing; its ships call elsewhere, its scanners stand still."""

    port: Port
    first: Month
    months: Annotated[int, msgspec.Meta(ge=1)]


class NewPort(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A port joins the trade, and looks at as much of it as the others do."""

    port: Port
    first: Month
    boxes_per_year: Factor
    latam_boxes_per_year: Factor
    contamination: Factor = 0.7
    """How much its trade attracts beside Antwerp's."""


class LotSplitting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sending a lot, whatever it weighs, costs so many times as much: below 1, lots shrink."""

    first: Month
    cost: Factor


class Scenario(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a world goes through."""

    name: Annotated[str, msgspec.Meta(pattern="^[a-z0-9-]{1,40}$")]
    start: Annotated[int, msgspec.Meta(ge=1990, le=2100)] = 2022
    """Year of the first month."""
    months: Annotated[int, msgspec.Meta(ge=QUARTER, le=480, multiple_of=QUARTER)]
    begins: Annotated[Month, msgspec.Meta(multiple_of=QUARTER)]
    """Until then all ports do as today; the policy, and `hours`, hold from this month on."""
    hours: Factor = 1.0
    """Scanner hours of all ports, in times those of today."""
    consignments_per_year: Annotated[int, msgspec.Meta(ge=1000, le=20_000_000)] = 1_000_000
    traffickers: Traffickers = "quantal"
    hardening: tuple[Hardening, ...] = ()
    strike: tuple[Strike, ...] = ()
    new_port: tuple[NewPort, ...] = ()
    lot_splitting: tuple[LotSplitting, ...] = ()

    def turns(self, month: int) -> bool:
        """Say whether something begins or ends in a month, so that plans are made anew."""
        begun = (*self.hardening, *self.strike, *self.new_port)
        ends = [each.first + each.months for each in self.strike]
        return month in ends or any(each.first == month for each in begun)

    def hardened(self, port: str, month: int) -> float:
        """Return how many times as many looks a port has in a month."""
        factor = self.hours if month >= self.begins else 1.0
        for each in self.hardening:
            if each.port == port and month >= each.first:
                factor *= each.factor
        return factor


def shipped() -> tuple[str, ...]:
    """Return the names of the scenarios that come with the package."""
    return tuple(
        sorted(each.name[:-5] for each in _folder().iterdir() if each.name[-5:] == ".toml")
    )


def scenario(name: str) -> Scenario:
    """Return a shipped scenario, or that of a file; raises BadScenario."""
    if name in shipped():
        return read(_folder() / f"{name}.toml")
    return read(Path(name))


def read(path: Traversable | Path) -> Scenario:
    """Return the scenario of a TOML file, named by it.

    Raises:
        BadScenario: it cannot be read, is no TOML, or a field is missing, unknown or out of bounds.

    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        made = msgspec.convert({"name": path.name.removesuffix(".toml"), **told}, Scenario)
    except (OSError, ValueError) as error:
        raise BadScenario(f"{path.name}: {error}") from error
    if made.begins >= made.months:
        raise BadScenario(f"{path.name}: the policy begins when all is over - at `$.begins`")
    return made


def _folder() -> Traversable:
    return resources.files("quaywatch.strategy.tunnel") / "scenarios"
