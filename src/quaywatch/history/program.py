"""Declarations compiled: for each kind of key, what its rows hold and what is read from them."""

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from quaywatch.history.accumulators import DAY, WORDS, Accumulator, Form
from quaywatch.history.feature import Feature, Reading
from quaywatch.history.keys import Key
from quaywatch.history.state import HEADER, LAST, OUTCOME

_FORMAT = 1
"""Raised whenever the same declarations come to mean other bits."""
_OF_OUTCOMES = frozenset({Reading.INSPECTED, Reading.HIT_RATE})


class Program(NamedTuple):
    """Tables that compiled code follows for the keys of one kind."""

    key: int
    takes: Any
    """int64 [accumulator, 4]: form, first word, measure or key, period in microseconds."""
    decays: Any
    """float64 [accumulator]: half-lives a microsecond."""
    reads: Any
    """int64 [feature, 6]: reading, words of one and another accumulator, measure or period,
    column of the result, word of the instant that the accumulator was written at."""
    figures: Any
    """float64 [feature, 6]: half-lives a microsecond of both accumulators, prior, strength, and
    what turns decayed counts of both into filings a week."""


class Compiled(NamedTuple):
    """All features of a catalogue."""

    names: tuple[str, ...]
    programs: tuple[Program, ...]
    """One for each kind of key that has features."""
    widths: tuple[int, ...]
    """Words a row, for each of `programs`."""
    version: str
    """Digest of all that decides the features' bits."""


@cache
def compile_features(features: tuple[Feature, ...]) -> Compiled:
    """Lay features out as programs; raise ValueError for a name that stands twice."""
    names = tuple(feature.name for feature in features)
    if len(set(names)) != len(names):
        raise ValueError("two features have the same name")
    columns = {name: column for column, name in enumerate(names)}
    kinds = [key for key in Key if any(feature.key is key for feature in features)]
    made = [_program(key, [f for f in features if f.key is key], columns) for key in kinds]
    said = repr((_FORMAT, [(f.name, f.key, f.fold) for f in features]))
    return Compiled(
        names,
        tuple(program for program, _ in made),
        tuple(width for _, width in made),
        hashlib.sha256(said.encode()).hexdigest()[:16],
    )


def _program(key: Key, features: Sequence[Feature], columns: dict[str, int]) -> tuple[Program, int]:
    held = sorted({each for feature in features for each in feature.fold.accumulators})
    words: dict[Accumulator, int] = {}
    width = HEADER
    for accumulator in held:
        words[accumulator] = width
        width += WORDS[accumulator.form]
    ordered = sorted(features, key=_alike)
    return (
        Program(
            key=int(key),
            takes=np.array([_take(a, words[a]) for a in held], np.int64).reshape(-1, 4),
            decays=np.array([_decay(a) for a in held], np.float64),
            reads=np.array([_read(f, words, columns[f.name]) for f in ordered], np.int64),
            figures=np.array([_figures(f) for f in ordered], np.float64),
        ),
        width,
    )


def _alike(feature: Feature) -> tuple[bool, list[float]]:
    """Let features that decay alike follow each other, so that a decay is worked out once."""
    lives = [accumulator.half_life_days for accumulator in feature.fold.accumulators]
    return feature.fold.reading in _OF_OUTCOMES, lives


def _decay(accumulator: Accumulator) -> float:
    return 1.0 / (accumulator.half_life_days * DAY)


def _take(accumulator: Accumulator, word: int) -> tuple[int, int, int, int]:
    period = round(accumulator.half_life_days * DAY)
    return int(accumulator.form), word, int(accumulator.of), period


def _read(feature: Feature, words: dict[Accumulator, int], column: int) -> tuple[int, ...]:
    fold = feature.fold
    at = [words[accumulator] for accumulator in fold.accumulators]
    one, other = (*at, 0, 0)[:2]
    of = 0
    if fold.accumulators:
        first = fold.accumulators[0]
        of = round(first.half_life_days * DAY) if first.form is Form.DISTINCT else int(first.of)
    since = OUTCOME if fold.reading in _OF_OUTCOMES else LAST
    return int(fold.reading), one, other, of, column, since


def _figures(feature: Feature) -> tuple[float, ...]:
    lives = [accumulator.half_life_days for accumulator in feature.fold.accumulators]
    decays = [_decay(accumulator) for accumulator in feature.fold.accumulators]
    weekly = [_LN2 * 7.0 / life for life in lives]
    one, other = (*decays, 0.0, 0.0)[:2]
    weekly_one, weekly_other = (*weekly, 0.0, 0.0)[:2]
    return one, other, feature.fold.prior, feature.fold.strength, weekly_one, weekly_other


_LN2 = 0.6931471805599453
