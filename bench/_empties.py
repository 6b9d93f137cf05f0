"""Containers that are empty and containers that are not, as simulated scanners show them."""

from dataclasses import dataclass, replace

import numpy as np

from quaywatch.cargo import ConcealmentPlace as Place
from quaywatch.scans.standard import Standard, standard
from quaywatch.world.reference import table
from quaywatch.world.scanner.building import builder_of
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.installation import INSTALLATIONS, MOBILE, Installation, mirrored
from quaywatch.world.scanner.loads import Declared, declared, load
from quaywatch.world.scanner.makes import MAKES, Make, make
from quaywatch.world.scanner.scene import Role, Scene
from quaywatch.world.scanner.threats import hide
from quaywatch.world.scanner.trailer import on_trailer
from quaywatch.world.streams import stream

KINDS = ("22G1", "42G1", "45G1", "22R1", "45R1")
MASSES = (1.0, 2.0, 5.0, 10.0, 30.0)
PLACES = (Place.BEHIND_DOORS, Place.FLOOR, Place.ROOF, Place.WALLS, Place.DOORS, Place.FRONT_WALL,
          Place.FRAME, Place.OUTSIDE, Place.EVAPORATOR, Place.REFRIGERATION_UNIT)  # fmt: skip
MACHINE = (Place.EVAPORATOR, Place.REFRIGERATION_UNIT)
LOADS = ("full_load", "part_load", "pallet", "carton")
_STRANGERS = 20
"""Makers that nobody has met, by number from `MAKES` on."""
_TRAILERS = 0.4
"""Share of containers that stand on a trailer where a scanner sees trailers."""


@dataclass(frozen=True, slots=True)
class Case:
    """One container before one scanner, and what is in it."""

    seed: int
    size_type: str
    installation: Installation
    content: str = ""
    """One of `LOADS` or `PLACES`; nothing for an empty container."""
    kg: float = 0.0
    """Of what is hidden."""
    make: Make | None = None
    """None for one that is met."""


def empties(count: int, first: int, make: Make | None = None) -> list[Case]:
    """Return empties of all kinds before all scanners in turn, by seeds from `first` on."""
    return [
        Case(first + n, KINDS[n % 5], INSTALLATIONS[n // 5 % 3], make=make) for n in range(count)
    ]


def hidden(rounds: int, first: int) -> list[Case]:
    """Return every place and mass so many times, kinds and scanners in turn."""
    cases: list[Case] = []
    for _ in range(rounds):
        for place in PLACES:
            for kg in MASSES:
                n = len(cases)
                # Rounds, places and masses all meet every kind and every scanner.
                turn = n + n // 50 + n // 5
                kinds = KINDS[3:] if place in MACHINE else KINDS
                kind = kinds[turn % len(kinds)]
                cases.append(Case(first + n, kind, INSTALLATIONS[(turn // 5 + n) % 3], place, kg))
    return cases


def loaded(rounds: int, first: int) -> list[Case]:
    """Return every kind of load so many times before every scanner."""
    return [
        Case(first + n, KINDS[n // 4 % 5], INSTALLATIONS[n // 4 % 3], LOADS[n % 4])
        for n in range(rounds * 12)
    ]


def strange(cases: list[Case]) -> list[Case]:
    """Return the cases with containers of makers that nobody has met."""
    return [
        replace(case, make=make(MAKES + number // 5 % _STRANGERS))
        for number, case in enumerate(cases)
    ]


def half_strange(cases: list[Case]) -> list[Case]:
    """Return the cases, every other run of ten of them of makers that nobody has met."""
    return [
        unmet if number // 10 % 2 else met
        for number, (met, unmet) in enumerate(zip(cases, strange(cases), strict=True))
    ]


def scene(case: Case) -> Scene:
    """Build the container of a case, without a trailer."""
    empty = Declared(case.size_type, None, 0, 0.0)
    if not case.content:
        return load(empty, case.seed, case.make)
    if case.content in LOADS:
        return _loaded(case, stream(case.seed, "content"))
    return hide(load(empty, case.seed, case.make), Place(case.content), case.kg, case.seed)


def _loaded(case: Case, rng: np.random.Generator) -> Scene:
    if case.content in ("full_load", "part_load"):
        codes = table("goods")["hs_code"]
        papers = declared(codes[int(rng.integers(len(codes)))], case.size_type)
        share = rng.uniform(0.01, 0.3) if case.content == "part_load" else 1.0
        # What is declared fills a container of forty feet.
        share *= 1.0 if case.size_type[0] == "4" else 0.45
        packages = max(int(papers.packages * share), 1)
        return load(
            Declared(case.size_type, papers.hs_code, packages,
                     papers.mass_kg * packages / papers.packages),
            case.seed, case.make,
        )  # fmt: skip
    return _with(case, rng)


def _with(case: Case, rng: np.random.Generator) -> Scene:
    """Return the container with one carton or one pallet, of cotton."""
    empty = load(Declared(case.size_type, None, 0, 0.0), case.seed, case.make)
    x0, x1, y0, y1, z0, _ = empty.box.inside
    size, kg = _package(case, rng)
    x, y = float(rng.uniform(x0, x1 - size[0])), float(rng.uniform(y0, y1 - size[1]))
    builder = builder_of(empty, Role.GOODS)
    builder.add((x, x + size[0]), (y, y + size[1]), (z0, z0 + size[2]), "cotton",
                kg / (size[0] * size[1] * size[2]) / 1000.0)  # fmt: skip
    return builder.scene(empty.box, empty.seed)


def _package(case: Case, rng: np.random.Generator) -> tuple[list[float], float]:
    """Return metres along, across and up and kilograms: a carton of 2 to 20 kg, or a pallet of 50
    to 500 kg."""
    if case.content == "carton":
        low, high, mass = (0.25, 0.2, 0.2), (0.6, 0.45, 0.45), (2.0, 20.0)
    else:
        low, high, mass = (1.2, 0.8, 0.4), (1.2, 0.8, 1.6), (50.0, 500.0)
    return [float(one) for one in rng.uniform(low, high)], float(rng.uniform(*mass))


def carton_kg(case: Case) -> float:
    """Return kilograms of the one carton that is in a container."""
    return _package(case, stream(case.seed, "content"))[1]


def seen(case: Case) -> Standard | None:
    """Return the picture of a case on the grid; None where no container was found in it."""
    rng = stream(case.seed, "passing")
    installation = mirrored(case.installation) if rng.random() < 0.5 else case.installation
    whole = scene(case)
    if rng.random() < _TRAILERS and case.installation is not MOBILE:
        whole = on_trailer(whole, installation.base)
    picture = expose(expected(whole, installation), installation, case.seed)
    found = standard(radiograph(picture, installation))
    return found if isinstance(found, Standard) else None
