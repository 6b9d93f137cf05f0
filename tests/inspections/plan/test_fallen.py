"""A day that is drawn again says of every box how likely it was to be looked at, exactly."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

import polars as pl
import pytest

from quaywatch.inspections.capacity import WORK_SCHEMA, spare
from quaywatch.inspections.plan.day import DayPlan, plan_day
from quaywatch.inspections.plan.fallen import Fallen
from quaywatch.inspections.plan.rolling import replan
from quaywatch.inspections.plan.standing import PICKS, Standing
from quaywatch.inspections.treatments import Treatments
from quaywatch.inspections.windows import ONE
from tests.inspections.lotteries import outcomes
from tests.inspections.ports import candidates, hour

TREATMENTS = Treatments.load()
SHARE = 0.5
HOLDING = {"b04", "b05"}


class Drawn(NamedTuple):
    """One draw of a day as it fell."""

    chances: dict[str, float]
    picked: set[str]
    withdrawn: set[str]


class Day(NamedTuple):
    """One way in which the lots of a day can fall."""

    likely: Fraction
    draws: list[Drawn]


def port() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Seven boxes before a scanner; the first three are worth most."""
    risks = [0.3, 0.25, 0.2, 0.02, 0.02, 0.01, 0.01]
    boxes = candidates([(r, "K1", hour(0), hour(3), "xy"[i % 2]) for i, r in enumerate(risks)])
    cells = [("scanner", "K1", "scan", True, hour(at), 2) for at in (0, 1, 2)]
    return boxes, pl.DataFrame(cells, schema=WORK_SCHEMA, orient="row")


def days() -> list[Day]:
    """Every way in which the day can go, the lots of its second draw included.

    Whoever is drawn for the first hour is looked at. A find there raises the risk of boxes of its
    country and costs an hour; so that whether, and with what chances, the day is planned again
    depends on the lots of the first draw. Without one and where b03 was drawn, it is not.
    """
    boxes, work = port()
    first = plan_day(boxes, work, TREATMENTS, audit_share=SHARE)
    return [
        day for fallen, likely in outcomes(first.lottery) for day in _from(first, fallen, likely)
    ]


def _from(first: DayPlan, fallen: dict[int, int], likely: Fraction) -> Iterator[Day]:
    boxes, work = port()
    at = {first.day.boxes.names[box]: first.labels[cell].at for box, cell in fallen.items()}
    told = Drawn(chances(first), set(at), set())
    looked = {box for box, when in at.items() if when == hour(0)}
    if not looked & HOLDING and "b03" in at:
        yield Day(likely, [told])
        return
    lots = Fallen()
    lots.take(told.chances, told.picked)
    loose = {box for box in at if box not in looked and not lots.fell(box)}
    stays = [("K1", "scan", when) for box, when in at.items() if box not in loose]
    taken = pl.DataFrame(
        stays, schema={"terminal": pl.String(), **dict(list(PICKS.items())[1:])}, orient="row"
    )
    risen = pl.col("stratum").is_in(["y"] if looked & HOLDING else ["x"])
    new = boxes[:1].with_columns(box_id=pl.lit("late"), probability=pl.lit(0.1))
    left = pl.concat([boxes.filter(~pl.col("box_id").is_in(list(at.keys() - loose))), new])
    picks = [(box, "scan", at[box]) for box in sorted(loose)]
    again = replan(
        left.with_columns(
            probability=pl.when(risen).then(0.4).otherwise(pl.col("probability") / 10)
        ),
        spare(work.filter(pl.col("slot_at") != hour(2)), taken),
        TREATMENTS,
        terminals={"K1"},
        standing=Standing(first.prices(), pl.DataFrame(picks, schema=PICKS, orient="row")),
        audit_share=SHARE,
        played=lots.played(),
    )
    for further, how_likely in outcomes(again.lottery):
        names = {again.day.boxes.names[box] for box in further}
        yield Day(likely * how_likely, [told, Drawn(chances(again), names, loose - names)])


def chances(plan: DayPlan) -> dict[str, float]:
    told = zip(plan.day.boxes.names, plan.chances().tolist(), strict=True)
    return {name: chance / ONE for name, chance in told if chance}


Weights = dict[str, Fraction]
"""For how many each box stands that could be looked at: 0 for those that were not."""


def as_stored(day: Day) -> Weights:
    lots = Fallen()
    for draw in day.draws:
        lots.take(*draw)
    return {box: lot.picked / Fraction(lot.chance) for box, lot in lots.lots.items()}


def by_any_lot(day: Day) -> Weights:
    """Planted: as if the chance of a box were that of any of the lots on its way."""
    missed, seen = defaultdict[str, Fraction](lambda: Fraction(1)), set[str]()
    for draw in day.draws:
        seen = (seen | draw.picked) - draw.withdrawn
        for box, chance in draw.chances.items():
            missed[box] *= 1 - Fraction(chance)
    return {box: (box in seen) / (1 - not_once) for box, not_once in missed.items()}


def by_last_lot(day: Day) -> Weights:
    """Planted: as if the last lot were the only one."""
    weights: Weights = {}
    for draw in day.draws:
        weights |= {b: (b in draw.picked) / Fraction(c) for b, c in draw.chances.items()}
    return weights


def by_first_lot(day: Day) -> Weights:
    """Planted: as if what was certain at first could not be withdrawn."""
    weights: Weights = {}
    for draw in day.draws:
        fresh = {b: (b in draw.picked) / Fraction(c) for b, c in draw.chances.items()}
        weights = fresh | weights
        weights |= dict.fromkeys(draw.withdrawn, Fraction(0))
    return weights


def off(weigh: Callable[[Day], Weights], all_days: list[Day]) -> dict[str, Fraction]:
    """By how much the boxes that stand for a box differ from it, on average over all lots."""
    assert sum(day.likely for day in all_days) == 1
    error = defaultdict[str, Fraction](Fraction)
    for day in all_days:
        for box, weight in weigh(day).items():
            error[box] += day.likely * (weight - 1)
    return error


@pytest.fixture(scope="module")
def all_days() -> list[Day]:
    return days()


def test_each_box_that_could_be_looked_at_stands_for_one_on_average_over_all_lots(
    all_days: list[Day],
) -> None:
    assert set(off(as_stored, all_days).values()) == {0}


@pytest.mark.parametrize("mistake", [by_any_lot, by_last_lot, by_first_lot])
def test_no_other_chance_would_do(mistake: Callable[[Day], Weights], all_days: list[Day]) -> None:
    assert any(abs(error) > 0.01 for error in off(mistake, all_days).values())


def test_the_day_has_all_that_makes_chances_hard(all_days: list[Day]) -> None:
    """What is withdrawn, a second chance after a lost lot, a day that is not drawn again."""
    again = [day for day in all_days if len(day.draws) > 1]
    assert 0 < len(again) < len(all_days)
    assert any(day.draws[1].withdrawn for day in again)
    assert any(
        first.chances.get(box, 1) < 1 and box not in first.picked
        for first, second in (day.draws for day in again)
        for box in second.picked
    )


def test_whoever_was_certain_is_dealt_again_and_no_lot_is() -> None:
    lots = Fallen()
    lots.take({"sure": 1.0, "won": 0.25, "lost": 0.25}, ["sure", "won"])
    assert lots.played() == {"won", "lost"}
    assert lots.take({"sure": 0.5, "lost": 1.0, "new": 0.5}, ["lost"]).keys() == {"sure", "new"}
    assert lots.lots["lost"].picked is False
    assert lots.lots["sure"] == (0.5, False)
    lots.take({}, [], ["new"])
    assert "new" not in lots.lots
