"""How sure an estimate is, when boxes are drawn in dependence of each other."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings

from quaywatch.inspections import Lottery
from quaywatch.inspections.joint import repeated, variance_at_most
from quaywatch.inspections.rounding import Piece
from quaywatch.inspections.windows import ONE
from tests.inspections.lotteries import exactly, lotteries


@given(lotteries())
@settings(max_examples=60, deadline=None)
def test_on_average_the_bound_is_no_smaller_than_the_true_variance(lottery: Lottery) -> None:
    chance = [Fraction(each, ONE) for each in lottery.chances()]
    value = [box + 1 for box in range(lottery.boxes)]
    possible = [box for box, each in enumerate(chance) if each > Fraction(1, 1000)]
    mean = second = bound = Fraction(0)
    for outcome, likely in exactly(lottery).items():
        drawn = [box for box, _ in outcome if box in possible]
        total = sum((value[box] / chance[box] for box in drawn), Fraction(0))
        mean, second = mean + likely * total, second + likely * total**2
        of = ([float(value[box]) for box in drawn], [float(chance[box]) for box in drawn])
        bound += likely * Fraction(variance_at_most(*of))
    assert mean == sum(value[box] for box in possible)
    assert float(bound) >= float(second - mean**2) * (1 - 1e-9)


def test_repeated_draws_tell_how_often_two_boxes_come_together() -> None:
    half = ONE // 2
    pieces = tuple(Piece(box, 0, half) for box in range(2))
    picked = repeated(Lottery(slots=(1,), strata=(0, 0), pieces=pieces), 400, b"seed")
    assert picked.shape == (400, 2)
    assert (picked.sum(axis=1) == 1).all()
    assert np.abs(picked.mean(axis=0) - 0.5).max() < 0.1


@pytest.mark.parametrize(("values", "chances"), [([1, -1], [0.5, 0.5]), ([1], [0]), ([1], [1.5])])
def test_the_bound_is_refused_where_it_does_not_hold(
    values: list[float], chances: list[float]
) -> None:
    with pytest.raises(ValueError, match=r"one sign|chance above 0"):
        variance_at_most(values, chances)
