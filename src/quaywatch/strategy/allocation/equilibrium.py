"""Ports that plan apart: each answers the others until none would let less in by another plan.

A player is a port that minds what arrives through it, or ports that mind what arrives through all
of them together. Each answers the plans of the others exactly (`dinkelbach`), in turn.
"""

from dataclasses import dataclass, replace

import numpy as np

from quaywatch.strategy.allocation.quantal import Logit
from quaywatch.strategy.allocation.sites import Floats, Ints, Sites

_SWEEPS = 200
_SETTLED = 1e-12


@dataclass(frozen=True, slots=True)
class Player:
    """Ports with one goal: the least that arrives through them all."""

    ports: tuple[int, ...]
    pooled: bool = False
    """Whether minutes of one may be spent at another; else each spends its own."""


@dataclass(frozen=True, slots=True)
class Equilibrium:
    """Plans of all ports, none of which can be bettered by its player alone."""

    share: Floats
    """Of each site's containers that is looked at."""
    chosen: Floats
    """How often each site is chosen; what is left is not shipped at all."""
    arriving: Floats
    """What arrives through each port, as a share of all that could be shipped."""
    regret: Floats
    """By how much each player could lower what arrives through it by moving alone, at the most."""
    prices: Floats
    """By how much what arrives through its player's ports falls with a minute more at a port."""
    sweeps: int
    """How often all players answered before none moved any more."""


def equilibrium(
    sites: Sites,
    detection: Floats,
    rationality: float,
    stay: float,
    players: tuple[Player, ...],
) -> Equilibrium:
    """Return plans at which no player gains by another one.

    Answers start from the floors and go in the order of the players, so the same game ends in the
    same plans. The regret proves that this is an equilibrium; that there is no other is not proven.

    Args:
        sites: what can be chosen; the budgets of ports say what each has, and the joint budget
            counts for nothing: a pool has what its ports have.
        detection: how often a look finds, by site.
        rationality: λ of traffickers.
        stay: what not shipping brings.
        players: each port once.

    Raises:
        ValueError: a port has no player or two; see also `quantal`.

    """
    ports = len(sites.budgets)
    if sorted(port for one in players for port in one.ports) != list(range(ports)):
        raise ValueError("each port belongs to one player")
    game = Logit.of(sites, detection, rationality, stay)
    hands = [_Hand.of(game, player) for player in players]
    share = game.field.floor.copy()
    weight = game.weight(share)
    prices, regret = np.zeros(ports), np.zeros(len(players))
    sweeps, moved = 0, np.inf
    while sweeps < _SWEEPS and moved > _SETTLED:
        sweeps += 1
        moved = max(hand.answer(game, share, weight) for hand in hands)
        if len(hands) == 1:
            break
    for place, hand in enumerate(hands):
        regret[place] = hand.prove(game, share, weight, prices)
    return _told(game, share, weight, regret, prices, sweeps)


@dataclass(slots=True)
class _Hand:
    """What one player plays with, and where its last answer ended."""

    sites: Ints
    """Its sites, as `game` lays them out."""
    game: Logit
    ports: Ints
    ratio: float
    joint: float
    own: Floats

    @classmethod
    def of(cls, game: Logit, player: Player) -> "_Hand":
        ports = np.array(player.ports, dtype=np.int64)
        spans = [range(game.first[port], game.first[port + 1]) for port in player.ports]
        sites = np.array([site for span in spans for site in span], dtype=np.int64)
        own = game.budgets[ports]
        mine = replace(
            game,
            field=type(game.field)(*(each[sites] for each in game.field)),
            first=np.concatenate([[0], np.cumsum([len(span) for span in spans])]).astype(np.int64),
            order=np.arange(len(sites)),
            budgets=np.full(len(ports), np.inf) if player.pooled else own,
            budget=float(own.sum()) if player.pooled else np.inf,
        )
        return cls(sites, mine, ports, 1.0, -np.inf, np.full(len(ports), -np.inf))

    def answer(self, game: Logit, share: Floats, weight: Floats) -> float:
        """Put down the best plan against the others; return by how much it is better."""
        before = self._arriving(game, share, weight)
        outside = game.outside + float(weight.sum() - weight[self.sites].sum())
        found = self.game.best_from(outside, self.ratio, self.joint, self.own)
        share[self.sites] = found.share
        weight[self.sites] = self.game.weight(found.share)
        self.ratio, self.joint, self.own = found.arriving, found.joint, found.own
        return before - found.arriving

    def prove(self, game: Logit, share: Floats, weight: Floats, prices: Floats) -> float:
        """Write down the player's prices; return what it could still gain, at the most."""
        total = float(weight.sum()) + game.outside
        outside = total - float(weight[self.sites].sum())
        found = self.game.best_from(outside, self.ratio, self.joint, self.own)
        prices[self.ports] = np.exp(np.maximum(found.own, found.joint)) / total
        return max(self._arriving(game, share, weight) - found.bound, 0.0)

    def _arriving(self, game: Logit, share: Floats, weight: Floats) -> float:
        kept = weight[self.sites] * (1.0 - self.game.field.detection * share[self.sites])
        return float(kept.sum() / (weight.sum() + game.outside))


def _told(
    game: Logit, share: Floats, weight: Floats, regret: Floats, prices: Floats, sweeps: int
) -> Equilibrium:
    """Turn the arrays back into the order in which the sites were given."""
    laid, chosen = np.empty_like(share), np.empty_like(share)
    laid[game.order] = share
    chosen[game.order] = weight / (weight.sum() + game.outside)
    kept = weight * (1.0 - game.field.detection * share) / (weight.sum() + game.outside)
    by_port = np.repeat(np.arange(len(game.budgets)), np.diff(game.first))
    arriving = np.bincount(by_port, weights=kept, minlength=len(game.budgets)).astype(np.float64)
    return Equilibrium(laid, chosen, arriving, regret, prices, sweeps)
