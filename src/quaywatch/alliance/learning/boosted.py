"""Boosted trees that several ports grew: what each tree says, and the file that XGBoost reads."""

import msgspec
import numpy as np
from numpy.typing import NDArray

from quaywatch.alliance.learning.masks import Floats

Ints = NDArray[np.int64]
_WRITTEN_AS = (2, 1, 0)
"""Version of XGBoost whose JSON model is written: later ones read it."""
_NONE = 2**31 - 1
"""What that format writes for the parent of a root."""


class Node(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A question, or a leaf; nodes of a tree are named by their places in it."""

    feature: int = -1
    """-1 for a leaf."""
    below: float = 0.0
    """A row goes left whose value is below this (32 bits)."""
    left: int = -1
    right: int = -1
    value: float = 0.0
    """Of a leaf: what it adds to the log-odds."""
    gain: float = 0.0
    cover: float = 0.0
    """Sum of the curvatures of the rows that came by."""


class Boosted(msgspec.Struct, frozen=True, kw_only=True):
    """A model: the same trees at every port."""

    features: tuple[str, ...]
    share: float
    """Of rows in which something was found, over all ports: where it begins."""
    trees: tuple[tuple[Node, ...], ...]
    rows: int

    def probabilities(self, rows: Floats) -> Floats:
        """Return the probability of each row (rows by features)."""
        return sigmoid(self.log_odds(rows))

    def log_odds(self, rows: Floats) -> Floats:
        """Return the log-odds of each row."""
        values = rows.astype(np.float32)
        start = np.full(len(values), float(np.log(self.share / (1 - self.share))))
        return start + sum((said(tree, values) for tree in self.trees), np.zeros(len(values)))

    def to_xgboost(self) -> bytes:
        """Return it as a model file of XGBoost (JSON), which says the same to 32 bits."""
        parameters = {"num_trees": str(len(self.trees)), "num_parallel_tree": "1"}
        trees = [
            _written(tree, number, len(self.features)) for number, tree in enumerate(self.trees)
        ]
        model = {"gbtree_model_param": parameters, "trees": trees, "tree_info": [0] * len(trees)}
        learner = {
            "attributes": {},
            "feature_names": list(self.features),
            "feature_types": ["float"] * len(self.features),
            "gradient_booster": {"model": model, "name": "gbtree"},
            "learner_model_param": {
                "base_score": repr(self.share),
                "boost_from_average": "1",
                "num_class": "0",
                "num_feature": str(len(self.features)),
                "num_target": "1",
            },
            "objective": {
                "name": "binary:logistic",
                "reg_loss_param": {"scale_pos_weight": "1"},
            },
        }
        return msgspec.json.encode({"learner": learner, "version": _WRITTEN_AS})


def sigmoid(log_odds: Floats) -> Floats:
    """Return probabilities."""
    return 1.0 / (1.0 + np.exp(-np.clip(log_odds, -40.0, 40.0)))


def places(tree: tuple[Node, ...], values: NDArray[np.float32]) -> Ints:
    """Return in which node each row ends."""
    at = np.zeros(len(values), dtype=np.int64)
    left, right, feature, below = (
        np.array([getattr(node, name) for node in tree])
        for name in ("left", "right", "feature", "below")
    )
    below = below.astype(np.float32)
    while (asked := feature[at] >= 0).any():
        rows = np.flatnonzero(asked)
        here = at[rows]
        goes = values[rows, feature[here]] < below[here]
        at[rows] = np.where(goes, left[here], right[here])
    return at


def said(tree: tuple[Node, ...], values: NDArray[np.float32]) -> Floats:
    """Return what a tree adds to the log-odds of each row."""
    return np.array([node.value for node in tree])[places(tree, values)]


def _written(tree: tuple[Node, ...], number: int, features: int) -> dict[str, object]:
    parents = [_NONE] * len(tree)
    for at, node in enumerate(tree):
        for child in (node.left, node.right):
            if child >= 0:
                parents[child] = at
    size = {
        "num_deleted": "0",
        "num_feature": str(features),
        "num_nodes": str(len(tree)),
        "size_leaf_vector": "1",
    }
    return {
        "id": number,
        "tree_param": size,
        "left_children": [node.left for node in tree],
        "right_children": [node.right for node in tree],
        "parents": parents,
        "split_indices": [max(node.feature, 0) for node in tree],
        "split_conditions": [node.below if node.feature >= 0 else node.value for node in tree],
        "split_type": [0] * len(tree),
        "default_left": [1 if node.feature >= 0 else 0 for node in tree],
        "base_weights": [node.value for node in tree],
        "loss_changes": [node.gain for node in tree],
        "sum_hessian": [node.cover for node in tree],
        "categories": [],
        "categories_nodes": [],
        "categories_segments": [],
        "categories_sizes": [],
    }
