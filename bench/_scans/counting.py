"""Detection at given shares of false alarms, with its error, from looks at pictures."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from bench._scans.looking import MASSES, Look, Told
from bench._usual import wilson
from quaywatch.world.scanner.observing.weighing import doubted, threshold

LEVEL = 0.95
ALARMS = (0.01, 0.05)
_AGAIN = 1000
OBSERVERS = ("grained", "rearranged")
Figures = dict[str, object]


def cut(honest: Sequence[float], alarms: float) -> float:
    """Return the score that no more than this share of honest containers pass."""
    ranked = sorted(honest, reverse=True)
    return ranked[min(math.floor(alarms * len(ranked)), len(ranked) - 1)]


def share(found: int, of: int) -> Figures:
    """Return a share with its interval (Wilson's, 95 %)."""
    low, high = wilson(found, of, LEVEL)
    return {
        "pd": round(found / of, 3) if of else None,
        "from": round(low, 3),
        "to": round(high, 3),
        "pictures": of,
    }


def by_detector(honest: list[Look], looks: list[Look], detector: str) -> Figures:
    """Return detection by a detector's own scores."""
    scores = [look.scores[detector] for look in honest]
    return {
        f"at_{alarms:.0%}": share(
            sum(look.scores[detector] > cut(scores, alarms) for look in looks), len(looks)
        )
        for alarms in ALARMS
    }


def by_known(looks: list[Look]) -> Figures:
    """Return detection, at least, of the observer that knows the load."""
    passed = [look.known for look in looks if look.known is not None]
    return {
        f"at_{alarms:.0%}": share(sum(one > threshold(alarms) for one in passed), len(passed))
        for alarms in ALARMS
    }


def by_told(every: list[Look], looks: list[Look], observer: str) -> Figures:
    """Return detection of an observer who is told the threat.

    Its threshold is that of its own scores in honest containers.
    """
    honest = [doubted(one.honest, one.detectability) for one in told(every, observer)]
    seen = [doubted(one.threatened, one.detectability) for one in told(looks, observer)]
    if not honest:
        return {}
    return {
        f"at_{alarms:.0%}": share(sum(one > cut(honest, alarms) for one in seen), len(seen))
        for alarms in ALARMS
    }


def told(looks: list[Look], observer: str) -> list[Told]:
    """Return what an observer who is told the threat scores, where it was asked."""
    found = (getattr(look, observer) for look in looks)
    return [one for one in found if one is not None]


def table(honest: list[Look], threatened: list[Look], detectors: Sequence[str]) -> list[Figures]:
    """Return detection by place and mass, of every detector beside every observer."""
    places = sorted({look.place for look in threatened if look.place is not None})
    rows: list[Figures] = []
    for place in places:
        for kg in MASSES:
            looks = [one for one in threatened if one.place == place and one.kg == kg]
            if not looks:
                continue
            row: Figures = {"place": place, "kg": kg, "known": by_known(looks)}
            row |= {name: by_detector(honest, looks, name) for name in detectors}
            row |= {name: by_told(threatened, looks, name) for name in OBSERVERS}
            rows.append(row)
    return rows


def beside_ideal(
    honest: list[Look], looks: list[Look], detector: str, alarms: float = 0.05
) -> Figures:
    """Return a detector's share of the ideal detection of the same pictures, with an interval.

    Containers are drawn again and again, honest ones for the threshold among them (bootstrap), all
    pictures of one together.
    """
    if not looks:
        return {"ratio": None, "from": None, "to": None, "pictures": 0}
    drawn = [_ratio(*_again(honest, looks, seed), detector, alarms) for seed in range(_AGAIN)]
    low, high = np.quantile([one for one in drawn if math.isfinite(one)], (0.025, 0.975))
    return {
        "ratio": round(_ratio(honest, looks, detector, alarms), 3),
        "from": round(float(low), 3),
        "to": round(float(high), 3),
        "pictures": len(looks),
    }


def _ratio(honest: list[Look], looks: list[Look], detector: str, alarms: float) -> float:
    limit = cut([look.scores[detector] for look in honest], alarms)
    ideal = sum((look.known or -math.inf) > threshold(alarms) for look in looks)
    found = sum(look.scores[detector] > limit for look in looks)
    return found / ideal if ideal else math.nan


def _again(honest: list[Look], looks: list[Look], seed: int) -> tuple[list[Look], list[Look]]:
    rng = np.random.default_rng(seed)
    by_seed: dict[int, list[Look]] = {}
    for look in looks:
        by_seed.setdefault(look.seed, []).append(look)
    groups = list(by_seed.values())
    chosen = rng.integers(len(groups), size=len(groups))
    others = rng.integers(len(honest), size=len(honest))
    return [honest[int(one)] for one in others], [look for n in chosen for look in groups[int(n)]]


def split(looks: list[Look], of: Callable[[Look], bool]) -> tuple[list[Look], list[Look]]:
    """Return those of which something is true, and the others."""
    return [one for one in looks if of(one)], [one for one in looks if not of(one)]
