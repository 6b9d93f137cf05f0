"""A day's selection is optimal, honest about its chances, and never beyond the slots."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import combinations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from quaywatch.inspections import select
from quaywatch.inspections.chances import Demand, chances
from quaywatch.inspections.windows import ONE, Windows, room
from tests.inspections.ports import candidates, days, hour, slots

HOUR = timedelta(hours=1)
SHARES = st.sampled_from([0.0, 0.1, 0.25, 0.5, 1.0])


def fits(box: dict[str, datetime | None], slot_at: datetime) -> bool:
    available, deadline = box["available_at"], box["deadline_at"]
    return (
        available is not None
        and available <= slot_at
        and (deadline is None or slot_at + HOUR <= deadline)
    )


def picked(selection: pl.DataFrame) -> pl.DataFrame:
    return selection.filter(pl.col("basis").is_not_null())


def places(boxes: list[dict], capacity: list[dict]) -> bool:
    """Whether all boxes can have a slot each (augmenting paths)."""
    units = [row for row in capacity for _ in range(row["slots"])]
    holder: dict[int, int] = {}

    def seat(box: int, seen: set[int]) -> bool:
        for i, unit in enumerate(units):
            same = boxes[box]["terminal"] == unit["terminal"]
            if i not in seen and same and fits(boxes[box], unit["slot_at"]):
                seen.add(i)
                if i not in holder or seat(holder[i], seen):
                    holder[i] = box
                    return True
        return False

    return all(seat(box, set()) for box in range(len(boxes)))


@given(days())
@settings(max_examples=150, deadline=None)
def test_without_an_audit_no_other_set_of_boxes_that_fits_the_slots_expects_more(
    day: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    boxes, capacity = day
    rows, units = boxes.to_dicts(), capacity.to_dicts()
    best = max(
        sum(box["probability"] for box in some)
        for size in range(len(rows) + 1)
        for some in combinations(rows, size)
        if places(list(some), units)
    )
    chosen = picked(select(boxes, capacity, audit_share=0.0, seed=b"s"))
    expected = chosen.join(boxes, on="box_id")["probability"].sum()
    assert expected == pytest.approx(best)
    assert set(chosen["selection_probability"]) <= {1.0}


@st.composite
def demands(draw: st.DrawFn) -> tuple[Demand, list[int]]:
    hours = draw(st.integers(1, 6))
    spans = draw(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=15))
    probability = [draw(st.integers(0, 1000)) for _ in spans]
    first = np.array([min(a, hours) for a, _ in spans], dtype=np.int64)
    last = np.array([min(b, hours - 1) for _, b in spans], dtype=np.int64)
    demand = Demand(
        order=np.argsort([-p for p in probability], kind="stable").astype(np.int64),
        strata=np.array([draw(st.integers(0, 3)) for _ in spans], dtype=np.int64),
        spans=Windows(first, last),
        slots=np.array([draw(st.integers(0, 3)) for _ in range(hours)], dtype=np.int64),
    )
    return demand, probability


@given(demands(), SHARES)
@settings(max_examples=200, deadline=None)
def test_beside_the_audit_the_targeted_part_reaches_the_linear_programme_s_optimum(
    case: tuple[Demand, list[int]], share: float
) -> None:
    demand, probability = case
    chance, audit = chances(demand, share)
    spans, hours = demand.spans, len(demand.slots)
    edges = [
        (box, h)
        for box in range(len(probability))
        for h in range(int(spans.first[box]), int(spans.last[box]) + 1)
    ]
    best = 0.0
    if edges:
        limits = np.zeros((len(probability) + hours, len(edges)))
        for column, (box, h) in enumerate(edges):
            limits[box, column] = limits[len(probability) + h, column] = 1
        solved = linprog(
            [-probability[box] for box, _ in edges],
            A_ub=limits,
            b_ub=[1.0] * len(probability) + [(1 - share) * int(s) for s in demand.slots],
        )
        best = -solved.fun
    targeted = sum(p * int(c - a) for p, c, a in zip(probability, chance, audit, strict=True)) / ONE
    assert targeted >= best - 1e-6
    assert share > 0 or targeted == pytest.approx(best, abs=1e-6)
    assert (np.triu(room(demand.slots * ONE, spans, chance)) >= 0).all()


@given(days(boxes=20), SHARES, st.binary(max_size=4))
@settings(max_examples=150, deadline=None)
def test_each_box_gets_at_most_one_slot_in_its_window_and_no_slot_is_given_twice(
    day: tuple[pl.DataFrame, pl.DataFrame], share: float, seed: bytes
) -> None:
    boxes, capacity = day
    selection = select(boxes, capacity, audit_share=share, seed=seed)
    assert selection["box_id"].to_list() == boxes["box_id"].to_list()
    by_box = {row["box_id"]: row for row in boxes.to_dicts()}
    given_away: Counter[tuple[str, str, datetime]] = Counter()
    for row in picked(selection).to_dicts():
        assert row["terminal"] == by_box[row["box_id"]]["terminal"]
        assert fits(by_box[row["box_id"]], row["slot_at"])
        given_away[row["terminal"], row["kind"], row["slot_at"]] += 1
    room_for = {(t, k, at): count for t, k, at, count in capacity.iter_rows()}
    assert all(count <= room_for[slot] for slot, count in given_away.items())


@given(days(boxes=20), SHARES, st.binary(max_size=4))
@settings(max_examples=150, deadline=None)
def test_the_chances_add_up_to_the_sample_and_leave_no_slot_idle_that_a_box_could_take(
    day: tuple[pl.DataFrame, pl.DataFrame], share: float, seed: bytes
) -> None:
    boxes, capacity = day
    selection = select(boxes, capacity, audit_share=share, seed=seed)
    for (terminal,), group in selection.group_by("terminal"):
        total, size = group["selection_probability"].sum(), picked(group).height
        assert abs(total - size) < 1 - 1e-12 or total == pytest.approx(size)
        here = capacity.filter(pl.col("terminal") == terminal).to_dicts()
        rows = [row for row in boxes.to_dicts() if row["terminal"] == terminal]
        assert total == pytest.approx(most_placed(rows, here))


def most_placed(rows: list[dict], here: list[dict]) -> int:
    """How many boxes can have a slot at all: earliest deadline first."""
    waiting, placed = [row for row in rows if row["available_at"]], 0
    waiting.sort(key=lambda row: row["deadline_at"] or datetime.max.replace(tzinfo=UTC))
    for unit in sorted(here, key=lambda unit: unit["slot_at"]):
        served = [row for row in waiting if fits(row, unit["slot_at"])][: unit["slots"]]
        waiting = [row for row in waiting if all(row is not s for s in served)]
        placed += len(served)
    return placed


@given(days(boxes=20), st.sampled_from([0.05, 0.3, 1.0]))
@settings(max_examples=150, deadline=None)
def test_with_an_audit_every_box_that_can_take_a_slot_may_be_looked_at(
    day: tuple[pl.DataFrame, pl.DataFrame], share: float
) -> None:
    boxes, capacity = day
    selection = select(boxes, capacity, audit_share=share, seed=b"s")
    units = [unit for unit in capacity.to_dicts() if unit["slots"]]
    for box, row in zip(boxes.to_dicts(), selection.to_dicts(), strict=True):
        reachable = any(
            unit["terminal"] == box["terminal"] and fits(box, unit["slot_at"]) for unit in units
        )
        assert (row["selection_probability"] > 0) == reachable


@pytest.fixture(scope="module")
def mixed_day() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Long and short windows, full and nearly empty hours, strata of unequal size."""
    lengths = [30, 1, 2, 5, 30, 3, 1, 30]
    boxes = candidates(
        [
            (
                ((i * 37) % 101) / 1000,
                "K1",
                hour((i * 5) % 11 - 4),
                hour((i * 5) % 11 - 4 + lengths[i % 8] + 2),
                "rare" if i in (7, 21) else "common",
            )
            for i in range(36)
        ]
    )
    capacity = slots(
        [
            ("K1", kind, hour(h), 1)
            for h in range(8)
            for kind in (["scan", "open"] if h % 3 else ["scan"])
        ]
    )
    return boxes, capacity


@pytest.mark.parametrize("share", [0.2, 1.0])
def test_over_many_draws_each_box_is_picked_as_often_as_its_stated_chance(
    mixed_day: tuple[pl.DataFrame, pl.DataFrame], share: float
) -> None:
    boxes, capacity = mixed_day
    draws = 1500
    drawn = [
        select(boxes, capacity, audit_share=share, seed=n.to_bytes(2, "big")) for n in range(draws)
    ]
    stated = drawn[0]["selection_probability"].to_numpy()
    counts = np.sum([d["basis"].is_not_null().to_numpy() for d in drawn], axis=0)
    assert ((stated > 0) & (stated < 1)).sum() >= 15
    assert (counts[stated == 1] == draws).all()
    assert (counts[stated == 0] == 0).all()
    error = np.sqrt(stated * (1 - stated) / draws)
    assert (np.abs(counts / draws - stated) <= 4.5 * error).all()


def test_the_same_seed_repeats_the_draw_in_any_order_and_another_seed_draws_anew(
    mixed_day: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    boxes, capacity = mixed_day
    one = select(boxes, capacity, audit_share=0.5, seed=b"one")
    shuffled = select(
        boxes.sample(fraction=1.0, shuffle=True, seed=3),
        capacity.sample(fraction=1.0, shuffle=True, seed=4),
        audit_share=0.5,
        seed=b"one",
    )
    assert shuffled.sort("box_id").equals(one)
    assert not select(boxes, capacity, audit_share=0.5, seed=b"two").equals(one)


def test_a_small_stratum_weighs_half_of_the_audit_by_itself() -> None:
    boxes = candidates(
        [(0.0, "K1", hour(-1), None, "rare" if i < 2 else "common") for i in range(40)]
    )
    selection = select(boxes, slots([("K1", "scan", hour(0), 4)]), audit_share=1.0, seed=b"s")
    chance = selection["selection_probability"]
    assert chance.sum() == pytest.approx(4)
    # Half by boxes (2 of 40) and half by strata (1 of 2) of four slots.
    assert chance[:2].sum() == pytest.approx(4 * (0.5 * 2 / 40 + 0.5 / 2), rel=1e-3)


def test_the_most_probable_box_of_an_hour_gets_the_most_thorough_inspection() -> None:
    boxes = candidates([(p, "K1", hour(0), hour(1), "x") for p in (0.1, 0.3, 0.2)])
    capacity = slots([("K1", kind, hour(0), 1) for kind in ("documents", "scan", "open")])
    selection = select(boxes, capacity, audit_share=0.0, seed=b"s")
    assert selection["kind"].to_list() == ["documents", "open", "scan"]


def test_a_box_that_has_not_arrived_or_leaves_too_soon_has_no_chance() -> None:
    boxes = candidates(
        [
            (0.9, "K1", None, None, "x"),
            (0.9, "K1", hour(0.5), None, "x"),
            (0.9, "K1", hour(-5), hour(0.5), "x"),
            (0.9, "K2", hour(-5), None, "x"),
            (0.1, "K1", hour(0), hour(1), "x"),
        ]
    )
    selection = select(boxes, slots([("K1", "scan", hour(0), 9)]), audit_share=0.2, seed=b"s")
    assert selection["selection_probability"].to_list() == [0, 0, 0, 0, 1]
    assert selection["basis"].to_list() == [None, None, None, None, "targeted"]


@pytest.mark.parametrize(
    ("rows", "share", "message"),
    [
        ([(1.5, "K1", None, None, "x")], 0.1, "box b00: probability 1.5"),
        ([(float("nan"), "K1", None, None, "x")], 0.1, "box b00: probability nan"),
        ([], 1.5, "audit_share is 1.5"),
    ],
)
def test_a_figure_out_of_range_is_named(rows: list, share: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        select(candidates(rows), slots([]), audit_share=share, seed=b"s")


def test_a_box_named_twice_is_refused() -> None:
    boxes = candidates([(0.1, "K1", None, None, "x")])
    with pytest.raises(ValueError, match="box b00 is named twice"):
        select(pl.concat([boxes, boxes]), slots([]), audit_share=0.1, seed=b"s")
