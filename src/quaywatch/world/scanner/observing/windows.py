"""Windows of a picture around a threat, several pixels together, as logarithms of the signal."""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.world.scanner.detectors import detectors
from quaywatch.world.scanner.exposing import Drift, Picture, levels
from quaywatch.world.scanner.installation import Installation
from quaywatch.world.scanner.observing.laid import Laid, stretches

_MARGIN = 0.25
"""Metres around a threat that tell what the background does there."""
_FAINTEST = 1e-5
"""Share of the open beam below which a signal counts as this."""


@dataclass(frozen=True, slots=True)
class Window:
    """Lines and rows of a picture; `together` of each become one pixel."""

    lines: slice
    rows: slice
    together: int

    @property
    def pixels(self) -> tuple[slice, slice]:
        """Where it lies in a picture that was put together likewise."""
        n = self.together
        return (
            slice(self.lines.start // n, self.lines.stop // n),
            slice(self.rows.start // n, self.rows.stop // n),
        )

    @property
    def shape(self) -> tuple[int, int]:
        """Lines and rows of its pixels."""
        return (
            (self.lines.stop - self.lines.start) // self.together,
            (self.rows.stop - self.rows.start) // self.together,
        )

    def binned(self, lines: Pixels | Floats) -> Floats:
        """Return the means over the pixels put together; `lines` are the window's, all rows."""
        count, rows = self.shape
        one = lines[: count * self.together, self.rows].astype(np.float64)
        return one.reshape(count, self.together, rows, self.together).mean(axis=(1, 3))

    def depth(self, load: Laid, hidden: Pixels | None = None) -> Floats:
        """Return -ln of the mean picture of a load by line, row and energy."""
        mean = load.expected(self.lines, hidden)
        both = np.stack([self.binned(mean.low), self.binned(mean.high)], axis=-1)
        return -np.log(np.maximum(both, _FAINTEST))


def everything(hidden: Pixels, together: int) -> Window:
    """Return the window of a whole picture."""
    lines, rows = hidden.shape[:2]
    return Window(_whole(0, lines, lines, together), _whole(0, rows, rows, together), together)


def windows(hidden: Pixels, installation: Installation, together: int) -> list[Window]:
    """Return one window for each run of lines in which a threat shows."""
    spacing = installation.fan.line_spacing
    aside = round(_MARGIN / spacing)
    found: list[Window] = []
    for lines in stretches(hidden):
        rows = np.flatnonzero(np.abs(hidden[lines]).max(axis=(0, 2)) > 0)
        found.append(
            Window(
                _whole(lines.start - aside, lines.stop + aside, hidden.shape[0], together),
                _whole(int(rows[0]) - aside, int(rows[-1]) + aside, hidden.shape[1], together),
                together,
            )
        )
    return found


def _whole(first: int, last: int, count: int, together: int) -> slice:
    first = max(first, 0) // together * together
    return slice(first, min(last, count) // together * together)


def seen(picture: Picture, drift: Drift, installation: Installation, window: Window) -> Floats:
    """Return -ln of a picture's signal, drift taken out, by line, row and energy."""
    lines, level = window.lines, levels(installation.fan.rows)
    both: list[Floats] = []
    for energy, counts in enumerate((picture.low[lines], picture.high[lines])):
        row = detectors(installation)[energy]
        nod = 1.0 + drift.nod[energy, lines, None] * level
        beam = row.air * drift.pulse[energy, lines, None] * nod
        both.append(window.binned((counts - row.dark) / beam))
    return -np.log(np.maximum(np.stack(both, axis=-1), _FAINTEST))


def noise(depth: Floats, installation: Installation, window: Window) -> Floats:
    """Return the variance of -ln of the signal by photons and electronics, to first order."""
    both: list[Floats] = []
    for energy, row in enumerate(detectors(installation)):
        mean = np.exp(-depth[:, :, energy]) * _by_row(row.air, window)
        variance = mean * _by_row(row.quantum, window) + installation.noise.electronic**2
        both.append(variance / window.together**2 / mean**2)
    return np.stack(both, axis=-1)


def _by_row(values: Pixels, window: Window) -> Floats:
    chosen: Floats = values[window.rows].astype(np.float64)
    return chosen.reshape(-1, window.together).mean(axis=1)
