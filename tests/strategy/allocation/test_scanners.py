"""Whole scanners stand where no other placement lets less arrive, and the proof says so."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.strategy.allocation import place_quantal, place_rational, quantal, rational
from quaywatch.strategy.allocation.scanners import needed
from tests.strategy.allocation.test_allocation import detections, made


def placements(ports: int, scanners: int) -> Iterator[np.ndarray]:
    if ports == 1:
        yield np.array([scanners])
        return
    for first in range(scanners + 1):
        for rest in placements(ports - 1, scanners - first):
            yield np.concatenate([[first], rest])


@given(st.integers(0, 10_000), st.integers(1, 3), st.integers(0, 4), st.floats(0.02, 0.5))
@settings(max_examples=30)
def test_no_other_placement_brings_the_best_site_lower(
    seed: int, ports: int, scanners: int, share: float
) -> None:
    sites = replace(made(seed, 12, ports, capped=True), budget=np.inf)
    minutes = float(sites.minutes.sum() * share / max(scanners, 1))
    found = place_rational(sites, minutes, scanners)
    best = min(
        rational(replace(sites, budgets=sites.budgets + given * minutes)).level
        for given in placements(ports, scanners)
    )
    assert found.reached == pytest.approx(best, abs=1e-9)
    assert found.scanners.sum() == scanners
    # The certificate: to come below, ports would need more scanners than there are.
    assert needed(sites, minutes, found.reached - 1e-9, scanners).sum() > scanners


@given(
    st.integers(0, 10_000),
    st.integers(1, 3),
    st.integers(0, 4),
    st.floats(0.02, 0.5),
    st.sampled_from([0.05, 0.3, 1.0]),
)
@settings(max_examples=25)
def test_no_other_placement_lets_less_arrive(
    seed: int, ports: int, scanners: int, share: float, rationality: float
) -> None:
    sites = replace(made(seed, 12, ports, capped=True), budget=np.inf)
    detection = detections(sites, seed)
    minutes = float(sites.minutes.sum() * share / max(scanners, 1))
    found = place_quantal(sites, detection, rationality, 2.0, minutes, scanners)
    best = min(
        quantal(
            replace(sites, budgets=sites.budgets + given * minutes), detection, rationality, 2.0
        ).arriving
        for given in placements(ports, scanners)
    )
    assert found.reached == pytest.approx(best, rel=1e-9)
    assert found.scanners.sum() == scanners
    assert found.bound == pytest.approx(found.reached, rel=1e-8)
