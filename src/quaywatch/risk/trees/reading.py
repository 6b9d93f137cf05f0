"""Trees as LightGBM writes them down."""

from collections.abc import Iterator
from typing import NamedTuple

_CATEGORICAL, _DEFAULT_LEFT = 1, 2
_MISSING_SHIFT = 2
_NEVER, _ZERO, _NAN = 0, 1, 2
"""What counts as missing at a split: nothing, nought, or what is not a number."""


class Split(NamedTuple):
    """One question of a tree: is a column at most a threshold?"""

    column: int
    threshold: float
    nan_left: bool
    """Whether what is not a number goes where what is at most the threshold goes."""
    left: int
    right: int
    """Number of the split that follows; `-1 - n` where leaf `n` does."""
    share: float
    """Share of the lessons here that went left."""


class Tree(NamedTuple):
    """Splits, the first of which is asked first, and leaves; no split where there is one leaf."""

    splits: tuple[Split, ...]
    leaves: tuple[float, ...]


class UnreadableTreeError(ValueError):
    """A tree asks what this product never trains trees to ask."""


def trees(text: str) -> Iterator[Tree]:
    """Yield the trees of a booster in LightGBM's own text form, in their order.

    Raises:
        UnreadableTreeError: a split asks for one of several categories, or nought is missing.

    """
    for section in text.split("\nTree=")[1:]:
        told = dict(line.split("=", 1) for line in section.splitlines() if "=" in line)
        yield _tree(told)


def _tree(told: dict[str, str]) -> Tree:
    leaves = tuple(map(float, told["leaf_value"].split()))
    if len(leaves) == 1:
        return Tree((), leaves)
    each = (told[name].split() for name in _SPLITS)
    seen = [list(map(int, told[name].split())) for name in ("internal_count", "leaf_count")]
    splits = [
        _split(int(column), float(threshold), int(kind), int(left), int(right), seen)
        for column, threshold, kind, left, right in zip(*each, strict=True)
    ]
    return Tree(tuple(splits), leaves)


_SPLITS = ("split_feature", "threshold", "decision_type", "left_child", "right_child")


def _split(
    column: int, threshold: float, kind: int, left: int, right: int, seen: list[list[int]]
) -> Split:
    missing = kind >> _MISSING_SHIFT
    if kind & _CATEGORICAL or missing == _ZERO:
        raise UnreadableTreeError(f"a split of kind {kind}")
    # Where nothing was missing in the lessons, what is not a number counts as nought.
    nan_left = bool(kind & _DEFAULT_LEFT) if missing == _NAN else threshold >= 0.0
    went_left, went_right = (_count(child, seen) for child in (left, right))
    share = went_left / (went_left + went_right)
    return Split(column, threshold, nan_left, left, right, share)


def _count(child: int, seen: list[list[int]]) -> int:
    internal, leaf = seen
    return internal[child] if child >= 0 else leaf[-1 - child]
