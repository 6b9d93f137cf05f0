"""What a user can turn in the world of all ports at once."""

from typing import Annotated, Literal

import msgspec

Port = Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}[A-Z0-9]{3}$")]
Month = Annotated[int, msgspec.Meta(ge=0)]
"""Months are counted from the first of the world."""
Kind = Literal["static", "quantal", "narcologic", "placebo"]


class Closure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A port handles nothing (a strike); its ships call at the others in proportion."""

    port: Port
    first: Month
    months: Annotated[int, msgspec.Meta(ge=1)]


class Opening(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A port joins, with trade of its own in the mix of all."""

    port: Port
    first: Month
    boxes_per_year: Annotated[float, msgspec.Meta(gt=0)]
    latam_boxes_per_year: Annotated[float, msgspec.Meta(gt=0)]
    contamination: Annotated[float, msgspec.Meta(gt=0)] = 0.7


class Splitting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sending a lot becomes cheaper or dearer, whatever it weighs: lots shrink or grow."""

    first: Month
    cost: Annotated[float, msgspec.Meta(gt=0)]
    """Of what a lot cost before, besides its load."""


class Waterbed(msgspec.Struct, frozen=True, kw_only=True):
    """One world of all lanes into all ports; the same configuration always gives the same months.

    All constants are assumptions unless a source is named.
    """

    seed: int = 1
    consignments_per_year: Annotated[int, msgspec.Meta(ge=1000)] = 1_000_000
    """Rows drawn from the lanes' trade; supply is scaled alike, so that prevalence is kept."""
    traffickers: Kind = "quantal"
    response: Annotated[float, msgspec.Meta(ge=0)] = 7.5
    """How strongly risk repels (quantal response): ten points more leave half. Set so that a port's
    share of the flow falls about sevenfold when its looks rise from 10 to 60 % of the boxes, while
    tonnes, lots and what moves elsewhere were watched: tuned, not predicted."""
    supply_t_per_year: Annotated[float, msgspec.Meta(gt=0)] = 1620.0
    """Cocaine bound for the ports of the tables in containers and by other ways."""
    outside_share: Annotated[float, msgspec.Meta(gt=0, lt=1)] = 0.06
    """Part that goes another way (dropped at sea, other ships) while nobody is worried."""
    outside_loss: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.15
    """Part of that which is lost."""
    sharpness: Annotated[float, msgspec.Meta(ge=0)] = 1.0
    """Turns how well officers rank within a lane; 0: by lot."""
    closures: tuple[Closure, ...] = ()
    openings: tuple[Opening, ...] = ()
    splittings: tuple[Splitting, ...] = ()
