"""What a user can turn in the simulated world."""

from datetime import date

import msgspec

from quaywatch.world.evidence import BOX_FLAGS, CONSIGNMENT_FLAGS, QUAY_FLAGS, Flag
from quaywatch.world.targeting import Targeting


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """One simulated world; the same configuration always gives the same bytes."""

    seed: int = 1
    start: date = date(2026, 1, 1)
    """First day of the first month of arrivals (the day of the month is ignored)."""
    months: int = 6
    scale: float = 1.0
    """1.0 brings the port's real number of boxes."""
    port: str = "BEANR"
    """UN/LOCODE of the port of discharge whose boxes are made."""
    latam_share: float | None = None
    """Share of boxes from Latin America; None takes the port's published share."""
    contamination: float = 0.0031
    """Share of Latin American boxes that hide cocaine at a port of contamination 1
    (0.0022-0.0044 follows from published seizures and interception estimates)."""
    evidence: float = 1.0
    """Strength of the traces that hiding leaves in documents; 0 leaves none."""
    placebo: bool = False
    """No traces, and hiding follows volume alone: nothing is left for a model to find."""
    blended_from: int | None = None
    """Month from which a new way of hiding takes `blended_share` of all; None for never."""
    blended_share: float = 0.5
    consignment_flags: tuple[Flag, ...] = CONSIGNMENT_FLAGS
    box_flags: tuple[Flag, ...] = BOX_FLAGS
    quay_flags: tuple[Flag, ...] = QUAY_FLAGS
    targeting: Targeting = Targeting()
