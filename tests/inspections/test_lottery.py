"""Whatever the chances and however they are cut, the lots keep them to the last bit."""

from collections import Counter, defaultdict
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings

from quaywatch.inspections import Lottery
from quaywatch.inspections.rounding import Piece
from quaywatch.inspections.windows import ONE
from tests.inspections.lotteries import exactly, lotteries, outcomes


@given(lotteries())
@settings(max_examples=80, deadline=None)
def test_every_piece_is_drawn_with_exactly_its_amount(lottery: Lottery) -> None:
    drawn: dict[tuple[int, int], Fraction] = defaultdict(Fraction)
    total = Fraction(0)
    for sample, likely in outcomes(lottery):
        total += likely
        for box, slot in sample.items():
            drawn[box, slot] += likely
    wanted: Counter[tuple[int, int]] = Counter()
    for piece in lottery.pieces:
        wanted[piece.box, piece.slot] += piece.amount
    assert total == 1
    assert drawn == {edge: Fraction(amount, ONE) for edge, amount in wanted.items() if amount}


@given(lotteries(boxes=5))
@settings(max_examples=80, deadline=None)
def test_no_outcome_whatever_fills_a_slot_beyond_what_it_holds_or_leaves_it_a_whole_box_short(
    lottery: Lottery,
) -> None:
    filled = Counter[int]()
    for piece in lottery.pieces:
        filled[piece.slot] += piece.amount
    for sample, _ in outcomes(lottery):
        taken = Counter(sample.values())
        for slot, most in enumerate(lottery.slots):
            assert filled[slot] // ONE <= taken[slot] <= most


@given(lotteries())
@settings(max_examples=80, deadline=None)
def test_no_two_boxes_are_drawn_together_more_often_than_if_they_were_drawn_apart(
    lottery: Lottery,
) -> None:
    together: dict[tuple[int, int], Fraction] = defaultdict(Fraction)
    for sample, likely in exactly(lottery).items():
        for pair in combinations(sorted(box for box, _ in sample), 2):
            together[pair] += likely
    chance = [Fraction(each, ONE) for each in lottery.chances()]
    for (one, other), both in together.items():
        assert both <= chance[one] * chance[other]


@given(lotteries(boxes=12, slots=6))
@settings(max_examples=200, deadline=None)
def test_a_seed_draws_the_same_once_more_and_a_box_that_is_certain_always(lottery: Lottery) -> None:
    sample = lottery.draw(b"seed")
    assert lottery.draw(b"seed") == sample
    certain = {box for box, chance in enumerate(lottery.chances()) if chance == ONE}
    possible = {box for box, chance in enumerate(lottery.chances()) if chance}
    assert certain <= sample.keys() <= possible


@pytest.mark.parametrize(
    ("pieces", "wrong"),
    [
        ([Piece(0, 0, ONE), Piece(0, 1, 1)], "box 0 has a chance"),
        ([Piece(0, 1, ONE), Piece(1, 1, 1)], "slot 1 holds 1"),
        ([Piece(2, 0, 1)], "no piece of box 2"),
        ([Piece(0, 2, 1)], "in slot 2"),
        ([Piece(0, 0, -1)], "of -1"),
    ],
)
def test_what_cannot_be_drawn_is_refused(pieces: list[Piece], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        Lottery(slots=(2, 1), strata=(0, 0), pieces=tuple(pieces))
