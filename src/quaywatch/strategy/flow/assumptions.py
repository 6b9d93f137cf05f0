"""What is believed before any evidence, each with the range over which it can be argued."""

from typing import Annotated

import msgspec


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """How far one assumption can be argued, and what that rests on."""

    low: float
    high: float
    unit: str
    """`share`; `times_mean`; `log_odds`; `of_six`, a number up to 6."""
    published: bool
    """Its source is public; else it is a judgement of those who wrote the model."""
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
    stale: Annotated[float, msgspec.Meta(gt=0, lt=1)] = 0.8
    """Share of a fall in detection that seeded tests do not show, being out of date: most of it,
    since lots that evade are hidden otherwise than before, and such tests are not."""
    stale_refreshed: Annotated[float, msgspec.Meta(gt=0, lt=1)] = 0.15
    """The same where tests were brought up to date after the change."""
    test_realism: Annotated[float, msgspec.Meta(gt=0)] = 0.25
    """How much easier or harder to find a test can be than a lot (standard deviation, log odds)."""
    audit_sensitivity: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.9
    """Chance that a lot is found in a container that is opened by lot."""


def _judged(low: float, high: float, unit: str) -> Range:
    return Range(low=low, high=high, unit=unit, published=False, source="judgement")


RANGES = {
    "detection": Range(
        low=0.04,
        high=0.3,
        unit="share",
        published=True,
        source="customs' own estimates for Antwerp, 10 to 20 in a hundred; wider here",
    ),
    "detection_spread": _judged(0.25, 1.0, "log_odds"),
    "noise": _judged(0.08, 0.3, "share"),
    "lot_spread": Range(
        low=1.5,
        high=3.5,
        unit="times_mean",
        published=True,
        source="single finds at large ports that were published",
    ),
    "purity": _judged(1.5, 6.0, "of_six"),
    "upstream": _judged(0.1, 0.6, "share"),
    "recorded": _judged(0.3, 0.9, "share"),
    "stale": _judged(0.3, 0.95, "share"),
    "stale_refreshed": _judged(0.05, 0.4, "share"),
    "test_realism": _judged(0.1, 0.5, "log_odds"),
    "audit_sensitivity": _judged(0.6, 1.0, "share"),
}
"""The range of each assumption that the tornado goes over."""
