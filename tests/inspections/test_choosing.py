"""What scores would have found, told without bias, within the room that there was."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.inspections.choosing import CHOICES, LOOKED, Choices, error
from quaywatch.risk.life import Bin, Share


def row(name: str, score: float, *, round_: str = "d1", **more: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "round": round_,
        "box_id": name,
        "stands": 1.0,
        "weight": 0.0,
        "found": False,
        "score": score,
        "probability": 1 / (1 + np.exp(-score)),
        "live": -score,
    }
    return given | more


def choices(*rows: dict[str, Any], **room: int) -> Choices:
    return Choices(pl.DataFrame(list(rows), schema=CHOICES), room)


def test_a_find_of_a_box_that_was_seldom_picked_counts_for_many() -> None:
    told = choices(
        row("a", 3.0, weight=4.0, found=True), row("b", 2.0), row("c", 1.0, weight=1.0), d1=2
    )
    assert told.model().value == 4.0
    assert told.live().value == 0.0
    assert told.random().value == pytest.approx(4.0 * 2 / 3)
    assert told.overlap() == 0.5


def test_each_round_has_its_own_room() -> None:
    rows = [
        row(f"{r}{i}", float(i), round_=r, weight=1.0, found=i == 2)
        for r in ("d1", "d2")
        for i in range(3)
    ]
    assert choices(*rows, d1=1, d2=0).model().value == 1.0
    assert choices(*rows, d1=1, d2=1).model().value == 2.0


def test_where_the_inspected_stand_for_all_a_place_is_counted_in_those_they_stand_for() -> None:
    told = choices(
        row("a", 3.0, stands=10.0, weight=10.0, found=True),
        row("b", 2.0, stands=1.0, weight=1.0, found=True),
        d1=4,
    )
    assert told.model().value == 0.0
    assert told.live().value == 1.0
    assert told.random().value == pytest.approx(11 * 4 / 11)


def test_equal_scores_of_a_round_are_told() -> None:
    told = choices(row("a", 1.0), row("b", 1.0), row("c", 2.0), row("d", 1.0, round_="d2"), d1=1)
    assert told.tie_rate() == 0.5


def test_nothing_known_is_told_as_nothing_known() -> None:
    told = choices(d1=3)
    assert told.model().value == told.random().value == told.overlap() == told.tie_rate() == 0.0
    assert told.reliability() == ()
    assert error(()) == 0.0
    assert all((p.found.low, p.found.high) == (0.0, 1.0) for p in told.lift())


def test_calibration_error_weighs_each_bin_by_its_candidates() -> None:
    share = Share(value=0.2, low=0.0, high=1.0)
    bins = [
        Bin(predicted=0.1, found=share, candidates=30.0),
        Bin(predicted=0.2, found=share, candidates=10.0),
    ]
    assert error(bins) == pytest.approx(0.075)


ROWS = st.lists(
    st.tuples(st.integers(-5, 5), st.floats(0.05, 1.0), st.booleans(), st.sampled_from("ab")),
    min_size=1,
    max_size=60,
)


@given(rows=ROWS, room=st.integers(0, 70))
def test_more_room_finds_no_less_and_a_lift_curve_only_rises(rows: Any, room: int) -> None:
    made = [
        row(f"{i:02}", float(s), round_=r, weight=1 / chance, found=found)
        for i, (s, chance, found, r) in enumerate(rows)
    ]
    less, more = choices(*made, a=room, b=room), choices(*made, a=room + 1, b=room + 1)
    assert less.model().value <= more.model().value + 1e-9
    for told in (less.model(), less.live(), less.random()):
        assert told.low <= told.value <= told.high
    lift = less.lift()
    assert [point.looked for point in lift] == list(LOOKED)
    values = [point.found.value for point in lift]
    assert values == sorted(values)
    assert sum(each.candidates for each in less.reliability()) == len(rows)


def test_on_average_the_estimate_is_what_there_was_to_find() -> None:
    """Drawn again and again, the mean over draws is the true number among those chosen."""
    draw = np.random.default_rng(5)
    chance = np.where(np.arange(40) < 10, 0.9, 0.2)
    hidden = np.arange(40) % 4 == 0
    told = []
    for _ in range(400):
        picked = draw.random(40) < chance
        rows = [
            row(
                f"{i:02}",
                float(40 - i),
                weight=1 / chance[i] if picked[i] else 0.0,
                found=bool(picked[i] and hidden[i]),
            )
            for i in range(40)
        ]
        told.append(choices(*rows, d1=20).model().value)
    assert np.mean(told) == pytest.approx(hidden[:20].sum(), abs=0.35)
