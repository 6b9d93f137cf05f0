"""What time does to an order is told in time, the worst first."""

import msgspec
import pytest

from quaywatch.inspections import Urgency, last_start, urgency
from tests.inspections.ports import hour
from tests.inspections.test_record import ORDER


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (5.5, None),
        (6, Urgency.OVERDUE),
        (8, Urgency.OVERDUE),
        (8.5, Urgency.TOO_LATE),
        (9, Urgency.GONE),
    ],
)
def test_an_order_for_five_of_a_box_that_leaves_at_nine(now: float, told: Urgency | None) -> None:
    assert urgency(ORDER, hour(now)) is told


def test_what_must_begin_within_two_hours_is_told_before_its_slot_is_over() -> None:
    late = msgspec.structs.replace(ORDER, slot_at=hour(8))
    assert last_start(late) == hour(8)
    assert urgency(late, hour(5.9)) is None
    assert urgency(late, hour(6)) is Urgency.SOON


def test_a_box_that_nobody_fetches_presses_only_by_its_slot() -> None:
    staying = msgspec.structs.replace(ORDER, deadline_at=None)
    assert last_start(staying) is None
    assert urgency(staying, hour(5.5)) is None
    assert urgency(staying, hour(6)) is Urgency.OVERDUE
