"""An alliance as it is spoken of: members with their minutes, what is loaded where, traffickers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

import msgspec
import numpy as np

from quaywatch.strategy.allocation.looks import Look, Piece, pieces
from quaywatch.strategy.allocation.sites import Floats, Ints, Sites

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Amount = Annotated[float, msgspec.Meta(ge=0)]


class Stratum(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Containers of one route and sort of goods that come to one port."""

    route: str
    """Region or country of loading."""
    goods: str
    """Group of HS chapters."""
    containers: Annotated[float, msgspec.Meta(gt=0)]
    """In the period that is planned for."""
    gain: float
    """What a load that arrives here brings a trafficker, costs taken off, in any one currency."""
    penalty: Amount
    """What a load that is found costs him."""
    looks: tuple[Look, ...]
    floor: Share = 0.0
    """Share of what the best look would find that is found in any case."""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A port with what it can spend."""

    port: str
    """UN/LOCODE."""
    minutes: Amount
    """Of its scanners and crews, in the period."""
    strata: tuple[Stratum, ...]


class Traffickers(msgspec.Struct, frozen=True, kw_only=True):
    """Who answers to the plan."""

    rationality: Annotated[float, msgspec.Meta(gt=0)] | None
    """How surely the best site is chosen, per unit of gain (logit); None: always (rational)."""
    stay: float
    """What a load brings that is not shipped to any of these ports."""


class Alliance(msgspec.Struct, frozen=True, kw_only=True):
    """Members, ports beside it that answer for themselves, and traffickers."""

    members: tuple[Member, ...]
    outsiders: tuple[Member, ...] = ()
    traffickers: Traffickers

    @property
    def ports(self) -> tuple[Member, ...]:
        """Members, then outsiders: the order in which ports are numbered."""
        return (*self.members, *self.outsiders)


@dataclass(frozen=True, slots=True)
class Laid:
    """An alliance as arrays."""

    sites: Sites
    """With a row for each piece of each stratum, and no joint budget."""
    detection: Floats
    """Of the best look, by row."""
    begins: Ints
    """First row of each stratum, and the number of rows."""
    pieces: tuple[tuple[Piece, ...], ...]
    """By stratum, in the order of ports and their strata."""
    containers: Floats
    """By stratum…"""
    floors: Floats
    """…and so the share that is looked at in any case."""


def lay(alliance: Alliance) -> Laid:
    """Return an alliance as arrays.

    Raises:
        ValueError: a port is named twice or has no strata, or floors take more minutes than there
            are; the message names the port.

    """
    _check(alliance.ports)
    strata = [one for member in alliance.ports for one in member.strata]
    # Strata mostly share their looks: those are told apart by identity, which is cheap.
    known = {id(one.looks): one.looks for one in strata}
    by_looks = {key: pieces(looks) for key, looks in known.items()}
    found = tuple(by_looks[id(one.looks)] for one in strata)
    counts = _column(len(each) for each in found).astype(np.int64)
    owner = np.repeat(np.arange(len(strata)), counts)
    sizes = [len(member.strata) for member in alliance.ports]
    port = np.repeat(np.arange(len(alliance.ports)), sizes)[owner]
    starts = _column(p.begins for each in found for p in each)
    ends = _column(p.ends for each in found for p in each)
    containers, floor = _column(s.containers for s in strata), _column(s.floor for s in strata)
    minutes = _column(p.minutes for each in found for p in each) * containers[owner]
    gain = _column(one.gain for one in strata)[owner]
    penalty = _column(one.penalty for one in strata)[owner]
    detection = _column(each[-1].look.detection for each in found)[owner]
    floors = np.clip(floor[owner], starts, ends)
    budgets = np.array([member.minutes for member in alliance.ports])
    _check_floors(alliance, port, minutes * (floors - starts), budgets)
    sites = Sites(
        gain=gain,
        loss=detection * (gain + penalty),
        minutes=minutes,
        port=port,
        budget=np.inf,
        budgets=budgets,
        floor=floors,
        ceiling=ends,
        begins=starts,
    )
    begins = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Laid(sites, detection, begins, found, containers, floor)


def _column(values: Iterable[float]) -> Floats:
    return np.fromiter(values, np.float64)


def _check(ports: Iterable[Member]) -> None:
    seen: set[str] = set()
    for one in ports:
        if one.port in seen:
            raise ValueError(f"{one.port} is there twice")
        if not one.strata:
            raise ValueError(f"{one.port} has no strata")
        if any(stratum.gain + stratum.penalty <= 0 for stratum in one.strata):
            raise ValueError(f"{one.port}: a load that is found costs nothing")
        seen.add(one.port)


def _check_floors(alliance: Alliance, port: Ints, taken: Floats, budgets: Floats) -> None:
    spent = np.bincount(port, weights=taken, minlength=len(budgets))
    for place in np.flatnonzero(spent > budgets):
        name, needs, has = alliance.ports[place].port, spent[place], budgets[place]
        raise ValueError(f"{name}: the floors take {needs:.0f} minutes of {has:.0f}")
