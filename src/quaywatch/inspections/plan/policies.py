"""What a policy does to a container: how often its steps speak up, and what that is worth.

After an alarm contraband is more probable and after silence less (Bayes), so a policy is a first
look together with the looks that its alarms are expected to need.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quaywatch.cargo import Concealment
from quaywatch.inspections.treatments import Policy, Treatment, Treatments

Floats = NDArray[np.float64]

_WAYS = tuple(Concealment)


@dataclass(frozen=True, slots=True)
class Prospects:
    """What each policy promises for each box; all arrays are [box, policy]."""

    value: Floats
    """Expected finds, less cost and delay, all in finds."""
    detection: Floats
    """Chance that contraband, were it there, comes to light."""
    second: Floats
    """Chance that the second step is needed: that the first speaks up."""
    third: Floats
    """Chance that the third is."""


def prospects(
    treatments: Treatments,
    probability: Floats,
    reefer: NDArray[np.bool_],
    harm: Floats,
    information: Floats,
) -> Prospects:
    """Weigh every policy for every box.

    Args:
        treatments: the policies and what their steps do.
        probability: that the box hides something.
        reefer: whether it is a refrigerated container.
        harm: what a find in it counts for, 1 an ordinary one.
        information: worth of learning about its stratum, in finds.
    """
    shape = (len(probability), len(treatments.policy))
    out = Prospects(*(np.zeros(shape) for _ in range(4)))
    worth = treatments.worth
    hourly = np.where(reefer, worth.hour_eur * worth.reefer_factor, worth.hour_eur)
    for t, policy in enumerate(treatments.policy):
        steps = [treatments.of(kind) for kind in policy.steps]
        reached = _reached(steps, treatments, probability, reefer)
        spent = sum(
            share * (step.cost_eur + hourly * step.delay_hours)
            for share, step in zip(reached, steps, strict=False)
        )
        out.detection[:, t] = _detection(steps, treatments, reefer)
        out.value[:, t] = probability * harm * out.detection[:, t] - spent / worth.find_eur
        if steps[0].counts:
            out.value[:, t] += information
        out.second[:, t], out.third[:, t] = reached[1], reached[2]
    return out


def starts(policies: tuple[Policy, ...], treatments: Treatments) -> NDArray[np.bool_]:
    """Which policies begin with a look at the cargo itself."""
    return np.array([treatments.of(one.steps[0]).counts for one in policies])


def first_kinds(treatments: Treatments) -> NDArray[np.str_]:
    """By policy, the kind of its first step."""
    return np.array([one.steps[0].value for one in treatments.policy])


def _joint(
    steps: list[Treatment], treatments: Treatments, reefer: NDArray[np.bool_]
) -> list[Floats]:
    """Chance that contraband sets off the first step, the first two, and so on."""
    shares: list[Floats] = []
    for count in range(1, len(steps) + 1):
        sums = [
            sum(
                hiding[way] * float(np.prod([step.detection[way] for step in steps[:count]]))
                for way in _WAYS
            )
            for hiding in (treatments.hiding.dry, treatments.hiding.reefer)
        ]
        shares.append(np.where(reefer, sums[1], sums[0]))
    return shares


def _detection(steps: list[Treatment], treatments: Treatments, reefer: NDArray[np.bool_]) -> Floats:
    """Contraband comes to light when every step speaks up; a way of hiding is common to them."""
    return _joint(steps, treatments, reefer)[-1]


def _reached(
    steps: list[Treatment],
    treatments: Treatments,
    probability: Floats,
    reefer: NDArray[np.bool_],
) -> list[Floats]:
    """Chance that each of three steps is needed."""
    reached = [np.ones(len(probability))]
    false = 1.0
    for share, step in zip(_joint(steps, treatments, reefer)[:-1], steps, strict=False):
        false *= step.false_alarm
        reached.append(probability * share + (1 - probability) * false)
    return [*reached, *(np.zeros(len(probability)) for _ in range(3 - len(reached)))]
