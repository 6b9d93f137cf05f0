"""Short names for the arrays that pictures and spectra are made of."""

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Pixels = NDArray[np.float32]
Counts = NDArray[np.uint16]
