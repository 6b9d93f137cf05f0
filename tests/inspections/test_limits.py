"""Closings and patience: the nearest row counts, the first that suits."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.inspections.limits import Closing, Patience, closes_before, patience_of
from quaywatch.inspections.strata import Coverage, Strata

HOURS = st.integers(1, 99)
PORTS = st.sampled_from(["", "ECGYE", "COTRB"])
TERMINALS = st.sampled_from(["", "A", "B"])
CLOSINGS = st.lists(st.builds(Closing, hours=HOURS, port=PORTS, terminal=TERMINALS), max_size=6)


@given(CLOSINGS, PORTS, TERMINALS)
def test_no_farther_row_counts_while_a_nearer_one_fits(closings, port, terminal) -> None:
    found = closes_before(closings, port, terminal)
    exact = [c for c in closings if (c.port, c.terminal) == (port, terminal)]
    fitting = [c for c in closings if c.port in ("", port) and c.terminal in ("", terminal)]
    assert found in {timedelta(hours=c.hours) for c in fitting} | (
        set() if fitting else {timedelta(0)}
    )
    if exact:
        assert found == timedelta(hours=exact[0].hours)


@given(st.floats(-40, 40), st.floats(-40, 40), st.floats(-40, 40))
def test_a_row_suits_what_lies_between_its_temperatures(low, high, set_to) -> None:
    row = Patience(hours=5, from_c=low, to_c=high)
    assert row.suits("0803", set_to) == (low <= set_to <= high)
    assert not row.suits("0803", None)


def test_the_first_row_that_suits_counts_and_without_one_nothing_does() -> None:
    rows = (Patience(goods=("0803",), hours=5), Patience(hours=9))
    assert patience_of(rows, "080390", None) == timedelta(hours=5)
    assert patience_of(rows, "0201", 1.0) == timedelta(hours=9)
    assert patience_of((), "0201", 1.0) is None


@pytest.mark.parametrize(
    ("strata", "name"),
    [
        (Strata.COUNTRY_OF_LOADING, "ECGYE"),
        (Strata.PORT_OF_LOADING, "EC"),
        (Strata.HS_CHAPTER, "0803"),
    ],
)
def test_what_is_no_stratum_is_asked_for_in_vain(strata: Strata, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Coverage(strata=strata, shares={name: 0.5})
