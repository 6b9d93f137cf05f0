"""What a policy costs: finds for the hours spent, and time that innocent trade loses."""

import numpy as np

from quaywatch.inspections.evaluation.estimate import Estimate, Reason
from quaywatch.inspections.evaluation.mean import weighted_mean
from quaywatch.inspections.evaluation.policy import Policy
from quaywatch.inspections.evaluation.sample import Floats, Sample
from quaywatch.inspections.evaluation.totals import Totals

_FEWEST = 30
"""Effective inspections below which the mean of a skewed thing says too little."""


def finds_per_hour(totals: Totals, policy: Policy) -> Estimate | None:
    """Return finds for each hour of scanners and bays; None where no hours are known.

    An inspection is taken to last as long as those of these days did on average.
    """
    hours = totals.sample.rows["hours"].to_numpy()[totals.sample.seen]
    hours = hours[~np.isnan(hours)]
    if not hours.sum():
        return None
    return totals.hit_rate(policy).times(1 / float(hours.mean()))


def delay(sample: Sample, policy: Policy) -> Estimate | None:
    """Return the hours that an innocent box loses beyond its pick-up, on average.

    Of boxes in which an inspection found nothing; each counts by what it stands for. None where no
    delays are known.
    """
    delays = sample.rows["delay"].to_numpy()
    told = sample.seen & ~sample.found & ~np.isnan(delays) & (policy.chance > 0)
    if not told.any():
        return None
    weight, certain = _weights(sample, policy, told)
    if (certain < 1).any() and float(weight.sum()) ** 2 / float((weight**2).sum()) < _FEWEST:
        return Estimate(value=None, low=0.0, high=None, reasons=(Reason.FEW_INSPECTIONS,))
    mean = weighted_mean(delays[told], weight, certain)
    reasons = (Reason.UNANSWERED,) if sample.unanswered else ()
    return Estimate(value=mean.value, low=mean.low, high=mean.high, reasons=reasons)


def _weights(sample: Sample, policy: Policy, told: np.ndarray) -> tuple[Floats, Floats]:
    """Return what each stands for, and how surely it was seen."""
    if not policy.alike.any():
        return policy.chance[told], np.ones(int(told.sum()))
    chance = sample.told[told]
    return policy.chance[told] / chance, chance
