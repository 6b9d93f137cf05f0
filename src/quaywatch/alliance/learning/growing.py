"""Boosted trees that ports grow from sums alone: one step a level, its histograms behind masks.

A port sends, for each node of the level, each feature and each bin, the sum of its rows' gradients
and curvatures and how many rows there are. Each row's are whole steps of `masks.SCALE`, so the sum
over ports is that over all their rows in one place, to the bit, and the trees are the same ones.

Sums of few rows say much of each: a node whose side would hold fewer rows of all ports together
than was agreed is not split.
"""

from typing import Annotated

import msgspec
import numpy as np
from numpy.typing import NDArray

from quaywatch.alliance.learning import binning, logistic
from quaywatch.alliance.learning.boosted import Boosted, Node, places, sigmoid
from quaywatch.alliance.learning.masks import SCALE, Floats

_SUMS = 3
"""Of gradient, of curvature, and rows."""


class Trees(msgspec.Struct, frozen=True, kw_only=True):
    """How trees are grown; the same words at every port."""

    number: Annotated[int, msgspec.Meta(ge=1, le=200)] = 30
    depth: Annotated[int, msgspec.Meta(ge=1, le=5)] = 3
    bins: Annotated[int, msgspec.Meta(ge=2, le=64)] = 32
    rate: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.2
    """Share of a tree's answer that is added."""
    ridge: Annotated[float, msgspec.Meta(gt=0, le=1e6)] = 1.0
    least_curvature: Annotated[float, msgspec.Meta(ge=0, le=1e9)] = 1.0
    """Of each side of a split (`min_child_weight`)."""
    least_rows: Annotated[int, msgspec.Meta(ge=0)] = 50
    """Of all ports together, on each side of a split."""


class Growing:
    """One port's trees while they grow: what it gives of each step, and what it takes of the sum.

    Two steps come first, of moments and of counts; then one for each level of each tree.
    """

    def __init__(
        self, trees: Trees, features: tuple[str, ...], rows: Floats, found: Floats
    ) -> None:
        """Begin with the own rows (rows by features) and outcomes (0 or 1).

        Raises:
            ValueError: there are too few rows, of one outcome alone, or one lacks a value.

        """
        if not np.isfinite(rows).all():
            raise ValueError("every row has a value of every feature")
        self._how, self._features = trees, features
        self._rows, self._found = rows, found
        self._values = rows.astype(np.float32)
        self._first = _moments(rows, found)
        self._scale: logistic.Scale | None = None
        self._edges: binning.Edges | None = None
        self._bins: NDArray[np.int64] = np.zeros((len(rows), 0), dtype=np.int64)
        self._log_odds: Floats = np.zeros(len(rows))
        self._share = 0.0
        self._done: list[tuple[Node, ...]] = []
        self._tree: list[Node] = []
        self._level: list[int] = []
        self._deep = 0
        self.model: Boosted | None = None

    def part(self) -> Floats:
        """Return the own part of the step."""
        if self._scale is None:
            return self._first
        if self._edges is None:
            return binning.counted(self._rows, self._scale)
        return self._histograms()

    def took(self, total: Floats) -> None:
        """Go on with the sum over all ports."""
        if self._scale is None:
            self._scale = logistic.scale_of(total[:-1])
            self._share = float(total[-1] / total[0])
        elif self._edges is None:
            self._edges = binning.cut(total, self._scale, self._how.bins)
            self._bins = binning.binned(self._rows, self._edges)
            self._log_odds += float(np.log(self._share / (1 - self._share)))
            self._begin()
        else:
            self._split(total)

    def _begin(self) -> None:
        self._tree, self._level, self._deep = [Node()], [0], 0

    def _histograms(self) -> Floats:
        assert self._edges is not None  # noqa: S101 - cut before
        chance = sigmoid(self._log_odds)
        gradient, curvature = _whole(chance - self._found), _whole(chance * (1 - chance))
        at = places(tuple(self._tree), self._values)
        sums = gradient, curvature, np.ones(len(at))
        parts: list[NDArray[np.generic]] = []
        for node in self._level:
            here = at == node
            for feature, width in enumerate(binning.widths(self._edges)):
                bins = self._bins[here, feature]
                parts += [np.bincount(bins, one[here], minlength=width) for one in sums]
        return np.concatenate(parts).astype(np.float64)

    def _split(self, total: Floats) -> None:
        assert self._edges is not None  # noqa: S101 - cut before
        widths = binning.widths(self._edges)
        of_node = np.split(total, len(self._level))
        self._deep += 1
        deeper: list[int] = []
        for node, sums in zip(self._level, of_node, strict=True):
            each = np.split(sums, np.cumsum([_SUMS * width for width in widths])[:-1])
            deeper += self._ask(node, [one.reshape(_SUMS, -1) for one in each])
        self._level = deeper if self._deep < self._how.depth else []
        if not self._level:
            self._finish()

    def _ask(self, node: int, every: list[Floats]) -> list[int]:
        """Split a node where that is worth most; return its sides, none where nothing is."""
        assert self._edges is not None  # noqa: S101 - cut before
        whole = every[0].sum(axis=1)
        best, where = 0.0, (-1, -1)
        for feature, sums in enumerate(every):
            gains = self._gains(sums, whole)
            if len(gains) and gains.max() > best:
                best, where = float(gains.max()), (feature, int(gains.argmax()))
        feature, bin_ = where
        if feature < 0:
            self._tree[node] = self._leaf(whole)
            return []
        left = every[feature][:, : bin_ + 1].sum(axis=1)
        sides = len(self._tree), len(self._tree) + 1
        self._tree += [self._leaf(left), self._leaf(whole - left)]
        self._tree[node] = Node(
            feature=feature,
            below=float(self._edges[feature][bin_]),
            left=sides[0],
            right=sides[1],
            gain=best,
            cover=float(whole[1]),
        )
        return list(sides)

    def _gains(self, sums: Floats, whole: Floats) -> Floats:
        """Return what a split behind each bin but the last is worth; nothing where none may be."""
        left = np.cumsum(sums, axis=1)[:, :-1]
        right = whole[:, None] - left
        gains = self._worth(left) + self._worth(right) - self._worth(whole)
        how = self._how
        enough = np.minimum(left[1], right[1]) >= how.least_curvature
        enough &= np.minimum(left[2], right[2]) >= max(how.least_rows, 1)
        return np.where(enough, gains, 0.0)

    def _worth(self, sums: Floats) -> Floats:
        return sums[0] ** 2 / (sums[1] + self._how.ridge)

    def _leaf(self, sums: Floats) -> Node:
        value = -self._how.rate * sums[0] / (sums[1] + self._how.ridge)
        return Node(value=float(np.float32(value)), cover=float(sums[1]))

    def _finish(self) -> None:
        tree = tuple(self._tree)
        self._done.append(tree)
        values = np.array([node.value for node in tree])
        self._log_odds = self._log_odds + values[places(tree, self._values)]
        if len(self._done) < self._how.number:
            self._begin()
            return
        assert self._scale is not None  # noqa: S101 - came first
        self.model = Boosted(
            features=self._features,
            share=self._share,
            trees=tuple(self._done),
            rows=self._scale.rows,
        )


def _moments(rows: Floats, found: Floats) -> Floats:
    """Return what `logistic.moments` does, in whole steps, and how many rows found something."""
    count = logistic.moments(rows, found)[:1]
    sums = _whole(rows).sum(axis=0), _whole(rows**2).sum(axis=0)
    return np.concatenate([count, *sums, [float(found.sum())]])


def _whole(values: Floats) -> Floats:
    """Return numbers in whole steps, whose sums are exact in whatever order."""
    return np.rint(values * SCALE) / SCALE
