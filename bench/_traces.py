"""What those who choose can read of a month's consignments, without writing their papers."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from bench._loop import Bools, Floats, Ints
from quaywatch.world.enforcement import known_risk
from quaywatch.world.month import Month
from quaywatch.world.reference import table
from quaywatch.world.setting import Setting

NOTHING = -6.0
"""Declared log-odds of a consignment that shows no trace."""
SPREADS = {
    "port": 1.0,
    "country": 0.7,
    "chapter": 0.7,
    "heading": 0.7,
    "port_and_heading": 0.5,
    "carrier": 0.4,
    "forwarder": 0.4,
}
"""How far, in log-odds, values are expected to differ from what was declared of them."""
TRACE_SPREAD = 0.7
_YOUNG_MONTHS = 6.0


@dataclass(frozen=True, slots=True)
class Rows:
    """Consignments: declared log-odds, a number for the value of each of `SPREADS`, and traces."""

    declared: Floats
    codes: Ints
    """[consignment, name]."""
    traces: Bools
    """[consignment, trace]."""

    def __len__(self) -> int:
        return len(self.declared)

    def of(self, name: str) -> Ints:
        """Return the numbers of one name's values."""
        return self.codes[:, list(SPREADS).index(name)]

    def __getitem__(self, rows: Ints | Bools) -> "Rows":
        return Rows(self.declared[rows], self.codes[rows], self.traces[rows])

    @classmethod
    def stacked(cls, each: "list[Rows]") -> "Rows":
        """Lay rows one below the other."""
        return cls(
            np.concatenate([r.declared for r in each]),
            np.concatenate([r.codes for r in each]),
            np.concatenate([r.traces for r in each]),
        )


def told(setting: Setting, month: Month) -> Rows:
    """Return what can be read of a month's consignments."""
    shipments, relations = month.shipments, setting.relations
    owner = shipments.box_consignment
    declared = np.full(len(shipments), NOTHING)
    declared[owner] = NOTHING + known_risk(setting, month)
    ports, goods = table("ports")["locode"], table("goods")["hs_code"]
    port, good = month.legs.origin, relations.goods[shipments.relation]
    heading = _numbered(goods.str.head(4))[good]
    codes = [
        port,
        _numbered(ports.str.head(2))[port],
        _numbered(goods.str.head(2))[good],
        heading,
        port * len(goods) + heading,
        month.legs.carrier,
        relations.forwarder[shipments.relation],
    ]
    raised = [*month.flags.values(), shipments.consignee_age < _YOUNG_MONTHS]
    raised += [np.bincount(owner, f, len(shipments)) > 0 for f in month.box_flags.values()]
    return Rows(declared, np.column_stack(codes), np.column_stack(raised))


def _numbered(names: pl.Series) -> Ints:
    return names.rank("dense").to_numpy().astype(np.int64) - 1
