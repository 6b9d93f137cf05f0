"""What of a day is planned again, and from what: only what has changed, and nothing in hand.

What an officer holds or has ordered is not touched, nor what a lot has chosen; the latter gets
another hour where its own is lost. What was certain by its worth alone may be asked for elsewhere,
or no more.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, select

from quaywatch.cargo import InspectionKind, Order
from quaywatch.cargo.columns import INSTANT
from quaywatch.inspections import SLOT, Capacity, Status
from quaywatch.inspections.capacity import spare
from quaywatch.inspections.drawing import Again, Begun, Draw
from quaywatch.inspections.freezing import frame
from quaywatch.inspections.plan.laying import CANDIDATES
from quaywatch.inspections.plan.moving import Stay, moved
from quaywatch.inspections.plan.rolling import touched
from quaywatch.inspections.resources import EVERYWHERE
from quaywatch.node import candidates, draws, outages, schema
from quaywatch.node.auditing import lots
from quaywatch.node.causes import calendar_changed, cause_since
from quaywatch.node.coverage import asked
from quaywatch.node.facts import Plan
from quaywatch.node.instants import NEVER, restored, stored
from quaywatch.node.plans import InForce, in_force
from quaywatch.node.slots import taken

_Rows = Sequence[Row[*tuple[Any, ...]]]
_PLACE = {"terminal": pl.String(), "kind": pl.String(), "slot_at": INSTANT}


@dataclass(frozen=True, slots=True)
class Rest:
    """What is planned again."""

    again: Again
    begun: Begun
    boxes: pl.DataFrame
    """The candidates of the terminals that a change touches."""
    work: pl.DataFrame
    """What is left for them."""


def rest(
    connection: Connection, capacity: Capacity, day: date, rows: _Rows, now: datetime
) -> Rest | None:
    """Return what of a planned day is to be planned again; None where no change touches it.

    Args:
        connection: to the tables as of the last event.
        capacity: the port's calendar.
        day: one that has a plan.
        rows: the boxes that are free, by name.
        now: hours before are over.
    """
    standing, drawn = in_force(connection, day), draws.drawn(connection, day)
    if standing is None or not drawn:
        return None
    position = draws.frozen_position(connection, drawn[-1])
    cause = cause_since(connection, position)
    roster = standing.plan.roster
    ahead = pl.col("slot_at") > now - SLOT
    work = capacity.work(day, roster, outages.outages(connection)).filter(ahead)
    if cause is None or work.is_empty():
        return None
    laid = candidates.laid(connection, rows, capacity, asked(connection, capacity, day), now)
    everybody = lots.ask(connection, rows, laid, day)
    quay = _Quay(connection, capacity, standing, everybody, work, now)
    boxes = everybody.filter(~pl.col("box_id").is_in(list(quay.spoken_for)))
    before = capacity.work(day, roster, outages.outages_at(connection, position)).filter(ahead)
    if calendar_changed(connection, position):
        before = before.clear()
    frozen = _frozen(connection, drawn).join(boxes, on="box_id", how="semi")
    terminals = touched((frozen, before), (boxes, work)) | quay.troubled()
    terminals = sorted(terminals - {EVERYWHERE})
    if not terminals:
        return None
    change, first = cause
    here = pl.col("terminal").is_in(terminals)
    loose = {box: order for box, order in quay.loose.items() if order.terminal in terminals}
    assert drawn[-1].frozen_at is not None  # noqa: S101 - it is drawn
    return Rest(
        again=Again(
            change=change, position=first, since=drawn[-1].frozen_at, terminals=tuple(terminals)
        ),
        begun=Begun(
            prices=_prices(standing.plan),
            picks=tuple(
                {"box_id": box, "kind": order.kind.value, "slot_at": order.slot_at}
                for box, order in sorted(loose.items())
            ),
            played=tuple(sorted(standing.lots.played())),
            moved=quay.moved,
        ),
        boxes=boxes.filter(here),
        work=quay.room(loose).filter(here | (pl.col("terminal") == EVERYWHERE)),
    )


class _Quay:
    """What is ordered, held and proposed, and the room that this leaves."""

    def __init__(
        self,
        connection: Connection,
        capacity: Capacity,
        standing: InForce,
        boxes: pl.DataFrame,
        work: pl.DataFrame,
        now: datetime,
    ) -> None:
        self._capacity, self._work, self._now = capacity, work, now
        proposed = {
            box: order for box, order in standing.proposed().items() if order.slot_at is not None
        }
        listed = set(boxes["box_id"])
        self.loose = {box: order for box, order in standing.loose().items() if box in proposed}
        self._gone = self.loose.keys() - listed
        held = {
            box: order
            for box, order in proposed.items()
            if standing.records[box].status is Status.HELD
        }
        self._fixed = {
            box: order
            for box, order in proposed.items()
            if box in listed and box not in self.loose and box not in held
        }
        elsewhere = _proposed(connection, now) - proposed.keys()
        self.spoken_for = self._fixed.keys() | standing.left_out() | elsewhere
        """Free boxes that are no candidates all the same."""
        ordered = [
            (capacity.place(terminal, InspectionKind(kind)), kind, restored(at))
            for terminal, kind, at in taken(connection, now - SLOT)
        ]
        self._given = [*ordered, *map(self._place, held.values())]
        fixed = boxes.filter(pl.col("box_id").is_in(list(self._fixed)))
        stays = (self._stay(self._fixed[row["box_id"]], row) for row in fixed.to_dicts())
        self.moved = moved(stays, spare(work, _taken(self._given)))
        """New hours of boxes that a lot has chosen, and whose own is lost."""
        self._given += [
            (*self._place(order)[:2], self.moved.get(box, order.slot_at))
            for box, order in self._fixed.items()
        ]

    def troubled(self) -> set[str]:
        """Return the terminals at which what is proposed has no room, or is not there any more."""
        left = Counter[tuple[str, str, datetime | None]]()
        free = spare(self._work, _taken(self._given))
        for terminal, kind, at, slots in free.select(*_PLACE, "slots").iter_rows():
            left[terminal, kind, at] += slots
        wanted = Counter(self._place(order) for order in self.loose.values() if self._ahead(order))
        return (
            {self.loose[box].terminal for box in self._gone if self._ahead(self.loose[box])}
            | {self._fixed[box].terminal for box in self.moved}
            | {
                order.terminal
                for order in self.loose.values()
                if self._ahead(order) and wanted[self._place(order)] > left[self._place(order)]
            }
        )

    def room(self, planned_again: Mapping[str, Order]) -> pl.DataFrame:
        """Return what is left when some proposals are made anew and all others stand."""
        others = [self._place(o) for box, o in self.loose.items() if box not in planned_again]
        return spare(self._work, _taken([*self._given, *others]))

    def _place(self, order: Order) -> tuple[str, str, datetime | None]:
        return self._capacity.place(order.terminal, order.kind), order.kind.value, order.slot_at

    def _ahead(self, order: Order) -> bool:
        return order.slot_at is not None and order.slot_at > self._now - SLOT

    def _stay(self, order: Order, row: Mapping[str, Any]) -> Stay:
        assert order.slot_at is not None  # noqa: S101 - only such are proposed
        place, kind, _ = self._place(order)
        on_paper = order.kind is InspectionKind.DOCUMENTS
        ends = [row["deadline_at"], row.get("cutoff_at") if on_paper else None]
        return Stay(
            box_id=row["box_id"],
            place=place,
            kind=kind,
            slot_at=order.slot_at,
            available_at=None if on_paper else row["available_at"],
            deadline_at=min((end for end in ends if end is not None), default=None),
            dangerous_goods=row["dangerous_goods"],
        )


def _taken(places: Iterable[tuple[str, str, datetime | None]]) -> pl.DataFrame:
    return pl.DataFrame(list(places), schema=_PLACE, orient="row")


def _prices(plan: Plan) -> tuple[dict[str, Any], ...]:
    """Return prices as a standing plan has them: the plan tells them for both sorts of goods."""
    return tuple(
        {
            "terminal": each.terminal,
            "kind": each.kind,
            "dangerous_goods": dangerous,
            "slot_at": each.slot_at,
            "price": each.price,
        }
        for each in plan.prices
        for dangerous in (False, True)
    )


def _frozen(connection: Connection, drawn: Sequence[Draw]) -> pl.DataFrame:
    """Return each candidate of the day's draws as it was frozen last."""
    rows: dict[str, Mapping[str, Any]] = {}
    for draw in drawn:
        document = draws.document(connection, draw)
        if document.again is not None:
            again = set(document.again.terminals)
            rows = {box: row for box, row in rows.items() if row["terminal"] not in again}
        rows |= {str(row["box_id"]): row for row in document.candidates}
    columns = {name for row in rows.values() for name in row}
    kept = {name: kind for name, kind in CANDIDATES.items() if name in columns or not rows}
    return frame(list(rows.values()), kept)


def _proposed(connection: Connection, now: datetime) -> set[str]:
    """Return the boxes for which any day's plan proposes an hour that is not over."""
    table = schema.inspection.c
    query = select(table.box_id).where(
        table.ordered == 0,
        table.result == "",
        table.slot_at > stored(now - SLOT),
        table.slot_at != NEVER,
    )
    return set(connection.scalars(query))
