"""What a third, small net makes of what both others say, and of what lies around it.

Neither of the two is always right: a trailer that stands under one scan alone misleads the net for
pairs, a load whose edge looks otherwise from the other side the net for single scans. In which
surroundings which of them is to be believed is learned from voyages that neither was taught on
(`python -m bench._two_scan.train`).
"""

import numpy as np

from quaywatch.scans.comparing.seeing import LINES, End
from quaywatch.scans.detection.features import CELL
from quaywatch.scans.detection.model import Net
from quaywatch.scans.physics.arrays import Pixels

ALONG, UP = 28, 96
"""Cells that the net sees: a little more than what lies behind the doors, and as high as any."""
CHANNELS = 2 + 7 + 3 + 3 + 3 + 5
_LOGITS = ((-8.0, 14.0, 5.0), (-12.0, 24.0, 8.0))
"""Least and most of what both nets say, and what it is divided by."""
_MOST, _DEEP = 1.5, 6.5
"""Attenuation beyond which more says no more: of what is left, and of all."""
_TALL = 80.0
"""Cells by which heights are divided."""


def seen(told: End, logit: Pixels, new: Pixels) -> Pixels:
    """Return the net's input by cell along, cell up and channel; beyond the picture all is 0.

    `logit` is what the net for pairs says and `new` what `alone.newly` does, by cell along and up.
    """
    said = [
        np.clip(values, least, most) / by
        for values, (least, most, by) in zip((logit, new), _LOGITS, strict=True)
    ]
    out = np.zeros((ALONG, UP, CHANNELS), dtype=np.float32)
    for channel, plane in enumerate([*said, *_coarse(told.planes), *_facts(told)]):
        part = plane[:ALONG, :UP]
        out[: part.shape[0], : part.shape[1], channel] = part
    return out


def _coarse(planes: Pixels) -> list[Pixels]:
    """Return both scans and what is left between them, by cell along and up."""
    later, low, _, followed, material, rest, noise = planes
    left, deep = _cells(np.clip(rest, -_MOST, _MOST)), _cells(np.minimum(later, _DEEP))
    return [
        deep.mean(axis=(1, 3)) / 3,
        _cells(np.minimum(followed, _DEEP)).mean(axis=(1, 3)) / 3,
        left.mean(axis=(1, 3)) * 2,
        np.abs(left).mean(axis=(1, 3)),
        _cells(np.clip(material, -2.0, 2.0)).mean(axis=(1, 3)),
        _cells(np.clip(noise, 0.0, 1.0)).mean(axis=(1, 3)) * 2,
        _cells(np.clip(low - later, -1.0, 3.0)).mean(axis=(1, 3)),
        left.max(axis=(1, 3)),
        left.min(axis=(1, 3)),
        deep.std(axis=(1, 3)),
    ]


def _facts(told: End) -> list[Pixels]:
    """Return what holds for whole rows, for whole lines, and for all cells."""
    up = told.rows.shape[1] // CELL
    rows = told.rows[:, : up * CELL].reshape(-1, up, CELL).mean(axis=2)
    height: Pixels = np.arange(up, dtype=np.float32)
    of_rows = [*rows, height / _TALL, (up - height) / _TALL]
    of_lines: Pixels = np.arange(ALONG, dtype=np.float32) * np.float32(CELL / LINES)
    return [
        *(np.tile(row, (ALONG, 1)) for row in of_rows),
        np.tile(of_lines[:, None], (1, up)),
        *(np.full((ALONG, UP), side, dtype=np.float32) for side in told.sides),
    ]


def _cells(values: Pixels) -> Pixels:
    """Return a plane by cell along, line in it, cell up and row in it."""
    lines, up = ALONG * CELL, values.shape[1] // CELL
    return values[:lines, : up * CELL].reshape(ALONG, CELL, up, CELL)


def more(net: Net, told: End, logit: Pixels, new: Pixels) -> Pixels:
    """Return by how much likelier than both nets say it is that something was put in each cell.

    ln, by cell along, as far as the net sees, and cell up.
    """
    (said,) = net.run(["more"], {"seen": seen(told, logit, new)})
    return np.asarray(said, dtype=np.float32)[:, : logit.shape[1]]
