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

    def basis(self, frames: Frames, code: str) -> dict[str, str]:
        """Return the figures that prior `code` rests on for the only consignment of `frames`."""
        ...


class Model:
    """The additive model: one signed number for each thing that is known of a consignment."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.base = figures.base
        self.version = hashlib.sha256(msgspec.json.encode(figures, order="sorted")).hexdigest()
        self._levels = {level: _table(figures.effects.get(level, {})) for level in _LEVELS}

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
        figures = self.figures
        spoke = findings.select("row", "code").unique()
        return pl.concat(
            [
                *self._priors(frames),
                spoke.select(
                    "row",
                    pl.lit("finding").alias("kind"),
                    "code",
                    _weight(figures.findings, pl.lit(figures.other_finding)),
                ),
                matches.select("row", "kind", "code", _weight(figures.profiles, pl.col("weight"))),
            ]
        )

    def basis(self, frames: Frames, code: str) -> dict[str, str]:
        """Return the finest level known of prior `code`: value, odds ratio, inspected, found."""
        row = keys(frames).row(0, named=True)
        known: dict[str, str] = {}
        total = 0.0
        for level in LEVELS.get(code, ()):
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

    def _priors(self, frames: Frames) -> list[pl.DataFrame]:
        known = keys(frames)
        added = known.select(
            frames.consignments["row"],
            *(
                pl.sum_horizontal(
                    _looked_up(level, *self._levels[level]) for level in levels
                ).alias(prior)
                for prior, levels in LEVELS.items()
            ),
        )
        return [
            added.filter(pl.col(prior) != 0).select(
                "row",
                pl.lit("prior").alias("kind"),
                pl.lit(prior).alias("code"),
                pl.col(prior).alias("contribution"),
            )
            for prior in LEVELS
        ]


_LEVELS = [level for levels in LEVELS.values() for level in levels]


def _table(effects: dict[str, Effect]) -> tuple[pl.Series, pl.Series]:
    values = [effect.value for effect in effects.values()]
    return pl.Series(list(effects), dtype=pl.String), pl.Series(values, dtype=pl.Float64)


def _looked_up(level: str, names: pl.Series, values: pl.Series) -> pl.Expr:
    return pl.col(level).replace_strict(names, values, default=0.0, return_dtype=pl.Float64)


def _weight(learned: dict[str, float], otherwise: pl.Expr) -> pl.Expr:
    names = pl.Series(list(learned), dtype=pl.String)
    values = pl.Series(list(learned.values()), dtype=pl.Float64)
    weight = pl.col("code").replace_strict(names, values, default=None, return_dtype=pl.Float64)
    return weight.fill_null(otherwise).alias("contribution")
