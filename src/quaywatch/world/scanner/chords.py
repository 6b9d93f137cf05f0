"""Length of a ray within one cross-section of a solid."""

import math

from quaywatch.cargo.compiled import inlined


@inlined
def through_rectangle(
    slope: float, rise: float, y0: float, y1: float, z0: float, z1: float
) -> float:
    """Return metres of the ray z = rise + slope·y within a rectangle."""
    if slope == 0.0:
        return y1 - y0 if z0 <= rise < z1 else 0.0
    at0 = (z0 - rise) / slope
    at1 = (z1 - rise) / slope
    low = max(y0, min(at0, at1))
    high = min(y1, max(at0, at1))
    return (high - low) * math.sqrt(1.0 + slope * slope) if high > low else 0.0


@inlined
def through_ellipse(slope: float, rise: float, y0: float, y1: float, z0: float, z1: float) -> float:
    """Return metres of the ray z = rise + slope·y within the ellipse of a bounding rectangle."""
    half_y, half_z = 0.5 * (y1 - y0), 0.5 * (z1 - z0)
    if half_y <= 0.0 or half_z <= 0.0:
        return 0.0
    middle = 0.5 * (y0 + y1)
    # The ray in coordinates in which the ellipse is the unit circle: v = offset + tilt·u.
    offset = (rise + slope * middle - 0.5 * (z0 + z1)) / half_z
    tilt = slope * half_y / half_z
    square = 1.0 + tilt * tilt
    inside = square - offset * offset
    if inside <= 0.0:
        return 0.0
    return 2.0 * math.sqrt(inside) / square * half_y * math.sqrt(1.0 + slope * slope)
