"""Lessons for the net that joins what both others say.

They are voyages that neither of the two was taught on, of loads that no trade packs: there and back
without anything added, and there with bricks behind the doors.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from bench._two_scan.lessons import on_grid, taught_codes
from bench._two_scan.pairs import Part, Voyage, earlier, later, seeds, taken, voyage
from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.comparing.alone import alone, newly
from quaywatch.scans.comparing.doors import ALONE, of_pair
from quaywatch.scans.comparing.joining import ALONG, UP, seen
from quaywatch.scans.comparing.registering import registered
from quaywatch.scans.comparing.seeing import end
from quaywatch.scans.detection.features import CELL
from quaywatch.scans.detection.model import Net
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.standard import Standard
from quaywatch.world.scanner.teaching.chance import between
from quaywatch.world.scanner.teaching.varying import Load, varied

TAUGHT = {Load.STRANGE: (420_000, 346), Load.HEAVY: (440_000, 173)}
"""By what they carry, the first seed of voyages, and their number."""
_KG = (3.0, 12.0)
"""Of bricks behind the doors; logarithms are as likely anywhere."""
_SHOWS = 0.5
"""g/cm² from which a cell shows what was added."""
_NOTHING = -9.0
"""Logit of both nets beyond the picture."""


def write_all(folder: Path, net: Net, voyages: dict[Load, tuple[int, int]]) -> None:
    """Write the lessons of voyages, those that the folder does not hold yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for load, (first, number) in voyages.items():
        for seed in islice(seeds(first, {Part.TAUGHT}), number):
            path = folder / f"{seed}.npz"
            if not path.exists():
                made = list(lessons(net, voyage(seed, varied(seed, load, taught_codes()))))
                arrays: dict[str, Any] = {
                    "seen": np.stack([one for one, _, _ in made]).astype(np.float16),
                    "base": np.stack([one for _, one, _ in made]).astype(np.float32),
                    "shows": np.stack([one for _, _, one in made]),
                } if made else {}  # fmt: skip
                np.savez(path, **arrays)


def lessons(net: Net, one: Voyage) -> Iterator[tuple[Pixels, Pixels, Pixels]]:
    """Yield what the net sees, what both others say together, and where something was put."""
    before = earlier(one)
    kg = between(_KG, np.random.default_rng(one.seed))
    for threat in (None, (ConcealmentPlace.BEHIND_DOORS, kg)):
        after = later(one, threat)
        if before is None or after is None:
            continue
        nothing = np.zeros((ALONG, UP), dtype=np.float32)
        yield from _lesson(net, before, after, nothing if threat is None else
                           _shows(on_grid(after, taken(one, threat))))  # fmt: skip
        if threat is None:
            yield from _lesson(net, after, before, nothing)


def _lesson(
    net: Net, before: Standard, after: Standard, shows: Pixels
) -> Iterator[tuple[Pixels, Pixels, Pixels]]:
    pair = registered(before, after)
    if pair is not None:
        told, new = end(pair), newly(alone(before, turned=pair.turned), alone(after))
        logit = of_pair(net, told)
        base = np.full((ALONG, UP), _NOTHING, dtype=np.float32)
        together = (logit + ALONE * new)[:ALONG, :UP]
        base[: together.shape[0], : together.shape[1]] = together
        yield seen(told, logit, new), base, shows


def _shows(grams: Pixels) -> Pixels:
    up = grams.shape[1] // CELL
    cells = grams[: ALONG * CELL, : up * CELL].reshape(ALONG, CELL, up, CELL).max(axis=(1, 3))
    out = np.zeros((ALONG, UP), dtype=np.float32)
    out[:, :up] = cells[:, :UP] > _SHOWS
    return out
