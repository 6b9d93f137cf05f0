"""The hand-written density is that of the model written in NumPyro."""

import numpy as np
import pytest

from bench._flow.reference import density as reference
from quaywatch.strategy.flow import Explanation
from quaywatch.strategy.flow.assumptions import Assumptions
from quaywatch.strategy.flow.density import density
from quaywatch.strategy.flow.problem import problem
from quaywatch.strategy.flow.published import published
from quaywatch.strategy.flow.simulated import Design, simulate

CASES = {
    "published": published(),
    "displaced": simulate(Explanation.DISPLACEMENT, Design(audit=0.01, tests=100), 1).evidence,
    "seizures alone": simulate(Explanation.EVASION, Design(), 2).evidence,
}


@pytest.mark.parametrize("name", CASES)
def test_value_and_slope_are_those_of_numpyro_up_to_one_constant(name: str) -> None:
    of = problem(CASES[name], Assumptions())
    theirs, slope = reference(of), np.zeros(of.size)
    constants: list[float] = []
    rng = np.random.default_rng(4)
    for spread in (0.3, 0.7, 1.0, 1.2):
        z = rng.normal(0, spread, of.size)
        ours = density(
            z, slope, of.cell, of.seen, of.upstream, of.level, of.prior, of.receivers, of.years
        )
        value, by = theirs(z)
        constants.append(ours - value)
        np.testing.assert_allclose(slope, by, rtol=1e-7, atol=1e-7)
    np.testing.assert_allclose(constants, constants[0], rtol=0, atol=1e-7)
