"""Today's targeting: capacity and assumptions of the simulated enforcement."""

import msgspec


class Targeting(msgspec.Struct, frozen=True, kw_only=True):
    """How many boxes are looked at, how well they are chosen, and how well it is looked.

    Detection and false-alarm rates are assumptions: no public figure exists for cargo.
    """

    coverage_latam: float = 0.088
    """Share of Latin American boxes inspected (Antwerp: about 30,000 of 330,000 a year)."""
    coverage_other: float = 0.0018
    """Share of all other boxes inspected (about 5,000 of 2.8 million)."""
    random_share: float = 0.05
    """Part of the coverage that is drawn blindly."""
    sharpness: float = 1.35
    """Weight of what the officers know against their noise."""
    noise: float = 0.9
    """Standard deviation of the officers' own hunches."""
    tips: float = 0.035
    """Share of contaminated boxes for which a tip arrives."""
    scan_share: float = 0.85
    """Part of the inspections made with a scanner; the others open the box at once."""
    open_detection: float = 0.95
    false_alarm: float = 0.02
    irregularity: float = 0.015
    """Share of inspected boxes where something else is wrong."""
