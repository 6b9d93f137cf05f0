"""Scenes drawn as the simulated trade declares its goods: container, goods, counts, masses."""

from dataclasses import dataclass

import numpy as np

from quaywatch.world.reference import table
from quaywatch.world.scanner.building import Builder
from quaywatch.world.scanner.containers import container
from quaywatch.world.scanner.loading.packing import pack
from quaywatch.world.scanner.loading.recipes import Recipe, recipe
from quaywatch.world.scanner.makes import Make
from quaywatch.world.scanner.scene import Scene
from quaywatch.world.streams import stream


@dataclass(frozen=True, slots=True)
class Declared:
    """What papers say of one container."""

    size_type: str
    hs_code: str | None
    """None for an empty container."""
    packages: int
    mass_kg: float


def declared(hs_code: str, size_type: str | None = None) -> Declared:
    """Return the usual load of a line of the trade's goods; `ValueError` when it has none."""
    found = table("goods").filter(hs_code=hs_code)
    if found.is_empty():
        raise ValueError(f"no goods are simulated under {hs_code!r}")
    row = found.row(0, named=True)
    return Declared(size_type or row["equipment"], hs_code, row["packages"], float(row["mass_kg"]))


def load(papers: Declared, seed: int, make: Make | None = None, how: Recipe | None = None) -> Scene:
    """Build the container that the papers describe, honestly packed; `make` is that of the seed.

    Another make keeps the load and the container's wear; `how` it is packed is as its trade does.
    """
    builder = Builder()
    box = container(builder, papers.size_type, seed, make)
    if papers.hs_code is not None:
        rng = stream(seed, "load")
        packed = how or recipe(papers.hs_code)
        pack(builder, box, packed, papers.packages, papers.mass_kg, rng)
    return builder.scene(box, seed)


def drawn(seed: int) -> Declared:
    """Draw one container of the trade, empty ones and part loads among them (assumed shares)."""
    rng = stream(seed, "declared")
    if rng.random() < 0.04:
        size_type = ("22G1", "42G1", "45G1", "45R1", "22R1")[int(rng.integers(5))]
        return Declared(size_type, None, 0, 0.0)
    codes = table("goods")["hs_code"]
    usual = declared(codes[int(rng.integers(len(codes)))])
    part = rng.uniform(0.35, 1.0) if rng.random() < 0.2 else float(rng.normal(1.0, 0.03))
    return Declared(
        usual.size_type,
        usual.hs_code,
        max(int(usual.packages * part), 1),
        usual.mass_kg * float(np.clip(part, 0.3, 1.05)),
    )
