"""The noun: one radiograph of a container, as a scanner delivered it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import msgspec

from quaywatch.scans.physics.arrays import Counts
from quaywatch.scans.physics.geometry import Fan
from quaywatch.scans.physics.normalising import Calibration


class Scale(StrEnum):
    """What a pixel's number means."""

    COUNTS = "counts"
    """What the detector's converter gave: dark current and gain are in it."""
    TRANSMISSION = "transmission"
    """Share of the open beam, 65,535 for all of it."""
    DISPLAY = "display"
    """Grey or colour for the eye: nothing can be measured in it."""


class Energy(StrEnum):
    """Which picture of a scan a band is."""

    LOW = "low"
    HIGH = "high"
    SINGLE = "single"
    RED = "red"
    GREEN = "green"
    BLUE = "blue"


class Leading(StrEnum):
    """Which end of the container passed the beam first, so that it lies at the first line."""

    DOORS = "doors"
    FRONT_WALL = "front_wall"


class Particulars(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is told with a picture; each may be unknown."""

    scanner: str = ""
    """Name or number of the installation."""
    site: str = ""
    """UN/LOCODE of the port, with the terminal's name after a blank where there are several."""
    taken_at: datetime | None = None
    equipment_number: str = ""
    """Container number (ISO 6346) as read by camera or typed in at the scanner."""
    leading: Leading | None = None
    scale: Scale | None = None
    energies: tuple[Energy, ...] = ()
    """Of the bands, in the file's order."""
    endpoints_mev: tuple[float, ...] = ()
    """Energy of the accelerator for each band."""
    fan: Fan | None = None
    load_distance: float | None = None
    """Level way from the source to the middle of the load, metres."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """The picture of one energy."""

    energy: Energy
    pixels: Counts
    """By line and row: lines as the load passes, rows from the lowest detector up."""
    calibration: Calibration | None = None
    """Of the detectors at this energy, where the scanner delivers it."""


@dataclass(frozen=True, slots=True)
class Radiograph:
    """Bands of one shape, with what is told of them."""

    bands: tuple[Band, ...]
    scale: Scale
    particulars: Particulars = field(default_factory=Particulars)

    def __post_init__(self) -> None:
        """Refuse bands that do not belong together; raises ValueError."""
        if not self.bands:
            raise ValueError("a radiograph has at least one band")
        if len({band.pixels.shape for band in self.bands}) > 1:
            raise ValueError("the bands of a radiograph have one shape")
        if len({band.energy for band in self.bands}) < len(self.bands):
            raise ValueError("two bands of a radiograph have the same energy")

    @property
    def lines(self) -> int:
        """How many lines the load passed in."""
        return self.bands[0].pixels.shape[0]

    @property
    def rows(self) -> int:
        """How many detectors saw it."""
        return self.bands[0].pixels.shape[1]

    def band(self, energy: Energy) -> Band | None:
        """Return the band of one energy, if there is one."""
        return next((band for band in self.bands if band.energy is energy), None)
