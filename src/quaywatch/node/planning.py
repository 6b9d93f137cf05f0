"""The day's selection: which boxes, where and when, and with what chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, and_, or_, select

from quaywatch.alliance.accords import Coverage
from quaywatch.cargo import InspectionKind, Order, SelectionBasis
from quaywatch.cargo.columns import INSTANT
from quaywatch.inspections import (
    SLOT,
    Act,
    Asked,
    Capacity,
    Posting,
    Record,
    Status,
    lapse,
    propose,
    summarise,
)
from quaywatch.inspections.capacity import SLOTS_SCHEMA, WORK_SCHEMA, spare
from quaywatch.inspections.drawing import Document, Draw
from quaywatch.inspections.freezing import Terms, document_of, frame, plan_again
from quaywatch.inspections.plan.day import DayPlan
from quaywatch.inspections.plan.explaining import Told, reasons
from quaywatch.inspections.plan.fallen import Fallen
from quaywatch.inspections.plan.laying import CANDIDATES
from quaywatch.inspections.plan.roster import post, posted
from quaywatch.inspections.treatments import Treatments
from quaywatch.inspections.trials import with_lots
from quaywatch.inspections.why import Why
from quaywatch.node import candidates, known, outages, schema
from quaywatch.node.assessed import assessed
from quaywatch.node.auditing import lots
from quaywatch.node.coverage import Trial, asked, asked_by, compared
from quaywatch.node.drafts import Draft, draft
from quaywatch.node.exploring import explored, taught
from quaywatch.node.facts import PLANNED, Plan, SlotPrice
from quaywatch.node.following import Following
from quaywatch.node.instants import NEVER, restored, stored
from quaywatch.node.plans import in_force
from quaywatch.node.rolling import rest
from quaywatch.node.slots import taken
from quaywatch.node.treating import learned

PLANNER = "planner"
"""Actor of what the plan decides."""

AUDIT_SHARE = 0.1
"""Share of every hour's slots that a random audit over all strata gets."""

_OVERDUE = timedelta(days=3)
"""How long after its planned pick-up a box is taken for gone, though nobody reported it."""
_UNPLANNED = timedelta(days=30)
"""How long after its arrival, when no pick-up was ever planned."""


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans days within a port's capacity."""

    capacity: Capacity
    audit_share: float = AUDIT_SHARE
    declared: Treatments = field(default_factory=Treatments.load)
    """What looks find, before outcomes have taught anything."""

    def freeze(self, connection: Connection, draw: Draw, salt: bytes, now: datetime) -> Document:
        """Lay down what a day's draw is made from: the candidates and the room of this moment."""
        asks = asked(connection, self.capacity, draw.day)
        boxes, work, terms = self._laid(connection, draw.day, asks, now)
        return document_of(draw.name, salt, boxes, work, terms)

    def tried(self, connection: Connection, matter: Coverage, day: date, now: datetime) -> Trial:
        """Plan a day by what is in force and by a coverage that is not; nothing is kept."""
        asks = asked(connection, self.capacity, day), asked_by(matter, self.capacity, day)
        made: list[DayPlan] = []
        for each in asks:
            boxes, work, terms = self._laid(connection, day, each, now)
            made.append(terms.plan(boxes, work))
        return compared(day, *made)

    def _laid(
        self, connection: Connection, day: date, asks: Asked, now: datetime
    ) -> tuple[pl.DataFrame, pl.DataFrame, Terms]:
        """Return the candidates and the room of this moment, and by what the day is planned."""
        rows = _rows(connection, now)
        laid = candidates.laid(connection, rows, self.capacity, asks, now)
        boxes = lots.ask(connection, rows, laid, day)
        port, down = self.capacity.on(day), outages.outages(connection)
        treatments = learned(connection, self.declared)
        roster = post(port, day, boxes, treatments, down, since=now)
        work = self.room(connection, day, now, roster)
        boxes = taught(connection, rows, boxes, work, treatments, now)
        shares = asks.shares(boxes["stratum"].unique())
        return boxes, work, Terms(treatments, self.audit_share, shares)

    def freeze_again(
        self, connection: Connection, draw: Draw, salt: bytes, now: datetime
    ) -> Document | None:
        """Lay down what a further draw of a day is made from; None where no change asks for it."""
        rows, treatments = _rows(connection, now), learned(connection, self.declared)
        found = rest(connection, self.capacity, draw.day, rows, now)
        if found is None:
            return None
        asks = asked(connection, self.capacity, draw.day)
        return document_of(
            draw.name,
            salt,
            taught(connection, rows, found.boxes, found.work, treatments, now),
            found.work,
            Terms(
                treatments,
                self.audit_share,
                asks.shares(found.boxes["stratum"].unique()),
                again=found.again,
                begun=found.begun,
            ),
        )

    def plan(
        self, connection: Connection, draw: Draw, document: Document, now: datetime
    ) -> list[Draft]:
        """Plan a day by a draw that is closed.

        A box that was taken in hand after the freeze keeps what was done with it.

        Raises:
            ValueError: the draw is not closed, or the document is not read as it was frozen.

        """
        if draw.drawn is None:
            raise ValueError(f"the lots of {draw.name} have not fallen")
        boxes = frame(document.candidates, CANDIDATES)
        work = frame(document.capacity, WORK_SCHEMA)
        made_again = plan_again(document, boxes, work)
        selection = made_again.draw(bytes.fromhex(draw.drawn.seed))
        summary = summarise(boxes, selection, _slots(work))
        treatments = document.treatments or self.declared
        picked = with_lots(
            selection.filter(pl.col("basis").is_not_null()),
            treatments,
            bytes.fromhex(draw.drawn.seed),
        )
        chances = selection.filter(pl.col("selection_probability") > 0)
        plan = Plan(
            day=draw.day,
            seed=draw.drawn.seed,
            draw=draw.number,
            audit_share=document.audit_share,
            capacity=summary.capacity,
            targeted=summary.targeted,
            random_audit=summary.random_audit,
            expected_finds=summary.expected_finds,
            expected_finds_random=summary.expected_finds_random,
            picked=tuple(picked["box_id"].to_list()),
            chances=dict(chances.select("box_id", "selection_probability").iter_rows()),
            roster=posted(self.capacity, work),
            prices=_prices(made_again),
            bound=made_again.solution.bound,
            worth=made_again.solution.worth,
            covered=made_again.covered(),
            explored=explored(document.candidates, picked["box_id"].to_list()),
            assessed=assessed(connection, picked["box_id"].to_list()),
        )
        rows, gone = _rows(connection, now), _overdue(connection, now)
        standing = in_force(connection, draw.day)
        further: list[Draft] = []
        if standing is not None and document.again and document.begun:
            follow = Following(connection, standing, document.again, document.begun)
            further = follow.events(plan.picked, PLANNER, now)
            plan = follow.told(plan, rows)
        drawn = made_again.lottery.draw(bytes.fromhex(draw.drawn.seed))
        pick_up = {row.box_id: restored(row.deadline_at) for row in rows}
        why = reasons(made_again, drawn, Told(draw.name, plan.assessed, pick_up))
        lots = Fallen() if standing is None else standing.lots
        return [
            draft(PLANNED, plan, key=_key(plan), actor=PLANNER, known_at=now),
            *_proposals(connection, rows, picked, lots, why, now),
            *further,
            *_lapses(connection, gone - set(plan.withdrawn), now),
        ]

    def room(
        self, connection: Connection, day: date, now: datetime, roster: Sequence[Posting]
    ) -> pl.DataFrame:
        """Return the work of a day that has not passed and is not given away."""
        down = outages.outages(connection)
        port = self.capacity.on(day)
        work = port.work(day, roster, down).filter(pl.col("slot_at") > now - SLOT)
        given = [
            (port.place(terminal, InspectionKind(kind)), kind, restored(at))
            for terminal, kind, at in taken(connection, now - SLOT)
        ]
        columns = {"terminal": pl.String(), "kind": pl.String(), "slot_at": INSTANT}
        return spare(work, pl.DataFrame(given, schema=columns, orient="row"))


def _key(plan: Plan) -> str:
    """Return the key of a plan's event: there is one plan a draw, and no second."""
    number = f"/{plan.draw}" if plan.draw > 1 else ""
    return f"{PLANNED}/{plan.day.isoformat()}{number}"


def _rows(connection: Connection, now: datetime) -> Sequence[Row[*tuple[Any, ...]]]:
    gone = _overdue(connection, now)
    return [row for row in candidates.rows(connection) if row.box_id not in gone]


def _slots(work: pl.DataFrame) -> pl.DataFrame:
    slots = work.group_by("terminal", "kind", "slot_at").agg(pl.col("slots").sum())
    return slots.sort("terminal", "slot_at", "kind").select(*SLOTS_SCHEMA)


def _prices(plan: DayPlan) -> tuple[SlotPrice, ...]:
    """Return what slots were worth; of pools that differ in dangerous goods alone, the dearer."""
    dearest = (
        plan.prices()
        .filter(pl.col("price") > 0)
        .group_by("terminal", "kind", "slot_at")
        .agg(pl.col("price").max())
        .sort("terminal", "kind", "slot_at")
    )
    return tuple(SlotPrice(**row) for row in dearest.iter_rows(named=True))


def _proposals(
    connection: Connection,
    rows: Sequence[Row[*tuple[Any, ...]]],
    picked: pl.DataFrame,
    lots: Fallen,
    why: Mapping[str, Why],
    now: datetime,
) -> list[Draft]:
    """Propose what was drawn, unless that is proposed already."""
    free = {row.box_id: row for row in rows}
    records = known.records(connection, picked["box_id"].to_list())
    proposals: list[Draft] = []
    for chosen in picked.filter(pl.col("box_id").is_in(list(free))).iter_rows(named=True):
        row = free[chosen["box_id"]]
        record = records.get(row.box_id) or Record(box_id=row.box_id)
        reason = why.get(row.box_id)
        order = Order(
            consignment_id=row.consignment_id,
            equipment_number=row.equipment_number,
            kind=InspectionKind(chosen["kind"]),
            basis=SelectionBasis(chosen["basis"]),
            selection_probability=chosen["selection_probability"],
            terminal=chosen["terminal"],
            slot_at=chosen["slot_at"],
            deadline_at=restored(row.deadline_at),
            second_lot=lots.fell(row.box_id),
            verified=chosen["verified"],
            then=reason.look.steps[1:] if reason is not None else (),
        )
        if order == record.selected and record.skipped is None:
            continue
        act = Act(actor=PLANNER, at=now, seen=record.version)
        proposals.append(Draft(event=propose(record, order, act, reason)))
    return proposals


def _overdue(connection: Connection, now: datetime) -> set[str]:
    """Return the open boxes whose pick-up is so long over that they must be gone."""
    box = schema.box.c
    over = or_(
        and_(box.deadline_at != NEVER, box.deadline_at < stored(now - _OVERDUE)),
        and_(
            box.deadline_at == NEVER,
            box.arrival_at != NEVER,
            box.arrival_at < stored(now - _UNPLANNED),
        ),
    )
    kept = select(schema.inspection.c.box_id).where(schema.inspection.c.detained == 1)
    query = select(box.box_id).where(
        schema.LISTED, box.status == Status.OPEN.value, over, box.box_id.not_in(kept)
    )
    return set(connection.scalars(query))


def _lapses(connection: Connection, box_ids: set[str], now: datetime) -> list[Draft]:
    """Take boxes off the list."""
    records = known.records(connection, box_ids)
    lapsing = [records.get(name) or Record(box_id=name) for name in sorted(box_ids)]
    return [
        Draft(event=lapse(record, Act(actor=PLANNER, at=now, seen=record.version)))
        for record in lapsing
    ]
