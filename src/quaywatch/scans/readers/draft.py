"""What a format's reader gets out of a file, before it is made one kind of picture."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from quaywatch.scans.radiograph import Particulars


@dataclass(frozen=True, slots=True)
class Draft:
    """Pictures as they lie in a file."""

    pictures: tuple[NDArray[np.generic], ...]
    """Each by height and width, top row first, unsigned of 8 or 16 bits."""
    particulars: Particulars = field(default_factory=Particulars)
    dark: tuple[NDArray[np.generic], ...] = ()
    """Counts of each detector without beam for each picture, topmost first, if delivered…"""
    air: tuple[NDArray[np.generic], ...] = ()
    """…and in the open beam."""
    colour: bool = False
    """Whether the pictures are red, green and blue."""
