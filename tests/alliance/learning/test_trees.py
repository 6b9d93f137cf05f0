"""Trees that ports grow from sums are those of all rows in one place, and XGBoost's own."""

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from quaywatch.alliance.learning import Boosted, Growing, Party, Trees, summed
from quaywatch.alliance.learning.growing import binning
from quaywatch.risk.trees.measures import auc

FEATURES = ("weight", "distance", "age", "value", "packages")
HOW = Trees(number=20, depth=3, bins=32, rate=0.3, least_rows=0)
RNG = np.random.default_rng(7)
PORTS = ("antwerp.example", "guayaquil.example", "rotterdam.example")


@pytest.fixture
def xgboost() -> Any:
    return pytest.importorskip("xgboost")


def _rows(count: int, shift: float) -> tuple[Any, Any]:
    """One port's rows: others come from elsewhere and find more or less."""
    rows = RNG.normal(shift, 1.0, (count, len(FEATURES)))
    rows[:, 3] = np.exp(rows[:, 3])
    odds = -3.0 + shift + 1.5 * (rows[:, 0] > 0.5) * (rows[:, 1] < 0) + 0.4 * np.log(rows[:, 3])
    found = RNG.random(count) < 1 / (1 + np.exp(-odds))
    return rows, found.astype(np.float64)


EACH = [_rows(1500, 0.0), _rows(900, 0.4), _rows(2200, -0.3)]
ALL = np.concatenate([rows for rows, _ in EACH]), np.concatenate([found for _, found in EACH])


def together(how: Trees) -> tuple[list[Boosted], list[Any]]:
    """Grow at three ports behind masks; return what each has, and all that anybody saw."""
    keys = [Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in range(3)]
    public = {port: key.public_key() for port, key in zip(PORTS, keys, strict=True)}
    parties = [
        Party("trees", port, key, bytes([9 + n]) * 32)
        for n, (port, key) in enumerate(zip(PORTS, keys, strict=True))
    ]
    for party in parties:
        party.meet([one.offer for one in parties], public)
    growing = [Growing(how, FEATURES, *each) for each in EACH]
    seen: list[Any] = []
    step = 0
    while growing[0].model is None:
        said = [
            one.contribute(step, PORTS, grown.part())
            for one, grown in zip(parties, growing, strict=True)
        ]
        seen += said
        for grown in growing:
            grown.took(summed(said))
        step += 1
    return [_model(one) for one in growing], seen


def alone(how: Trees, rows: Any = ALL[0], found: Any = ALL[1]) -> Boosted:
    grown = Growing(how, FEATURES, rows, found)
    while grown.model is None:
        grown.took(grown.part())
    return grown.model


def _model(grown: Growing) -> Boosted:
    assert grown.model is not None
    return grown.model


def test_every_port_comes_to_the_trees_of_all_rows_in_one_place_to_the_bit() -> None:
    models, _ = together(HOW)
    pooled = alone(HOW)
    assert models[0] == models[1] == models[2]
    assert msgspec.json.encode(models[0].trees) == msgspec.json.encode(pooled.trees)


def test_what_a_port_sends_says_nothing_without_all_the_others() -> None:
    _, seen = together(msgspec.structs.replace(HOW, number=1))
    for one in seen:
        bits = np.unpackbits(np.frombuffer(one.numbers, dtype=np.uint8))
        assert abs(bits.mean() - 0.5) < 4 * 0.5 / np.sqrt(len(bits))


def test_grown_on_bins_they_are_those_of_xgboost_on_the_same_bins(xgboost: Any) -> None:
    model = alone(HOW)
    grown = Growing(HOW, FEATURES, *ALL)
    grown.took(grown.part())
    grown.took(grown.part())
    edges = grown._edges
    assert edges is not None
    bins = binning.binned(ALL[0], edges).astype(np.float32)
    share = float(ALL[1].mean())
    theirs = xgboost.train(
        {
            "objective": "binary:logistic",
            "tree_method": "hist",
            "max_depth": HOW.depth,
            "max_bin": 64,
            "eta": HOW.rate,
            "lambda": HOW.ridge,
            "min_child_weight": HOW.least_curvature,
            "base_score": share,
            "nthread": 1,
        },
        xgboost.DMatrix(bins, ALL[1]),
        HOW.number,
    )
    expected = theirs.predict(xgboost.DMatrix(bins))
    assert np.abs(model.probabilities(ALL[0]) - expected).max() < 1e-4


def test_they_order_as_well_as_xgboost_does_on_the_pool(xgboost: Any) -> None:
    rows, found = _rows(4000, 0.1)
    theirs = xgboost.train(
        {
            "objective": "binary:logistic",
            "tree_method": "hist",
            "max_depth": HOW.depth,
            "eta": HOW.rate,
            "nthread": 1,
        },
        xgboost.DMatrix(*ALL),
        HOW.number,
    )
    ours = auc(found, together(HOW)[0][0].probabilities(rows), np.ones(len(found)))
    pooled = auc(found, theirs.predict(xgboost.DMatrix(rows)).astype(float), np.ones(len(found)))
    assert abs(ours - pooled) < 0.005


def test_xgboost_reads_the_model_and_says_the_same(xgboost: Any, tmp_path: Path) -> None:
    model = alone(HOW)
    (tmp_path / "model.json").write_bytes(model.to_xgboost())
    read = xgboost.Booster()
    read.load_model(tmp_path / "model.json")
    rows = np.concatenate([ALL[0], np.array([[tree[0].below] * 5 for tree in model.trees])])
    said = read.predict(xgboost.DMatrix(rows, feature_names=list(FEATURES)))
    assert np.abs(said - model.probabilities(rows)).max() < 1e-6


def test_no_side_of_a_split_holds_fewer_rows_than_agreed() -> None:
    model = alone(msgspec.structs.replace(HOW, least_rows=400))
    for tree in model.trees:
        values = ALL[0].astype(np.float32)
        sizes = [0] * len(tree)
        for row in values:
            at = 0
            while True:
                sizes[at] += 1
                node = tree[at]
                if node.feature < 0:
                    break
                at = node.left if row[node.feature] < np.float32(node.below) else node.right
        assert min(sizes) >= 400


def test_a_row_without_a_value_is_refused() -> None:
    rows = ALL[0].copy()
    rows[3, 2] = np.nan
    with pytest.raises(ValueError, match="has a value of every feature"):
        Growing(HOW, FEATURES, rows, ALL[1])
