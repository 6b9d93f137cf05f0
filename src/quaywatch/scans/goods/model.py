"""What loads of each tariff heading look like: densities of features, taught on simulated loads.

Each line of goods that was taught is a density of the features, Student's, all with one
covariance; a heading is the even mixture of its lines. How much a score tells was measured on
loads that taught nothing. Weights ship as `goods.npz`;
`python -m quaywatch.world.scanner.teaching_goods` makes them again.
"""

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from quaywatch.scans.physics.arrays import Floats

HEADING = 4
"""Digits of a tariff heading."""
_CHAPTER = 2
_FREEDOM = 20.0
"""Degrees of freedom of the densities: loads differ more than normal ones would."""
_RARE = 0.02
"""Least share taken of goods in the other kind of container than all that were taught."""
Texts = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Model:
    """Taught densities and what scores by them are worth; read and written as one file."""

    lines: Texts
    """Tariff code of each line of goods that was taught."""
    centre: Floats
    """Mean features, by line."""
    whitening: Floats
    """By which features times it have unit covariance within a line."""
    cold: Floats
    """Share of each line's loads that travel in reefers."""
    temperature: Floats
    """One number that log-likelihoods are divided by: features tell less than if independent."""
    bulk: Floats
    """Mean and standard deviation of the logarithm of kg per filled m³, by line."""
    scores: Floats
    """Rising scores of declared headings (see `score`)…"""
    false_alarm: Floats
    """…the share of honest loads that score as high or higher…"""
    log_ratio: Floats
    """…and the logarithm of how much likelier such a score is of a load declared as another."""

    def log_likelihoods(self, features: Floats, reefer: bool) -> Floats:
        """Return the log-likelihood of features by line, up to what all have in common."""
        apart = (features - self.centre) @ self.whitening
        cold = np.clip(self.cold, _RARE, 1.0 - _RARE)
        kind = np.log(cold if reefer else 1.0 - cold)
        square = (apart**2).sum(axis=1)
        shape = -0.5 * (_FREEDOM + apart.shape[1]) * np.log1p(square / _FREEDOM)
        return (shape + kind) / self.temperature[0]

    def headings(self, features: Floats, reefer: bool) -> dict[str, float]:
        """Return how likely each heading taught is, all being as likely before; adds up to 1."""
        likely = self.log_likelihoods(features, reefer)
        likely = np.exp(likely - likely.max())
        groups = np.array([line[:HEADING] for line in self.lines])
        known = np.unique(groups)
        means = np.array([likely[groups == heading].mean() for heading in known])
        return dict(zip(known.tolist(), (means / means.sum()).tolist(), strict=True))

    def known(self, declared: tuple[str, ...]) -> tuple[str, ...]:
        """Return the taught headings that declared codes stand for.

        A code stands for its heading, or where that was not taught for all of its chapter.
        """
        taught = np.unique([line[:HEADING] for line in self.lines]).tolist()
        found: list[str] = []
        for code in declared:
            exact = [heading for heading in taught if heading == code[:HEADING]]
            found += exact or [heading for heading in taught if heading[:_CHAPTER] == code[:2]]
        return tuple(sorted(set(found)))

    def worth(self, score: float) -> tuple[float, float]:
        """Return the log-likelihood ratio and the false-alarm share of a score."""
        return (
            float(np.interp(score, self.scores, self.log_ratio)),
            float(np.interp(score, self.scores, self.false_alarm)),
        )


def score(likely: dict[str, float], declared: tuple[str, ...]) -> float:
    """Return how ill a load fits headings: minus the logarithm of the likeliest one's share."""
    return -float(np.log(max(max(likely[heading] for heading in declared), 1e-12)))


def write(model: Model, path: Path) -> None:
    """Write a model as one compressed file, always the same bytes for the same model."""
    arrays = {one.name: getattr(model, one.name) for one in fields(model)}
    np.savez_compressed(path, **{
        name: value if value.dtype.kind == "U" else value.astype(np.float32)
        for name, value in arrays.items()
    })  # fmt: skip


def read(path: Path) -> Model:
    """Read a model; raises ValueError where the file is none."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            return Model(**{
                one.name: kept[one.name] if kept[one.name].dtype.kind == "U"
                else kept[one.name].astype(np.float64)
                for one in fields(Model)
            })  # fmt: skip
    except (KeyError, OSError, EOFError, BadZipFile) as error:
        raise ValueError(f"{path} is no model of goods") from error


@cache
def shipped() -> Model:
    """Return the model that ships with the package."""
    with as_file(files("quaywatch.scans.goods") / "goods.npz") as path:
        return read(path)
