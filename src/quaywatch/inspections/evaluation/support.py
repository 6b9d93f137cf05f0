"""Whether what was inspected can carry a figure at all."""

import numpy as np

from quaywatch.inspections.evaluation.estimate import Reason
from quaywatch.inspections.evaluation.policy import Policy
from quaywatch.inspections.evaluation.sample import Floats, Sample

FEWEST = 2.0
"""Effective finds to be expected; with fewer an interval is a bound in disguise."""
_NO_CHANCE = 0.01
_SMALL, _MOST, _ENOUGH = 0.05, 0.5, 100


def effective(sample: Sample, policy: Policy, chance: Floats) -> float:
    """Return the effective number of inspections that speak of a policy (Kish 1965)."""
    weight = policy.chance[sample.seen] / chance[sample.seen]
    squares = float((weight**2).sum())
    return float(weight.sum()) ** 2 / squares if squares else 0.0


def expected(sample: Sample, policy: Policy, chance: Floats, *, rate: float) -> float:
    """Return the effective number of finds that a figure about a policy is to rest on.

    They are those to be expected at the rate of all candidates; where many more were sure to be
    seen, as targeting means them to be, as many of these as luck alone cannot account for. Whether
    a figure is shown must not hang on whether luck made it large.

    Args:
        sample: what was inspected.
        policy: what is judged.
        chance: of each candidate to be seen.
        rate: finds among all candidates.
    """
    seen, found = sample.seen, sample.found
    weight = policy.chance * chance
    counted = weight[found]
    luck = 2 * float((counted**2).sum()) ** 0.5 + float(counted.max(initial=0.0))
    sure = max(float(counted.sum()) - luck, rate * float(weight.sum()))
    unsure = sample.stands - np.where(sample.listed, chance, 1.0)
    total = sure + rate * float((policy.chance * unsure).sum())
    squares = (policy.chance[seen] / chance[seen]) ** 2 * (1 - chance[seen])
    variance = rate * float(squares.sum())
    return total**2 / variance if variance else float("inf")


def without_chance(sample: Sample, policy: Policy) -> float:
    """Return the share of a policy's choice that had no chance to be inspected."""
    blind = float(policy.chance[sample.chance <= 0].sum())
    return blind / policy.size if policy.size else 0.0


def reasons(
    sample: Sample, policy: Policy, chance: Floats, *, rate: float
) -> tuple[tuple[Reason, ...], bool]:
    """Return what stands against a figure about a policy, and whether it is to be withheld.

    Args:
        sample: what was inspected.
        policy: what is judged.
        chance: of each candidate to be seen.
        rate: finds among all candidates.
    """
    size, blind = effective(sample, policy, chance), without_chance(sample, policy)
    finds = expected(sample, policy, chance, rate=rate)
    small = policy.chance[sample.chance < _SMALL].sum()
    found: list[Reason] = []
    if size == 0:
        found.append(Reason.NO_INSPECTIONS)
    elif finds < FEWEST:
        found.append(Reason.FEW_FINDS)
    withheld = bool(found) or blind > _NO_CHANCE
    if blind > 0:
        found.append(Reason.NO_CHANCE)
    if policy.alike.any() and small > _MOST * policy.size and size < _ENOUGH:
        found.append(Reason.SMALL_CHANCES)
    if sample.unanswered:
        found.append(Reason.UNANSWERED)
    return tuple(found), withheld
