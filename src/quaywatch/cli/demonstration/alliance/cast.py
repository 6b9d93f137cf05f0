"""Who takes part: five simulated authorities, and what others let each of them see."""

from datetime import UTC, datetime

import msgspec

from quaywatch.alliance import Purpose
from quaywatch.alliance.accords import Basis, Region
from quaywatch.alliance.policy import Category

MORNING = datetime(2026, 5, 31, 6, tzinfo=UTC)
"""Where all clocks start."""

_MEMBERS = Basis(
    text="agreement of the allied ports (simulated), art. 4", purposes=frozenset(Purpose)
)


class Authority(msgspec.Struct, frozen=True, kw_only=True):
    """One authority, and the terms on which every other one shares with it."""

    name: str
    node: str
    port: str
    """UN/LOCODE of where it looks."""
    region: Region
    member: bool = True
    categories: frozenset[Category] = frozenset(Category)
    basis: Basis = _MEMBERS

    @property
    def short(self) -> str:
        """First part of its name among nodes."""
        return self.node.split(".")[0]

    @property
    def title(self) -> str:
        """As its agreement calls it."""
        return f"Customs at {self.name} (simulated)"


CAST = (
    Authority(
        name="Antwerp",
        node="antwerp.customs.example",
        port="BEANR",
        region=Region.EUROPEAN_UNION,
    ),
    Authority(
        name="Rotterdam",
        node="rotterdam.customs.example",
        port="NLRTM",
        region=Region.EUROPEAN_UNION,
    ),
    Authority(
        name="Hamburg",
        node="hamburg.customs.example",
        port="DEHAM",
        region=Region.EUROPEAN_UNION,
    ),
    Authority(
        name="New York",
        node="newyork.customs.example",
        port="USNYC",
        region=Region.NORTH_AMERICA,
        member=False,
        categories=frozenset({Category.CORE, Category.CARGO}),
        basis=Basis(
            text="agreement on mutual assistance in customs matters (simulated)",
            purposes=frozenset({Purpose.RISK_ANALYSIS, Purpose.INSPECTION}),
        ),
    ),
    Authority(
        name="Guayaquil",
        node="guayaquil.customs.example",
        port="ECGYE",
        region=Region.LATIN_AMERICA,
        categories=frozenset({Category.CORE, Category.CARGO, Category.PARTY}),
    ),
)
