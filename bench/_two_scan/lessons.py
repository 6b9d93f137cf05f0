"""Lessons for the net behind the doors: voyages as it sees them, there and back, honest or not.

One file a voyage. Most are honest, since blocks are put into them when they are drawn
(`drawing`); one in four is simulated with cocaine as well.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from bench._two_scan.pairs import Part, earlier, later, part, seeds, taken, voyage
from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.comparing.registering import registered
from quaywatch.scans.comparing.seeing import LINES, End, end
from quaywatch.scans.framing.gridding import averaged
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.standard import Standard
from quaywatch.world.scanner.loads import declared, drawn
from quaywatch.world.scanner.teaching.chance import between
from quaywatch.world.scanner.teaching.varying import Load, of_any_size, varied
from quaywatch.world.streams import stream

KG = (2.0, 30.0)
"""Of what is put behind the doors; logarithms are as likely anywhere."""
THREATENED = 0.25
"""Share of voyages that are also simulated with cocaine behind the doors, to be taught."""


@dataclass(frozen=True, slots=True)
class View:
    """One pair of scans brought together."""

    end: End
    threat: Pixels
    """g/cm² of what was added, by line and row of the grid."""
    kg: float
    """0 where nothing was added; below 0 where it was taken away."""
    back: bool
    """The scan at arrival counts as the earlier one: what was added is missing."""


def views(seed: int, threatened: float, load: Load = Load.TRADE) -> Iterator[View]:
    """Yield the pairs of one voyage, the honest ones first.

    `threatened` is the share of voyages that have some with cocaine as well.
    """
    one = voyage(seed, varied(seed, load, taught_codes()))
    before = earlier(one)
    rng = stream(seed, "lesson")
    kg = between(KG, rng)
    threat = (ConcealmentPlace.BEHIND_DOORS, kg) if rng.random() < threatened else None
    for added in (None, threat) if threat else (None,):
        after = later(one, added)
        if before is None or after is None:
            continue
        nothing = np.zeros((LINES, after.high.shape[1]), dtype=np.float32)
        there = nothing if added is None else on_grid(after, taken(one, added))
        for back in (False, True):
            pair = registered(after, before) if back else registered(before, after)
            if pair is not None:
                yield View(end(pair), nothing if back else there, _kg(added, back), back)


@cache
def taught_codes() -> list[str]:
    """Return goods that are taught and whose packages may be of any size."""
    return [code for code in of_any_size() if part(declared(code)) is Part.TAUGHT]


def _kg(added: tuple[ConcealmentPlace, float] | None, back: bool) -> float:
    if added is None:
        return 0.0
    return -added[1] if back else added[1]


def on_grid(found: Standard, rays: Pixels) -> Pixels:
    """Return g/cm² along rays of a picture by cell of the grid, as far as the net sees."""
    grid = np.zeros(found.high.shape, dtype=np.float32)
    averaged(rays, found.lines.edges, found.rows.edges, grid)
    return np.nan_to_num(grid[:LINES])


def write(seed: int, folder: Path, threatened: float, load: Load = Load.TRADE) -> None:
    """Write the lesson of a voyage, and last what is told of it, by which it counts as written."""
    told: list[dict[str, Any]] = []
    arrays: dict[str, Any] = {}
    for number, view in enumerate(views(seed, threatened, load)):
        arrays[f"p{number}"] = view.end.planes.astype(np.float16)
        arrays[f"r{number}"] = view.end.rows.astype(np.float16)
        if view.threat.any():
            arrays[f"t{number}"] = view.threat.astype(np.float16)
        told.append({"kg": view.kg, "back": view.back, "sides": view.end.sides})
    np.savez(folder / f"{seed}.npz", **arrays)
    text = json.dumps({"seed": seed, "hs": drawn(seed).hs_code, "views": told})
    (folder / f"{seed}.json").write_text(text, "utf-8")


def write_all(
    folder: Path,
    first: int,
    number: int,
    parts: Collection[Part],
    threatened: float,
    load: Load = Load.TRADE,
) -> None:
    """Write so many lessons of seeds from `first` on, those that the folder does not hold yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in islice(seeds(first, parts), number):
        if not (folder / f"{seed}.json").exists():
            write(seed, folder, threatened, load)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Lessons on disk, by seed."""

    folder: Path
    told: dict[int, list[dict[str, Any]]]

    def view(self, seed: int, number: int) -> View:
        """Read one pair."""
        told = self.told[seed][number]
        with np.load(self.folder / f"{seed}.npz") as kept:
            planes = kept[f"p{number}"].astype(np.float32)
            rows = kept[f"r{number}"].astype(np.float32)
            name = f"t{number}"
            threat = kept[name] if name in kept.files else np.zeros(planes.shape[1:])
        ends = End(planes, rows, tuple(told["sides"]))
        return View(ends, threat.astype(np.float32), told["kg"], told["back"])


def shelf(folder: Path) -> Shelf:
    """Return the lessons that are in a folder."""
    read = (json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json")))
    # Of some voyages no two scans could be brought together.
    return Shelf(folder, {told["seed"]: told["views"] for told in read if told["views"]})
