"""After a change a day is planned again where it was touched, and nowhere else."""

import polars as pl

from quaywatch.inspections.plan.day import plan_day
from quaywatch.inspections.plan.rolling import replan, touched
from quaywatch.inspections.plan.standing import Standing
from quaywatch.inspections.treatments import Treatments
from tests.inspections.plan.test_day import port, work

TREATMENTS = Treatments.load()


def begun() -> tuple[pl.DataFrame, pl.DataFrame, Standing]:
    boxes, cells = port(150)
    here = work(cells)
    made = plan_day(boxes, here, TREATMENTS, audit_share=0.1)
    picks = made.draw(b"s").filter(pl.col("basis") == "targeted")
    return boxes, here, Standing(made.prices(), picks.select("box_id", "kind", "slot_at"))


def test_a_change_touches_its_own_terminal_and_one_of_a_shared_desk_all() -> None:
    boxes, here, _ = begun()
    risen = boxes.with_columns(
        probability=pl.when(pl.col("box_id") == "b01").then(0.9).otherwise(pl.col("probability"))
    )
    assert touched((boxes, here), (boxes, here)) == set()
    assert touched((boxes, here), (risen, here)) == {"K1"}
    desk = here[:1].with_columns(terminal=pl.lit(""), kind=pl.lit("documents"))
    assert touched((boxes, here), (boxes, pl.concat([here, desk]))) == {"K1", "K2"}


def test_a_box_that_must_be_seen_is_and_the_plan_is_as_good_as_one_from_scratch() -> None:
    boxes, here, standing = begun()
    new = boxes[1:2].with_columns(box_id=pl.lit("new"), probability=pl.lit(0.9))
    changed = pl.concat([boxes, new])
    again = replan(
        changed,
        here,
        TREATMENTS,
        terminals={"K1"},
        standing=standing,
        audit_share=0.1,
        played=boxes["box_id"].to_list(),
    )
    drawn = again.draw(b"t")
    assert set(drawn["terminal"]) == {"K1"}
    assert drawn.filter(box_id="new")["selection_probability"].item() == 1
    afresh = plan_day(
        changed.filter(terminal="K1"),
        here.filter(terminal="K1"),
        TREATMENTS,
        audit_share=0.1,
    )
    assert again.solution.worth >= 0.995 * afresh.solution.worth


def test_whoever_had_a_lot_in_the_audit_gets_no_second_one() -> None:
    boxes, here, standing = begun()
    played = boxes["box_id"].to_list()
    again = replan(
        boxes,
        here,
        TREATMENTS,
        terminals={"K1", "K2"},
        standing=standing,
        audit_share=0.1,
        played=played,
    )
    assert not again.audited
