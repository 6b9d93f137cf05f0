"""What a file tells beside its pixels, where it tells it as this software does."""

import numpy as np
from numpy.typing import NDArray

from quaywatch.scans.header import Header, parse
from quaywatch.scans.radiograph import Particulars
from quaywatch.scans.readers.draft import Draft


def drafted(
    pictures: tuple[NDArray[np.generic], ...], text: str | bytes, *, otherwise: Particulars
) -> Draft:
    """Return pictures with the header in `text`; with `otherwise` where that is none."""
    try:
        header = parse(text)
    except ValueError:
        header = Header(particulars=otherwise)
    return Draft(pictures, header.particulars, _lines(header.dark), _lines(header.air))


def _lines(told: tuple[tuple[float, ...], ...]) -> tuple[NDArray[np.generic], ...]:
    return tuple(np.array(line, dtype=np.float32) for line in told)
