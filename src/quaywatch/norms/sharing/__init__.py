"""What others are shown of a port's standing: all of it, in bands, or counts under noise."""

from quaywatch.norms.sharing.bands import Banded, banded
from quaywatch.norms.sharing.budget import Account, Exhausted, Release, release, stream
from quaywatch.norms.sharing.counting import Counts, counted
from quaywatch.norms.sharing.noise import noisy, within

__all__ = [
    "Account",
    "Banded",
    "Counts",
    "Exhausted",
    "Release",
    "banded",
    "counted",
    "noisy",
    "release",
    "stream",
    "within",
]
