"""Quantiles of beta distributions agree with what can be worked out by hand."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.risk import beta


def one(x: float) -> np.ndarray:
    return np.array([x])


@given(st.integers(1, 60), st.integers(1, 60), st.floats(0.001, 0.999))
def test_whole_parameters_are_a_binomial_tail(a: int, b: int, x: float) -> None:
    n = a + b - 1
    tail = sum(comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
    assert beta.cdf(one(x), one(a), one(b))[0] == pytest.approx(tail, abs=1e-10)


@given(st.floats(0.5, 1e5), st.floats(0.5, 1e5), st.floats(0.01, 0.99))
def test_a_quantile_is_where_the_distribution_reaches_it(a: float, b: float, p: float) -> None:
    x = beta.quantile(p, one(a), one(b))
    assert 0 <= x[0] <= 1
    assert beta.cdf(x, one(a), one(b))[0] == pytest.approx(p, abs=1e-6)


@given(st.floats(0.5, 500), st.floats(0.5, 500), st.floats(0.01, 0.99))
def test_right_and_wrong_mirror_each_other(a: float, b: float, p: float) -> None:
    here = beta.quantile(p, one(a), one(b))[0]
    there = beta.quantile(1 - p, one(b), one(a))[0]
    assert here == pytest.approx(1 - there, abs=1e-9)


def test_one_success_has_a_closed_form() -> None:
    assert beta.quantile(0.05, one(1.0), one(9.0))[0] == pytest.approx(1 - 0.95 ** (1 / 9))
