"""A verdict is given where the evidence bears it, and withheld where it does not."""

import numpy as np
import pytest

from quaywatch.strategy.flow import Explanation
from quaywatch.strategy.flow import verdict as module
from quaywatch.strategy.flow.assumptions import RANGES, Assumptions
from quaywatch.strategy.flow.lacking import Lacking, lacking
from quaywatch.strategy.flow.published import published, sources
from quaywatch.strategy.flow.simulated import Design, simulate
from quaywatch.strategy.flow.verdict import Checks, Withheld, fit, verdict
from quaywatch.strategy.flow.weighing import Kind, without

FULL = Design(audit=0.01, tests=100)


def test_the_public_figures_of_antwerp_decide_nothing() -> None:
    said = verdict(published())
    assert said.explanation is None
    assert said.withheld == (Withheld.UNDECIDED,), "and no check of the computation failed"
    assert max(said.probability.values()) < 0.6
    assert sum(value > 0.1 for value in said.probability.values()) >= 3
    assert lacking(published())[:4] == (
        Lacking.AUDITS_BEFORE,
        Lacking.AUDITS_AFTER,
        Lacking.TESTS,
        Lacking.CONTROLS,
    )


def test_each_public_figure_that_is_used_has_a_source() -> None:
    assert len(sources()) > len(published().port_years)
    assert all(one.source for one in sources())
    assert {one.value for one in sources() if one.place == "BEANR"} >= {116_000, 44_000, 124, 136}


def test_evasion_is_found_where_audits_and_tests_show_it() -> None:
    said = verdict(simulate(Explanation.EVASION, FULL, 1).evidence)
    assert said.explanation is Explanation.EVASION
    assert said.withheld == ()
    assert said.seen.high < 1
    assert said.seen.prior_high == pytest.approx(1, abs=0.01)


def test_before_any_evidence_the_four_are_alike() -> None:
    said = verdict(published())
    assert set(said.prior.values()) == {0.25}
    medians = [one.prior_median for one in said.part.values()]
    assert max(medians) < 0.1, "one of them has most of the fall, whichever it is"


def test_same_evidence_same_verdict_bit_for_bit() -> None:
    case = simulate(Explanation.DETERRENCE, FULL, 2).evidence
    assert verdict(case) == verdict(case)


def test_a_failed_check_withholds_whatever_the_probability(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LONGEST", module.DRAWS)
    monkeypatch.setattr(module, "WORTH", 1e9)
    said = verdict(simulate(Explanation.EVASION, FULL, 1).evidence)
    assert max(said.probability.values()) > 0.95
    assert said.explanation is None
    assert said.withheld == (Withheld.TOO_FEW_DRAWS,)


def test_each_check_has_its_own_reason() -> None:
    sound = {"r_hat": 1.01, "effective": 500.0, "diverged": 0, "draws": 2000}
    assert Checks(**sound).wrong == ()  # type: ignore[arg-type]
    for name, value, reason in (
        ("r_hat", 1.2, Withheld.CHAINS_DISAGREE),
        ("r_hat", float("nan"), Withheld.CHAINS_DISAGREE),
        ("effective", 20.0, Withheld.TOO_FEW_DRAWS),
        ("diverged", 21, Withheld.DIVERGED),
    ):
        assert Checks(**sound | {name: value}).wrong == (reason,)  # type: ignore[arg-type]


def test_every_assumption_has_a_range_that_holds_it_and_a_source() -> None:
    assumed = Assumptions()
    assert list(RANGES) == list(Assumptions.__struct_fields__)
    for name, one in RANGES.items():
        assert one.low < getattr(assumed, name) < one.high
        assert one.source


def test_lots_that_arrive_and_their_detection_multiply_to_hits() -> None:
    case = simulate(Explanation.DISPLACEMENT, FULL, 3)
    found = fit(case.evidence)
    expected = (found.levels.arriving * found.levels.detection).mean(axis=0)
    said = found.problem.seen[:, 0]
    assert np.corrcoef(expected, said)[0, 1] > 0.97


def test_what_is_left_out_says_nothing() -> None:
    case = simulate(Explanation.UPSTREAM, FULL, 4).evidence
    assert without(case, Kind.UPSTREAM).upstream == ()
    assert not any(one.audited for one in without(case, Kind.AUDITS).port_years)
    assert not any(one.tests for one in without(case, Kind.TESTS).port_years)
    assert all(one.mass_kg is None for one in without(case, Kind.SIZES).port_years)
    assert Lacking.TESTS in lacking(without(case, Kind.TESTS))
    assert lacking(case) == ()
    unsaid = simulate(Explanation.UPSTREAM, Design(audit=0.01, tests=100, refreshed=False), 4)
    assert lacking(unsaid.evidence) == (Lacking.TESTS_REFRESHED,)
