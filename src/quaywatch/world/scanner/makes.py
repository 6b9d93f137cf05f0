"""How makers build: what differs between containers of one kind from maker to maker.

Ranges are what makers' specifications of dry vans and reefers span; which maker has which figure
is invented. Metres, unless said otherwise.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from quaywatch.world.streams import stream

MAKES = 12
"""Makers whose containers are met; numbers from here on are makers that nobody has met."""


@dataclass(frozen=True, slots=True)
class Make:
    """One maker's measures; those of the class are usual ones."""

    number: int = 0
    corrugation: tuple[float, float, float] = (0.072, 0.068, 0.070)
    """Crest, slope and valley of a side wall's wave along the container."""
    first_wave: float = 0.1
    """Where it begins."""
    depth: float = 0.036
    """Of a wave."""
    wall: float = 0.0018
    """Thickness of the side walls' sheets."""
    roof: float = 0.0020
    front: float = 0.0020
    lining: float = 0.0007
    """Of a reefer's walls inside."""
    foam: float = 0.045
    """Density of a reefer's insulation, g/cm³."""
    members: tuple[float, float] = (0.25, 0.3)
    """First of a dry van's cross members from the front, and their spacing."""
    reefer_members: tuple[float, float] = (0.55, 0.41)
    web: float = 0.004
    """Thickness of cross members."""
    boards: tuple[float, float] = (0.028, 0.68)
    """Thickness of the floor and its density, g/cm³: plywood of several woods, or bamboo."""
    posts: tuple[float, float] = (0.17, 0.24)
    """Share of steel in front and rear posts."""
    rails: float = 0.19
    """Share of steel in the upper side rails."""
    rods: tuple[float, float] = (0.35, 0.95)
    """Lock rods of the nearer leaf from its edge; the other leaf mirrors it."""
    handle: float = 1.05
    hinges: tuple[float, ...] = (0.3, 0.8, 1.4, 1.9, 2.3)
    stiffeners: tuple[float, float] = (0.6, 0.61)
    """First of those in a reefer's walls from its machine, and their spacing."""
    t_bars: tuple[float, float] = (0.033, 0.0025)
    """Spacing and thickness of webs of a reefer's floor."""
    machine: int = 0
    """Design of the refrigeration unit; 0 is the usual one."""


USUAL = Make()
_MACHINES = 6
"""Designs of refrigeration units that are met."""


@cache
def make(number: int) -> Make:
    """Return the measures of one maker, always the same; 0 builds as usual."""
    if number == 0:
        return USUAL
    rng = stream(number, "make")

    def between(low: float, high: float) -> float:
        return float(rng.uniform(low, high))

    hinges = np.linspace(between(0.25, 0.4), between(2.15, 2.32), int(rng.integers(4, 6)))
    return Make(
        number,
        corrugation=(between(0.068, 0.076), between(0.064, 0.070), between(0.068, 0.074)),
        first_wave=between(0.08, 0.14),
        depth=between(0.034, 0.038),
        wall=between(0.0016, 0.0020),
        roof=between(0.0018, 0.0022),
        front=between(0.0018, 0.0022),
        lining=between(0.0006, 0.0008),
        foam=between(0.040, 0.050),
        members=(between(0.2, 0.3), between(0.275, 0.315)),
        reefer_members=(between(0.5, 0.6), between(0.38, 0.45)),
        web=between(0.0038, 0.0046),
        boards=(between(0.025, 0.028), between(0.62, 0.78)),
        posts=(between(0.155, 0.185), between(0.22, 0.26)),
        rails=between(0.17, 0.21),
        rods=(between(0.30, 0.40), between(0.88, 1.02)),
        handle=between(0.95, 1.15),
        hinges=tuple(hinges.tolist()),
        stiffeners=(between(0.4, 0.8), between(0.55, 0.66)),
        t_bars=(between(0.032, 0.036), between(0.0022, 0.0028)),
        # Nobody has met the machines of makers that nobody has met.
        machine=int(rng.integers(_MACHINES)) if number < MAKES else number,
    )


def met(seed: int) -> Make:
    """Draw the maker of the container of a seed, among those that are met."""
    return make(int(stream(seed, "maker").integers(MAKES)))
