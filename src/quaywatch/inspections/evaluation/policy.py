"""Ways to choose what to inspect: each candidate with the chance that a policy would give it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from quaywatch.inspections.evaluation.sample import Booleans, Floats, Sample


@dataclass(frozen=True, slots=True)
class Policy:
    """Chances of the candidates of a sample under a policy, in the order of the sample."""

    chance: Floats
    alike: Floats
    """The same of boxes like each that was inspected, but which were not: what each find stands
    for. They differ only for what was really done, as nothing else was picked."""
    size: float
    """How many inspections it takes."""


def live(sample: Sample) -> Policy:
    """Return what was really picked and reported on: its finds are known, not estimated."""
    done = sample.seen.astype(np.float64)
    return Policy(done, np.zeros(len(sample)), float(done.sum()))


def of(sample: Sample, chance: Floats) -> Policy:
    """Return a policy that would give each candidate this chance."""
    return Policy(chance, chance, float((chance * sample.stands).sum()))


def every(sample: Sample) -> Policy:
    """Return the policy that inspects everything."""
    return of(sample, np.ones(len(sample)))


def evenly(sample: Sample, room: Mapping[str, int]) -> Policy:
    """Return a draw by lot within the room of each round."""
    return among(sample, np.ones(len(sample), dtype=np.bool_), room)


def among(sample: Sample, met: Booleans, room: Mapping[str, int]) -> Policy:
    """Return a draw by lot among the candidates that are `met`, within the room of each round."""
    counts = np.bincount(sample.rounds, met * sample.stands)[sample.rounds]
    share = np.minimum(_rooms(sample, room) / np.where(counts > 0, counts, 1.0), 1.0)
    return of(sample, np.where(met, share, 0.0))


def best(sample: Sample, score: Floats, room: Mapping[str, int]) -> Policy:
    """Return the choice of the highest scores within the room of each round."""
    return _filled(sample, score, _rooms(sample, room))


def first(sample: Sample, score: Floats, share: float) -> Policy:
    """Return the choice of the highest scores, the same share of the candidates of each round."""
    sizes = np.bincount(sample.rounds, sample.stands)
    return _filled(sample, score, np.ceil(share * sizes)[sample.rounds])


def _filled(sample: Sample, score: Floats, room: Floats) -> Policy:
    """Return the choice of the highest scores until the room of their round is full; equal ones
    come by the box's name, and one that stands for more than what is left is chosen in part."""
    order = np.lexsort((-score, sample.rounds))
    upto = np.cumsum(sample.stands[order])
    starts = np.flatnonzero(np.diff(sample.rounds[order], prepend=-1))
    begun = (upto - sample.stands[order])[starts]
    before = upto - sample.stands[order] - np.repeat(begun, np.diff(starts, append=len(order)))
    chance = np.empty(len(sample))
    chance[order] = np.clip((room[order] - before) / sample.stands[order], 0.0, 1.0)
    return of(sample, chance)


def _rooms(sample: Sample, room: Mapping[str, int]) -> Floats:
    """Return the room of the round of each candidate."""
    names: list[str] = sample.rows["round"].unique().sort().to_list()
    return np.array([room.get(name, 0) for name in names], dtype=np.float64)[sample.rounds]
