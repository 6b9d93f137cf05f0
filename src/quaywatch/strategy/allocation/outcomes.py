"""What comes of an alliance's scanning when each port minds itself, all mind all, or all pool."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from quaywatch.strategy.allocation.equilibrium import Player, equilibrium
from quaywatch.strategy.allocation.looks import mixed
from quaywatch.strategy.allocation.members import Alliance, Laid, lay
from quaywatch.strategy.allocation.rational import Rational, rational
from quaywatch.strategy.allocation.reasons import Because
from quaywatch.strategy.allocation.sites import Floats, Ints, Sites

_CLOSE = 1e-12


class How(StrEnum):
    """How the minutes are spent."""

    FLOORS = "floors"
    """On the floors alone: what comes when nobody plans anything."""
    EVEN = "even"
    """Each port looks at the same share of everything."""
    NATIONAL = "national"
    """Each port minds what arrives through itself and answers the others."""
    COMMON = "common"
    """Members mind what arrives through all of them; each spends its own minutes."""
    POOLED = "pooled"
    """The same, and minutes may be spent wherever they are worth most."""


class Proof(StrEnum):
    """What a certificate says."""

    NONE = "none"
    """This is not the best of anything."""
    BOUND = "bound"
    """No plan goes below `bound`."""
    NO_REGRET = "no_regret"
    """No player gains more than `gap` by moving alone."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What proves a plan."""

    proof: Proof
    bound: float | None
    """With `Proof.BOUND`: of what arrives, or of the level."""
    gap: float | None
    """By how much the plan could still be bettered, at the most."""


@dataclass(frozen=True, slots=True)
class AtPort:
    """What comes of it at one port."""

    port: str
    member: bool
    arriving: float | None
    """Share of all that could be shipped that arrives here; None for rational traffickers."""
    chosen: float | None
    """Share of all that could be shipped that comes here."""
    minutes: float
    """Spent here…"""
    has: float
    """…and there from the start."""
    covered: float
    """Share of its containers that gets some look."""
    level: float
    """What its best stratum brings."""
    price: float
    """By how much `arriving` (of those who plan with it), or the level, falls with one minute more
    here."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is asked of one stratum."""

    route: str
    goods: str
    share: float
    """Of what the best look would find, that is found."""
    looks: dict[str, float]
    """Share of its containers that gets each look."""
    value: float
    """What a load brings here."""
    because: Because


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way of spending the minutes, and what comes of it."""

    how: How
    arriving: float | None
    """Share of all that could be shipped that arrives somewhere; None for rational traffickers,
    who all go where they gain most."""
    level: float
    """What the best stratum brings: nothing is gained by moving to another."""
    deterred: bool
    """Whether even the best stratum brings less than staying away."""
    ports: tuple[AtPort, ...]
    certificate: Certificate
    shares: Floats
    """Of each stratum, port by port."""
    alliance: Alliance
    laid: Laid

    def rows(self, port: str) -> tuple[Row, ...]:
        """Return what is asked of each stratum of a port.

        Raises:
            KeyError: there is no such port.

        """
        start = 0
        for member in self.alliance.ports:
            if member.port == port:
                return tuple(
                    self._row(start + place, one.route, one.goods)
                    for place, one in enumerate(member.strata)
                )
            start += len(member.strata)
        raise KeyError(port)

    def _row(self, stratum: int, route: str, goods: str) -> Row:
        first = self.laid.begins[stratum]
        sites, share = self.laid.sites, float(self.shares[stratum])
        because = Because.EVEN
        if share <= self.laid.floors[stratum] + _CLOSE:
            because = Because.FLOOR
        elif share >= 1.0 - _CLOSE:
            because = Because.CEILING
        return Row(
            route=route,
            goods=goods,
            share=share,
            looks={k: v for k, v in mixed(self.laid.pieces[stratum], share).items() if v > 0},
            value=float(sites.gain[first] - sites.loss[first] * share),
            because=because,
        )


def settle(alliance: Alliance, how: How) -> Outcome:
    """Return what comes of one way of spending the minutes.

    Raises:
        ValueError: see `lay`; or rational traffickers are to be met by each port for itself: who
            always goes to the weakest port leaves the others with nothing to mind.

    """
    return _settled(alliance, lay(alliance), how)


def compare(alliance: Alliance) -> dict[How, Outcome]:
    """Return what comes of each way of spending the minutes that makes sense; see `settle`."""
    laid, rational_ones = lay(alliance), alliance.traffickers.rationality is None
    apart = {How.NATIONAL} if rational_ones else set[How]()
    return {how: _settled(alliance, laid, how) for how in How if how not in apart}


def _settled(alliance: Alliance, laid: Laid, how: How) -> Outcome:
    rationality = alliance.traffickers.rationality
    if how is How.FLOORS:
        return _given(alliance, laid, how, laid.sites.floor)
    if how is How.EVEN:
        return _given(alliance, laid, how, _even(laid.sites))
    if rationality is None:
        return _rational(alliance, laid, how)
    return _erring(alliance, laid, how, rationality)


def _players(alliance: Alliance, how: How) -> tuple[Player, ...]:
    members, count = len(alliance.members), len(alliance.ports)
    together = range(members) if how is not How.NATIONAL else range(0)
    alone = [Player((port,)) for port in range(len(together), count)]
    if not together:
        return tuple(alone)
    return (Player(tuple(together), pooled=how is How.POOLED), *alone)


def _erring(alliance: Alliance, laid: Laid, how: How, rationality: float) -> Outcome:
    players = _players(alliance, how)
    stay = alliance.traffickers.stay
    found = equilibrium(laid.sites, laid.detection, rationality, stay, players)
    gap = float(found.regret.max())
    arriving = float(found.arriving.sum())
    proof = Certificate(Proof.NO_REGRET, None, gap)
    if len(players) == 1:
        proof = Certificate(Proof.BOUND, arriving - gap, gap)
    return _outcome(alliance, laid, how, found.share, found.prices, proof)


def _rational(alliance: Alliance, laid: Laid, how: How) -> Outcome:
    if alliance.outsiders or how is How.NATIONAL:
        raise ValueError("rational traffickers are met by members alone, with a common goal")
    sites = laid.sites
    if how is How.POOLED:
        total = float(sites.budgets.sum())
        sites = replace(sites, budget=total, budgets=np.full(len(sites.budgets), np.inf))
    plan: Rational = rational(sites)
    proof = Certificate(Proof.BOUND, plan.bound, plan.level - plan.bound)
    return _outcome(alliance, laid, how, plan.share, plan.prices + plan.price, proof)


def _given(alliance: Alliance, laid: Laid, how: How, share: Floats) -> Outcome:
    nothing = Certificate(Proof.NONE, None, None)
    return _outcome(alliance, laid, how, share, np.zeros(len(alliance.ports)), nothing)


def _even(sites: Sites) -> Floats:
    """Return the same share of everything at a port, as far as its minutes go."""
    low, high = np.zeros(len(sites.budgets)), np.ones(len(sites.budgets))
    for _ in range(60):
        middle = 0.5 * (low + high)
        over = sites.spent(np.clip(middle[sites.port], sites.floor, sites.ceiling)) > sites.budgets
        low, high = np.where(over, low, middle), np.where(over, middle, high)
    return np.clip(low[sites.port], sites.floor, sites.ceiling)


def _outcome(
    alliance: Alliance, laid: Laid, how: How, share: Floats, prices: Floats, proof: Certificate
) -> Outcome:
    sites = laid.sites
    on = np.flatnonzero(sites.settled(share))
    value, port = sites.value(share)[on], sites.port[on]
    level = np.full(len(alliance.ports), -np.inf)
    np.maximum.at(level, port, value)
    chosen, arriving = _traffic(alliance, value, port, 1.0 - laid.detection[on] * share[on])
    spent = sites.spent(share)
    covered = _covered(laid, share[on], port, len(alliance.ports))
    stay = alliance.traffickers.stay
    return Outcome(
        how=how,
        arriving=None if arriving is None else float(arriving.sum()),
        level=float(level.max()),
        deterred=bool(level.max() <= stay),
        ports=tuple(
            AtPort(
                port=member.port,
                member=place < len(alliance.members),
                arriving=None if arriving is None else float(arriving[place]),
                chosen=None if chosen is None else float(chosen[place]),
                minutes=float(spent[place]),
                has=member.minutes,
                covered=float(covered[place]),
                level=float(level[place]),
                price=float(prices[place]),
            )
            for place, member in enumerate(alliance.ports)
        ),
        certificate=proof,
        shares=share[on],
        alliance=alliance,
        laid=laid,
    )


def _traffic(
    alliance: Alliance, value: Floats, port: Ints, kept: Floats
) -> tuple[Floats | None, Floats | None]:
    """Return what comes to each port and what arrives there, of traffickers who err."""
    rationality, stay = alliance.traffickers.rationality, alliance.traffickers.stay
    if rationality is None:
        return None, None
    top = max(float(value.max()), stay)
    weight = np.exp(rationality * (value - top))
    weight /= weight.sum() + np.exp(rationality * (stay - top))
    count = len(alliance.ports)
    return (
        np.bincount(port, weights=weight, minlength=count).astype(np.float64),
        np.bincount(port, weights=weight * kept, minlength=count).astype(np.float64),
    )


def _covered(laid: Laid, share: Floats, port: Ints, count: int) -> Floats:
    """Return the share of each port's containers that gets some look."""
    first = np.array([each[0].ends for each in laid.pieces])
    looked = laid.containers * np.minimum(share / first, 1.0)
    whole = np.bincount(port, weights=laid.containers, minlength=count)
    return np.bincount(port, weights=looked, minlength=count) / whole
