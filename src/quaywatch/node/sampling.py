"""What could have been inspected and what was, laid out to be evaluated.

Of planned days every candidate is known with its chance; of inspections that no plan made each
stands for others, month by month.
"""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from quaywatch.cargo import Frames, InspectionKind
from quaywatch.inspections import SLOT, Record
from quaywatch.inspections.evaluation import SAMPLE, Judge
from quaywatch.inspections.treatments import Treatments
from quaywatch.node.backtesting import History
from quaywatch.node.lessons import delay
from quaywatch.risk import Assessments, Known
from quaywatch.risk import Scorer as Model
from quaywatch.rules import RuleBook

_HOURS = SLOT.total_seconds() / 3600
_PLACED = {**SAMPLE, "row": pl.Int64()}
_ROOM = {"day": pl.Date(), "room": pl.Int64()}
_NOTHING = pl.lit(None, dtype=pl.Float64)


@dataclass(frozen=True, slots=True)
class Source:
    """Candidates, what is known of their consignments, and how many each round had room for."""

    known: Known
    candidates: pl.DataFrame
    """As `SAMPLE` says, and the `row` of `known`."""
    room: pl.DataFrame
    """[day, round, room]: for how many inspections there was room."""

    def rooms(self, days: Collection[date] | None = None) -> dict[str, int]:
        """Return the room of each round, on these days alone if they are given."""
        among = True if days is None else pl.col("day").is_in(list(days))
        summed = self.room.filter(among).group_by("round").agg(pl.col("room").sum())
        return dict(summed.sort("round").iter_rows())

    def met(self, codes: Collection[str]) -> np.ndarray:
        """Return which candidates meet any of some profiles."""
        return self._among(self.known.matches.filter(pl.col("code").is_in(list(codes))))

    def meets(self, book: RuleBook) -> np.ndarray:
        """Return which candidates meet any profile of another book."""
        return self._among(book.match(self.known.frames, self.known.findings))

    def _among(self, matches: pl.DataFrame) -> np.ndarray:
        met = np.zeros(len(self.known.frames), dtype=np.bool_)
        met[matches["row"].to_numpy()] = True
        return met[self.candidates["row"].to_numpy()]


def planned(past: History, rulebook: RuleBook) -> Source:
    """Return every candidate of the planned days."""
    found = pl.col("found").is_not_null()
    looked = [
        past.records.get(box) if told else None
        for box, told in past.candidates.select("box_id", found).iter_rows()
    ]
    treatments = Treatments.load()
    candidates = past.candidates.with_columns(
        pl.Series("row", past.rows, dtype=pl.Int64),
        pl.Series("delay", [each and delay(each) for each in looked], dtype=pl.Float64),
        round=pl.col("day").cast(pl.String),
        listed=pl.lit(value=True),
        detection=pl.Series(
            [each and _detection(each, treatments) for each in looked], dtype=pl.Float64
        ),
        hours=pl.when(found).then(_HOURS),
        left_out=_left_out(past),
    )
    matches = rulebook.match(past.frames, past.findings)
    return Source(
        known=Known(past.frames, past.findings, matches),
        candidates=_placed(candidates, past.frames),
        room=pl.DataFrame(list(past.capacity.items()), schema=_ROOM, orient="row").with_columns(
            round=pl.col("day").cast(pl.String)
        ),
    )


def chosen(known: Known, outcomes: pl.DataFrame) -> Source:
    """Return inspections, as `Lessons` tells of them, that stand for all that was there."""
    candidates = outcomes.with_columns(
        pl.col("row").cast(pl.Int64),
        box_id="consignment_id",
        chance="selection_probability",
        day=pl.col("known_at").dt.date(),
        round=pl.col("known_at").dt.strftime("%Y-%m"),
        listed=pl.lit(value=False),
        left_out=pl.lit(value=False),
        picked=pl.lit(value=True),
        detection=_NOTHING,
        hours=pl.col("boxes") * _HOURS,
    )
    room = candidates.group_by("day", "round").agg(room=pl.len().cast(pl.Int64))
    return Source(known, _placed(candidates, known.frames), room)


def judged(sources: Sequence[Source], model_on: Callable[[date], Model], book: RuleBook) -> Judge:
    """Return what the model of each day thinks of the candidates, one source after the other."""
    score: list[np.ndarray] = []
    probability: list[np.ndarray] = []
    for source in sources:
        days: list[date] = source.candidates["day"].to_list()
        models = {model.version: model for model in map(model_on, sorted(set(days)))}
        of = np.array([model_on(day).version for day in days], dtype=np.str_)
        rows = source.candidates["row"].to_numpy()
        told = np.zeros((2, len(days)))
        for version, model in models.items():
            scores = Assessments(source.known, model, book).scores
            among = of == version
            for place, name in enumerate(("log_odds", "probability")):
                told[place, among] = scores[name].to_numpy()[rows[among]]
        score.append(told[0])
        probability.append(told[1])
    return Judge(np.concatenate(score), np.concatenate(probability))


def _placed(candidates: pl.DataFrame, frames: Frames) -> pl.DataFrame:
    """Return candidates with the stratum of the audit: the country of loading."""
    ports = frames.consignments.sort("row")["port_of_loading"].fill_null("")
    return candidates.with_columns(
        ports.gather(candidates["row"]).str.slice(0, 2).alias("stratum")
    ).select(pl.col(name).cast(kind) for name, kind in _PLACED.items())


def _detection(record: Record, treatments: Treatments) -> float | None:
    """Return how often the way that a box was chosen for finds what a dry container hides.

    It was chosen with the first look, so what follows an alarm counts from the start: as planned,
    or else as it was done.
    """
    orders = [step.order for step in record.steps]
    if record.order is not None:
        orders.append(record.order)
    if not orders:
        return None
    planned = (orders[0].kind, *orders[0].then)
    way = planned if orders[0].then else tuple(order.kind for order in orders)
    return detection(treatments, way)


def detection(treatments: Treatments, way: Sequence[InspectionKind]) -> float:
    """Return how often every look of a way sees what a dry container hides, wherever that is."""
    looks = [treatments.of(kind) for kind in way]
    return math.fsum(
        share * math.prod(look.detection[where] for look in looks)
        for where, share in treatments.hiding.dry.items()
    )


def _left_out(past: History) -> pl.Series:
    """Return which picks somebody skipped or cancelled, or let go unseen: of a box the last one."""
    last = pl.col("day") == pl.col("day").filter("picked").max().over("box_id")
    picked = past.candidates.select(pl.col("picked") & pl.col("found").is_null() & last)
    records = (past.records.get(box) for box in past.candidates["box_id"])
    gone = [each is not None and (each.skipped is not None or each.lapsed) for each in records]
    return picked.to_series() & pl.Series(gone, dtype=pl.Boolean)
