"""What a port keeps of the standard stops a share of the flow by itself, within bounds."""

from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.norms import State
from quaywatch.norms.gaps import Effect, effect
from tests.norms.gaps.test_ranking import ASSUMED, CATALOGUE, stood

ASKED = [one.id for one in CATALOGUE.requirements]


def of(*states: State) -> Effect:
    made = [stood(name, state) for name, state in zip(ASKED, states, strict=False)]
    return effect(CATALOGUE, made, ASSUMED)


def test_who_keeps_all_stops_what_is_assumed_of_all_groups_one_after_another() -> None:
    found = of(*[State.MET] * len(ASKED))
    assert found.likely == pytest.approx(1 - prod(1 - one.likely for one in ASSUMED.values()))
    assert found.low < found.likely < found.high


def test_who_keeps_nothing_stops_nothing() -> None:
    assert of(*[State.NOT_MET] * len(ASKED)) == Effect(low=0, likely=0, high=0)


def test_what_nobody_knows_may_be_nothing_or_all_that_is_assumed() -> None:
    unknown, all_kept = (of(*[state] * len(ASKED)) for state in (State.UNKNOWN, State.MET))
    assert (unknown.low, unknown.high) == (0, all_kept.high)


def test_what_does_not_apply_says_nothing() -> None:
    assert of(State.NOT_APPLICABLE) == Effect(low=0, likely=0, high=0)


@given(st.lists(st.sampled_from(list(State)), min_size=1, max_size=len(ASKED)), st.integers(0, 86))
def test_meeting_one_more_never_stops_less(states: list[State], place: int) -> None:
    place %= len(states)
    if states[place] is State.NOT_APPLICABLE:
        return
    before = of(*states)
    after = of(*states[:place], State.MET, *states[place + 1 :])
    assert before.low <= before.likely + 1e-12
    assert before.likely <= before.high + 1e-12
    for bound in ("low", "likely", "high"):
        assert getattr(after, bound) >= getattr(before, bound) - 1e-12
