"""The additive model of log-odds, and what any model must offer in its place."""

import hashlib
import math
from pathlib import Path
from typing import Protocol

import msgspec
import polars as pl

from quaywatch.cargo import Frames
from quaywatch.risk.declared import declared
from quaywatch.risk.figures import Effect, Figures
from quaywatch.risk.keys import LEVELS, keys


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

    def contributions(
        self, frames: Frames, findings: pl.DataFrame, matches: pl.DataFrame
    ) -> pl.DataFrame:
        """Return `row`, `kind`, `code` and `contribution`, at most one a row, kind and code."""
        ...

    def basis(self, frames: Frames) -> dict[str, dict[str, str]]:
        """Return, by code of prior, the figures it rests on for the one consignment of `frames`."""
        ...


class Model:
    """The additive model: one signed number for each thing that is known of a consignment."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.base = figures.base
        digest = hashlib.sha256(msgspec.json.encode(figures, order="sorted"))
        self.version = digest.hexdigest()[:16]
        self._added = [
            pl.sum_horizontal(
                _effect(level, figures.effects.get(level, {})) for level in levels
            ).alias(prior)
            for prior, levels in LEVELS.items()
        ]
        self._finding = _weight(figures.findings, pl.lit(figures.other_finding))
        self._match = _weight(figures.profiles, pl.col("weight"))

    @classmethod
    def default(cls) -> "Model":
        """Return the model of declared expert weights, for a node without outcomes."""
        return cls(declared())

    @classmethod
    def load(cls, path: Path | str) -> "Model":
        """Read a model that `save` wrote; raise msgspec.DecodeError when it is none."""
        return cls(msgspec.json.decode(Path(path).read_bytes(), type=Figures))

    def save(self, path: Path | str) -> None:
        """Write the model as JSON that a person can read."""
        text = msgspec.json.format(msgspec.json.encode(self.figures, order="sorted"), indent=1)
        Path(path).write_bytes(text + b"\n")

    def contributions(
        self, frames: Frames, findings: pl.DataFrame, matches: pl.DataFrame
    ) -> pl.DataFrame:
        """Return `row`, `kind`, `code` and `contribution` of priors, findings and matches."""
        spoke = findings.select("row", "code").unique()
        return pl.concat(
            [
                self._priors(frames),
                spoke.select("row", pl.lit("finding").alias("kind"), "code", self._finding),
                matches.select("row", "kind", "code", self._match),
            ]
        )

    def basis(self, frames: Frames) -> dict[str, dict[str, str]]:
        """Return the finest level known of each prior: value, odds ratio, inspected, found."""
        row = keys(frames).row(0, named=True)
        return {prior: self._finest(levels, row) for prior, levels in LEVELS.items()}

    def _finest(self, levels: tuple[str, ...], row: dict[str, str]) -> dict[str, str]:
        known: dict[str, str] = {}
        total = 0.0
        for level in levels:
            effect = self.figures.effects.get(level, {}).get(row[level])
            if effect is not None:
                total += effect.value
                known = {
                    "level": level,
                    "value": row[level],
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


def _effect(level: str, effects: dict[str, Effect]) -> pl.Expr:
    values = {name: effect.value for name, effect in effects.items()}
    return _looked_up(pl.col(level), values).fill_null(0.0)


def _weight(weights: dict[str, float], otherwise: pl.Expr) -> pl.Expr:
    return _looked_up(pl.col("code"), weights).fill_null(otherwise).alias("contribution")


def _looked_up(name: pl.Expr, values: dict[str, float]) -> pl.Expr:
    names = pl.Series(list(values), dtype=pl.String)
    figures = pl.Series(list(values.values()), dtype=pl.Float64)
    return name.replace_strict(names, figures, default=None, return_dtype=pl.Float64)
