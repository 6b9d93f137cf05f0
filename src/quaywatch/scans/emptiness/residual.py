"""How a container differs from an empty one of its kind, cell by cell."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from quaywatch.scans.emptiness.body import compared, hidden
from quaywatch.scans.emptiness.ends import UNSEEN, End, explained
from quaywatch.scans.emptiness.known import Kind, Known, Seen
from quaywatch.scans.emptiness.substance import Substance, substance
from quaywatch.scans.emptiness.zones import DOORS, FRONT, Rows, Zone, rows
from quaywatch.scans.physics.arrays import Bools, Pixels
from quaywatch.scans.standard import Standard

_TALL = 2.75
"""Metres: between the heights of ISO 668."""
_LOW = 1.2
"""How much more the low energy attenuates than the high one, about."""
_FLOORS: dict[Zone, float] = {
    Zone.DOORS: 0.02, Zone.FRONT: 0.02, Zone.UNDER: 0.05, Zone.FLOOR: 0.03, Zone.HOLD: 0.02,
    Zone.ROOF: 0.02, Zone.OUTSIDE: 0.03, Zone.SILL: 0.05,
}  # fmt: skip
"""Attenuation by which cells of empties differ at least, besides noise."""
_DOUBT = 1.5
"""What repeats is doubted more than its spread says: its tails are heavy."""


@dataclass(frozen=True, slots=True)
class Residual:
    """Attenuation beyond that of an empty container, by line and row."""

    kind: Kind
    shown: Pixels
    """Attenuation of both energies together, in terms of the high one."""
    expected: Pixels
    """Of the same container, were it empty."""
    sd: Pixels
    hidden: Bools
    """Cells that a trailer hides."""
    zone: NDArray[np.uint8]
    trailer: bool
    """One stands beneath."""
    level: float
    substance: Substance | None
    """What both energies tell of the hold."""

    @property
    def beyond(self) -> Pixels:
        """What is there beyond an empty container."""
        return self.shown - self.expected

    @property
    def lacking(self) -> "Residual":
        """What an empty container has beyond this one: nothing that hides takes anything away."""
        return replace(self, shown=self.expected, expected=self.shown, substance=None)


def tall(standard: Standard) -> bool:
    """Tell whether a container is higher than ISO 668's usual 2.591 m."""
    return standard.height > _TALL


def mixed(low: float, high: float) -> float:
    """Return what `together` makes of the attenuation of both energies."""
    return (low / _LOW + high) / 2


def together(standard: Standard) -> tuple[Pixels, Pixels]:
    """Return attenuation of both energies together, and its standard deviation."""
    low, high = standard.attenuation()
    low_sd, high_sd = standard.noise()
    if standard.single:
        return high, high_sd
    return (
        ((low / _LOW + high) / 2).astype(np.float32),
        (np.hypot(low_sd / _LOW, high_sd) / 2).astype(np.float32),
    )


def residual(standard: Standard, known: Known) -> Residual | None:
    """Compare a container with empties; None where none of its height is known."""
    shown, noise = together(standard)
    away = covered(standard, shown, rows(standard, reefer=True), reefer=True)
    chosen = nearest(standard, shown, np.where(away, UNSEEN, noise).astype(np.float32), known)
    if chosen is None:
        return None
    kind, seen = chosen
    return against(standard, kind, seen, shown, noise)


def nearest(
    standard: Standard, shown: Pixels, noise: Pixels, known: Known
) -> tuple[Kind, Seen] | None:
    """Return the kind whose ends explain those of the container best.

    Kinds seen by the same scanner go first.
    """
    height = tall(standard)
    alike = {
        kind: seen
        for kind, seen in known.kinds.items()
        if kind.tall == height and seen.doors.mean.shape[1] == shown.shape[1]
    }
    own = {
        kind: seen for kind, seen in alike.items() if kind.scanner == standard.particulars.scanner
    }
    misfits = {kind: _misfit(seen, shown, noise) for kind, seen in (own or alike).items()}
    if not misfits:
        return None
    best = min(misfits, key=lambda kind: misfits[kind])
    return best, alike[best]


def _misfit(seen: Seen, shown: Pixels, noise: Pixels) -> float:
    ends = ((seen.doors, slice(0, DOORS)), (seen.front, slice(-len(seen.front.mean), None)))
    return float(
        np.mean(
            [
                np.minimum(
                    np.abs(shown[part] - explained(shown[part], end, noise[part])), 0.5
                ).mean()
                for end, part in ends
            ]
        )
    )


def against(standard: Standard, kind: Kind, seen: Seen, shown: Pixels, noise: Pixels) -> Residual:
    """Compare a container with empties of one kind."""
    told = rows(standard, kind.reefer)
    front = len(shown) - FRONT[kind.reefer]
    body = compared(
        shown[DOORS:front], told, standard.obliquity, seen.level, trailer=not standard.open_below
    )
    out_of_sight = covered(standard, shown, told, kind.reefer)
    expected, spread = np.empty_like(shown), np.empty_like(shown)
    noise_seen = np.where(out_of_sight, UNSEEN, noise).astype(np.float32)
    expected[DOORS:front], spread[DOORS:front] = body.expected, _DOUBT * body.spread
    _end(expected, spread, slice(0, DOORS), seen.doors, shown, noise_seen)
    _end(expected, spread, slice(front, len(shown)), seen.front, shown, noise_seen)
    zone = np.full(shown.shape, int(Zone.OUTSIDE), dtype=np.uint8)
    for part, chosen in ((Zone.ROOF, told.roof), (Zone.HOLD, told.hold), (Zone.FLOOR, told.floor),
                         (Zone.UNDER, told.under)):  # fmt: skip
        zone[:, chosen] = int(part)
    low = told.under | told.floor
    for part, chosen in ((Zone.DOORS, slice(0, DOORS)), (Zone.FRONT, slice(front, None))):
        zone[chosen] = np.where(low, int(Zone.SILL), int(part))
    floors = np.array([_FLOORS[one] for one in Zone], dtype=np.float32)[zone]
    # What stands out leaves fewer photons; noise is that of an empty container.
    quiet = noise * np.exp(-np.maximum(shown - expected, 0.0) / 2)
    sd = np.sqrt(quiet**2 + spread**2 + floors**2)
    substances = substance(standard, slice(DOORS, front), told.hold, body.level)
    return Residual(
        kind, shown, expected, sd, out_of_sight, zone, not standard.open_below, body.level,
        substances,
    )  # fmt: skip


def covered(standard: Standard, shown: Pixels, told: Rows, reefer: bool) -> Bools:
    """Tell cells that a trailer hides; at the ends, all that look past it."""
    if standard.open_below:
        return np.zeros(shown.shape, dtype=np.bool_)
    away = hidden(shown, told)
    away[:DOORS] |= told.trailer
    away[len(shown) - FRONT[reefer] :] |= told.trailer
    return away


def _end(
    expected: Pixels, spread: Pixels, part: slice, end: End, shown: Pixels, noise: Pixels
) -> None:
    expected[part] = explained(shown[part], end, noise[part])
    spread[part] = end.spread
