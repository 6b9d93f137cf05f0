"""Judgements on descriptions, as columns: each distinct text is read once."""

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
import polars as pl

from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.terms import col
from quaywatch.checks.data import rows
from quaywatch.checks.meaning import model
from quaywatch.checks.meaning.core import core
from quaywatch.checks.meaning.generic import says_nothing

_VAGUE_ODDS = -0.8
"""Logarithm of the probability of vagueness above which a description says nothing: 45 %."""

_GAP = 2.4
"""Logarithm of how many times likelier the likeliest chapter must be: eleven times …"""
_SPEAKS = 2.5
"""… while no single word speaks for the declared one before all others by as much evidence.

Both bounds were set on descriptions that the model had not learnt (see `bench/checks.py`).
"""

_MACHINES = frozenset(
    (
        *("blender", "cooker", "cutter", "dispenser", "dryer", "extractor"),
        *("grinder", "machine", "machines", "maker", "makers", "mill"),
        *("peeler", "roaster", "slicer", "moulin", "broyeur", "molen"),
        *("maler", "snijder", "molino", "moledora", "tostadora", "moinho"),
        *("moedor", "torradeira", "muhle", "maschine"),
    )
)
"""Tools and machines are named after what they are for, but fall under chapters of their own."""
_MACHINERY = frozenset({"82", "84", "85"})

_SHOWN = 3
"""Likeliest chapters that an officer is shown."""


def _stop_words() -> frozenset[tuple[str, ...]]:
    return frozenset(core(row["term"]) for row in rows("stop_words.csv")) - {()}


_STOP_WORDS = _stop_words()


def judged(words: pl.Series, digits: pl.Series) -> list[pl.Series]:
    """Return, for each description and goods code, whether it is `vague`, or `implausible`.

    `words` as `expressions.words` shows them. Without a code no chapter is implausible, nor is
    any beside a vague description.
    """
    if words.is_empty():
        return [pl.Series(name, [], dtype=pl.Boolean) for name in ("vague", "implausible")]
    texts = words.unique(maintain_order=True)
    row = words.replace_strict(texts, np.arange(len(texts)), return_dtype=pl.UInt32).to_numpy()
    chapter = digits.str.head(2).replace_strict(
        list(_places()), list(_places().values()), default=0, return_dtype=pl.UInt32
    )
    vague, implausible = _judged(texts.to_list(), row, chapter.fill_null(0).to_numpy())
    return [pl.Series("vague", vague), pl.Series("implausible", implausible)]


def judged_of_few(words: Sequence[str], digits: Sequence[str | None]) -> list[tuple[bool, bool]]:
    """Return what `judged` does of a few descriptions: vague, and implausible."""
    if not words:
        return []
    place = np.array([_places().get((code or "")[:2], 0) for code in digits], dtype=np.uint32)
    vague, implausible = _judged(words, np.arange(len(words)), place)
    return list(zip(vague.tolist(), implausible.tolist(), strict=True))


@cache
def _places() -> dict[str, int]:
    """Return where the evidence for each chapter stands."""
    return {name: place for place, name in enumerate(model.classes())}


def _judged(
    texts: Sequence[str], row: np.ndarray, place: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Judge texts, said by row, each beside the chapter at `place`; 0 is none."""
    odds = model.log_odds(texts)
    vague = _vague(texts, odds)[row]
    odds[:, 0] = -np.inf
    best = odds.max(axis=1)
    odds[:, 0] = best  # Without a known chapter there is nothing to hold against.
    likelier = (odds[row, 1:] > odds[row, place][:, None]).sum(axis=1)
    implausible = (best[row] - odds[row, place] > _GAP) & (likelier >= _SHOWN) & ~vague
    for doubted in implausible.nonzero()[0]:
        implausible[doubted] = not _spoken_for(texts[int(row[doubted])], int(place[doubted]))
    return vague, implausible


@lru_cache(maxsize=1 << 14)
def _spoken_for(words: str, chapter: int) -> bool:
    """Whether some word, such as `mugs` of coffee mugs, speaks for a chapter first."""
    if model.classes()[chapter] in _MACHINERY and _MACHINES.intersection(core(words)):
        return True
    said = (model.evidence(word) for word in core(words))
    return any(e[chapter] >= _SPEAKS and e[chapter] >= e[1:].max() for e in said)


def _vague(texts: Sequence[str], odds: model.Rows) -> np.ndarray:
    """Whether a text says something, but nothing in particular."""
    cores = [core(text) for text in texts]
    listed = [not said or said in _STOP_WORDS or says_nothing(said) for said in cores]
    spoken = [text.strip() != "" for text in texts]
    return (np.array(listed, dtype=np.bool_) | (odds[:, 0] > _VAGUE_ODDS)) & np.array(
        spoken, dtype=np.bool_
    )


def _likeliest(words: str) -> str:
    odds = model.log_odds([words])[0]
    best = [int(place) + 1 for place in np.argsort(-odds[1:], kind="stable")[:_SHOWN]]
    return ", ".join(model.classes()[place] for place in best)


LIKELIEST = each_distinct(col("words"), _likeliest, str)
"""The chapters that a description speaks of, likeliest first."""
