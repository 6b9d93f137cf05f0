"""The figures of a plan."""

import pytest

from quaywatch.inspections import select, summarise
from tests.inspections.ports import candidates, hour, slots

BOXES = candidates(
    [(p, "K1", hour(0), None, "x") for p in (0.5, 0.4, 0.3, 0.0)]
    + [(p, "K2", hour(0), None, "x") for p in (0.2, 0.0)]
)
SLOTS = slots(
    [
        ("K1", "scan", hour(0), 1),
        ("K1", "scan", hour(1), 1),
        ("K2", "open", hour(0), 5),
        ("K3", "scan", hour(0), 1),
    ]
)


def test_a_plan_is_compared_with_as_many_boxes_drawn_at_random() -> None:
    summary = summarise(BOXES, select(BOXES, SLOTS, audit_share=0, seed=b"s"), SLOTS)
    assert (summary.capacity, summary.targeted, summary.random_audit) == (8, 4, 0)
    assert summary.expected_finds == pytest.approx(1.1)
    assert summary.expected_finds_random == pytest.approx(4 * 1.4 / 6)


def test_an_audit_is_counted_apart() -> None:
    summary = summarise(BOXES, select(BOXES, SLOTS, audit_share=1, seed=b"s"), SLOTS)
    assert (summary.targeted, summary.random_audit) == (0, 4)


def test_taken_slots_stand_beside_capacity() -> None:
    summary = summarise(BOXES, select(BOXES, SLOTS, audit_share=0, seed=b"s"), SLOTS)
    assert [row[-2:] for row in summary.loads.sort("terminal", "slot_at").rows()] == [
        (1, 1),
        (1, 1),
        (5, 2),
        (1, 0),
    ]


def test_the_price_of_a_slot_is_what_the_last_targeted_box_is_expected_to_give() -> None:
    summary = summarise(BOXES, select(BOXES, SLOTS, audit_share=0, seed=b"s"), SLOTS)
    assert summary.prices.rows() == [("K1", 0.4), ("K2", 0.0), ("K3", None)]


def test_an_empty_day_expects_nothing() -> None:
    none, closed = BOXES.clear(), SLOTS.clear()
    summary = summarise(none, select(none, closed, audit_share=0.1, seed=b"s"), closed)
    assert (summary.capacity, summary.expected_finds, summary.expected_finds_random) == (0, 0, 0)
