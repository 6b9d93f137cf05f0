"""The figures of a plan."""

import polars as pl
import pytest

from quaywatch.inspections import summarise
from quaywatch.inspections.plan.selection import SELECTION_SCHEMA
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


def selection(basis: str) -> pl.DataFrame:
    """The two riskiest boxes of one terminal and both of the other."""
    return pl.DataFrame(
        [
            ("b00", basis, "scan", "K1", hour(0), 1.0),
            ("b01", basis, "scan", "K1", hour(1), 1.0),
            ("b02", None, None, "K1", None, 0.0),
            ("b03", None, None, "K1", None, 0.0),
            ("b04", basis, "open", "K2", hour(0), 1.0),
            ("b05", basis, "open", "K2", hour(0), 1.0),
        ],
        schema=SELECTION_SCHEMA,
        orient="row",
    )


TARGETED = summarise(BOXES, selection("targeted"), SLOTS)


def test_a_plan_is_compared_with_as_many_boxes_drawn_at_random() -> None:
    assert (TARGETED.capacity, TARGETED.targeted, TARGETED.random_audit) == (8, 4, 0)
    assert TARGETED.expected_finds == pytest.approx(1.1)
    assert TARGETED.expected_finds_random == pytest.approx(4 * 1.4 / 6)


def test_an_audit_is_counted_apart() -> None:
    summary = summarise(BOXES, selection("random_audit"), SLOTS)
    assert (summary.targeted, summary.random_audit) == (0, 4)


def test_taken_slots_stand_beside_capacity() -> None:
    assert [row[-2:] for row in TARGETED.loads.sort("terminal", "slot_at").rows()] == [
        (1, 1),
        (1, 1),
        (5, 2),
        (1, 0),
    ]


def test_the_price_of_a_slot_is_what_the_last_targeted_box_is_expected_to_give() -> None:
    assert TARGETED.prices.rows() == [("K1", 0.4), ("K2", 0.0), ("K3", None)]


def test_an_empty_day_expects_nothing() -> None:
    summary = summarise(BOXES.clear(), selection("targeted").clear(), SLOTS.clear())
    assert (summary.capacity, summary.expected_finds, summary.expected_finds_random) == (0, 0, 0)
