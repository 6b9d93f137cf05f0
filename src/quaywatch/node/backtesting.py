"""The days that were planned, as they looked to the plan: who could be picked, and what was known.

Filings are folded up to each plan and no further. Checks see the filing alone, without the other
filings and movements that the work list knows of today.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import msgspec
import numpy as np
import polars as pl
from sqlalchemy import Connection, select

from quaywatch import checks
from quaywatch.cargo import Frames, OutcomeResult, SelectionBasis, to_frames
from quaywatch.inspections import Record
from quaywatch.inspections.evaluation import CANDIDATES, Backtest, Booleans, backtest
from quaywatch.inspections.plan.fallen import Fallen
from quaywatch.ledger import Ledger
from quaywatch.node import folding, known, schema
from quaywatch.node.among import rows_among
from quaywatch.node.entries import Entry
from quaywatch.node.facts import FILING, PLANNED, Fact, Plan, fact
from quaywatch.node.words import Word
from quaywatch.rules import RuleBook

_PLANS = msgspec.json.Decoder(Plan)
_BOXES = select(schema.box.c.box_id, schema.box.c.consignment_id)
_READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class History:
    """Every candidate of the days planned, with its consignment as known at that moment."""

    candidates: pl.DataFrame
    """As `inspections.evaluation.CANDIDATES` says."""
    rows: np.ndarray[tuple[int], np.dtype[np.int64]]
    """The row of `frames` that each candidate is."""
    frames: Frames
    findings: pl.DataFrame
    capacity: dict[date, int]
    records: dict[str, Record]
    """What became of the boxes that were picked, by name."""

    def met(self, book: RuleBook) -> dict[str, Booleans]:
        """Return which candidates meet each profile of `book`, by its code."""
        matches = book.match(self.frames, self.findings)
        found: dict[str, Booleans] = {}
        for profile in book.profiles:
            met = np.zeros(len(self.frames), dtype=np.bool_)
            met[matches.filter(pl.col("code") == profile.code)["row"].to_numpy()] = True
            found[profile.code] = met[self.rows]
        return found

    def of(self, book: RuleBook, others: RuleBook) -> dict[str, Backtest]:
        """Return how each profile of `book` would have done, beside those of `others`."""
        beside = self.met(others)
        return {
            code: backtest(
                self.candidates,
                met,
                self.capacity,
                {other: also for other, also in beside.items() if other != code},
            )
            for code, met in self.met(book).items()
        }


def history(
    ledger: Ledger, connection: Connection, since: date | None = None, until: date | None = None
) -> History:
    """Return the days planned from `since` up to and with `until`; without them, all."""
    replay = _Replay()
    capacity: dict[date, int] = {}
    for plan, standing in _planned(ledger):
        if (since and plan.day < since) or (until and plan.day > until):
            continue
        capacity[plan.day] = plan.capacity
        replay.take(plan, standing, _consignments(connection, plan))
    records = known.records(connection, replay.last_picks)
    frames = to_frames((entry.header, entry.consignment) for entry in replay.entries)
    return History(
        candidates=replay.candidates(records),
        rows=np.array(replay.rows, dtype=np.int64),
        frames=frames,
        findings=checks.run(frames, checks.Context()),
        capacity=capacity,
        records=records,
    )


class _Replay:
    """The candidates of the plans taken so far, each once a day: with the lot that counts."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.last_picks: dict[str, date] = {}
        """The day of the last lot that picked each box: an outcome belongs to it."""
        self._places: dict[tuple[str, int, int], int] = {}
        self._lots: dict[date, Fallen] = {}
        self._rows: dict[tuple[date, str], int] = {}

    def take(self, plan: Plan, standing: dict[str, Entry], consignments: dict[str, str]) -> None:
        """Take the candidates of a plan, as known by then; one whose filing is gone is left out."""
        lots = self._lots.setdefault(plan.day, Fallen())
        for box_id in plan.picked:
            # Where an earlier lot of the day had gone against it, no outcome belongs to a lot.
            self.last_picks.pop(box_id, None)
        for box_id, lot in sorted(lots.take(plan.chances, plan.picked, plan.withdrawn).items()):
            entry = standing.get(consignments.get(box_id, ""))
            if entry is None:
                continue
            self._rows[plan.day, box_id] = self._row(entry)
            if lot.picked:
                self.last_picks[box_id] = plan.day

    @property
    def rows(self) -> list[int]:
        """Return the consignment of each candidate, in their order."""
        return [self._rows[day, box_id] for day, box_id, *_ in self._told()]

    def candidates(self, records: dict[str, Record]) -> pl.DataFrame:
        """Return the candidates with what was found of them."""
        told = [
            (
                *each,
                _found(records.get(each[1])) if self.last_picks.get(each[1]) == each[0] else None,
            )
            for each in self._told()
        ]
        return pl.DataFrame(told, schema=CANDIDATES, orient="row")

    def _told(self) -> list[tuple[date, str, float, bool]]:
        return [
            (day, box_id, lots.lots[box_id].chance, lots.lots[box_id].picked)
            for day, lots in self._lots.items()
            for box_id in sorted(lots.lots)
            if (day, box_id) in self._rows
        ]

    def _row(self, entry: Entry) -> int:
        added = entry.addition.position if entry.addition else 0
        key = (entry.consignment_id, entry.position, added)
        if key not in self._places:
            self._places[key] = len(self.entries)
            self.entries.append(entry)
        return self._places[key]


def _planned(ledger: Ledger) -> Iterator[tuple[Plan, dict[str, Entry]]]:
    """Yield each plan with the consignments as they stood when it was made."""
    standing: dict[str, Entry] = {}
    words: dict[str, Word] = {}
    filings: list[Fact] = []
    position = 0
    while recorded := list(ledger.read(position, _READ_AT_ONCE, (FILING, PLANNED))):
        position = recorded[-1].position
        for each in recorded:
            if each.kind == FILING:
                filings.append(fact(each, each.position))
            else:
                filed = folding.fold(filings, words)
                words |= filed.words
                standing |= {e.consignment_id: e for e in folding.entries(filed, standing)}
                filings = []
                yield _PLANS.decode(each.payload), standing


def _consignments(connection: Connection, plan: Plan) -> dict[str, str]:
    rows = rows_among(connection, _BOXES, schema.box.c.box_id, plan.chances)
    return {row.box_id: row.consignment_id for row in rows}


def _found(record: Record | None) -> bool | None:
    """Return what the inspection of a picked box showed; None where none was done on that pick."""
    if record is None or record.outcome is None or record.order is None:
        return None
    if record.order.basis is SelectionBasis.OFFICER or record.order.second_lot:
        return None
    return record.outcome.result is OutcomeResult.FOUND
