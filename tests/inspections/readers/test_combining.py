"""Machine and analyst together, and second looks."""

import numpy as np
import pytest

from quaywatch.inspections.readers.combining import Joint, joint
from quaywatch.inspections.readers.curves import curves
from quaywatch.inspections.readers.seconding import ALIKE, alike, second_looks
from tests.inspections.readers.synthetic import looks

WORDS = ((0, 1, 2), (0, 1))


def said(rng: np.random.Generator, many: int, shift: float, alike: float) -> list[tuple[int, int]]:
    """Words of two readers who see the same thing, the more alike the more they see the same."""
    common, one, other = rng.standard_normal((3, many))
    first = shift + np.sqrt(alike) * common + np.sqrt(1 - alike) * one
    second = shift + np.sqrt(alike) * common + np.sqrt(1 - alike) * other
    words = np.digitize(first, [1.0, 2.0]), np.digitize(second, [1.5])
    return [(int(a), int(b)) for a, b in zip(*words, strict=True)]


def together(alike: float, seed: int = 1) -> Joint[int]:
    rng = np.random.default_rng(seed)
    return joint(WORDS, said(rng, 400, 2.0, alike), said(rng, 4000, 0.0, alike))


def test_both_together_find_more_than_either_at_as_many_false_alarms() -> None:
    both = together(0.2)
    for false_alarm in (0.02, 0.05):
        found = both.curve().at(false_alarm)
        assert found > both.curve_of(second=False).at(false_alarm)
        assert found > both.curve_of(second=True).at(false_alarm)


def test_who_errs_on_the_same_pictures_adds_less() -> None:
    gains = [
        one.curve().at(0.03) - one.curve_of(second=False).at(0.03)
        for one in (together(0.0), together(0.8))
    ]
    assert gains[0] > gains[1] > 0


def test_words_that_go_together_are_not_counted_twice() -> None:
    both = together(0.8)
    alone = both.alone(2) + both.alone(1, second=True)
    assert both.log_ratio(2, 1) < alone
    assert both.probability(0.001, 2, 1) > both.probability(0.001, 0, 1)


def test_before_anything_is_seen_two_words_are_taken_as_independent() -> None:
    nothing = joint(WORDS, [], [])
    assert nothing.log_ratio(2, 1) == pytest.approx(0.0)
    assert sum(nothing.threatened.values()) == pytest.approx(1.0)


def test_the_second_look_of_the_better_reader_is_worth_more() -> None:
    rng = np.random.default_rng(2)
    first, good, poor = curves(
        [
            *looks(rng, 150, reader="ada", clean=5),
            *looks(rng, 150, reader="bo", skill=3.0, clean=5),
            *looks(rng, 150, reader="cy", skill=0.3, clean=5),
        ]
    )
    ranked = second_looks(first, [poor, good], {})
    assert [one.reader for one in ranked] == ["bo", "cy"]
    assert ranked[0].both > first.hits.mean
    assert ranked[0].found < good.hits.mean
    blind = {"bo": [(True, True)] * 60 + [(False, False)] * 40}
    assert second_looks(first, [good], blind)[0].found < ranked[0].found


def test_without_pictures_in_common_readers_are_as_alike_as_analysts_are() -> None:
    assert alike(0.7, 0.7, []) == ALIKE
    apart = [(True, False), (False, True)] * 200
    assert alike(0.5, 0.5, apart) < -0.8
