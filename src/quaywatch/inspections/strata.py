"""How much of each stratum of a day's boxes is asked to be looked at, and how much is."""

import re
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
