"""A trained model: scores, signed reasons that add up to them, and the file it is kept in."""

import hashlib
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
import polars as pl

from quaywatch.risk import exact
from quaywatch.risk.trees.arrays import Floats
from quaywatch.risk.trees.boosting import Boosters
from quaywatch.risk.trees.calibration import Curve
from quaywatch.risk.trees.drift import Watch
from quaywatch.risk.trees.encoding import PARTS, Encoder, Table
from quaywatch.risk.trees.novelty import Novelty
from quaywatch.risk.trees.report import Report
from quaywatch.risk.trees.spec import Spec
from quaywatch.risk.trees.steps import Steps, declared
from quaywatch.risk.trees.told import Told, Vocabulary, numbers, values


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """All that a trained model is."""

    spec: Spec
    tables: dict[str, Table]
    steps: Steps
    boosters: tuple[str, ...]
    curve: Curve
    novelty: Novelty
    watch: Watch
    report: Report


class _File(msgspec.Struct, frozen=True):
    sha256: str
    content: msgspec.Raw


class TrainedModel:
    """Boosted trees on encoded columns, calibrated."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.report = content.report
        self._bytes = msgspec.json.encode(content, order="sorted")
        self.digest = hashlib.sha256(self._bytes).hexdigest()
        """SHA-256 of everything that the model is."""
        self._boosters = Boosters(content.boosters)
        self._encoders = {
            name: Encoder(table, content.spec.shrinkage) for name, table in content.tables.items()
        }
        self._categories = {n: Vocabulary.of(table.values) for n, table in content.tables.items()}
        self._factors = [Vocabulary.of(effects.values) for effects in content.steps.factors]

    @property
    def version(self) -> str:
        """The digest's first 16 characters."""
        return self.digest[:16]

    @classmethod
    def load(cls, path: Path | str) -> "TrainedModel":
        """Read what `save` wrote; raise ValueError when it is no model or was altered."""
        return cls.read(Path(path).read_bytes())

    @classmethod
    def read(cls, data: bytes) -> "TrainedModel":
        """Read what `dump` returned; raise ValueError when it is no model or was altered."""
        file = msgspec.json.decode(data, type=_File)
        if hashlib.sha256(bytes(file.content)).hexdigest() != file.sha256:
            raise ValueError("the model's digest is not that of its content")
        return cls(msgspec.json.decode(file.content, type=Content))

    def save(self, path: Path | str) -> None:
        """Write the model with its digest; the same model is the same bytes."""
        Path(path).write_bytes(self.dump())

    def dump(self) -> bytes:
        """Return the model with its digest; the same model is the same bytes."""
        return msgspec.json.encode(_File(self.digest, msgspec.Raw(self._bytes)))

    def log_odds(self, table: pl.DataFrame, ids: pl.Series) -> Floats:
        """Return calibrated log-odds; the lot of each id keeps any two rows apart."""
        raw = self._boosters.log_odds(self.features(table)) + self.content.steps.total(
            self._steps(table), table.height
        )
        return _snapped(self.content.curve.at(raw)) + exact.lots(exact.digests(ids))

    def probability(self, table: pl.DataFrame, ids: pl.Series) -> Floats:
        """Return the probability of each row."""
        return 1 / (1 + np.exp(-self.log_odds(table, ids)))

    @cached_property
    def base(self) -> float:
        """Calibrated log-odds of a row of which nothing is known."""
        return float(_snapped(self.content.curve.at(np.array([self._raw_base])))[0])

    @cached_property
    def _raw_base(self) -> float:
        nothing = np.full((1, self._boosters.columns), np.nan)
        return self.content.steps.base + float(self._boosters.contributions(nothing)[0, -1])

    @cached_property
    def _codes(self) -> list[str]:
        """The code of the reason to which each step and each encoded column belongs."""
        spec = self.content.spec
        codes = [] if spec.start is None else [spec.start.name]
        codes += [c.reason or c.name for c in (*spec.factors, *spec.numbers)]
        return codes + [c.reason or c.name for c in spec.categories for _ in PARTS]

    @cached_property
    def codes(self) -> list[str]:
        """The codes of reasons, each once, in the order of the columns."""
        return list(dict.fromkeys(self._codes))

    def contributions(self, table: Told) -> Floats:
        """Return signed log-odds by row and code; with `base` and lot they sum to the log-odds.

        They are exact TreeSHAP values (Lundberg et al. 2020), those of columns with one code added
        up. The calibration stretches all of a row alike, so that none changes its sign.
        """
        x = self.features(table)
        steps = self._steps(table)
        each = [*steps, *self._boosters.contributions(x)[:, :-1].T]
        raw = self._boosters.log_odds(x) + self.content.steps.total(steps, len(x))
        target = _snapped(self.content.curve.at(raw)) - self.base
        away = raw - self._raw_base
        stretch = np.divide(target, away, out=np.ones_like(away), where=np.abs(away) > 1e-9)
        place = {code: i for i, code in enumerate(self.codes)}
        merged = np.zeros((len(raw), len(place)))
        for column, code in enumerate(self._codes):
            merged[:, place[code]] += each[column]
        merged = _snapped(merged * stretch[:, None])
        # What rounding left over goes to the strongest; it is some steps of the grid at most.
        strongest = np.abs(merged).argmax(axis=1)
        merged[np.arange(len(raw)), strongest] += target - merged.sum(axis=1)
        return merged

    def novelty(self, table: pl.DataFrame) -> pl.DataFrame:
        """Return `percentile` (1: unlike anything seen) and `newest`, the most unusual column."""
        novelty = self.content.novelty
        return pl.DataFrame(
            {"percentile": novelty.percentile(table), "newest": novelty.newest(table)}
        )

    def drift(self, table: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
        """Return how far the rows and their scores lie from those learned from (see `Watch`)."""
        return self.content.watch.against(table, self.log_odds(table, ids))

    def _steps(self, table: Told) -> list[Floats]:
        spec, steps = self.content.spec, self.content.steps
        factors = zip(spec.factors, self._factors, strict=True)
        known = [values(table, factor.name, names) for factor, names in factors]
        return steps.parts(None if spec.start is None else declared(table, spec.start), known)

    def features(self, table: Told) -> Floats:
        """Return the numbers that the trees see."""
        encoded = [
            self._encoders[c.name].encoded(values(table, c.name, self._categories[c.name]))
            for c in self.content.spec.categories
        ]
        return stacked(table, self.content.spec, encoded)


def stacked(table: Told, spec: Spec, encoded: list[Floats]) -> Floats:
    """Return numbers and encoded categories side by side; NaN where nothing is said."""
    return np.hstack([*(numbers(table, c.name)[:, None] for c in spec.numbers), *encoded])


def _snapped(values: Floats) -> Floats:
    return np.round(values / exact.STEP) * exact.STEP
