"""A trained model: scores, signed reasons that add up to them, and the file it is kept in."""

import hashlib
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
import polars as pl

from quaywatch.risk import exact
from quaywatch.risk.trees.arrays import Floats, mean
from quaywatch.risk.trees.calibration import Curve
from quaywatch.risk.trees.drift import Watch
from quaywatch.risk.trees.learner import Learner, Part
from quaywatch.risk.trees.novelty import Novelty
from quaywatch.risk.trees.report import Report
from quaywatch.risk.trees.settling import settle
from quaywatch.risk.trees.spec import Spec
from quaywatch.risk.trees.told import Told

_RECKONING = b"2\n"
"""Raised whenever a bit of what a model says changes although its bytes do not."""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """All that a trained model is."""

    spec: Spec
    parts: tuple[Part, ...]
    """What each of the spec's forms learned."""
    curve: Curve
    novelty: Novelty
    watch: Watch
    report: Report


class _File(msgspec.Struct, frozen=True):
    sha256: str
    content: msgspec.Raw


class TrainedModel:
    """The mean of what the learners of a spec say, calibrated."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.report = content.report
        self._bytes = msgspec.json.encode(content, order="sorted")
        self.digest = hashlib.sha256(self._bytes).hexdigest()
        """SHA-256 of everything that the model is."""
        self._learners = learners(content.spec, content.parts)

    @property
    def version(self) -> str:
        """See `version_of`."""
        return version_of(self._bytes)

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
        return self.reckoned(table) + exact.lots(exact.digests(ids))

    def reckoned(self, table: Told) -> Floats:
        """Return calibrated log-odds on the grid of `exact`, without lots."""
        raw = mean([each.log_odds(table) for each in self._learners])
        return _snapped(self.content.curve.at(raw))

    def probability(self, table: pl.DataFrame, ids: pl.Series) -> Floats:
        """Return the probability of each row."""
        return 1 / (1 + np.exp(-self.log_odds(table, ids)))

    @cached_property
    def base(self) -> float:
        """Calibrated log-odds of a row of which nothing is known."""
        return float(_snapped(self.content.curve.at(np.array([self._raw_base])))[0])

    @cached_property
    def _raw_base(self) -> float:
        return sum(each.base for each in self._learners) / len(self._learners)

    @cached_property
    def codes(self) -> list[str]:
        """The codes of reasons, each once, in the order of the columns."""
        return list(dict.fromkeys(code for each in self._learners for code in each.codes))

    def contributions(self, table: Told) -> Floats:
        """Return signed log-odds by row and code; with `base` and lot they sum to the log-odds.

        They are exact TreeSHAP values (Lundberg et al. 2020), those of columns with one code added
        up. The calibration stretches all of a row alike, so that none changes its sign.
        """
        told = [each.contributions(table) for each in self._learners]
        raw = mean([log_odds for log_odds, _ in told])
        target = _snapped(self.content.curve.at(raw)) - self.base
        away = raw - self._raw_base
        stretch = np.divide(target, away, out=np.ones_like(away), where=np.abs(away) > 1e-9)
        place = {code: i for i, code in enumerate(self.codes)}
        merged = np.zeros((len(raw), len(place)))
        for learner, (_, columns) in zip(self._learners, told, strict=True):
            for code, column in zip(learner.codes, columns, strict=True):
                merged[:, place[code]] += column / len(told)
        settle(merged, stretch, target)
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


def learners(spec: Spec, parts: tuple[Part, ...]) -> list[Learner]:
    """Return a learner for each form of the spec."""
    return [Learner(f, p, spec.shrinkage) for f, p in zip(spec.forms, parts, strict=True)]


def version_of(data: bytes) -> str:
    """Return a digest of a model's bytes and of how what it says is reckoned from them."""
    return hashlib.sha256(_RECKONING + data).hexdigest()[:16]


def _snapped(values: Floats) -> Floats:
    return np.rint(values / exact.STEP) * exact.STEP
