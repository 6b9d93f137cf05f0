"""The model of descriptions: for every word, evidence for each chapter and for vagueness.

Multinomial logistic regression over words and their pieces (see `features`), trained by
`bench/_meaning` on the nomenclature and on the project's own words of trade in six languages.
A description's evidence is that of its words, added and divided by the root of their number.
"""

import io
import math
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from quaywatch.checks.meaning.core import core
from quaywatch.checks.meaning.features import features

VAGUE = "00"
"""Stands among the chapters for a description that says nothing in particular."""

Evidence = np.ndarray[tuple[int], np.dtype[np.float32]]
Rows = np.ndarray[tuple[int, int], np.dtype[np.float32]]

_CHUNK = 4096
"""Texts that are worked on at once, which bounds the memory."""


@cache
def _file() -> dict[str, np.ndarray]:
    content = (files("quaywatch.checks.meaning") / "model.npz").read_bytes()
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def stored(name: str) -> np.ndarray:
    """Return an array of the model's file."""
    return _file()[name]


@cache
def classes() -> tuple[str, ...]:
    """Return `VAGUE` and the chapters, in the order of evidence."""
    return tuple(str(name) for name in _file()["classes"])


@cache
def _scale() -> Evidence:
    return _file()["scale"].astype(np.float32)


@lru_cache(maxsize=1 << 16)
def evidence(word: str) -> Evidence:
    """Return what one word says for each class."""
    buckets, weights = features(word)
    rows = _file()["weights"][buckets].astype(np.float32)
    return (weights @ rows) * _scale()


@cache
def _bias() -> Evidence:
    return _file()["bias"].astype(np.float32)


def log_odds(texts: Sequence[str]) -> Rows:
    """Return, for each text, the natural logarithm of each class's probability."""
    parts = [_log_odds(texts[i : i + _CHUNK]) for i in range(0, len(texts), _CHUNK)]
    return np.concatenate(parts) if parts else np.empty((0, len(classes())), dtype=np.float32)


def _log_odds(texts: Sequence[str]) -> Rows:
    words = [core(text) for text in texts]
    sums = np.empty((len(texts), len(classes())), dtype=np.float32)
    for place, spoken in enumerate(words):
        sums[place] = _bias()
        if spoken:
            total = evidence(spoken[0]).copy()
            for word in spoken[1:]:
                total += evidence(word)
            sums[place] += total / math.sqrt(len(spoken))
    highest = sums.max(axis=1, keepdims=True)
    whole = highest + np.log(np.exp(sums - highest).sum(axis=1, keepdims=True))
    return sums - whole
