"""The noun: what a machine made of one radiograph, with the reasons for it.

Engines that look at pictures (threats, emptiness, goods, two scans) give `Finding`s; a `Reading`
holds those of one picture. It is advice: an analyst decides.
"""

from enum import StrEnum
from typing import Annotated

import msgspec

from quaywatch.cargo import ConcealmentPlace

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Sign(StrEnum):
    """What speaks up."""

    THREAT = "threat"
    """A mass that does not belong to the load or the container around it."""
    ADDED = "added"
    """It was not there at the earlier scan."""
    REMOVED = "removed"
    MOVED = "moved"
    """The load lies otherwise than at the earlier scan."""
    NOT_EMPTY = "not_empty"
    """Declared empty, and something is in it."""
    GOODS = "goods"
    """It does not look like the goods declared."""
    MASS = "mass"
    """It weighs more or less than declared."""
    FILL = "fill"
    """It fills more or less of the container than such goods of that mass do."""


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """A rectangle of a picture in its own pixels, as the file has them; bounds are half-open.

    Lines count as the load passed, rows from the lowest detector up.
    """

    first_line: int
    last_line: int
    first_row: int
    last_row: int


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One fact behind a finding: a code that the page has a sentence for, and its figures."""

    code: str
    figures: dict[str, float] = {}
    words: dict[str, str] = {}
    """What is no figure: a tariff heading, the scan that it was compared with."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a machine saw."""

    sign: Sign
    region: Region | None
    """None where it is about the whole picture."""
    log_likelihood_ratio: float
    """Natural logarithm of how much likelier the engine's score is of a container in which it is
    so than of one in which it is not, as calibrated on pictures never trained on."""
    false_alarm: Share
    """Share of containers in which it is not so that score as high or higher."""
    reasons: tuple[Reason, ...]
    place: ConcealmentPlace | None = None
    mass_kg: float | None = None
    mass_sd_kg: float | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that a machine saw in one picture, the gravest first."""

    engines: dict[str, str]
    """Version of each engine that read it, by name: together they make it again bit for bit."""
    findings: tuple[Finding, ...]
    unread: tuple[Reason, ...] = ()
    """Why an engine could not read it: a picture for the eye, one energy alone, no geometry."""
    mass_kg: float | None = None
    """Of the load, the container's tare taken off; None where it cannot be weighed."""
    mass_sd_kg: float | None = None
    fill: Share | None = None
    """Share of the container's inner volume that the load takes up, as seen from the side."""
