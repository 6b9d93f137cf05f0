"""What outcomes teach of looks, and what they do not."""

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo import Concealment, InspectionKind
from quaywatch.inspections.teaching import Figure, Seen, figures, intervals, posterior
from quaywatch.inspections.treatments import Curve, Treatments
from quaywatch.inspections.trials import Trial

SCAN, RIP_ON = InspectionKind.SCAN, Concealment.RIP_ON
DECLARED = Treatments.load()


def look(*, alarmed: bool, hidden: Concealment | None = RIP_ON, judged: bool = True) -> Trial:
    """A scan, of which the truth is known if it was judged."""
    if not judged:
        return Trial(kind=SCAN, alarmed=alarmed, judged=False)
    clean = hidden is None
    return Trial(kind=SCAN, alarmed=alarmed, judged=True, clean=clean, concealment=hidden)


def rip_on(seen: Seen, declared: Treatments = DECLARED) -> Figure:
    told = figures(declared, seen)
    return next(one for one in told if one.kind is SCAN and one.concealment is RIP_ON)


trials = st.builds(
    look,
    alarmed=st.booleans(),
    hidden=st.sampled_from((None, *Concealment)),
    judged=st.booleans(),
)


def test_outcomes_move_a_declared_figure_by_their_weight() -> None:
    seen = Seen({look(alarmed=False): 20, look(alarmed=True, hidden=None): 20})
    now, before = posterior(DECLARED, seen).of(SCAN), DECLARED.of(SCAN)
    assert now.detection[RIP_ON] == pytest.approx(before.detection[RIP_ON] / 2)
    assert now.detection[Concealment.IN_LOAD] == before.detection[Concealment.IN_LOAD]
    assert now.false_alarm == pytest.approx((0.02 * 20 + 20) / 40)


def test_without_trials_what_is_declared_stands() -> None:
    assert posterior(DECLARED, Seen()).of(SCAN).detection == pytest.approx(
        DECLARED.of(SCAN).detection
    )


@given(st.lists(trials, max_size=40))
def test_what_is_learned_lies_in_its_interval_and_follows_from_counts_alone(
    had: list[Trial],
) -> None:
    told = figures(DECLARED, Seen(had))
    assert told == figures(DECLARED, Seen(reversed(had)))
    for figure, (low, high) in zip(told, intervals(told), strict=True):
        if 0 < figure.declared < 1:
            assert 0 <= low < figure.learned < high <= 1


@given(st.lists(trials, max_size=30))
def test_looks_that_nobody_judged_when_silent_move_no_figure(had: list[Trial]) -> None:
    """A world in which boxes are opened only where the scan spoke up."""
    followed = [one if one.alarmed else look(alarmed=False, judged=False) for one in had]
    seen = Seen([*followed, look(alarmed=False, judged=False)])
    for one in figures(DECLARED, seen):
        assert one.learned == pytest.approx(one.declared)


def test_boxes_opened_more_often_after_an_alarm_do_not_make_scans_better() -> None:
    """Of the silent scans that the lot chose one in ten was opened, of the others all."""
    rng = np.random.default_rng(7)
    seen: Seen = Seen()
    for _ in range(40_000):
        alarmed = bool(rng.random() < 0.5)
        judged = alarmed or bool(rng.random() < 0.1)
        seen[look(alarmed=alarmed, judged=judged)] += 1
    assert rip_on(seen).learned == pytest.approx(0.5, abs=0.03)
    assert rip_on(seen).alarms / rip_on(seen).looks > 0.85


def test_a_wrong_figure_comes_to_the_truth_and_its_interval_narrows() -> None:
    """Declared 0.9 where a scan finds half."""
    scan = msgspec.structs.replace(DECLARED.of(SCAN), detection=dict.fromkeys(Concealment, 0.9))
    others = [one for one in DECLARED.treatment if one.kind is not SCAN]
    wrong = msgspec.structs.replace(DECLARED, treatment=(scan, *others))
    few = rip_on(Seen({look(alarmed=said): 10 for said in (True, False)}), wrong)
    many = rip_on(Seen({look(alarmed=said): 500 for said in (True, False)}), wrong)
    assert 0.5 < many.learned < 0.51 < few.learned < 0.9
    (low, high), (closer, nearer) = intervals([few, many])
    assert nearer - closer < (high - low) / 3


def test_what_was_measured_takes_the_place_of_what_is_declared_and_says_by_whom() -> None:
    curve = Curve(
        kind=SCAN, concealment=RIP_ON, points=((0.02, 0.7),), looks=200, source="a trial of 2026"
    )
    measured = msgspec.structs.replace(DECLARED, curve=(curve,))
    figure = rip_on(Seen({look(alarmed=False): 100}), measured)
    assert (figure.declared, figure.weight, figure.source) == (0.7, 200, "a trial of 2026")
    assert figure.learned == pytest.approx(0.7 * 200 / 300)
    assert posterior(measured, Seen()).of(SCAN).detection[RIP_ON] == pytest.approx(0.7)


def test_what_posterior_gives_teaches_itself_no_second_time() -> None:
    curve = Curve(kind=SCAN, concealment=RIP_ON, points=((0.02, 0.7),), looks=200, source="x")
    once = posterior(msgspec.structs.replace(DECLARED, curve=(curve,)), Seen())
    assert posterior(once, Seen()) == once
