"""The kinds of folds, by the names under which the catalogue uses them."""

from quaywatch.history.accumulators import Accumulator, Form
from quaywatch.history.feature import Fold, Reading
from quaywatch.history.keys import Key
from quaywatch.history.measures import Measure


def new() -> Fold:
    """Whether the key was never filed before (1) or was (0)."""
    return Fold(Reading.NEW)


def since_first() -> Fold:
    """Days since the key was first filed."""
    return Fold(Reading.SINCE_FIRST)


def since_last() -> Fold:
    """Days since the key was last filed."""
    return Fold(Reading.SINCE_LAST)


def since_found() -> Fold:
    """Days since something was last found with the key."""
    return Fold(Reading.SINCE_FOUND)


def count(half_life_days: float) -> Fold:
    """Number of filings, each halving in weight with the half-life."""
    return Fold(Reading.COUNT, (_filings(half_life_days),))


def rate(half_life_days: float) -> Fold:
    """Filings a week: the decayed count over the mean life of its weights."""
    return Fold(Reading.RATE, (_filings(half_life_days),))


def surge(short_days: float, long_days: float) -> Fold:
    """Doublings by which the short run's rate exceeds the long run's.

    One filing in a long half-life is added to both, so that a lone filing is no surge.
    """
    return Fold(Reading.SURGE, (_filings(short_days), _filings(long_days)))


def inspected(half_life_days: float) -> Fold:
    """Number of inspections, each halving in weight."""
    return Fold(Reading.INSPECTED, (_judged(half_life_days),))


def hit_rate(half_life_days: float, *, prior: float, strength: float) -> Fold:
    """Share of inspections that found something, shrunk toward the prior.

    The mean of a beta posterior whose prior weighs `strength` inspections.
    """
    return Fold(Reading.HIT_RATE, (_judged(half_life_days),), prior, strength)


def distinct(of: Key, period_days: float) -> Fold:
    """How many different keys of another kind came with this one in this and the last period.

    Linear counting with 64 bits (Whang and others, 1990): within 5 % up to twenty, rising to
    311 at which it stands still.
    """
    return Fold(Reading.DISTINCT, (Accumulator(Form.DISTINCT, period_days, of),))


def surprise(of: Key, half_life_days: float, *, prior: float) -> Fold:
    """Bits that it tells that another key came with this one: minus the logarithm of its share.

    The share among decayed filings is smoothed by one filing with the prior. Keys are told apart
    by five bits of their digest: a rare one is now and then taken for a common one.
    """
    shares = Accumulator(Form.SHARES, half_life_days, of)
    return Fold(Reading.SURPRISE, (shares,), prior, 1.0)


def deviation(of: Measure, half_life_days: float, *, spread: float) -> Fold:
    """Standard deviations by which a measure lies off the key's decayed mean.

    The variance is shrunk toward the square of `spread` (doublings), which weighs two filings.
    """
    return Fold(Reading.DEVIATION, (_moments(of, half_life_days),), spread, 2.0)


def ratio(of: Measure, half_life_days: float) -> Fold:
    """Doublings by which a measure lies off the key's decayed mean."""
    return Fold(Reading.RATIO, (_moments(of, half_life_days),))


def _filings(half_life_days: float) -> Accumulator:
    return Accumulator(Form.COUNT, half_life_days)


def _judged(half_life_days: float) -> Accumulator:
    return Accumulator(Form.JUDGED, half_life_days)


def _moments(of: Measure, half_life_days: float) -> Accumulator:
    return Accumulator(Form.MOMENTS, half_life_days, of)
