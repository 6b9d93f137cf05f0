"""A day selected in one go: planned and drawn."""

import polars as pl
import pytest

import quaywatch as qw
from tests.inspections.ports import candidates, hour, slots


def work(rows: list) -> pl.DataFrame:
    return slots(rows).with_columns(resource=pl.lit("r"), dangerous_goods=pl.lit(value=True))


ROOM = work([("K1", "scan", hour(0), 4)])


def test_a_small_stratum_weighs_half_of_the_audit_by_itself() -> None:
    boxes = candidates(
        [(0.0, "K1", hour(-1), None, "rare" if i < 2 else "common") for i in range(40)]
    )
    chance = qw.select(boxes, ROOM, audit_share=1.0, seed=b"s")["selection_probability"]
    assert chance.sum() == pytest.approx(4)
    # Half by boxes (2 of 40) and half by strata (1 of 2) of four slots.
    assert chance[:2].sum() == pytest.approx(4 * (0.5 * 2 / 40 + 0.5 / 2), rel=1e-3)


def test_the_same_seed_repeats_the_draw_and_another_seed_draws_anew() -> None:
    boxes = candidates([(0.01, "K1", hour(-1), None, "x") for _ in range(40)])
    one = qw.select(boxes, ROOM, audit_share=0.5, seed=b"one")
    assert qw.select(boxes, ROOM, audit_share=0.5, seed=b"one").equals(one)
    assert not qw.select(boxes, ROOM, audit_share=0.5, seed=b"two").equals(one)


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
    drawn = qw.select(boxes, ROOM, audit_share=0.2, seed=b"s")
    assert drawn["selection_probability"].to_list() == [0, 0, 0, 0, 1]
    assert drawn["basis"].to_list() == [None, None, None, None, "targeted"]


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
        qw.select(candidates(rows), work([]), audit_share=share, seed=b"s")


def test_a_box_named_twice_is_refused() -> None:
    boxes = candidates([(0.1, "K1", None, None, "x")])
    with pytest.raises(ValueError, match="box b00 is named twice"):
        qw.select(pl.concat([boxes, boxes]), ROOM, audit_share=0.1, seed=b"s")
