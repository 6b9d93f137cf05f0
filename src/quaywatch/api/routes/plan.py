"""`/api/plan` and `/api/slots`: the day's selection and the room there is."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from quaywatch.api.access import guard, requires
from quaywatch.api.permissions import Permission
from quaywatch.api.schemas import PlanSummary, Slot
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession
from quaywatch.node import Node, Progress

router = APIRouter(prefix="/api", tags=["plan"])

Planner = Annotated[OpenSession, Depends(requires(Permission.PLAN))]
_Code = Annotated[str, Query(max_length=80)]
_Kind = Literal["documents", "dogs", "scan", "second_scan", "open"]


@router.get("/plan", dependencies=guard(Permission.READ))
def read_plan(held: Held) -> PlanSummary:
    """Return how today's plan stands; all zero when the day has not been planned."""
    return _shape(held.node, held.node.plan())


@router.post("/plan")
def make_plan(planner: Planner, held: Held) -> PlanSummary:
    """Select today's boxes, again where something has changed, and return how the plan stands.

    While the draw awaits what was promised to it, the day is frozen and not made yet.
    """
    return _shape(held.node, held.node.plan_day(actor=planner.user.username))


@router.get("/slots", dependencies=guard(Permission.READ))
def read_slots(held: Held, terminal: _Code = "", kind: _Kind | None = None) -> list[Slot]:
    """Return the slots from now on, of all terminals and kinds unless one is named."""
    found = held.node.slots(terminal or None, kind)
    return [
        Slot(
            terminal=slot.terminal,
            kind=slot.kind.value,
            slot_at=slot.slot_at,
            capacity=slot.capacity,
            taken=slot.taken,
            planned=slot.planned,
        )
        for slot in found
    ]


def _shape(node: Node, progress: Progress | None) -> PlanSummary:
    plan = progress.plan if progress is not None else None
    day = plan.day if plan is not None else node.today()
    return PlanSummary(
        day=datetime(day.year, day.month, day.day, tzinfo=UTC),
        made=plan is not None,
        capacity=plan.capacity if plan else 0,
        targeted=plan.targeted if plan else 0,
        random_audit=plan.random_audit if plan else 0,
        ordered=progress.ordered if progress else 0,
        done=progress.done if progress else 0,
        found=progress.found if progress else 0,
        expected_finds=plan.expected_finds if plan else 0.0,
        expected_finds_random=plan.expected_finds_random if plan else 0.0,
        draw=plan.draw if plan else 0,
        gap=max(1 - plan.worth / plan.bound, 0.0) if plan and plan.bound else 0.0,
    )
