"""Where a container stands in a picture, so that a place in it can be found there."""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.reading import Region


@dataclass(frozen=True, slots=True)
class Frame:
    """A container's outer bounds in pixels, and its outer measures in metres."""

    region: Region
    doors_first: bool
    """Whether its doors lie at the first line."""
    length: float
    height: float
    reefer: bool = False

    def line_edges(self) -> Floats:
        """Return how far from the outside of the doors each line begins and the last ends, in the
        order of the lines."""
        many = self.region.last_line - self.region.first_line
        edges: Floats = np.linspace(0.0, self.length, many + 1)
        return edges if self.doors_first else self.length - edges

    def row_edges(self) -> Floats:
        """Return how high over the container's underside each row begins and the last ends."""
        return np.linspace(0.0, self.height, self.region.last_row - self.region.first_row + 1)
