"""The additive model of log-odds, and what any model must offer in its place."""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from quaywatch.cargo import Frames
from quaywatch.cargo.columns import FEW
from quaywatch.risk import exact
from quaywatch.risk.declared import declared
from quaywatch.risk.figures import Effect, Figures
from quaywatch.risk.keys import FIELDS, LEVELS, Keys, keys, keys_of_each
from quaywatch.risk.known import Known
from quaywatch.rules.book import MATCH_SCHEMA

Floats = NDArray[np.float64]

Bases = Mapping[str, dict[str, str]]
"""The figures that reasons rest on, by name."""

CONTRIBUTION_SCHEMA: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "kind": pl.String(),
    "code": pl.String(),
    "contribution": pl.Float64(),
}


class Scorer(Protocol):
    """What `assess` asks of a model: signed log-odds, row by row, each under a name."""

    @property
    def version(self) -> str:
        """Digest of everything that changes a contribution."""
        ...

    @property
    def base(self) -> float:
        """Log-odds of a consignment of which nothing is known."""
        ...

    @property
    def asks_the_past(self) -> bool:
        """Whether it makes use of `Known.past`."""
        ...

    def log_odds(self, known: Known) -> Floats:
        """Return the log-odds of each consignment, on the grid of `exact` and without its lot.

        They are `base` and all contributions added up, to the bit, for less where nobody asks why.
        """
        ...

    def contributions(self, known: Known) -> pl.DataFrame:
        """Return `row`, `kind`, `code` and `contribution`, at most one a row, kind and code."""
        ...

    def bases(self, known: Known) -> Sequence[Bases]:
        """Return, for each consignment, the figures that its priors and what was learned rest on.

        They lie under the name that `explain.basis_of` gives the reason.
        """
        ...

    def fields(self, code: str) -> tuple[str, ...]:
        """Return the fields on which a prior or what was learned rests."""
        ...


@runtime_checkable
class Comparing(Protocol):
    """What a model offers besides that has seen consignments with which it can compare."""

    def unlike(self, known: Known) -> list[dict[str, str]]:
        """Return how unlike all that was inspected each consignment is: see `telling.fact`."""
        ...


class Model:
    """The additive model: one signed number for each thing that is known of a consignment."""

    asks_the_past = False

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.base = figures.base
        self.version = exact.named(self.dump())
        self._added = [
            pl.sum_horizontal(
                _effect(level, figures.effects.get(level, {})) for level in levels
            ).alias(prior)
            for prior, levels in LEVELS.items()
        ]
        self._values: dict[str, list[tuple[str, dict[str | None, float]]]] = {
            prior: [(level, _values(figures.effects.get(level, {}))) for level in levels]
            for prior, levels in LEVELS.items()
        }
        self._finding = _weight(figures.findings, pl.lit(figures.other_finding))
        self._match = _weight(figures.profiles, pl.col("weight"))

    @classmethod
    def default(cls) -> "Model":
        """Return the model of declared expert weights, for a node without outcomes."""
        return cls(declared())

    @classmethod
    def load(cls, path: Path | str) -> "Model":
        """Read a model that `save` wrote; raise msgspec.DecodeError when it is none."""
        return cls.read(Path(path).read_bytes())

    @classmethod
    def read(cls, data: bytes) -> "Model":
        """Read what `dump` returned; raise msgspec.DecodeError when it is no model."""
        return cls(msgspec.json.decode(data, type=Figures))

    def dump(self) -> bytes:
        """Return the figures as JSON; the same figures are the same bytes."""
        return msgspec.json.encode(self.figures, order="sorted")

    def save(self, path: Path | str) -> None:
        """Write the model as JSON that a person can read."""
        text = msgspec.json.format(self.dump(), indent=1)
        Path(path).write_bytes(text + b"\n")

    def log_odds(self, known: Known) -> Floats:
        """Return the log-odds of each consignment, without its lot."""
        each = exact.on_grid(self.contributions(known))
        return exact.snapped(self.base) + exact.added(each, len(known.frames))

    def contributions(self, known: Known) -> pl.DataFrame:
        """Return `row`, `kind`, `code` and `contribution` of priors, findings and matches."""
        frames, findings, matches = known.frames, known.findings, known.matches
        if len(frames) <= FEW:
            return pl.DataFrame(
                [*self._each(frames, findings, matches)], schema=CONTRIBUTION_SCHEMA, orient="row"
            )
        spoke = findings.select("row", "code").unique()
        return pl.concat(
            [
                self._priors(frames),
                spoke.select("row", pl.lit("finding").alias("kind"), "code", self._finding),
                matches.select("row", "kind", "code", self._match),
            ]
        )

    def _each(
        self, frames: Frames, findings: pl.DataFrame, matches: pl.DataFrame
    ) -> Iterator[tuple[int, str, str, float]]:
        """Yield the same contributions row by row."""
        figures = self.figures
        for row, known in enumerate(keys_of_each(frames)):
            for prior, levels in self._values.items():
                added = 0.0
                for level, values in levels:
                    added += values.get(known[level], 0.0)
                if added:
                    yield row, "prior", prior, added
        spoke = dict.fromkeys(zip(findings["row"], findings["code"], strict=True))
        for row, code in spoke:
            yield row, "finding", code, figures.findings.get(code, figures.other_finding)
        met: Iterator[tuple[int, str, str, float]] = matches.select(*MATCH_SCHEMA).iter_rows()
        for row, kind, code, weight in met:
            yield row, kind, code, figures.profiles.get(code, weight)

    def fields(self, code: str) -> tuple[str, ...]:
        """Return the fields of a prior's levels."""
        return FIELDS.get(code, ())

    def bases(self, known: Known) -> list[Bases]:
        """Return the finest level known of each prior: value, odds ratio, inspected, found."""
        return [
            {prior: self._finest(levels, row) for prior, levels in LEVELS.items()}
            for row in keys_of_each(known.frames)
        ]

    def _finest(self, levels: tuple[str, ...], row: Keys) -> dict[str, str]:
        known: dict[str, str] = {}
        total = 0.0
        for level in levels:
            value = row[level]
            effect = None if value is None else self.figures.effects.get(level, {}).get(value)
            if value is not None and effect is not None:
                total += effect.value
                known = {
                    "level": level,
                    "value": value,
                    "times": f"{math.exp(total):.3g}",
                    "found": str(effect.found),
                    "inspected": str(effect.inspected),
                }
        return known

    def _priors(self, frames: Frames) -> pl.DataFrame:
        added = keys(frames).select(self._added).to_numpy()
        rows, priors = added.nonzero()
        return pl.DataFrame(
            {
                "row": pl.Series(rows, dtype=pl.UInt32),
                "kind": pl.Series(["prior"], dtype=pl.String).new_from_index(0, len(rows)),
                "code": _PRIORS[priors],
                "contribution": added[rows, priors],
            }
        )


_PRIORS = pl.Series(list(LEVELS), dtype=pl.String)


def _values(effects: dict[str, Effect]) -> dict[str | None, float]:
    return {name: effect.value for name, effect in effects.items()}


def _effect(level: str, effects: dict[str, Effect]) -> pl.Expr:
    values = {name: effect.value for name, effect in effects.items()}
    return _looked_up(pl.col(level), values).fill_null(0.0)


def _weight(weights: dict[str, float], otherwise: pl.Expr) -> pl.Expr:
    return _looked_up(pl.col("code"), weights).fill_null(otherwise).alias("contribution")


def _looked_up(name: pl.Expr, values: dict[str, float]) -> pl.Expr:
    names = pl.Series(list(values), dtype=pl.String)
    figures = pl.Series(list(values.values()), dtype=pl.Float64)
    return name.replace_strict(names, figures, default=None, return_dtype=pl.Float64)
