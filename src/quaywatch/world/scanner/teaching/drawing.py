"""Cut-outs of lessons, drawn in lots: each place of a container with a threat and without."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from quaywatch.scans.detection.features import CELL
from quaywatch.scans.physics.arrays import Pixels

ALONG, UP = 64, 96
"""Cells of a cut-out."""
_DOORS, _FRONT, _THREAT = 0.35, 0.15, 0.40
"""Shares of cut-outs at the doors, at the front wall and around a threat; the rest anywhere."""
_SINGLE = 0.06
"""Share of cut-outs in which one energy stands for both."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Lessons on disk."""

    folder: Path
    names: Sequence[str]
    told: dict[str, dict[str, Any]]

    def view(self, name: str, number: int) -> tuple[Pixels, Pixels]:
        """Return what the net sees in one picture, and the threat there."""
        seen = np.load(self.folder / f"{name}.{number}.seen.npy", mmap_mode="r")
        return seen, np.load(self.folder / f"{name}.{number}.threat.npy", mmap_mode="r")


def shelf(folder: Path) -> Shelf:
    """Return the lessons that are in a folder."""
    names = sorted(path.stem for path in folder.glob("*.json"))
    told = {name: json.loads((folder / f"{name}.json").read_text("utf-8")) for name in names}
    return Shelf(folder, names, told)


def lot(lessons: Shelf, pairs: int, rng: np.random.Generator) -> tuple[Pixels, Pixels]:
    """Draw cut-outs: what is seen, by cut-out, cell and channel, and g/cm² of threat by cell."""
    drawn = [one for _ in range(pairs) for one in _pair(lessons, rng)]
    return np.stack([seen for seen, _ in drawn]), np.stack([threat for _, threat in drawn])


def _pair(lessons: Shelf, rng: np.random.Generator) -> list[tuple[Pixels, Pixels]]:
    name = lessons.names[int(rng.integers(len(lessons.names)))]
    told = lessons.told[name]
    number = int(rng.integers(1, len(told["places"])))
    start = _start(told["places"][number], lessons.view(name, 0)[0].shape[0], rng)
    pair = [_cut(*lessons.view(name, view), start) for view in (0, number)]
    if rng.random() < _SINGLE:
        for seen, _ in pair:
            seen[:, :, 1 : 3 * CELL * CELL : 3] = 0.0
    return pair


def _start(places: list[dict[str, Any]], cells: int, rng: np.random.Generator) -> int:
    drawn, last = float(rng.random()), max(cells - ALONG, 0)
    if drawn < _DOORS:
        return 0
    if drawn < _DOORS + _FRONT:
        return last
    if drawn < _DOORS + _FRONT + _THREAT and places:
        around = places[int(rng.integers(len(places)))]["cells"]
        middle = (around[0] + around[2]) // 2 + int(rng.integers(-ALONG // 3, ALONG // 3))
        return min(max(middle - ALONG // 2, 0), last)
    return int(rng.integers(0, last + 1))


def _cut(seen: Pixels, threat: Pixels, start: int) -> tuple[Pixels, Pixels]:
    part = np.zeros((ALONG, UP, seen.shape[2]), dtype=np.float32)
    there = np.zeros((ALONG, UP), dtype=np.float32)
    along, up = min(ALONG, seen.shape[0] - start), min(UP, seen.shape[1])
    part[:along, :up] = seen[start : start + along, :up]
    there[:along, :up] = threat[start : start + along, :up]
    return part, there
