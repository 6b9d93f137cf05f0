"""Where source and detectors stand: which line through the load each detector sees."""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Floats


@dataclass(frozen=True, slots=True)
class Fan:
    """A fan of rays in the plane across the direction of travel.

    Distances in metres: `x` runs along the load as it passes, `y` from source to detectors, `z` up
    from the ground. The detectors stand in one upright row.
    """

    source_height: float
    detector_distance: float
    """From the source to the row of detectors, level."""
    pitch: float
    """Between detectors, along the row."""
    rows: int
    lowest: float
    """Height of the lowest detector."""
    line_spacing: float
    """Way of the load between two lines."""

    @property
    def slopes(self) -> Floats:
        """Rise of each detector's ray over its level way, lowest first."""
        heights: Floats = self.lowest + self.pitch * np.arange(self.rows, dtype=np.float64)
        return (heights - self.source_height) / self.detector_distance

    @property
    def obliquity(self) -> Floats:
        """Length of each ray for one metre of level way, at least 1."""
        return np.sqrt(1.0 + self.slopes**2)

    def row_height(self, distance: float) -> float:
        """Return the height that one detector covers, level `distance` from the source."""
        return self.pitch * distance / self.detector_distance

    def height(self, row: Floats, distance: float) -> Floats:
        """Return the height at which the ray of each row passes a level distance."""
        lowest = self.lowest - self.source_height
        rise = (lowest + self.pitch * row) / self.detector_distance
        return self.source_height + rise * distance

    def row(self, height: float, distance: float) -> float:
        """Return the row whose ray passes this height at a level distance."""
        at_detectors = (height - self.source_height) * self.detector_distance / distance
        return (at_detectors + self.source_height - self.lowest) / self.pitch
