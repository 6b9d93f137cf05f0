"""Measures of who looked at what, and of two pairs of eyes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime

from quaywatch.norms.measures.facts import Facts, Lookup, Step, StepKind
from quaywatch.norms.measures.measure import Case, CaseKind, Measure, Method

_DECISIONS = frozenset({StepKind.ORDERED, StepKind.LEFT_OUT, StepKind.CONCLUDED})


def lookups_without_task(known: Facts) -> Iterator[Case]:
    """Of looks at a dossier in the period, those without a task.

    There is one while the box is on a plan, ordered or in the officer's own hand, and where the
    officer acts on it soon after.
    """
    for one in known.lookups:
        if known.period.holds(one.at):
            yield Case(str(one.position), not _has_task(known, one), cluster=one.actor)


def looks_on_record(known: Facts) -> Iterator[Case]:
    """Of officers who decided on boxes in the period, those with looks at all of these on record.

    Who decides on a box whose dossier or picture they never opened saw it somewhere else, or not
    at all.
    """
    seen: dict[str, set[str]] = {}
    for one in known.lookups:
        seen.setdefault(one.actor, set()).add(one.box_id)
    for picture in known.pictures:
        for read in picture.reads:
            seen.setdefault(read.by, set()).add(picture.box_id)
    decided: dict[str, set[str]] = {}
    for step in known.steps:
        if step.kind in _DECISIONS and known.period.holds(step.at):
            decided.setdefault(step.actor, set()).add(step.box_id)
    for officer, boxes in sorted(decided.items()):
        yield Case(officer, boxes <= seen.get(officer, set()))


def lifted_by_two(known: Facts) -> Iterator[Case]:
    """Of holds that people ended in the period, those that one proposed and another lifted."""
    for one in known.holds:
        if one.by_people and known.period.holds(one.until):
            apart = one.proposed_by.casefold() != one.lifted_by.casefold()
            yield Case(one.box_id, bool(one.proposed_by and one.lifted_by) and apart)


def _has_task(known: Facts, look: Lookup) -> bool:
    steps = known.steps_of.get(look.box_id, ())
    first = bisect_right(steps, look.at, key=_at)
    last = bisect_left(steps, look.at + known.terms.task, key=_at)
    soon = any(step.actor == look.actor for step in steps[first:last])
    return soon or _is_task(steps[:first], look.actor)


def _is_task(steps: Sequence[Step], officer: str) -> bool:
    """Say whether after these steps a box is asked for, or in this officer's hand."""
    planned = ordered = False
    held_by = ""
    for step in steps:
        match step.kind:
            case StepKind.SELECTED:
                planned = True
            case StepKind.WITHDRAWN:
                planned = False
            case StepKind.ORDERED:
                ordered = True
            case StepKind.LEFT_OUT:
                planned = ordered = False
            case StepKind.HELD:
                held_by = step.actor
            case StepKind.GIVEN_BACK:
                held_by = ""
            case StepKind.CONCLUDED:
                planned, ordered, held_by = False, False, ""
            case StepKind.OTHER:
                pass
    return planned or ordered or held_by == officer


def _at(step: Step) -> datetime:
    return step.at


MEASURES = (
    Measure(
        name="lookups_without_task",
        cases=lookups_without_task,
        kind=CaseKind.LOOK,
        method=Method.CLUSTERED,
        more_is_worse=True,
    ),
    Measure(
        name="looks_on_record",
        cases=looks_on_record,
        kind=CaseKind.OFFICER,
        method=Method.COUNTED,
        least=1,
    ),
    Measure(
        name="lifted_by_two",
        cases=lifted_by_two,
        kind=CaseKind.BOX,
        method=Method.COUNTED,
        least=1,
    ),
)
