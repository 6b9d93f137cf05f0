"""Scans one after the other, each from its own seed, so that any can be made again alone."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from quaywatch.cargo import ConcealmentPlace
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import Picture, expose
from quaywatch.world.scanner.installation import RELOCATABLE, Installation
from quaywatch.world.scanner.loads import Declared, drawn, load
from quaywatch.world.scanner.scene import Role, Scene
from quaywatch.world.scanner.threats import hide, possible
from quaywatch.world.streams import stream

_SCANS = 1_000_003
"""Seeds of one stream lie apart from those of the next."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """One scan with its papers and, apart from the picture, its scene: the hidden truth."""

    seed: int
    papers: Declared
    picture: Picture
    scene: Scene
    place: ConcealmentPlace | None
    """Where the threat is; None for an honest load."""


def simulated(
    count: int,
    seed: int,
    installation: Installation = RELOCATABLE,
    threats: float = 0.0,
    first: int = 0,
) -> Iterator[Simulated]:
    """Yield `count` scans from number `first` on, `threats` of them (a share) with cocaine in.

    One picture is held at a time.
    """
    for number in range(first, first + count):
        yield one(seed_of(seed, number), installation, threats)


def seed_of(stream_seed: int, number: int) -> int:
    """Return the seed of one scan of a stream."""
    return stream_seed * _SCANS + number


def one(seed: int, installation: Installation = RELOCATABLE, threats: float = 0.0) -> Simulated:
    """Return the scan of one seed."""
    papers = drawn(seed)
    scene = load(papers, seed)
    place = None
    rng = stream(seed, "threatened")
    if rng.random() < threats:
        scene, place = _threatened(scene, rng, seed)
    return Simulated(
        seed, papers, expose(expected(scene, installation), installation, seed), scene, place
    )


def _threatened(
    scene: Scene, rng: np.random.Generator, seed: int
) -> tuple[Scene, ConcealmentPlace | None]:
    """Hide 1 to 30 kg, evenly in its logarithm, at a place that the container has.

    Where no brick fits there, such as behind the doors of a full container, it stays honest.
    """
    places = [place for place in ConcealmentPlace if possible(scene, place)]
    place = places[int(rng.integers(len(places)))]
    hidden = hide(scene, place, math.exp(rng.uniform(0.0, math.log(30.0))), seed)
    return (hidden, place) if hidden.mass_kg(Role.THREAT) > 0 else (scene, None)
