"""A reference made of pictures of empties, and of loaded ones to tell how likely those are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from quaywatch.scans.emptiness import ends
from quaywatch.scans.emptiness.known import Kind, Known, Seen, Tail, lacking, tail_of
from quaywatch.scans.emptiness.residual import covered, residual, tall, together
from quaywatch.scans.emptiness.scores import Peak, peaks, surprise
from quaywatch.scans.emptiness.zones import DOORS, FRONT, rows
from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.scans.standard import Standard

FEWEST = 6
"""Pictures of a kind without which nothing is learnt of it."""
_MACHINE = 0.3
"""Attenuation of a machine on average; two side walls have less than half of it."""
_LEAST, _LEAST_DECAY = 2.0, 0.5
"""Of tails: a score of less says nothing of any size, however quiet empties are."""
_SLACK = 0.07
"""Share by which walls may be thinner or thicker than any that was seen."""


def kind_of(standard: Standard) -> Kind:
    """Tell the kind of an empty container by its front: a machine is there, or nothing is."""
    shown, _ = together(standard)
    hold = rows(standard, reefer=True).hold
    front = float(np.median(shown[-40:-12, hold]))
    return Kind(standard.particulars.scanner, front > _MACHINE, tall(standard))


def seen(empties: Iterable[Standard]) -> dict[Kind, Seen]:
    """Learn the ends of empties by kind; kinds of which there are too few are left out."""
    doors: defaultdict[Kind, list[Pixels]] = defaultdict(list)
    fronts: defaultdict[Kind, list[Pixels]] = defaultdict(list)
    levels: defaultdict[Kind, list[float]] = defaultdict(list)
    for one in empties:
        kind = kind_of(one)
        shown, _ = together(one)
        front = len(shown) - FRONT[kind.reefer]
        told = rows(one, kind.reefer)
        away = covered(one, shown, told, kind.reefer)
        whole = np.where(away, np.float32(np.nan), shown)
        doors[kind].append(whole[:DOORS])
        fronts[kind].append(whole[front:])
        hold = told.hold
        levels[kind].append(float(np.median(shown[DOORS:front, hold] / one.obliquity[hold])))
    return {
        kind: Seen(
            ends.learn(np.stack(doors[kind])),
            ends.learn(np.stack(fronts[kind])),
            (min(found) * (1 - _SLACK), max(found) * (1 + _SLACK)),
        )
        for kind, found in levels.items()
        if len(found) >= FEWEST
    }


_Scored = tuple[tuple[Peak, ...], tuple[Peak, ...]]
"""Highest scores of one picture: of what is there beyond an empty one, and of what it lacks."""


def calibrated(
    kinds: dict[Kind, Seen], empties: Iterable[Standard], loaded: Iterable[Standard], note: str
) -> Known:
    """Return the reference with its scores calibrated on pictures that no end was learnt from.

    Each half of the empties is ranked by the tails of the other.
    """
    bare = Known(kinds, {}, np.zeros(0), np.zeros(0), note)
    scored = list(_scored(empties, bare))
    halves = (scored[::2], scored[1::2])
    ranked: list[float] = []
    for own, others in (halves, halves[::-1]):
        theirs = _tails(others)
        ranked += [_surprise(one, theirs) for one in own]
    tails = _tails(scored)
    full = [_surprise(one, tails) for one in _scored(loaded, bare)]
    return Known(kinds, tails, _falling(ranked), _falling(full), note)


def _scored(pictures: Iterable[Standard], known: Known) -> Iterator[_Scored]:
    for one in pictures:
        found = residual(one, known)
        if found is not None:
            yield tuple(peaks(found)), tuple(peaks(found.lacking))


def _surprise(scored: _Scored, tails: dict[str, Tail]) -> float:
    return max(surprise(peak, tails) for peak in scored[0])


def _tails(scored: Sequence[_Scored]) -> dict[str, Tail]:
    scores: defaultdict[str, list[float]] = defaultdict(list)
    for beyond, lacked in scored:
        for peak in beyond:
            scores[peak.tail].append(peak.score)
        for peak in lacked:
            scores[lacking(peak.tail)].append(peak.score)
    return {name: tail_of(np.array(found), _LEAST, _LEAST_DECAY) for name, found in scores.items()}


def _falling(scores: Sequence[float]) -> Floats:
    return np.sort(np.array(scores, dtype=np.float64))[::-1]
