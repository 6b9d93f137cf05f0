"""A plan is held against itself: what is odd is odd among the like aboard."""

from itertools import product
from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.stowage import (
    Oddity,
    Plan,
    Reach,
    judge,
    laid_out,
    moved_within_reach,
    oddities,
    reach,
)
from quaywatch.stowage.plan import FULL, LONG, REEFER

DRY, COLD = FULL | LONG, FULL | LONG | REEFER
Box = tuple[int, int, int, int, int, str]
HEAVY, LIGHT = 5, 0


def hold(bay: int = 2) -> list[Box]:
    """Return a full hold of heavy boxes."""
    return [(bay, row, tier, DRY, HEAVY, "BEANR") for tier in range(2, 14, 2) for row in range(11)]


def deck(bay: int = 2, mass: int = LIGHT, kind: int = DRY, lowest: int = 86) -> list[Box]:
    """Return boxes on deck from tier `lowest` on."""
    tiers = range(lowest, 94, 2)
    return [(bay, row, tier, kind, mass, "BEANR") for tier in tiers for row in range(13)]


def judged(*boxes: Box) -> list[Any]:
    plan = laid_out(boxes)
    names: Any = plan.dtype.names and judge(plan)
    return [
        SimpleNamespace(aboard=len(boxes), **dict(zip(names.dtype.names, row, strict=True)))
        for row in names.tolist()
    ]


def odd(box: Box, *others: Box) -> set[Oddity]:
    return set(oddities(judged(box, *others)[0]))


boxes = st.tuples(
    st.integers(1, 40),
    st.integers(0, 13),
    st.sampled_from([2, 4, 8, 72, 82, 84, 86, 90]),
    st.integers(0, 7),
    st.integers(-1, 5),
    st.sampled_from(["", "BEANR", "NLRTM"]),
)
plans = st.lists(boxes, min_size=1, max_size=60)


@given(plans, st.randoms(use_true_random=False))
def test_the_order_of_boxes_in_the_plan_does_not_matter(plan: list[Box], random: Any) -> None:
    order = list(range(len(plan)))
    random.shuffle(order)
    straight, mixed = judge(laid_out(plan)), judge(laid_out([plan[i] for i in order]))
    assert straight[order].tobytes() == mixed.tobytes()


@given(plans)
def test_what_is_said_of_a_box_are_shares_of_others(plan: list[Box]) -> None:
    found = judge(laid_out(plan))
    assert (found["as_reachable"] >= 0).all()
    assert (found["as_reachable"] <= found["others"]).all()
    assert (found["others"] < len(plan)).all()
    for share in ("reachable", "high", "apart"):
        assert ((found[share] > 0) & (found[share] <= 1)).all(), share


@given(plans)
def test_the_names_of_ports_do_not_matter(plan: list[Box]) -> None:
    renamed = [(*box, {"": "", "BEANR": "XXABC", "NLRTM": "AAXYZ"}[port]) for *box, port in plan]
    assert judge(laid_out(plan)).tobytes() == judge(laid_out(renamed)).tobytes()  # type: ignore[arg-type]


@given(plans, boxes)
def test_another_box_of_the_like_as_easy_to_reach_makes_a_place_less_odd(
    plan: list[Box], box: Box
) -> None:
    alone = judge(laid_out([box, *plan]))[0]
    joined = judge(laid_out([box, *plan, box]))[0]
    if alone["reach"] == joined["reach"]:
        assert joined["reachable"] >= alone["reachable"]


@given(plans)
def test_a_box_under_deck_is_never_within_reach(plan: list[Box]) -> None:
    below = [box for box in plan if box[2] < 70]
    for found in judged(*below) if below else ():
        assert Oddity.STOWED_WITHIN_REACH not in oddities(found)


def classes(*places: tuple[int, int]) -> list[Reach]:
    plan: Plan = laid_out([(2, row, tier, DRY, LIGHT, "") for row, tier in places])
    return [Reach(value) for value in reach(plan).tolist()][:4]


def test_the_lowest_tier_of_the_outermost_stacks_is_at_hand() -> None:
    ship = tuple(product(range(13), (82, 92)))
    found = classes((12, 82), (11, 82), (5, 82), (12, 84), *ship)
    assert found == [Reach.AT_HAND, Reach.AT_HAND, Reach.LOW_ON_DECK, Reach.LOW_ON_DECK]
    found = classes((12, 86), (0, 92), (10, 2), (12, 14), *ship)
    assert found == [Reach.HIGH_ON_DECK] * 2 + [Reach.UNDER_DECK] * 2


def test_a_narrow_plan_has_no_sides() -> None:
    assert classes((1, 82), (2, 82), (0, 84)) == [
        Reach.LOW_ON_DECK,
        Reach.LOW_ON_DECK,
        Reach.HIGH_ON_DECK,
    ]


def test_a_box_at_hand_where_none_of_its_kind_is_stands_out() -> None:
    heavy = (2, 12, 82, DRY, HEAVY, "BEANR")
    assert odd(heavy, *hold(), *deck()) >= {Oddity.STOWED_WITHIN_REACH}


def test_where_all_of_its_kind_stand_so_it_does_not() -> None:
    row = [(2, row, 82, COLD, HEAVY, "BEANR") for row in range(13)]
    assert odd(row[12], *row[:12], *hold()) == set()


def test_a_plan_of_few_boxes_says_nothing() -> None:
    assert odd((2, 12, 82, DRY, HEAVY, "BEANR"), *hold()[:4]) == set()


def test_a_light_box_under_heavy_ones_is_out_of_place() -> None:
    lightest = (6, 3, 2, DRY, LIGHT, "BEANR")
    heavy = [box for bay in (2, 10, 14) for box in hold(bay)]
    light = [box for bay in (2, 10, 14) for box in deck(bay)]
    assert Oddity.STOWED_OUT_OF_PLACE in odd(lightest, *heavy, *light)
    assert Oddity.STOWED_OUT_OF_PLACE not in odd(light[0], *heavy, *light[1:])


def test_a_reefer_among_dry_boxes_in_the_hold_is_out_of_place() -> None:
    stray = (2, 3, 12, COLD, HEAVY, "BEANR")
    cold = deck(6, HEAVY, COLD, 82)
    assert judged(stray, *hold(), *cold)[0].apart < 0.2
    assert judged(cold[0], *hold(), *cold[1:])[0].apart == 1


def test_a_box_in_the_block_of_another_port_stands_apart() -> None:
    own = [(*box[:5], "NLRTM") for box in hold(20)]
    stray = (20, 12, 2, DRY, HEAVY, "BEANR")
    assert judged(stray, *hold(), *own)[0].apart < 0.2
    assert judged(own[0], *hold(), *own[1:])[0].apart == 1


def test_only_a_move_to_an_easier_place_within_reach_is_told() -> None:
    assert moved_within_reach(Reach.UNDER_DECK, Reach.AT_HAND)
    assert moved_within_reach(Reach.LOW_ON_DECK, Reach.AT_HAND)
    assert not moved_within_reach(Reach.AT_HAND, Reach.LOW_ON_DECK)
    assert not moved_within_reach(Reach.UNDER_DECK, Reach.HIGH_ON_DECK)


def test_masses_and_kinds_that_nobody_states_are_judged_all_the_same() -> None:
    found = judge(laid_out([(2, row, 82, FULL, -1, "") for row in range(9)]))
    assert np.isfinite(found["reachable"]).all()
    assert (found["high"] == 1).all()
