"""The quantal game where looks go by rank: the first share of a site finds more than the last.

`allocation.quantal` takes what is found to grow in proportion to the share; here it follows a curve
that bends. The same method (Dinkelbach, one price of looks for the alliance or one a port) then has
no closed form, so each site's share is chosen among the steps of a grid.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.strategy.tunnel.looking import Belief
from quaywatch.strategy.tunnel.waters import Floats, Ints

STEPS = np.concatenate([[0.0], np.geomspace(2e-4, 0.95, 47)])
"""Shares that a site can have."""
_ROUNDS = 8
_HALVINGS = 45


@dataclass(frozen=True, slots=True)
class Game:
    """Sites, with one entry each, and what is to be spent on them."""

    flow: Floats
    """How much a site draws at the present chance of being caught there; any unit."""
    caught: Floats
    """That chance."""
    rows: Floats
    """Consignments."""
    purse: Ints
    """Number of the purse that pays for its looks."""
    looks: Floats
    """What is in each purse."""


def plan(game: Game, belief: Belief, outside: float, elsewhere: float = 0.0) -> Floats:
    """Return the share of each site under which least arrives.

    Args:
        game: what can be chosen; where `rows` is zero nothing is looked at.
        belief: what a look is worth, and how strongly risk repels.
        outside: what has another way and arrives by it, in the unit of flows.
        elsewhere: what goes where its arrival is not minded.
    """
    caught = belief.caught(STEPS) * (STEPS > 0)
    grows = game.flow * np.exp(belief.response * game.caught)
    drawn = grows[:, None] * np.exp(-belief.response * caught)
    arrives = drawn * (1 - caught)
    spent = game.rows[:, None] * STEPS
    step = np.zeros(len(game.flow), dtype=np.int64)
    more, each = step, np.arange(len(step))
    for _ in range(_ROUNDS):
        whole = float(drawn[each, step].sum()) + outside + elsewhere
        ratio = (float(arrives[each, step].sum()) + outside) / whole
        before = step
        step, more = _best(arrives - ratio * drawn, spent, game)
        if np.array_equal(before, step):
            break
    return _between(STEPS[step], STEPS[more], game)


def _best(cost: Floats, spent: Floats, game: Game) -> tuple[Ints, Ints]:
    """Return each site's step at the least prices that overdraw no purse, and just below."""
    purses, unit = len(game.looks), float(np.abs(cost).max()) + 1e-300
    low, high = np.full(purses, -80.0), np.full(purses, 20.0)

    def steps(log_price: Floats) -> Ints:
        price = unit * np.exp(log_price)[game.purse]
        return np.argmin(cost + price[:, None] * spent, axis=1)

    each = np.arange(len(cost))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        taken = np.bincount(game.purse, spent[each, steps(middle)], minlength=purses)
        over = taken > game.looks
        low, high = np.where(over, middle, low), np.where(over, high, middle)
    return steps(high), steps(low)


def _between(share: Floats, more: Floats, game: Game) -> Floats:
    """Spend what the steps of the grid leave: go part of the way to the next one."""
    purses = len(game.looks)
    taken, next_ = (np.bincount(game.purse, game.rows * s, minlength=purses) for s in (share, more))
    part = np.divide(game.looks - taken, next_ - taken, out=np.zeros(purses), where=next_ > taken)
    return share + np.clip(part, 0.0, 1.0)[game.purse] * (more - share)
