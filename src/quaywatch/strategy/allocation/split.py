"""How members share what acting together gains them, so that none is worse off than alone.

What a coalition is worth is how much less arrives through its ports when it acts as one, with its
minutes in one pool, than when each port minds itself; everybody else minds itself in both. Each
member's part is its Shapley value: the mean of what it adds to the members before it, over all
orders in which they could come. Where that would leave somebody with less than nothing, the nearest
split that does not is taken instead.
"""

from dataclasses import dataclass
from math import factorial

import numpy as np

from quaywatch.strategy.allocation.equilibrium import Player, equilibrium
from quaywatch.strategy.allocation.members import Alliance, Laid, lay
from quaywatch.strategy.allocation.sites import Floats

MOST = 12
"""Members of an alliance that can be split exactly: twice the work for each more."""
_NOTHING = 1e-12


@dataclass(frozen=True, slots=True)
class Split:
    """Who gets how much of what acting together gains, in shares of all that could be shipped."""

    alone: dict[str, float]
    """What arrives through each when each port minds itself."""
    worth: float
    """How much less arrives through members together when they act as one…"""
    direct: dict[str, float]
    """…and how much less (or, below zero, more) arrives through each."""
    parts: dict[str, float]
    """What each gets of it: never below zero unless `worth` is."""
    transfers: dict[str, float]
    """What each is owed by the others for that, or owes them: together zero."""
    shapley: bool
    """Whether these are Shapley's parts, or the nearest that leave nobody worse off."""
    rational: bool
    """Whether nobody gets less than alone."""
    envied_by: tuple[str, ...]
    """The coalition that could gain most by acting without the others…"""
    excess: float
    """…and by how much: at most zero where the split is in the core."""


def split(alliance: Alliance) -> Split:
    """Return a split of what members gain by one pool.

    Raises:
        ValueError: more than `MOST` members, or rational traffickers; see also `lay`.

    """
    count = len(alliance.members)
    if count > MOST:
        raise ValueError(f"{count} members are too many to weigh all their coalitions")
    laid = lay(alliance)
    alone = _arriving(alliance, laid, 0)
    worth, together = np.zeros(1 << count), alone
    for members in range(1, 1 << count):
        if members & (members - 1):
            together = _arriving(alliance, laid, members)
            mine = _within(members, count)
            worth[members] = alone[:count][mine].sum() - together[:count][mine].sum()
    direct = alone[:count] - (together if count > 1 else alone)[:count]
    fair = shapley(worth)
    parts = nearest(fair, worth[-1]) if fair.min() < -_NOTHING and worth[-1] >= 0 else fair
    excess = np.array([worth[s] - parts[_within(s, count)].sum() for s in range(1 << count)])
    most = int(np.argmax(excess[1:-1])) + 1 if count > 1 else 0
    names = [member.port for member in alliance.members]
    return Split(
        alone=_named(names, alone[:count]),
        worth=float(worth[-1]),
        direct=_named(names, direct),
        parts=_named(names, parts),
        transfers=_named(names, parts - direct),
        shapley=parts is fair,
        rational=bool(parts.min() >= -_NOTHING),
        envied_by=tuple(np.array(names)[_within(most, count)].tolist()),
        excess=float(excess[most]),
    )


def shapley(worth: Floats) -> Floats:
    """Return each player's Shapley value.

    Args:
        worth: of each coalition, by the number whose bits are its players; of none it is zero.

    """
    count = len(worth).bit_length() - 1
    sizes = np.array([bin(s).count("1") for s in range(len(worth))])
    weights = np.array(
        [factorial(k) * factorial(count - k - 1) / factorial(count) for k in range(count)]
    )
    values = np.zeros(count)
    for player in range(count):
        without = np.array([s for s in range(len(worth)) if not s >> player & 1])
        adds = worth[without | 1 << player] - worth[without]
        values[player] = np.dot(weights[sizes[without]], adds)
    return values


def _arriving(alliance: Alliance, laid: Laid, members: int) -> Floats:
    """Return what arrives through each port when some members act as one, and all others alone."""
    rationality = alliance.traffickers.rationality
    if rationality is None:
        raise ValueError("a split is of what arrives, which rational traffickers do not tell")
    ports = range(len(alliance.ports))
    one = tuple(port for port in ports if members >> port & 1)
    alone = tuple(Player((port,)) for port in ports if not members >> port & 1)
    players = (Player(one, pooled=True), *alone) if one else alone
    stay = alliance.traffickers.stay
    return equilibrium(laid.sites, laid.detection, rationality, stay, players).arriving


def nearest(parts: Floats, whole: float) -> Floats:
    """Return the split of the whole nearest to these parts that has none below zero."""
    falling = np.sort(parts)[::-1]
    over = (np.cumsum(falling) - whole) / np.arange(1, len(parts) + 1)
    least = over[np.flatnonzero(falling > over)[-1]] if whole > 0 else falling[0]
    return np.maximum(parts - least, 0.0)


def _within(members: int, count: int) -> list[int]:
    return [place for place in range(count) if members >> place & 1]


def _named(names: list[str], values: Floats) -> dict[str, float]:
    return dict(zip(names, list[float](values.tolist()), strict=True))
