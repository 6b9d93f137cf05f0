"""What a port's rows can be taken from, by name: its own inspections, with what was declared."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Protocol

import msgspec
import numpy as np
import polars as pl

from quaywatch.alliance.learning.masks import Floats
from quaywatch.alliance.sums.commands import Refusal, Refused
from quaywatch.node.lessons import Lessons
from quaywatch.risk import Model
from quaywatch.risk.inputs import DECLARED, PAST, SPOKE, inputs

_EXPERT = "expert_log_odds"
SAID = "_said"
"""Ending of the feature that is 1 where a number is known and 0 where it is not."""
_NAMES = (
    _EXPERT,
    *SPOKE,
    *(f"{name}{end}" for name in (*DECLARED, *PAST) for end in ("", SAID)),
)


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What rows can be taken from at this port."""

    name: str
    rows: int
    found: int
    """Rows in which something was found."""
    features: tuple[str, ...]


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """Rows taken from a source."""

    rows: Floats
    """Rows by features."""
    found: Floats
    """1 where something was found, else 0."""


class Sources(Protocol):
    """Names what rows can be taken from, and takes them."""

    def all(self) -> Sequence[Source]:
        """Return every source as it is now."""
        ...

    def take(self, name: str, features: Sequence[str]) -> Drawn:
        """Return its rows; raises Refused where there is none such, or it lacks a feature."""
        ...


class Inspected:
    """The sources that every node has: consignments that were inspected, each once.

    `inspections` are all with a known chance to be chosen, `planned` those that the node's own
    plans picked. A number x enters as sign(x) ln(1 + |x|), so that masses and counts stay small
    enough to be summed, and as 0 where it is not known. They are read once, when first asked for.
    """

    def __init__(self, taught: Callable[[], Lessons]) -> None:
        self._taught = cache(taught)

    def all(self) -> list[Source]:
        """Return every source as it is now."""
        told = self._taught().outcomes
        return [
            Source(
                name=name,
                rows=outcomes.height,
                found=int(outcomes["found"].sum()),
                features=_NAMES,
            )
            for name, outcomes in _chosen(told).items()
        ]

    def take(self, name: str, features: Sequence[str]) -> Drawn:
        """Return its rows, in the order in which they were chosen to be inspected."""
        lacking = sorted(set(features) - set(_NAMES))
        if lacking:
            raise Refused(Refusal.NOT_IN_SOURCE, f"{name} has no {', '.join(lacking)}.")
        taught = self._taught()
        outcomes = _chosen(taught.outcomes).get(name)
        if outcomes is None:
            raise Refused(Refusal.UNKNOWN_SOURCE, f"Nothing is called {name!r} here.")
        found = outcomes["found"].cast(pl.Float64).to_numpy()
        if outcomes.is_empty():
            return Drawn(rows=np.zeros((0, len(features))), found=found)
        table = inputs(taught.known, Model.default())[outcomes["row"]]
        columns = [_column(table, feature) for feature in features]
        return Drawn(rows=np.column_stack(columns), found=found)


def _chosen(outcomes: pl.DataFrame) -> dict[str, pl.DataFrame]:
    return {"inspections": outcomes, "planned": outcomes.filter("planned")}


def _column(table: pl.DataFrame, feature: str) -> Floats:
    if feature == _EXPERT:
        return table["additive"].to_numpy()
    if feature in SPOKE:
        return _small(table[feature].list.len().cast(pl.Float64))
    if feature.endswith(SAID):
        column = table[feature.removesuffix(SAID)].cast(pl.Float64).fill_nan(None)
        return column.is_not_null().cast(pl.Float64).to_numpy()
    return _small(table[feature].cast(pl.Float64).fill_nan(None))


def _small(column: pl.Series) -> Floats:
    values = column.fill_null(0.0).to_numpy()
    return np.sign(values) * np.log1p(np.abs(values))
