"""A design of refrigeration unit: every part of the usual one, where and as big as it is there."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from quaywatch.world.scanner.building import Builder
from quaywatch.world.scanner.scene import Shape
from quaywatch.world.streams import stream

_Pair = tuple[float, float]


class Adding(Protocol):
    """Adds one solid, as `Builder.add` does."""

    def __call__(
        self,
        x: _Pair,
        y: _Pair,
        z: _Pair,
        material: str,
        density: float,
        shape: Shape = Shape.BOX,
        /,
    ) -> None:
        """Add it by its bounds and mean density, g/cm³."""
        ...


_MOVED: tuple[float, float, float] = (0.010, 0.04, 0.03)
"""Standard deviation of a part's place, metres; there is little room along the container."""
_ROOM = 0.025
"""Most that a part is moved along the container."""
_SIZED, _FILLED = 0.05, 0.12
"""Relative standard deviation of a part's size and of how much of it is metal."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Adds parts as one design has them; design 0 is the usual one."""

    builder: Builder
    design: int

    def part(self, name: str) -> Adding:
        """Return what adds solids of one part, all of them moved and changed alike."""
        if self.design == 0:
            return self.builder.add
        rng = stream(self.design, f"unit/{name}")
        x, y, z = (float(one) for one in rng.normal(0.0, _MOVED))
        shift = (float(np.clip(x, -_ROOM, _ROOM)), y, z)
        size = float(np.clip(rng.normal(1.0, _SIZED), 0.85, 1.15))
        filled = float(np.clip(rng.normal(1.0, _FILLED), 0.7, 1.3))

        def add(
            x: _Pair,
            y: _Pair,
            z: _Pair,
            material: str,
            density: float,
            shape: Shape = Shape.BOX,
        ) -> None:
            self.builder.add(
                _changed(x, shift[0], 1.0),
                _changed(y, shift[1], size),
                _changed(z, shift[2], size),
                material,
                density * filled,
                shape,
            )

        return add


def _changed(pair: _Pair, move: float, size: float) -> _Pair:
    middle, half = (pair[0] + pair[1]) / 2 + move, (pair[1] - pair[0]) / 2 * size
    return middle - half, middle + half
