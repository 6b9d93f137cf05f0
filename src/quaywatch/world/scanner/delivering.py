"""A simulated picture as a scanner would hand it in; that it is simulated goes with it."""

from datetime import datetime

from quaywatch.scans.radiograph import Band, Energy, Leading, Particulars, Radiograph, Scale
from quaywatch.world.scanner.exposing import Picture
from quaywatch.world.scanner.installation import Installation

_SIMULATED = "simulated"
_CONTAINER_WIDTH = 2.438


def radiograph(
    picture: Picture,
    installation: Installation,
    equipment_number: str = "",
    site: str = "",
    taken_at: datetime | None = None,
) -> Radiograph:
    """Return the picture with its particulars, as `scans.writers` write it.

    Nothing of the hidden truth is in it.
    """
    bands = (
        Band(Energy.LOW, picture.low, picture.low_calibration),
        Band(Energy.HIGH, picture.high, picture.high_calibration),
    )
    return Radiograph(
        bands,
        Scale.COUNTS,
        Particulars(
            scanner=f"{_SIMULATED} {installation.name}",
            site=site,
            taken_at=taken_at,
            equipment_number=equipment_number,
            leading=Leading.DOORS if installation.doors_first else Leading.FRONT_WALL,
            scale=Scale.COUNTS,
            energies=(Energy.LOW, Energy.HIGH),
            endpoints_mev=installation.endpoints,
            fan=installation.fan,
            load_distance=installation.near + _CONTAINER_WIDTH / 2,
            note=_SIMULATED,
        ),
    )
