"""A model tried on the inspected past, no day of which may have taught it.

On days after all that it learned from it is tried itself. On earlier days models that were trained
the same way, on what was known before each stretch of days, stand for it; where nothing was known
yet, days are left out.

A box is seen as it was known when it was chosen. Planned days are tried within their own capacity,
on every box that could have been picked; inspections that no plan made, such as those that were
taken over, count month by month, as many as were done. Where a model asks the past of parties and
routes, which is kept of chosen boxes alone, all days count like that.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import pairwise

import polars as pl

from quaywatch.inspections.choosing import CHOICES, Choices, error
from quaywatch.node.backtesting import History
from quaywatch.node.lessons import Lessons
from quaywatch.node.training import learn
from quaywatch.risk import Assessments, Known
from quaywatch.risk import Scorer as Model
from quaywatch.risk.life import Life, ModelEvent, Refused, Trained, Tried
from quaywatch.rules import RuleBook

STRETCHES = 4
"""Stretches of earlier days, each with a model of its own."""

Live = Callable[[date], Model]
"""Tells which model was in force on a day."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Candidates, and what is known of their consignments."""

    known: Known
    candidates: pl.DataFrame
    """`day`, `row` of `known`, and the first columns of `CHOICES`."""
    room: pl.DataFrame
    """`day`, `round` and how many there was `room` for."""


class Trial:
    """The days, and what is known of them."""

    def __init__(self, past: History | None, known: Lessons, rulebook: RuleBook) -> None:
        """Set the days out; without `past`, the planned ones, all count month by month."""
        self._known, self._rulebook = known, rulebook
        self._sources = (_chosen(known.known, known.outcomes),)
        if past is not None:
            unplanned = known.outcomes.filter(~pl.col("planned"))
            self._sources = (_planned(past, rulebook), _chosen(known.known, unplanned))
        self._scores: dict[tuple[int, str], pl.DataFrame] = {}

    def of(self, model: Model, trained: Trained, live: Live) -> Tried:
        """Try `model` beside the one that was in force on each day."""
        days = sorted({day for source in self._sources for day in source.room["day"].to_list()})
        own = [day for day in days if day > trained.span.until.date()]
        scored, stood = [*self._scored(model, own, live)], list[date]()
        for stretch in _stretches(days[: len(days) - len(own)]):
            known = self._known.until(morning(stretch[0]))
            try:
                stand_in = learn(known, trained.kind)
            except Refused:
                continue
            scored += self._scored(stand_in, stretch, live)
            stood += stretch
        candidates = pl.concat([pl.DataFrame(schema=CHOICES), *scored])
        return self._told(candidates, own, stood, left=len(days) - len(own) - len(stood))

    def _told(
        self, candidates: pl.DataFrame, own: list[date], stood: list[date], left: int
    ) -> Tried:
        days = sorted(own + stood)
        room = self._room(days)
        choices = Choices(candidates, room)
        bins = choices.reliability()
        seen = candidates.filter(pl.col("weight") > 0)
        return Tried(
            days=len(days),
            own_days=len(own),
            refit_days=len(stood),
            left_days=left,
            first=days[0] if days else None,
            last=days[-1] if days else None,
            candidates=float(candidates["stands"].sum()),
            inspected=seen.height,
            found=int(seen["found"].sum()),
            capacity=sum(room.values()),
            model=choices.model(),
            live=choices.live(),
            random=choices.random(),
            overlap=choices.overlap(),
            lift=choices.lift(),
            reliability=bins,
            calibration_error=error(bins),
            tie_rate=choices.tie_rate(),
        )

    def _room(self, days: Collection[date]) -> dict[str, int]:
        """Return how many inspections there was room for in each round."""
        room: dict[str, int] = {}
        for source in self._sources:
            for name, some in (
                source.room.filter(pl.col("day").is_in(days)).select("round", "room").iter_rows()
            ):
                room[name] = room.get(name, 0) + some
        return room

    def _scored(self, model: Model, days: Iterable[date], live: Live) -> Iterator[pl.DataFrame]:
        """Yield the candidates of each day with what the model and the live one think."""
        for day in days:
            for place, source in enumerate(self._sources):
                part = source.candidates.filter(pl.col("day") == day)
                if part.is_empty():
                    continue
                mine, other = self._of(place, model), self._of(place, live(day))
                scored = part.with_columns(
                    score=mine["log_odds"].gather(part["row"]),
                    probability=mine["probability"].gather(part["row"]),
                    live=other["log_odds"].gather(part["row"]),
                )
                yield scored.select(*CHOICES)

    def _of(self, place: int, model: Model) -> pl.DataFrame:
        """Return what a model thinks of each consignment of a source."""
        name = (place, model.version)
        if name not in self._scores:
            known = self._sources[place].known
            self._scores[name] = Assessments(known, model, self._rulebook).scores
        return self._scores[name]


def in_force_on(lives: Collection[Life], day: date) -> Life | None:
    """Return the model that was in force when a day began; None where it was the one given."""
    standing: dict[int, Life] = {}
    for life in lives:
        number = 0
        for entry in life.history:
            if entry.at < morning(day) and entry.kind is ModelEvent.APPROVED:
                number = entry.fact.number
            elif entry.at < morning(day) and entry.kind is ModelEvent.WITHDRAWN:
                number = 0
        if number:
            standing[number] = life
    return standing[max(standing)] if standing else None


def morning(day: date) -> datetime:
    """Return when a day begins; what was known then was known before its plan."""
    return datetime.combine(day, time(tzinfo=UTC))


def _planned(past: History, rulebook: RuleBook) -> _Source:
    """Every candidate of the planned days."""
    found = pl.col("found").is_not_null()
    picked = int(past.candidates["picked"].sum())
    seen = int(past.candidates["found"].is_not_null().sum())
    # An outcome stands for those of the picks that were never reported on as well.
    answered = seen / picked if picked else 1.0
    candidates = past.candidates.with_columns(
        pl.Series("row", past.rows, dtype=pl.Int64),
        pl.col("found").fill_null(value=False),
        round=pl.col("day").cast(pl.String),
        stands=pl.lit(1.0),
        weight=pl.when(found).then(1 / (pl.col("chance") * answered)).otherwise(0.0),
    )
    room = pl.DataFrame(
        {"day": list(past.capacity), "room": list(past.capacity.values())},
        schema={"day": pl.Date(), "room": pl.Int64()},
    ).with_columns(round=pl.col("day").cast(pl.String))
    matches = rulebook.match(past.frames, past.findings)
    return _Source(Known(past.frames, past.findings, matches), candidates, room)


def _chosen(known: Known, outcomes: pl.DataFrame) -> _Source:
    """Inspections that stand for all that was there, each by the chance that it had."""
    weight = 1 / pl.col("selection_probability")
    candidates = outcomes.with_columns(
        pl.col("row").cast(pl.Int64),
        pl.col("consignment_id").alias("box_id"),
        day=pl.col("known_at").dt.date(),
        round=pl.col("known_at").dt.strftime("%Y-%m"),
        stands=weight,
        weight=weight,
    )
    room = candidates.group_by("day", "round", maintain_order=True).agg(
        room=pl.len().cast(pl.Int64)
    )
    return _Source(known, candidates, room)


def _stretches(days: Sequence[date]) -> list[list[date]]:
    """Cut days into some stretches of about the same length."""
    cuts = sorted({round(i * len(days) / STRETCHES) for i in range(STRETCHES + 1)})
    return [list(days[a:b]) for a, b in pairwise(cuts)]
