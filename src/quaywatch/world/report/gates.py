"""Sanity gates: is the world worth learning in, and does nothing but meaning give hiding away?

All on Latin American boxes, trained on the first months and tested on the last ones.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.world.arrays import Bools, Floats
from quaywatch.world.config import Config
from quaywatch.world.evidence import RIDE_ALONG
from quaywatch.world.report.features import FEATURES, LANE
from quaywatch.world.report.model import auc, fit_predict, single_auc
from quaywatch.world.report.sample import Sample, draw_sample
from quaywatch.world.setting import Setting, make_setting
from quaywatch.world.streams import stream

MONTHS = 8
TRAINING_MONTHS = 5
INNOCENT_A_MONTH = 7000
PERMUTATIONS = 3


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate with its measured value and the interval it has to lie in."""

    name: str
    value: float
    low: float
    high: float

    @property
    def holds(self) -> bool:
        """Whether the gate is passed."""
        return self.low <= self.value <= self.high


@dataclass(frozen=True, slots=True)
class Gates:
    """All gates of one seed, with the scores behind them for the pictures."""

    gates: list[Gate]
    test_hides: Bools
    test_score: Floats
    officers_score: Floats


def latam_setting(seed: int, placebo: bool) -> Setting:
    """Make a world of Latin American lanes only, with nine times Antwerp's boxes: the AUC of
    rare events needs thousands of them."""
    return make_setting(Config(seed=seed, months=MONTHS, latam_share=1.0, placebo=placebo))


def run_gates(seed: int, setting: Setting) -> Gates:
    """Measure every gate; `setting` is that of `latam_setting(seed, placebo=False)`."""
    sample = draw_sample(setting, range(MONTHS), INNOCENT_A_MONTH)
    train = sample.month < TRAINING_MONTHS
    score = fit_predict(sample.features, sample.hides, train)
    hides = sample.hides
    single = {
        name: single_auc(sample.features[name], hides, train)
        for name in FEATURES
        if name not in (*LANE, "consignor_country")
    }
    permuted = [_permuted(sample, train, seed, k) for k in range(PERMUTATIONS)]
    innocent_chance = float(sample.chance[~hides].mean())
    lift = float(sample.chance[hides].mean()) / innocent_chance
    gates = [
        Gate("permuted labels, AUC", float(np.mean(permuted)), 0.48, 0.52),
        Gate("placebo world, hiding that rides along, AUC", _placebo(seed), 0.40, 0.60),
        Gate("documents only, AUC", auc(hides[~train], score[~train]), 0.75, 0.88),
        Gate("best single feature beside the lane, AUC", max(single.values()), 0.50, 0.80),
        Gate("lift of today's rules and officers", lift, 1.3, 3.0),
    ]
    return Gates(gates, hides[~train], score[~train], sample.score[~train])


def _permuted(sample: Sample, train: Bools, seed: int, number: int) -> float:
    hides = stream(seed, f"permuted{number}").permutation(sample.hides)
    return auc(hides[~train], fit_predict(sample.features, hides, train)[~train])


def _placebo(seed: int) -> float:
    sample = draw_sample(latam_setting(seed, placebo=True), range(MONTHS), INNOCENT_A_MONTH)
    train = sample.month < TRAINING_MONTHS
    kept = sample.scheme.is_in(RIDE_ALONG).fill_null(value=False).to_numpy() | ~sample.hides
    score = fit_predict(sample.features, sample.hides, train & kept)
    test = kept & ~train
    return auc(sample.hides[test], score[test])
