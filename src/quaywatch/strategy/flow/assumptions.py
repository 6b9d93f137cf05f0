"""What is believed before any evidence, each with the range over which it can be argued."""

from typing import Annotated

import msgspec


class Assumption(msgspec.Struct, frozen=True, kw_only=True):
    """One number that evidence cannot give alone: how it is set, and where that comes from."""

    low: float
    high: float
    source: str


class Assumptions(msgspec.Struct, frozen=True, kw_only=True):
    """Centres and widths of the priors; `RANGES` says where each comes from."""

    detection: Annotated[float, msgspec.Meta(gt=0, lt=1)] = 0.12
    """Share of arriving lots that a port finds, typically."""
    detection_spread: Annotated[float, msgspec.Meta(gt=0)] = 0.5
    """Standard deviation of its log odds between ports."""
    noise: Annotated[float, msgspec.Meta(gt=0)] = 0.15
    """How much traffic and detection vary from year to year without a reason (log)."""
    lot_spread: Annotated[float, msgspec.Meta(gt=0)] = 2.0
    """Standard deviation over mean of the mass of one lot."""
    purity: Annotated[float, msgspec.Meta(gt=0)] = 4.0
    """How far one explanation has most of the fall: 1 mixes them, 6 hardly does."""
    upstream: Annotated[float, msgspec.Meta(gt=0)] = 0.27
    """Mass stopped before it leaves, per mass that arrives at the target, before the change."""
    recorded: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.6
    """Share of it that is known, and known to be bound for the target."""
    stale: Annotated[float, msgspec.Meta(gt=0, lt=1)] = 0.6
    """Share of a fall in detection that seeded tests do not show, being out of date."""
    stale_refreshed: Annotated[float, msgspec.Meta(gt=0, lt=1)] = 0.15
    """The same where tests were brought up to date after the change."""
    test_realism: Annotated[float, msgspec.Meta(gt=0)] = 0.25
    """How much easier or harder to find a test can be than a lot (standard deviation, log odds)."""
    audit_sensitivity: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.9
    """Chance that a lot is found in a container that is opened by lot."""


RANGES = {
    "detection": Assumption(
        low=0.04, high=0.3, source="customs' own estimate for Antwerp: 10 to 20 in a hundred"
    ),
    "detection_spread": Assumption(low=0.25, high=1.0, source="judgement"),
    "noise": Assumption(low=0.08, high=0.3, source="judgement"),
    "lot_spread": Assumption(low=1.5, high=3.5, source="single finds that were published"),
    "purity": Assumption(low=1.5, high=6.0, source="judgement"),
    "upstream": Assumption(low=0.1, high=0.6, source="judgement"),
    "recorded": Assumption(low=0.3, high=0.9, source="judgement"),
    "stale": Assumption(low=0.2, high=0.9, source="judgement"),
    "stale_refreshed": Assumption(low=0.05, high=0.4, source="judgement"),
    "test_realism": Assumption(low=0.1, high=0.5, source="judgement"),
    "audit_sensitivity": Assumption(low=0.6, high=1.0, source="judgement"),
}
"""The range of each assumption that the tornado goes over."""
