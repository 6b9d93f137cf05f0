"""What is measured of a consignment, in doublings (logarithm to base 2).

Trade spreads by factors, not by differences: twice the usual mass is as far off as half of it.
"""

from enum import IntEnum
from typing import Any

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.history.exact import log2


class Measure(IntEnum):
    """One quantity; the value is its row in arrays of measures."""

    GAP = -1
    """Hours since the key was last filed, plus one; measured by the fold itself."""
    MASS = 0
    """Gross mass of the goods in kilograms."""
    PACKAGES = 1
    """Number of packages."""
    PACKAGE_MASS = 2
    """Gross mass of one package in kilograms."""


FIELDS: dict[Measure, tuple[str, ...]] = {
    Measure.GAP: (),
    Measure.MASS: ("goods_item.gross_mass_kg",),
    Measure.PACKAGES: ("goods_item.package_count",),
    Measure.PACKAGE_MASS: ("goods_item.gross_mass_kg", "goods_item.package_count"),
}
"""The fields that each measure is made of."""


@compiled
def measure(rows: Any, masses: Any, counts: Any, height: int) -> Any:
    """Return measures [measure, row] of `height` consignments from their goods items.

    `rows` names each item's consignment; a mass or count that is not said is not a number. The
    sums are of what is said, item by item; a sum that is not above zero measures nothing.
    """
    measures = np.zeros((3, height), dtype=np.float64)
    for item in range(len(rows)):
        if masses[item] > 0:
            measures[0, rows[item]] += masses[item]
        if counts[item] > 0:
            measures[1, rows[item]] += counts[item]
    for row in range(height):
        mass, packages = measures[0, row], measures[1, row]
        measures[0, row], measures[1, row] = log2(mass), log2(packages)
        measures[2, row] = log2(mass / packages) if packages > 0 else np.nan
    return measures
