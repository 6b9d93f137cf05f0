"""What waits to be done in the standard, by whom, and until when."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from quaywatch.node.norms.standings import PortView
from quaywatch.norms import State
from quaywatch.norms.claims import Place, expiry
from quaywatch.norms.life import Assessment, Stage
from quaywatch.norms.requirement import Level

Asked = Callable[[str, Level], Sequence[str]]
"""Gives the ids that a version asks of a level."""

AHEAD = timedelta(days=45)
"""So long before its evidence runs out somebody is asked to renew it."""


class TaskKind(StrEnum):
    """Sorts of task."""

    RENEW = "renew"
    """Its evidence has run out: it is met no more until that is renewed."""
    RENEW_SOON = "renew_soon"
    ANSWER_ANEW = "answer_anew"
    """An objection was upheld, or the catalogue asks for something else now."""
    CLOSE_GAP = "close_gap"
    """The day by which somebody would close a gap has come, and it is not met."""
    SETTLE = "settle"
    """An objection waits for somebody who had no part in it."""
    ANSWER = "answer"
    """Requirements of an assessment are not answered."""
    CONFIRM = "confirm"
    """Answers wait for a second person of the port."""
    VERIFY = "verify"
    """Answers that are confirmed wait for a peer of another port."""
    CLOSE = "close"
    """The last day of an assessment has passed, and it is still open."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that waits."""

    kind: TaskKind
    port: str
    assessment: str
    requirement: str
    """Of several, the first; empty where it is about the whole."""
    count: int
    due_on: date | None
    who: str
    """Account or name of whom it concerns; empty where anybody of the port may."""


def tasks(view: PortView, under_way: Sequence[Assessment], asked: Asked, day: date) -> list[Task]:
    """Return what waits at a port on a day, what is due first in front.

    `under_way` are its open assessments, `asked` gives the ids that a level is asked for.
    """
    found = [*_of_places(view, day)]
    for assessment in under_way:
        found += _of_assessment(assessment, asked, day)
    return sorted(found, key=_urgency)


def _of_places(view: PortView, day: date) -> Iterator[Task]:
    for one in view.places:
        claim, standing = one.claim, one.standing
        if claim is None:
            continue
        gap = claim.stated.answer
        if one.asked_otherwise or claim.overturned:
            yield _task(TaskKind.ANSWER_ANEW, view.port, one, None)
        elif standing.state is State.EXPIRED:
            ran_out = max(each.valid_until for each in claim.evidence)
            yield _task(TaskKind.RENEW, view.port, one, ran_out)
        elif (until := expiry(one)) is not None and until <= day + AHEAD:
            yield _task(TaskKind.RENEW_SOON, view.port, one, until)
        if claim.disputed:
            yield _task(TaskKind.SETTLE, view.port, one, None, "")
        short = standing.state in (State.NOT_MET, State.PARTLY)
        if short and gap.gap_until is not None and gap.gap_until <= day:
            yield _task(TaskKind.CLOSE_GAP, view.port, one, gap.gap_until, gap.gap_owner)


def _task(kind: TaskKind, port: str, one: Place, due: date | None, who: str | None = None) -> Task:
    assert one.claim is not None  # noqa: S101 - who calls has looked
    return Task(
        kind=kind,
        port=port,
        assessment=one.claim.assessment,
        requirement=one.standing.requirement,
        count=1,
        due_on=due,
        who=one.claim.stated.stated.by if who is None else who,
    )


def _of_assessment(made: Assessment, asked: Asked, day: date) -> Iterator[Task]:
    plan = made.plan
    if plan is None or made.stage is not Stage.OPEN:
        return
    open_ = [name for name in asked(plan.catalogue, plan.level) if name not in made.stated]
    stated = sorted(made.stated.items())
    alone = [name for name, one in stated if one.confirmed is None]
    unseen = [name for name, one in stated if one.confirmed and one.verified is None]
    waiting = {TaskKind.ANSWER: open_, TaskKind.CONFIRM: alone, TaskKind.VERIFY: unseen}
    if plan.until_on < day:
        waiting[TaskKind.CLOSE] = [""]
    for kind, names in waiting.items():
        if names:
            yield Task(
                kind=kind,
                port=plan.port,
                assessment=made.id,
                requirement=names[0],
                count=len(names),
                due_on=plan.until_on,
                who="",
            )


def _urgency(task: Task) -> tuple[object, ...]:
    return task.due_on or date.max, list(TaskKind).index(task.kind), task.port, task.requirement
