"""The lots of a day go where orders still ask for most, and every box keeps a chance."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.inspections.plan.chances import Demand, audit_chances
from quaywatch.inspections.windows import ONE, Windows

WANTED = {"EC": 300, "SR": 100}


def dealt(lots: list[str], wanted: dict[str, int], slots: int = 4) -> np.ndarray:
    """Chances of boxes of one stratum of the port that are all there in the one hour."""
    many = len(lots)
    names = sorted(set(lots))
    demand = Demand(
        strata=np.zeros(many, dtype=np.int64),
        lots=np.array([names.index(each) for each in lots], dtype=np.int64),
        wanted=np.array([wanted.get(each, 0) for each in lots], dtype=np.int64),
        spans=Windows(np.zeros(many, dtype=np.int64), np.zeros(many, dtype=np.int64)),
        slots=np.array([slots * ONE], dtype=np.int64),
    )
    return audit_chances(demand, np.ones(many, dtype=np.bool_), demand.slots) / ONE


def test_half_goes_evenly_and_half_by_what_is_left_of_each_stratum() -> None:
    lots = ["EC"] * 50 + ["SR"] * 50 + [""] * 100
    chance = dealt(lots, WANTED)
    assert np.allclose(chance[100:], 2 / 200)
    assert np.allclose(chance[:50].sum(), 2 * 50 / 200 + 2 * 0.75)
    assert np.allclose(chance[50:100].sum(), 2 * 50 / 200 + 2 * 0.25)


def test_without_orders_and_where_they_are_done_the_lots_fall_as_they_always_did() -> None:
    lots = ["EC"] * 50 + ["SR"] * 50
    assert np.array_equal(dealt(lots, {}), dealt([""] * 100, {}))
    assert np.array_equal(dealt(lots, {"EC": 0}), dealt([""] * 100, {}))


@given(
    st.lists(st.sampled_from(["EC", "SR", "CO", ""]), min_size=1, max_size=80),
    st.dictionaries(st.sampled_from(["EC", "SR", "CO"]), st.integers(0, 1_000_000)),
    st.integers(1, 5),
)
def test_whatever_is_ordered_every_box_has_a_chance_and_no_slot_is_dealt_twice(
    lots, wanted, slots
) -> None:
    chance = dealt(lots, wanted, slots)
    assert (chance > 0).all()
    assert chance.max() <= 1
    assert chance.sum() <= slots + 1e-9
