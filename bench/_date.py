"""DATE (Kim et al., KDD 2020): leaves of boosted trees, attended to by importer and goods.

Written from the paper in JAX. As published: 100 XGBoost trees of depth 4, embeddings of 16, four
heads of self-attention over the leaves of a row, layer norm, attention to them by importer times
goods, both tasks at once (found or not, and what was at stake, weighing ten), learning rate 0.005,
decay 0.01, the best epoch by rows held back. Changed: Adam with decoupled decay instead of Ranger;
three epochs of batches of 128, for lack of processors; as no duty is told, the logarithm of the
price of what was found is at stake.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from quaywatch.risk.trees.measures import average_precision

# One thread, as the other peers have.
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")
os.environ.setdefault("JAX_PLATFORMS", "cpu")

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
INSTALLED = all(find_spec(each) for each in ("jax", "xgboost"))
EPOCHS = 3
TREES, DEPTH, WIDTH, HEADS, BATCH = 100, 4, 16, 4, 128
RATE, DECAY, STAKE = 0.005, 0.01, 10.0
HELD_BACK = 0.1


@dataclass(frozen=True, slots=True)
class Rows:
    """What DATE looks at: columns for the trees, and codes of importer and goods."""

    numbers: Floats
    importer: pl.Series
    goods: pl.Series


@dataclass(frozen=True, slots=True)
class Told:
    """What was found, what it was worth at most one, and which rows belong together."""

    found: Floats
    stake: Floats
    group: NDArray[np.int64]


def date(known: Rows, told: Told, new: Rows, seed: int, epochs: int = EPOCHS) -> Floats:
    """Train on `known`, some groups held back to choose the epoch, and score `new`."""
    leaves = _leaves(known.numbers, told.found, new.numbers, seed)
    early = _codes(leaves[: len(told.found)], known, known)
    late = _codes(leaves[len(told.found) :], known, new)
    groups = np.unique(told.group)
    random = np.random.default_rng(seed)
    back = np.isin(told.group, random.choice(groups, int(HELD_BACK * len(groups)), replace=False))
    sizes = (int(leaves.max()) + 1, known.importer.n_unique() + 1, known.goods.n_unique() + 1)
    learner = _Learner(sizes, seed)
    best, scores = -1.0, np.zeros(len(late[0]))
    kept = np.flatnonzero(~back)
    for _ in range(epochs):
        order = random.permutation(kept)[: len(kept) // BATCH * BATCH].reshape(-1, BATCH)
        learner.learn([each[order] for each in (*early, told.found, told.stake)])
        judged = average_precision(told.found[back], learner.score([e[back] for e in early]))
        if judged > best:
            best, scores = judged, learner.score(late)
    return scores


def _leaves(x: Floats, found: Floats, q: Floats, seed: int) -> Ints:
    """Number the leaf of each row in each tree, over all trees, known rows before new."""
    library: Any = import_module("xgboost")
    settings = {"objective": "binary:logistic", "max_depth": DEPTH, "nthread": 1, "seed": seed}
    model = library.train(settings, library.DMatrix(x, found, nthread=1), TREES)
    leaf = model.predict(library.DMatrix(np.vstack([x, q]), nthread=1), pred_leaf=True)
    return (leaf + np.arange(TREES) * 2 ** (DEPTH + 1)).astype(np.int32)


def _codes(leaves: Ints, known: Rows, rows: Rows) -> list[Ints]:
    """Return leaves, importer and goods of each row; nought for those that are not known."""

    def code(seen: pl.Series, said: pl.Series) -> Ints:
        names = pl.Enum(seen.cast(pl.String).drop_nulls().unique().sort())
        codes = said.cast(pl.String).cast(names, strict=False).to_physical().cast(pl.Int32) + 1
        return codes.fill_null(0).to_numpy()

    return [leaves, code(known.importer, rows.importer), code(known.goods, rows.goods)]


class _Learner:
    def __init__(self, sizes: tuple[int, int, int], seed: int) -> None:
        self._jax: Any = import_module("jax")
        self._np: Any = import_module("jax.numpy")
        random = np.random.default_rng(seed)

        def drawn(*shape: int) -> Any:
            bound = np.sqrt(6 / (shape[0] + shape[-1]))
            return self._np.asarray(random.uniform(-bound, bound, shape), dtype=self._np.float32)

        def zeros(*shape: int) -> Any:
            return self._np.zeros(shape, dtype=self._np.float32)

        self._weights: dict[str, Any] = {
            **dict(
                zip(("leaf", "importer", "goods"), (drawn(s, WIDTH) for s in sizes), strict=True)
            ),
            **{name: drawn(WIDTH, WIDTH) for name in ("query", "key", "value", "out", "hidden")},
            "norm": zeros(TREES, WIDTH) + 1,
            "norm_shift": zeros(TREES, WIDTH),
            "attend": drawn(2 * WIDTH, WIDTH),
            "attend_shift": zeros(WIDTH),
            "attended": drawn(WIDTH, 1),
            "fuse": drawn(3 * WIDTH, WIDTH),
            "fuse_shift": zeros(WIDTH),
            "hidden_shift": zeros(WIDTH),
            "heads": drawn(WIDTH, 2),
            "heads_shift": zeros(2),
        }
        nothing = {name: self._np.zeros_like(each) for name, each in self._weights.items()}
        self._state: Any = (self._weights, nothing, nothing, 0)
        self._epoch: Callable[[Any, Any], Any] = self._jax.jit(self._learned)
        self._scored: Callable[[Any, Any], Any] = self._jax.jit(self._log_odds)

    def learn(self, batches: list[Any]) -> None:
        """Take one step for each batch."""
        self._state = self._epoch(self._state, [self._np.asarray(b) for b in batches])

    def score(self, codes: list[Ints]) -> Floats:
        """Return the log-odds of each row."""
        size, parts = len(codes[0]), range(0, len(codes[0]), 4 * BATCH)
        padded = [
            np.concatenate([c, np.zeros((-size % (4 * BATCH), *c.shape[1:]), c.dtype)])
            for c in codes
        ]
        scores = [
            self._scored(self._state[0], [c[i : i + 4 * BATCH] for c in padded]) for i in parts
        ]
        return np.concatenate(scores)[:size].astype(np.float64)

    def _log_odds(self, w: dict[str, Any], codes: Any) -> Any:
        return self._said(w, codes)[0]

    def _said(self, w: dict[str, Any], codes: Any) -> tuple[Any, Any]:
        """Return log-odds and stake of each row."""
        xp, nn = self._np, self._jax.nn
        leaf, importer, goods = codes
        leaves = self._looked_at(w, w["leaf"][leaf])
        who = w["importer"][importer] * (importer > 0)[:, None]
        what = w["goods"][goods] * (goods > 0)[:, None]
        asked = xp.broadcast_to((who * what)[:, None], leaves.shape)
        both = xp.concatenate([asked, leaves], axis=-1)
        weight = nn.relu(both @ w["attend"] + w["attend_shift"]) @ w["attended"]
        trees = (leaves * nn.softmax(weight, axis=1)).sum(axis=1)
        fused = xp.concatenate([who, what, trees], axis=-1) @ w["fuse"] + w["fuse_shift"]
        hidden = nn.leaky_relu(nn.leaky_relu(fused) @ w["hidden"] + w["hidden_shift"])
        out = hidden @ w["heads"] + w["heads_shift"]
        return out[:, 0], nn.relu(out[:, 1])

    def _looked_at(self, w: dict[str, Any], leaves: Any) -> Any:
        """Return the leaves of a row as each sees the others, normed over the row."""
        xp, nn = self._np, self._jax.nn
        split = (*leaves.shape[:2], HEADS, WIDTH // HEADS)
        query, key, value = (
            nn.relu(leaves @ w[name]).reshape(split) for name in ("query", "key", "value")
        )
        alike = xp.einsum("bihd,bjhd->bhij", query, key) / np.sqrt(WIDTH // HEADS)
        seen = xp.einsum("bhij,bjhd->bihd", nn.softmax(alike, axis=-1), value)
        seen = nn.relu(seen.reshape(leaves.shape) @ w["out"])
        centred = seen - seen.mean(axis=(1, 2), keepdims=True)
        spread = xp.sqrt((centred**2).mean(axis=(1, 2), keepdims=True) + 1e-5)
        return centred / spread * w["norm"] + w["norm_shift"]

    def _learned(self, state: Any, batches: Any) -> Any:
        def loss(w: dict[str, Any], batch: Any) -> Any:
            *codes, found, stake = batch
            said, at_stake = self._said(w, codes)
            missed = self._np.logaddexp(0, said) - found * said
            return (missed + STAKE * (at_stake - stake) ** 2).mean()

        def step(state: Any, batch: Any) -> tuple[Any, None]:
            weights, first, second, count = state
            slope = self._jax.grad(loss)(weights, batch)
            count = count + 1
            first = {n: 0.9 * first[n] + 0.1 * slope[n] for n in weights}
            second = {n: 0.999 * second[n] + 0.001 * slope[n] ** 2 for n in weights}
            weights = {
                n: w * (1 - RATE * DECAY)
                - RATE
                * (first[n] / (1 - 0.9**count))
                / (self._np.sqrt(second[n] / (1 - 0.999**count)) + 1e-8)
                for n, w in weights.items()
            }
            return (weights, first, second, count), None

        return self._jax.lax.scan(step, state, batches)[0]
