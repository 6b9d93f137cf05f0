"""Simulated ports are what they say they are, whatever made their seizures fall."""

import msgspec
import numpy as np
import pytest

from quaywatch.strategy.flow import EXPLANATIONS, Explanation
from quaywatch.strategy.flow.simulated import CHANGED, Design, simulate

SEEDS = range(40)
FULL = Design(audit=0.01, tests=100)


def seized(explanation: Explanation, port: str, after: bool) -> float:
    """Mean yearly hits over many cases."""
    return float(
        np.mean(
            [
                one.hits
                for seed in SEEDS
                for one in simulate(explanation, FULL, seed).evidence.port_years
                if one.port == port and (one.year >= CHANGED) is after and one.hits is not None
            ]
        )
    )


@pytest.mark.parametrize("explanation", EXPLANATIONS)
def test_seizures_of_the_target_fall_whatever_the_truth(explanation: Explanation) -> None:
    assert seized(explanation, "target", after=True) < 0.75 * seized(explanation, "target", False)


def test_only_displacement_brings_more_to_other_ports_than_the_trend() -> None:
    rise = {
        each: seized(each, "near", after=True) / seized(each, "near", after=False)
        for each in EXPLANATIONS
    }
    trend = seized(Explanation.DETERRENCE, "island", True) / seized(
        Explanation.DETERRENCE, "island", False
    )
    assert rise[Explanation.DISPLACEMENT] > 1.2 * trend
    assert all(rise[each] < 1.15 * trend for each in EXPLANATIONS if each != "displacement")


def test_the_parts_sum_up_and_the_largest_is_the_explanation() -> None:
    for explanation in EXPLANATIONS:
        for mixed in (False, True):
            for seed in range(20):
                truth = simulate(explanation, Design(mixed=mixed), seed).truth
                assert truth.parts.sum() == pytest.approx(1)
                assert EXPLANATIONS[int(truth.parts.argmax())] is explanation


def test_stale_tests_find_as_much_as_before_while_lots_evade() -> None:
    def found(stale: bool, after: bool) -> float:
        design = Design(tests=100, stale=stale)
        cases = [simulate(Explanation.EVASION, design, seed).evidence for seed in SEEDS]
        rows = [one for case in cases for one in case.port_years if one.port == "target"]
        return float(np.mean([one.tests_found for one in rows if (one.year >= CHANGED) is after]))

    assert found(stale=True, after=True) == pytest.approx(found(True, False), rel=0.15)
    assert found(stale=False, after=True) < 0.6 * found(False, False)


def test_one_seed_is_one_case() -> None:
    first, second = (simulate(Explanation.UPSTREAM, FULL, 7) for _ in range(2))
    assert msgspec.json.encode(first.evidence) == msgspec.json.encode(second.evidence)
    assert first.evidence != simulate(Explanation.UPSTREAM, FULL, 8).evidence
