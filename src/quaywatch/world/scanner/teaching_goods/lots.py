"""Simulated loads that teach what goods look like: every line of the trade, every scanner."""

from dataclasses import dataclass, replace

import numpy as np

from quaywatch.scans.goods.features import features
from quaywatch.scans.goods.load import load as load_of
from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.standard import Standard, standard
from quaywatch.world.scanner.boxes import box
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.installation import INSTALLATIONS, Installation
from quaywatch.world.scanner.loads import Declared, declared, load
from quaywatch.world.scanner.scene import Role
from quaywatch.world.scanner.trailer import on_trailer
from quaywatch.world.streams import stream

_OTHER_BOX, _PART_LOAD, _TRAILER = 0.15, 0.2, 0.4
"""Shares of loads (assumed) in another box than usual, that are part loads, on a trailer."""
_DRY, _COLD = ("22G1", "42G1", "45G1"), ("22R1", "45R1")
_DENSE_KG = 15_000.0
"""Above it a load is limited by mass and no larger in a larger box."""
_MOST_KG = 28_000.0


@dataclass(frozen=True, slots=True)
class Lot:
    """One simulated load as it was read, and what it is."""

    code: str
    shape: Floats | None
    """Features; None where there is hardly any load."""
    reefer: bool
    mass_kg: float
    """True mass of the goods."""
    found_kg: float
    found_sd_kg: float
    opaque: float
    bulk: float
    """Logarithm of true kg per filled m³."""


def lot(code: str, seed: int, *, whole: bool = False) -> Lot | None:
    """Simulate a load of one tariff code before one of the scanners, and read it.

    Pictures are taken at half the lines and rows of a scanner, with as many photons, unless
    `whole`: on the grid that reading goes by they look the same. None where no container is found.
    """
    rng = stream(seed, "lot")
    papers = _papers(code, rng)
    scene = load(papers, seed)
    scanner = INSTALLATIONS[int(rng.integers(len(INSTALLATIONS)))]
    scanner = scanner if whole else halved(scanner)
    scanner = replace(scanner, doors_first=bool(rng.random() < 0.5))
    shown = on_trailer(scene, scanner.base) if rng.random() < _TRAILER else scene
    picture = standard(radiograph(expose(expected(shown, scanner), scanner, seed), scanner))
    if not isinstance(picture, Standard):
        return None
    found = load_of(picture)
    mass = scene.mass_kg(Role.GOODS)
    return Lot(
        code=code,
        shape=features(found),
        reefer=found.reefer,
        mass_kg=mass,
        found_kg=found.mass.kg,
        found_sd_kg=found.mass.sd_kg,
        opaque=found.opaque,
        bulk=float(np.log(mass / (max(found.fill, 1e-3) * found.volume))),
    )


def halved(scanner: Installation) -> Installation:
    """Return a scanner of half as many detectors and lines, each with the photons of four."""
    fan = replace(
        scanner.fan,
        pitch=2 * scanner.fan.pitch,
        rows=scanner.fan.rows // 2,
        line_spacing=2 * scanner.fan.line_spacing,
    )
    return replace(
        scanner,
        name=f"{scanner.name}, halved",
        fan=fan,
        noise=replace(
            scanner.noise,
            quanta=4 * scanner.noise.quanta,
            electronic=scanner.noise.electronic / 2,
        ),
        scatter=replace(scanner.scatter, spread=scanner.scatter.spread / 2),
        blur=(scanner.blur[0] / 3, scanner.blur[1] / 3),
    )


def _papers(code: str, rng: np.random.Generator) -> Declared:
    """Draw a load of one code: usual, part of one, or in another box of the same kind."""
    usual = declared(code)
    size_type = usual.size_type
    if rng.random() < _OTHER_BOX:
        kind = _COLD if size_type in _COLD else _DRY
        size_type = kind[int(rng.integers(len(kind)))]
    scale = _volume(size_type) / _volume(usual.size_type)
    if usual.mass_kg > _DENSE_KG:
        scale = min(scale, 1.0)
    scale = min(scale, _MOST_KG / usual.mass_kg)
    part = rng.uniform(0.35, 1.0) if rng.random() < _PART_LOAD else rng.normal(1.0, 0.03)
    scale *= float(np.clip(part, 0.35, 1.05))
    packages = max(int(usual.packages * scale), 1)
    return Declared(size_type, code, packages, usual.mass_kg * scale)


def _volume(size_type: str) -> float:
    x0, x1, y0, y1, z0, z1 = box(size_type).inside
    return (x1 - x0) * (y1 - y0) * (z1 - z0)
