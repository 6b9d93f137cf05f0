"""Plan again when something has changed: only the terminals that the change touches.

Whom an officer holds or ordered is no candidate any more, and the slots are taken; so nothing of
theirs can move. Other terminals keep their plan, and what it needs of resources that serve all.
"""

from collections.abc import Collection, Mapping

import polars as pl

from quaywatch.inspections.capacity import WORK_SCHEMA, spare
from quaywatch.inspections.plan.day import DayPlan, plan_day
from quaywatch.inspections.plan.standing import Standing
from quaywatch.inspections.resources import EVERYWHERE
from quaywatch.inspections.treatments import Treatments


def touched(
    before: tuple[pl.DataFrame, pl.DataFrame], after: tuple[pl.DataFrame, pl.DataFrame]
) -> set[str]:
    """Return the terminals at which candidates or work [(candidates, work)] are not as before."""
    names: set[str] = set()
    for old, new in zip(before, after, strict=True):
        columns = [name for name in old.columns if name in new.columns]
        for one, other in ((old, new), (new, old)):
            changed = one.join(other, on=columns, how="anti", nulls_equal=True)
            names.update(changed["terminal"].drop_nulls().unique())
    everywhere = after[0]["terminal"].drop_nulls().unique()
    return set(everywhere) if EVERYWHERE in names else names


def replan(
    candidates: pl.DataFrame,
    work: pl.DataFrame,
    treatments: Treatments,
    *,
    terminals: Collection[str],
    standing: Standing,
    audit_share: float,
    coverage: Mapping[str, float] | None = None,
    played: Collection[str] = (),
) -> DayPlan:
    """Return the plan of some terminals, starting from the plan in force.

    Args:
        candidates: all that can be chosen now, as for `plan_day`.
        work: what is left of it now.
        treatments: what can be done with a box.
        terminals: where something has changed.
        standing: the plan in force, of all terminals.
        audit_share: of each cell.
        coverage: asked of the boxes of these terminals.
        played: boxes that have had their lot in an audit.
    """
    here = pl.col("terminal").is_in(list(terminals))
    others = candidates.filter(~here).join(standing.picks, on="box_id")
    own = work.select("terminal", "kind").unique()
    elsewhere = others.join(own, on=["terminal", "kind"], how="anti")
    needed = elsewhere.with_columns(terminal=pl.lit(EVERYWHERE)).select(
        "terminal", "kind", "slot_at"
    )
    shared = spare(work.filter(pl.col("terminal") == EVERYWHERE), needed)
    return plan_day(
        candidates.filter(here),
        pl.concat([work.filter(here).select(*WORK_SCHEMA), shared]),
        treatments,
        audit_share=audit_share,
        coverage=coverage,
        standing=standing,
        played=played,
    )
