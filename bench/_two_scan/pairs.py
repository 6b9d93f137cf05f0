"""Pairs of scans of one container by two scanners, honest and with cocaine added on the way.

What an honest voyage changes is drawn with the pair: the load shifts by some centimetres, sacks
settle, ice grows on an evaporator, a trailer stands under one of the two or under both, the
container passes the second scanner the other way round.
"""

import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.standard import Standard, standard
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.held import held
from quaywatch.world.scanner.installation import INSTALLATIONS, Installation, mirrored
from quaywatch.world.scanner.loading.recipes import Recipe, recipe
from quaywatch.world.scanner.loads import Declared, drawn, load
from quaywatch.world.scanner.rescanning import shifted
from quaywatch.world.scanner.scene import Role, Scene
from quaywatch.world.scanner.threats import hide
from quaywatch.world.scanner.trailer import on_trailer
from quaywatch.world.scanner.truth import truth
from quaywatch.world.scanner.voyage import iced, settled
from quaywatch.world.streams import stream

SHIFTS = (0.0, 0.02, 0.02, 0.05)
"""Standard deviation of a load's slide, metres, one as likely as the other."""
_LOOSE = ("bags", "big_bags", "bales", "heaps", "sacks_on_pallets")
_NEAR = 0.6
"""Kilograms by which what could be hidden may miss what was meant: bricks are whole."""


@dataclass(frozen=True, slots=True)
class Voyage:
    """One container, the two scanners, and what happens to it between them."""

    seed: int
    origin: Scene
    arrived: Scene
    """Settled and iced, before its load shifts."""
    how: Recipe | None
    """None for an empty container."""
    installations: tuple[Installation, Installation]
    shift: float
    trailers: tuple[bool, bool]


class Part(StrEnum):
    """What pairs of a cargo may be used for: nothing is learned from a recipe that is measured."""

    TAUGHT = "taught"
    CALIBRATED = "calibrated"
    """Calibrated on, besides those that are taught (on other seeds)."""
    MEASURED = "measured"
    """Measured, and nothing else of pairs: ways of packing held back from all nets, and a sixth of
    codes, of which the net for single scans has met other containers."""


def part(papers: Declared) -> Part:
    """Return the part that a container's cargo belongs to."""
    if papers.hs_code is None:
        return Part.TAUGHT
    if held(papers):
        return Part.MEASURED
    drawn_ = zlib.crc32(papers.hs_code.encode()) % 6
    return (Part.CALIBRATED, Part.MEASURED)[drawn_] if drawn_ < 2 else Part.TAUGHT


def seeds(first: int, parts: Collection[Part]) -> Iterator[int]:
    """Yield seeds from `first` on whose cargo belongs to one of some parts."""
    return (seed for seed in count(first) if part(drawn(seed)) in parts)


def voyage(seed: int, other: tuple[Declared, Recipe] | None = None) -> Voyage:
    """Draw one; its load is of the trade unless another is told, with how it is packed."""
    rng = stream(seed, "voyage")
    papers = drawn(seed)
    how = None if papers.hs_code is None else recipe(papers.hs_code)
    if other is not None:
        papers, how = other
    origin = load(papers, seed, how=how)
    first, second = (
        mirrored(chosen) if turned else chosen
        for chosen, turned in zip(
            (INSTALLATIONS[int(n)] for n in rng.integers(len(INSTALLATIONS), size=2)),
            rng.random(2) < 0.5,
            strict=True,
        )
    )
    shift = float(rng.choice(SHIFTS))
    loose = how is not None and how.style in _LOOSE
    arrived = settled(origin, seed) if loose and rng.random() < 0.7 else origin
    if rng.random() < 0.5:
        arrived = iced(arrived, seed)
    under = int(rng.integers(6))
    trailers = under in (0, 2), under in (1, 2)
    return Voyage(seed, origin, arrived, how, (first, second), shift, trailers)


def style(one: Voyage) -> str:
    """Return the way in which the cargo is packed."""
    return "empty" if one.how is None else one.how.style


def earlier(one: Voyage) -> Standard | None:
    """Return the scan at the port of loading; None where no container was found in it."""
    return _scanned(one.origin, one.installations[0], one.trailers[0], 16 * one.seed)


def arrival(one: Voyage, threat: tuple[ConcealmentPlace, float] | None = None) -> Scene | None:
    """Return the container at arrival, with a threat at a place of so many kilograms if told.

    None where the container has no such place or no room for it.
    """
    scene = one.arrived
    if threat is not None:
        place, kg = threat
        try:
            scene = hide(scene, place, kg, one.seed)
        except ValueError:
            return None
        if abs(scene.mass_kg(Role.THREAT) - kg) > _NEAR:
            return None
    return shifted(scene, one.seed, one.shift)


def later(one: Voyage, threat: tuple[ConcealmentPlace, float] | None = None) -> Standard | None:
    """Return the scan at arrival, as `arrival` has it; None where no container was found either."""
    scene = arrival(one, threat)
    if scene is None:
        return None
    return _scanned(scene, one.installations[1], one.trailers[1], 16 * one.seed + 2)


def taken(one: Voyage, threat: tuple[ConcealmentPlace, float]) -> Pixels:
    """Return g/cm² of a threat by line and row of the picture at arrival."""
    scene = arrival(one, threat)
    if scene is None:
        raise ValueError(f"seed {one.seed} has no room for that")
    return truth(scene, one.installations[1]).areal_density


def _scanned(scene: Scene, installation: Installation, trailer: bool, seed: int) -> Standard | None:
    if trailer:
        scene = on_trailer(scene, installation.base)
    picture = expose(expected(scene, installation), installation, seed)
    made = standard(radiograph(picture, installation))
    return made if isinstance(made, Standard) else None
