"""What others are shown of a port's standing: all of it, or counts under noise."""

from quaywatch.norms.sharing.budget import Account, Exhausted, Release, release, stream
from quaywatch.norms.sharing.counting import Counts, counted
from quaywatch.norms.sharing.noise import noisy, within

__all__ = [
    "Account",
    "Counts",
    "Exhausted",
    "Release",
    "counted",
    "noisy",
    "release",
    "stream",
    "within",
]
