"""A claim is worth what is shown for it, while that is in date, and a measure goes before it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.norms import Level, State, standing
from quaywatch.norms.answer import Answer, Applies, Maturity
from quaywatch.norms.evidence import Figure
from quaywatch.norms.life import Assessment, answer, confirm, verify
from quaywatch.norms.standing import Backing, Standing
from tests.norms.making import CATALOGUE, DAY, PEER, PORT, act, answered, planned


def of(
    assessment: Assessment,
    requirement: str = "SCN-06",
    day: date = DAY,
    measured: dict[str, Figure] | None = None,
) -> Standing:
    found = standing(
        CATALOGUE, Level.TARGET, assessment.stated, assessment.evidence, measured or {}, day
    )
    return next(one for one in found if one.requirement == requirement)


def test_a_port_is_asked_for_what_its_level_includes_and_no_more() -> None:
    found = standing(CATALOGUE, Level.BASELINE, {}, {}, {}, DAY)
    asked = [one.id for one in CATALOGUE.requirements if one.level is Level.BASELINE]
    assert [one.requirement for one in found] == asked


def test_what_nobody_answered_is_unknown() -> None:
    assert of(planned()).state is State.UNKNOWN
    assert of(planned()).backing is Backing.NONE


def test_a_claim_with_a_figure_in_date_that_meets_the_threshold_is_met() -> None:
    one = of(answered())
    assert one.state is State.MET
    assert one.backing is Backing.DECLARED
    assert one.evidence == ("E1",)
    assert one.observed_on == DAY - timedelta(days=10)


def test_when_its_evidence_runs_out_it_is_expired_and_says_by_what() -> None:
    one = of(answered(), day=DAY + timedelta(days=301))
    assert one.state is State.EXPIRED
    assert one.expired == ("E1",)


def test_a_claim_whose_own_figure_misses_the_threshold_is_a_part() -> None:
    one = of(answered("SCN-01"), "SCN-01")
    assert one.state is State.PARTLY


def test_a_claim_without_anything_shown_is_a_part() -> None:
    made = planned()
    said = Answer(requirement="SCN-06", said=Maturity.PROVEN)
    made = made.apply(answer(made, said, CATALOGUE, act(made, "ann"), PORT))
    assert of(made).state is State.PARTLY


@pytest.mark.parametrize("said", list(Applies))
def test_unknown_and_not_applicable_are_answers(said: Applies) -> None:
    made = planned()
    one = Answer(requirement="WAT-01", said=said, note="an inland terminal")
    made = made.apply(answer(made, one, CATALOGUE, act(made, "ann"), PORT))
    assert of(made, "WAT-01").state == said.value


def test_what_does_not_apply_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        Answer(requirement="WAT-01", said=Applies.NOT_APPLICABLE, note=" ")


def test_a_second_person_and_a_peer_of_another_port_are_told_apart() -> None:
    made = answered()
    made = made.apply(confirm(made, "SCN-06", act(made, "bob"), PORT))
    assert of(made).backing is Backing.CONFIRMED
    made = made.apply(verify(made, "SCN-06", act(made, "eva"), PEER))
    assert of(made).backing is Backing.VERIFIED


def test_a_measure_of_the_ledger_goes_before_any_claim() -> None:
    measured = {"result_in_36_hours": Figure(value=0.6, of=500, low=0.55, high=0.65)}
    one = of(answered(), measured=measured)
    assert (one.state, one.backing, one.certain) == (State.NOT_MET, Backing.MEASURED, True)


def test_a_measure_whose_interval_holds_the_threshold_is_not_certain() -> None:
    measured = {"result_in_36_hours": Figure(value=0.96, of=50, low=0.88, high=0.99)}
    one = of(answered(), measured=measured)
    assert (one.state, one.certain) == (State.MET, False)


@given(st.sampled_from(Maturity), st.integers(0, 500))
def test_time_alone_never_betters_a_standing(said: Maturity, days: int) -> None:
    made = answered(said=said)
    now, later = of(made), of(made, day=DAY + timedelta(days=days))
    worse = [State.EXPIRED] if now.state is State.MET else []
    assert later.state in [now.state, *worse]
