"""What would bring a box below the day's line of selection, were it otherwise."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import polars as pl
from sqlalchemy import Connection, select

from quaywatch.cargo import Frames, SelectionBasis, to_frames
from quaywatch.inspections import Capacity
from quaywatch.links import COLUMNS
from quaywatch.node import known, schema
from quaywatch.node.among import rows_among
from quaywatch.node.assessing import Scorer
from quaywatch.node.entries import Entry
from quaywatch.node.errors import UnknownBox
from quaywatch.node.instants import stored
from quaywatch.node.memory import Memory
from quaywatch.node.plans import plan_of
from quaywatch.node.recalling import pasts_of
from quaywatch.node.retelling import told_of
from quaywatch.node.sharing import context_of, look_around
from quaywatch.node.telling import Told
from quaywatch.risk import assess
from quaywatch.risk.counterfactual import Case, Otherwise, WhatIf, alternatives, assessor, what_if
from quaywatch.risk.exact import log_odds_of, probability_of

if TYPE_CHECKING:
    from quaywatch.history.events import Events

_PICKED = select(schema.box.c.prior).where(schema.box.c.basis == SelectionBasis.TARGETED.value)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Facts that would have to be otherwise, and the probability with them."""

    otherwise: Otherwise
    probability: float


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What would change the selection of one box."""

    probability: float
    """As it is assessed now."""
    line: float
    """The lowest probability with which a box is selected on the day; 0 where all fit."""
    planned: bool
    """Whether the day's plan says so; else the capacity of the day does."""
    below: list[Change]
    nearest: Change | None
    tried: int


def question(
    connection: Connection, box_id: str, scorer: Scorer, memory: Memory, line: "Line"
) -> Question:
    """Return what would change the selection of a box.

    Raises:
        UnknownBox: there is none of this name, or it comes no more.

    """
    boxes = known.boxes_named(connection, {box_id})
    if not boxes or boxes[0].cancelled:
        raise UnknownBox(f"there is no box {box_id!r}")
    name = boxes[0].consignment_id
    entry = known.entries(connection, {name})[name]
    before = known.boxes_of(connection, {name})
    told = told_of(connection, [entry])
    context = context_of(look_around(connection, [entry], before).affected, told, [entry])
    past = _Past(entry, pasts_of(connection, {name})[name], memory, line.now)
    case = Case(entry.header, entry.consignment, _told(told))
    frames = to_frames([(entry.header, entry.consignment)])
    own = assess(
        frames,
        model=scorer.model,
        rulebook=scorer.rulebook,
        context=context,
        past=past.own,
    )
    ask = assessor(
        model=scorer.model, rulebook=scorer.rulebook, context=context, past=past.otherwise
    )
    possible = alternatives(case, own.explain(0).reasons, past.said)
    return _answer(what_if(case, possible, log_odds_of(line.probability), ask), line)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Where selection ends on a day."""

    probability: float
    planned: bool
    now: datetime


def line_of(connection: Connection, capacity: Capacity, day: date, now: datetime) -> Line:
    """Return the lowest probability that was targeted on a day, or would be by its capacity."""
    plan = plan_of(connection, day)
    if plan is not None:
        picked = rows_among(connection, _PICKED, schema.box.c.box_id, plan.picked)
        if picked:
            return Line(probability=min(r.prior for r in picked), planned=True, now=now)
    slots = int(capacity.slots(day)["slots"].sum())
    box = schema.box.c
    last = (
        select(box.probability)
        .where(schema.LISTED)
        .order_by(box.probability.desc(), box.box_id.desc())
        .offset(max(slots - 1, 0))
        .limit(1)
    )
    return Line(probability=connection.scalar(last) or 0.0, planned=False, now=now)


class _Past:
    """What the past says of a consignment, and would say were it declared otherwise."""

    def __init__(self, entry: Entry, kept: bytes, memory: Memory, now: datetime) -> None:
        self._memory, self._now = memory, now
        self.own = memory.frame([kept])
        said = self.own.row(0, named=True)
        self.said = {name: value for name, value in said.items() if value is not None}
        self._keys = self._filed(to_frames([(entry.header, entry.consignment)])).keys

    def otherwise(self, frames: Frames) -> pl.DataFrame:
        """Return what was known of keys that stay, and what is known now of those that do not.

        How the parties stand among others is left as it was known.
        """
        from quaywatch.history import CATALOGUE

        asked = self._filed(frames)
        now = self._memory.ask(asked)
        stays = asked.keys == self._keys
        own = self.own.row(0, named=True)
        return pl.DataFrame(
            [
                now[feature.name].scatter(np.flatnonzero(stays[feature.key]), own[feature.name])
                for feature in CATALOGUE
            ]
            + [self.own[column.name].new_from_index(0, len(frames)) for column in COLUMNS]
        )

    def _filed(self, frames: Frames) -> "Events":
        from quaywatch.history.encoding import filed
        from quaywatch.history.events import looking

        return looking(filed(frames, np.full(len(frames), stored(self._now), dtype=np.int64)))


def _told(told: Told) -> dict[str, str]:
    """Return what the stories contradict themselves in, the first of each kind."""
    found: dict[str, str] = {}
    for box in sorted(told):
        for each in told[box]:
            found.setdefault(each.code, f"{each.earlier} → {each.later}")
    return found


def _answer(found: WhatIf, line: Line) -> Question:
    return Question(
        probability=probability_of(found.log_odds),
        line=line.probability,
        planned=line.planned,
        below=[_change(each) for each in found.below],
        nearest=None if found.nearest is None else _change(found.nearest),
        tried=found.tried,
    )


def _change(each: Otherwise) -> Change:
    return Change(otherwise=each, probability=probability_of(each.log_odds))
