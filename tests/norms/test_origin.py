"""A port of loading's standing shifts the odds a little, within bounds, and by whose word it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.norms import Catalogue, Standing, State
from quaywatch.norms.origin import GROUPS, MOST, OriginShift, origin_shift
from quaywatch.norms.standing import Backing

CATALOGUE = Catalogue.load()
ASKED = [one.id for one in CATALOGUE.requirements if one.group in GROUPS]


def stood(requirement: str, state: State, backing: Backing) -> Standing:
    return Standing(
        requirement=requirement,
        state=state,
        backing=backing,
        figure=None,
        observed_on=None,
        evidence=(),
        expired=(),
        certain=True,
    )


def shift(state: State, backing: Backing) -> OriginShift:
    return origin_shift("ECGYE", CATALOGUE, [stood(one, state, backing) for one in ASKED])


def test_a_port_of_which_nothing_is_known_shifts_nothing() -> None:
    assert origin_shift("ECGYE", CATALOGUE, []).shift == 0
    unknown = shift(State.UNKNOWN, Backing.NONE)
    assert (unknown.shift, unknown.low, unknown.high) == (0, pytest.approx(-MOST), MOST)


def test_all_kept_by_a_peers_word_lowers_the_odds_to_the_bound_and_none_kept_raises_them() -> None:
    assert shift(State.MET, Backing.VERIFIED).shift == pytest.approx(-MOST)
    assert shift(State.NOT_MET, Backing.VERIFIED).shift == pytest.approx(MOST)


def test_a_ports_own_word_counts_a_quarter_of_a_peers() -> None:
    own, peers = (shift(State.MET, each).shift for each in (Backing.DECLARED, Backing.VERIFIED))
    assert own == pytest.approx(peers / 4)


def test_what_is_not_kept_where_containers_are_loaded_says_nothing() -> None:
    assert (
        origin_shift("ECGYE", CATALOGUE, [stood("STA-01", State.MET, Backing.VERIFIED)]).known == 0
    )


@given(
    st.lists(st.tuples(st.sampled_from(list(State)), st.sampled_from(list(Backing))), min_size=5)
)
def test_it_stays_within_its_bounds_and_they_within_the_declared(
    drawn: list[tuple[State, Backing]],
) -> None:
    made = [stood(name, *each) for name, each in zip(ASKED, drawn, strict=False)]
    one = origin_shift("ECGYE", CATALOGUE, made)
    assert -MOST - 1e-9 <= one.low <= one.shift <= one.high <= MOST + 1e-9
