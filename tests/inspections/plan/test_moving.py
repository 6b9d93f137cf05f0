"""Whoever a lot has chosen gets another hour where their own is lost, and takes nobody's."""

from collections import Counter
from datetime import timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.inspections.capacity import WORK_SCHEMA
from quaywatch.inspections.plan.moving import Stay, moved
from tests.inspections.ports import hour

HOURS = st.integers(0, 5)
WORK = st.lists(st.tuples(HOURS, st.booleans(), st.integers(0, 2)), max_size=10)
STAYS = st.lists(st.tuples(HOURS, st.none() | HOURS, st.none() | HOURS, st.booleans()), max_size=8)


def cells(rows: list[tuple[int, bool, int]]) -> pl.DataFrame:
    made = [("r", "K1", "scan", dangerous, hour(at), slots) for at, dangerous, slots in rows]
    return pl.DataFrame(made, schema=WORK_SCHEMA, orient="row")


def stays(rows: list[tuple[int, int | None, int | None, bool]]) -> list[Stay]:
    return [
        Stay(
            f"b{i}",
            "K1",
            "scan",
            hour(at),
            None if first is None else hour(first),
            None if last is None else hour(last),
            dangerous,
        )
        for i, (at, first, last, dangerous) in enumerate(rows)
    ]


@given(WORK, STAYS)
def test_who_moves_fits_and_no_hour_is_given_twice(work, wanted) -> None:
    there, boxes = cells(work), stays(wanted)
    found = moved(boxes, there)
    room = Counter[object]()
    special = Counter[object]()
    for _, _, _, dangerous, at, slots in there.iter_rows():
        room[at] += slots
        special[at] += slots * dangerous
    by_name = {box.box_id: box for box in boxes}
    for name, at in found.items():
        box = by_name[name]
        assert box.available_at is None or at >= box.available_at
        assert box.deadline_at is None or at + timedelta(hours=1) <= box.deadline_at
        assert at != box.slot_at
        assert room[at] >= Counter(found.values())[at]
        assert special[at] >= sum(found[n] == at and by_name[n].dangerous_goods for n in found)
    before = Counter[object](box.slot_at for box in boxes)
    after = Counter[object](found.get(box.box_id, box.slot_at) for box in boxes)
    for at in after:
        assert after[at] <= max(before[at], room[at])


@given(WORK, STAYS)
def test_who_fits_stays_and_who_does_not_is_not_left_beside_a_free_hour(work, wanted) -> None:
    there, boxes = cells([(at, True, slots) for at, _, slots in work]), stays(wanted)
    found = moved(boxes, there)
    left = Counter[object]()
    for *_, at, slots in there.iter_rows():
        left[at] += slots
    at_last = {box.box_id: found.get(box.box_id, box.slot_at) for box in boxes}
    stuck = {b.box_id for b in boxes if b.box_id not in found} if boxes else set()
    taken = Counter(at_last.values())
    for box in boxes:
        if box.box_id in stuck and taken[box.slot_at] > left[box.slot_at]:
            for at, slots in left.items():
                fits = (box.available_at is None or at >= box.available_at) and (
                    box.deadline_at is None or at + timedelta(hours=1) <= box.deadline_at
                )
                others = sum(b.box_id not in stuck and at_last[b.box_id] == at for b in boxes)
                here = sum(b.box_id in stuck and b.slot_at == at for b in boxes)
                assert not fits or others + here >= slots
