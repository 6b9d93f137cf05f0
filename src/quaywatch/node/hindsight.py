"""A model tried on the inspected past, no day of which may have taught it.

On days after all that it learned from it is tried itself. On earlier days models that were trained
the same way, on what was known before each stretch of days, stand for it; where nothing was known
yet, days are left out.

A box is seen as it was known when it was chosen. Planned days are tried within their own capacity,
on every box that could have been picked; inspections that no plan made, such as those that were
taken over, count month by month, as many as were done. Where a model asks the past of parties and
routes, which is kept of chosen boxes alone, all days count like that.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time
from itertools import pairwise

import numpy as np
import polars as pl

from quaywatch.inspections.evaluation import (
    SAMPLE,
    Finds,
    Policy,
    Sample,
    Totals,
    parts,
    policies,
)
from quaywatch.node.backtesting import History
from quaywatch.node.lessons import Lessons
from quaywatch.node.sampling import chosen, planned
from quaywatch.node.training import learn
from quaywatch.risk import Assessments
from quaywatch.risk import Scorer as Model
from quaywatch.risk.life import Bin, Life, ModelEvent, Point, Refused, Share, Trained, Tried
from quaywatch.rules import RuleBook

STRETCHES = 4
"""Stretches of earlier days, each with a model of its own."""
LOOKED = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0)
"""Shares of the candidates at which the lift curve is told."""
_SCORED = {**SAMPLE, "score": pl.Float64(), "probability": pl.Float64(), "live": pl.Float64()}
"""Candidates with what the model thinks of each (log-odds and probability), and the log-odds of the
one that was in force."""

Live = Callable[[date], Model]
"""Tells which model was in force on a day."""


class Trial:
    """The days, and what is known of them."""

    def __init__(self, past: History | None, known: Lessons, rulebook: RuleBook) -> None:
        """Set the days out; without `past`, the planned ones, all count month by month."""
        self._known, self._rulebook = known, rulebook
        self._sources = (chosen(known.known, known.outcomes),)
        if past is not None:
            unplanned = known.outcomes.filter(~pl.col("planned"))
            self._sources = (planned(past, rulebook), chosen(known.known, unplanned))
        self._scores: dict[tuple[int, str], pl.DataFrame] = {}

    def of(self, model: Model, trained: Trained, live: Live) -> Tried:
        """Try `model` beside the one that was in force on each day."""
        days = sorted({day for source in self._sources for day in source.room["day"]})
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
        candidates = pl.concat([pl.DataFrame(schema=_SCORED), *scored])
        return self._told(candidates, own, stood, left=len(days) - len(own) - len(stood))

    def _told(
        self, candidates: pl.DataFrame, own: list[date], stood: list[date], left: int
    ) -> Tried:
        days = sorted(own + stood)
        room = self._room(days)
        ranked = _Ranked(candidates, room)
        sample, bins = ranked.totals.sample, ranked.reliability()
        return Tried(
            days=len(days),
            own_days=len(own),
            refit_days=len(stood),
            left_days=left,
            first=days[0] if days else None,
            last=days[-1] if days else None,
            candidates=sample.size,
            inspected=int(sample.seen.sum()),
            found=int(sample.found.sum()),
            capacity=sum(room.values()),
            model=ranked.finds(ranked.by_model),
            live=ranked.finds(ranked.by_live),
            random=ranked.finds(policies.evenly(sample, room)),
            overlap=ranked.overlap(),
            lift=ranked.lift(),
            reliability=bins,
            calibration_error=_error(bins),
            tie_rate=ranked.tie_rate(),
        )

    def _room(self, days: Collection[date]) -> dict[str, int]:
        """Return how many inspections there was room for in each round."""
        room: dict[str, int] = {}
        for source in self._sources:
            room |= source.rooms(days)
        return room

    def _scored(self, model: Model, days: Collection[date], live: Live) -> Iterator[pl.DataFrame]:
        """Yield the candidates of each day with what the model and the live one think."""
        for place, source in enumerate(self._sources):
            mine = self._of(place, model)
            for (day,), part in source.candidates.filter(pl.col("day").is_in(days)).group_by(
                "day", maintain_order=True
            ):
                assert isinstance(day, date)  # noqa: S101 - the type of the column
                other = self._of(place, live(day))
                scored = part.with_columns(
                    score=mine["log_odds"].gather(part["row"]),
                    probability=mine["probability"].gather(part["row"]),
                    live=other["log_odds"].gather(part["row"]),
                )
                yield scored.select(*_SCORED)

    def _of(self, place: int, model: Model) -> pl.DataFrame:
        """Return what a model thinks of each consignment of a source."""
        name = (place, model.version)
        if name not in self._scores:
            known = self._sources[place].known
            self._scores[name] = Assessments(known, model, self._rulebook).scores
        return self._scores[name]


class _Ranked:
    """Candidates, and how two models rank them."""

    def __init__(self, candidates: pl.DataFrame, room: dict[str, int]) -> None:
        rows = candidates.sort("round", "box_id")
        self.totals = Totals(Sample(rows))
        self._score, self._probability = rows["score"].to_numpy(), rows["probability"].to_numpy()
        self.by_model = policies.best(self.totals.sample, self._score, room)
        self.by_live = policies.best(self.totals.sample, rows["live"].to_numpy(), room)

    def finds(self, policy: Policy) -> Share:
        """Return the finds that a policy would have made."""
        return _share(self.totals.finds(policy))

    def overlap(self) -> float:
        """Return the share of the model's choice that the model in force would have made too."""
        both = np.minimum(self.by_model.chance, self.by_live.chance) @ self.totals.sample.stands
        return float(both) / self.by_model.size if self.by_model.size else 0.0

    def lift(self) -> tuple[Point, ...]:
        """Return which share of all finds is among which share of the candidates of each round."""
        sample = self.totals.sample
        return tuple(
            Point(looked=looked, found=_share(self.totals.part(chosen)))
            for looked in LOOKED
            for chosen in (policies.first(sample, self._score, looked),)
        )

    def reliability(self) -> tuple[Bin, ...]:
        """Return probabilities beside shares found; a bin in which nobody looked is left out."""
        sample = self.totals.sample
        return tuple(
            Bin(
                predicted=float(chosen.chance * sample.stands @ self._probability) / chosen.size,
                found=_share(self.totals.finds(chosen).over(chosen.size)),
                candidates=chosen.size,
            )
            for part in parts(sample, self._probability)
            if (part & sample.seen).any()
            for chosen in (policies.of(sample, part.astype(np.float64)),)
        )

    def tie_rate(self) -> float:
        """Return the share of scores that another one of the same round equals."""
        told = pl.DataFrame({"round": self.totals.sample.rounds, "score": self._score})
        tied = told.select(pl.len().over("round", "score") > 1).to_series()
        return int(tied.sum()) / max(len(tied), 1)


def _share(told: Finds) -> Share:
    return Share(value=told.value, low=told.low, high=told.high)


def _error(bins: Sequence[Bin]) -> float:
    """Return the mean distance of probabilities from shares found (ECE)."""
    total = sum(each.candidates for each in bins)
    return sum(abs(b.predicted - b.found.value) * b.candidates for b in bins) / max(total, 1.0)


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


def _stretches(days: Sequence[date]) -> list[list[date]]:
    """Cut days into some stretches of about the same length."""
    cuts = sorted({round(i * len(days) / STRETCHES) for i in range(STRETCHES + 1)})
    return [list(days[a:b]) for a, b in pairwise(cuts)]
