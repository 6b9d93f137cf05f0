"""How much of each stratum of a day's boxes is asked to be looked at, and how much is."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

import msgspec

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Strata(StrEnum):
    """What boxes are grouped by: for the random audit, and where a share of each is asked."""

    COUNTRY_OF_LOADING = "country_of_loading"
    PORT_OF_LOADING = "port_of_loading"
    HS_CHAPTER = "hs_chapter"

    def of(self, port_of_loading: str, hs_code: str) -> str:
        """Return the stratum of a box; empty where what it goes by is not declared."""
        match self:
            case Strata.COUNTRY_OF_LOADING:
                return port_of_loading[:2]
            case Strata.PORT_OF_LOADING:
                return port_of_loading
            case Strata.HS_CHAPTER:
                return hs_code[:2]

    def names(self, name: str) -> bool:
        """Say whether `name` is written as these strata are."""
        return re.fullmatch(_FORMS[self], name) is not None


_FORMS = {
    Strata.COUNTRY_OF_LOADING: "[A-Z]{2}",
    Strata.PORT_OF_LOADING: "[A-Z]{2}[A-Z2-9]{3}",
    Strata.HS_CHAPTER: "[0-9]{2}",
}


class Coverage(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """What share of the boxes of each stratum is to be looked at, at least."""

    strata: Strata = Strata.COUNTRY_OF_LOADING
    shares: dict[str, Share] = {}
    """By stratum, such as EC, ECGYE or 08; nothing is asked of those not named."""

    def __post_init__(self) -> None:
        """Every name is that of a stratum."""
        for name in self.shares:
            if not self.strata.names(name):
                raise ValueError(f"{name!r} is no {self.strata.value.replace('_', ' ')}")


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A route with some goods, and what share of it is to be looked at, at least."""

    name: str
    """Such as EC/08."""
    countries: frozenset[str]
    """Of loading; empty for all."""
    chapters: frozenset[str]
    """Of the Harmonized System; empty for all."""
    share: Share

    def holds(self, port_of_loading: str, hs_code: str) -> bool:
        """Say whether a box is of this cell."""
        return (not self.countries or port_of_loading[:2] in self.countries) and (
            not self.chapters or hs_code[:2] in self.chapters
        )


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """All that is asked of a day's boxes: by the port itself and, by cells, from without."""

    own: Coverage
    cells: tuple[Cell, ...] = ()
    """The first that holds a box counts for it."""

    def of(self, port_of_loading: str, hs_code: str) -> str:
        """Return the stratum of a box.

        Within a cell, a stratum of which the port itself asks something is one of its own.
        """
        mine = self.own.strata.of(port_of_loading, hs_code)
        cell = next((one for one in self.cells if one.holds(port_of_loading, hs_code)), None)
        if cell is None:
            return mine
        return f"{cell.name} {mine}" if mine in self.own.shares else cell.name

    def shares(self, strata: Iterable[str]) -> dict[str, float]:
        """Return what share is asked of each of these strata, the greater where both ask."""
        cells = {cell.name: cell.share for cell in self.cells}
        asked: dict[str, float] = {}
        for name in sorted(strata):
            cell, _, mine = name.partition(" ")
            share = max(cells.get(cell, 0.0), self.own.shares.get(mine or cell, 0.0))
            if share > 0:
                asked[name] = share
        return asked


class Shortfall(StrEnum):
    """Why a stratum gets less than was asked."""

    NO_ROOM = "no_room"
    """Its boxes could not all be looked at though all others were left: too few slots while and
    where they stand."""
    WORTH_MORE_ELSEWHERE = "worth_more_elsewhere"
    """There is room, but what it would push out is worth more than a box too few counts for."""


class Covered(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked of a stratum on a day, and what its plan gave it."""

    stratum: str
    boxes: int
    """That could be looked at on the day."""
    asked: float
    """How many of them, at least."""
    reached: float
    """How many of them on average: the sum of their chances."""
    price: float
    """Expected finds that one box less to be looked at would have brought elsewhere."""
    short: Shortfall | None = None
    """Why it is less than asked; None where it is not."""
