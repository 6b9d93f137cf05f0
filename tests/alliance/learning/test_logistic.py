"""Ports learn from sums what one with all the rows would learn, and judge each other's models."""

import numpy as np
import pytest

from quaywatch.alliance.learning import Logistic, Scale, compared, summed
from quaywatch.alliance.learning import logistic as lg
from quaywatch.alliance.learning.masks import decoded, encoded, total
from tests.alliance.learning.test_rounds import Party, parties

FEATURES = ("age of firm", "route", "payment")
TRUE = np.array([-2.0, 1.2, -0.8, 0.5])
STEPS = 8


def port(seed: int, rows: int = 1500) -> tuple[np.ndarray, np.ndarray]:
    """Rows of one port: each has its own trade, and the same truth."""
    draw = np.random.default_rng(seed)
    features = draw.normal(seed - 1.0, 1 + 0.3 * seed, (rows, 3))
    chance = 1 / (1 + np.exp(-(TRUE[0] + features @ TRUE[1:])))
    return features, (draw.random(rows) < chance).astype(float)


PORTS = [port(seed) for seed in range(3)]


def learned(sum_of) -> Logistic:
    """Learn with a way of summing: it is given the step and each port's part."""
    scale = lg.scale_of(sum_of(0, [lg.moments(*one) for one in PORTS]))
    weights = lg.start(FEATURES)
    for step in range(1, STEPS + 1):
        parts = [lg.part(*one, scale, weights) for one in PORTS]
        weights = lg.stepped(weights, sum_of(step, parts), ridge=1.0)
    return Logistic(features=FEATURES, scale=scale, weights=weights, rows=scale.rows, ridge=1.0)


def secure(step: int, parts: list[np.ndarray], made: dict[str, Party]) -> np.ndarray:
    pairs = zip(made.values(), parts, strict=True)
    return summed([one.contribute(step, made, part) for one, part in pairs])


def together() -> Logistic:
    made = parties()
    return learned(lambda step, parts: secure(step, parts, made))


def test_learning_behind_masks_is_learning_from_the_plain_sums_to_the_last_bit() -> None:
    assert together() == learned(lambda _, parts: decoded(total([encoded(part) for part in parts])))


def test_it_is_what_one_port_with_all_the_rows_would_learn() -> None:
    model = together()
    rows = np.concatenate([one for one, _ in PORTS])
    found = np.concatenate([each for _, each in PORTS])
    scale = Scale(mean=tuple(rows.mean(axis=0)), deviation=tuple(rows.std(axis=0)), rows=len(rows))
    weights = lg.start(FEATURES)
    for _ in range(STEPS):
        weights = lg.stepped(weights, lg.part(rows, found, scale, weights), 1.0)
    assert np.allclose(model.weights, weights, atol=1e-5)
    assert model.rows == 4500
    # And that is a maximum: the slope there is what the ridge holds against it.
    slope = lg.part(rows, found, scale, weights)[: len(weights)]
    assert np.allclose(slope, [0.0, *weights[1:]], atol=1e-6)
    raw = np.array(model.weights[1:]) / np.array(model.scale.deviation)
    assert np.abs(raw - TRUE[1:]).max() < 0.15


def test_a_port_with_few_rows_or_one_outcome_takes_no_part() -> None:
    features, found = PORTS[0]
    for rows, each in ((features[:49], found[:49]), (features, np.zeros(len(found)))):
        with pytest.raises(ValueError, match="both outcomes"):
            lg.moments(rows, each)


def test_a_feature_that_is_the_same_everywhere_changes_nothing() -> None:
    features, found = PORTS[0]
    flat = np.column_stack([features, np.full(len(features), 7.0)])
    scale = lg.scale_of(lg.moments(flat, found))
    weights = lg.stepped(
        lg.start(("a", "b", "c", "d")), lg.part(flat, found, scale, [0.0] * 5), 1.0
    )
    assert abs(weights[4]) < 1e-9


def test_a_partners_model_is_judged_on_the_own_outcomes_with_intervals() -> None:
    features, found = port(5, 3000)
    model = together()
    theirs = model.probabilities(features)
    nothing = np.full(len(found), 0.5)
    good, same = compared(found, theirs, nothing), compared(found, theirs, theirs)
    assert good.better.low > 0.1
    assert good.auc.low < good.auc.value < good.auc.high
    assert (same.better.low, same.better.value, same.better.high) == (0.0, 0.0, 0.0)
    few = compared(found[:300], theirs[:300], nothing[:300])
    assert few.auc.high - few.auc.low > 2 * (good.auc.high - good.auc.low)
    assert compared(found, theirs, nothing) == good
    for bad in (np.zeros(3000), np.ones(3000)):
        with pytest.raises(ValueError, match="both outcomes"):
            compared(bad, theirs, nothing)
