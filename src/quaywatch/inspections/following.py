"""The look that follows an alarm: asked for at once, by the policy of the plan or by its worth."""

from collections.abc import Sequence

import msgspec
import numpy as np

from quaywatch.cargo import InspectionKind, Order
from quaywatch.inspections.acting import Act, Refusal, Refused, check_sight, event
from quaywatch.inspections.plan.policies import prospects
from quaywatch.inspections.record import BoxEvent, Record
from quaywatch.inspections.treatments import Hiding, Policy, Steps, Treatments
from quaywatch.inspections.trials import is_to_be_judged
from quaywatch.inspections.updating import Belief, speaks_up
from quaywatch.ledger import Event


def follow(record: Record, order: Order, act: Act) -> Event:
    """Ask for the look that an alarm calls for, or for another hour of one that nobody ordered."""
    check_sight(record, act)
    if not (calls(record) or waits(record)):
        raise Refused(Refusal.NOT_DONE, "No alarm calls for another look at this box.")
    return event(record, act, BoxEvent.FOLLOWED, order=order)


def calls(record: Record) -> bool:
    """Say whether the last look at a box spoke up, and nobody has followed it or let the box go."""
    order, outcome = record.order, record.outcome
    if order is None or outcome is None or record.detention is None:
        return False
    return speaks_up(order.kind, outcome) or is_to_be_judged(order, outcome)


def waits(record: Record) -> bool:
    """Say whether an alarm's next look is asked for and nobody has ordered it."""
    return record.is_followed_up and record.order is None


def next_steps(
    treatments: Treatments, order: Order, belief: Belief, *, reefer: bool
) -> list[Steps]:
    """What can follow the alarm of a look, best first: never empty.

    What the plan meant to follow comes first, and the opening where the lot fell so; the rest by
    what each way on is worth at what is thought of the box after the alarm.

    Args:
        treatments: the policies, and what their steps do.
        order: the look that spoke up.
        belief: what is thought of the box now.
        reefer: whether it is a refrigerated container.
    """
    ways = [way for way in _ways_on(treatments, order.kind) if way != order.then]
    worths = _worths(treatments, ways, belief, reefer=reefer)
    ranked = sorted(range(len(ways)), key=lambda place: (-worths[place], place))
    planned: list[Steps] = [order.then] if order.then else []
    if order.verified:
        planned = [(InspectionKind.OPEN,)]
    return [*planned, *(ways[place] for place in ranked)]


def _ways_on(treatments: Treatments, kind: InspectionKind) -> list[Steps]:
    """Return what follows a kind of look in any policy, and opening the box."""
    tails = [
        policy.steps[policy.steps.index(kind) + 1 :]
        for policy in treatments.policy
        if kind in policy.steps
    ]
    return list(dict.fromkeys([*filter(None, tails), (InspectionKind.OPEN,)]))


def _worths(
    treatments: Treatments, ways: Sequence[Steps], belief: Belief, *, reefer: bool
) -> list[float]:
    if not ways:
        return []
    told = msgspec.structs.replace(
        treatments,
        hiding=Hiding(dry=belief.hiding, reefer=belief.hiding),
        policy=tuple(Policy(steps=way) for way in ways),
    )
    found = prospects(
        told,
        np.array([belief.probability]),
        np.array([reefer]),
        harm=np.ones(1),
        information=np.zeros(1),
    )
    return list[float](found.value[0].tolist())
