"""An order of looks by lot: what is done of it, what is left, and by when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.strategy.audits import (
    Assumed,
    Lot,
    Question,
    Wanted,
    Way,
    Wished,
    effective,
    ordered,
    progress,
)

FIRST, LAST, TODAY = date(2026, 1, 1), date(2026, 12, 31), date(2026, 1, 10)
WANTED = {"EC": Wanted(looks=20, openings=10), "SR": Wanted(looks=5)}


@st.composite
def boxes(draw: st.DrawFn) -> Lot:
    looked = draw(st.booleans())
    on = FIRST + timedelta(days=draw(st.integers(-5, 20)))
    return Lot(
        stratum=draw(st.sampled_from(["EC", "SR", "CO"])),
        chance=draw(st.floats(0.001, 1)),
        drawn_on=on,
        looked_on=on + timedelta(days=2) if looked else None,
        opened=looked and draw(st.booleans()),
        found=looked and draw(st.booleans()),
    )


def looked(stratum: str, *, opened: bool = True, found: bool = False, chance: float = 0.1) -> Lot:
    return Lot(
        stratum=stratum,
        chance=chance,
        drawn_on=FIRST,
        looked_on=FIRST,
        opened=opened,
        found=found,
    )


@given(st.lists(boxes(), max_size=60), st.randoms())
def test_whatever_comes_the_counts_hold_together_in_any_order(lots, random) -> None:
    told = progress(WANTED, lots, FIRST, LAST, TODAY)
    shuffled = list(lots)
    random.shuffle(shuffled)
    assert progress(WANTED, shuffled, FIRST, LAST, TODAY) == told
    assert [one.stratum for one in told] == ["EC", "SR"]
    for one in told:
        assert one.opened <= one.looked <= one.drawn
        assert one.found <= one.looked
        assert one.left >= max(0, one.looks - one.looked, one.openings - one.opened)
        assert (one.left == 0) == (one.looked >= one.looks and one.opened >= one.openings)
        assert one.ready_on is None or one.ready_on >= TODAY
        assert not (one.late and one.left == 0)
    within = [one for one in lots if one.stratum != "CO" and FIRST <= one.drawn_on <= TODAY]
    assert sum(one.drawn for one in told) == len(within)


@given(st.lists(boxes(), max_size=60), boxes())
def test_one_look_more_never_leaves_more_to_do(lots, more) -> None:
    before = progress(WANTED, lots, FIRST, LAST, TODAY)
    after = progress(WANTED, [*lots, more], FIRST, LAST, TODAY)
    for earlier, later in zip(before, after, strict=True):
        assert later.left <= earlier.left
        assert later.looked in (earlier.looked, earlier.looked + 1)


def test_what_is_left_is_done_by_when_it_goes_on_as_since_the_order_began() -> None:
    done = [looked("SR") for _ in range(2)]
    (_, told) = progress(WANTED, done, FIRST, LAST, TODAY)
    assert (told.looked, told.left, told.late) == (2, 3, False)
    assert told.ready_on == TODAY + timedelta(days=15)
    (_, told) = progress(WANTED, done, FIRST, TODAY, TODAY)
    assert told.late


def test_scans_alone_do_not_fill_what_is_to_be_opened() -> None:
    done = [looked("EC", opened=False) for _ in range(30)]
    (told, _) = progress(WANTED, done, FIRST, LAST, TODAY)
    assert (told.looked, told.opened, told.left) == (30, 0, 10)
    assert told.ready_on is None
    assert told.late


@given(st.lists(boxes(), max_size=60))
def test_boxes_of_other_chances_are_worth_no_more_even_draws_than_there_were(lots) -> None:
    audited, hits = effective(lots)
    some = [one for one in lots if one.looked_on]
    assert 0 <= hits <= audited <= len(some)
    assert (audited == 0) == (not some)


def test_even_draws_are_worth_what_they_are() -> None:
    lots = [looked("EC", found=n < 3) for n in range(40)]
    assert effective(lots) == (40, 3)


def test_a_find_where_much_was_drawn_weighs_less_than_one_elsewhere() -> None:
    much = [looked("EC", chance=0.5, found=n == 0) for n in range(20)]
    few = [looked("SR", chance=0.05) for _ in range(20)]
    audited, hits = effective([*much, *few])
    assert audited < 40
    assert hits == 0
    with pytest.raises(ValueError, match="nothing is drawn"):
        looked("EC", chance=0.0)


def test_one_port_orders_what_one_time_and_port_take() -> None:
    assumed, wished = Assumed(), Wished()
    flow = ordered(assumed, wished, Question.FLOW_CHANGED, Way.OPENINGS)
    assert 2 * flow.looks == flow.needs.openings
    assert flow.openings == flow.looks
    moved = ordered(assumed, wished, Question.MOVED, Way.SCANS)
    assert 4 * moved.looks == moved.needs.scans
    assert moved.openings == 0
    strata = ordered(assumed, wished, Question.PREVALENCE, Way.STRATIFIED)
    assert 0 < strata.risky < strata.looks == strata.needs.openings
    with pytest.raises(ValueError, match="no number"):
        ordered(assumed, wished, Question.FLOW_CHANGED, Way.ONLY_AFTER)
