"""How containers can be looked at: what it costs, how long it takes and how often it finds.

The declared figures stand in `treatments.toml`, with what they rest on. What was measured of a
scanner takes their place (`Curve`), and the outcomes of a node move them (`teaching`).
"""

from importlib import resources
from pathlib import Path
from typing import Annotated

import msgspec
import numpy as np

from quaywatch.cargo import Concealment, InspectionKind

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Steps = tuple[InspectionKind, ...]
"""Looks, each following the alarm of the one before."""
Amount = Annotated[float, msgspec.Meta(ge=0)]
Positive = Annotated[float, msgspec.Meta(gt=0)]


class Treatment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way of looking at a container."""

    kind: InspectionKind
    cost_eur: Amount
    delay_hours: Amount
    """By how much it holds the container up."""
    detection: dict[Concealment, Share]
    """How often it speaks up on contraband, by where that is hidden."""
    false_alarm: Share
    """How often it speaks up on a container that hides nothing."""
    counts: bool
    """Whether it looks at the cargo itself, as a random audit must."""


class Worth(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What costs and delays are weighed at."""

    find_eur: Positive
    hour_eur: Amount
    reefer_factor: Amount
    learning: Amount
    """What a find that a look is expected to bring later, by what it teaches, counts beside one
    now; 0 teaches nothing on purpose."""


class Curve(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was measured of a way of looking, or of the model that reads its pictures."""

    kind: InspectionKind
    concealment: Concealment
    points: Annotated[tuple[tuple[Share, Share], ...], msgspec.Meta(min_length=1)]
    """How often it speaks up on nothing, and on contraband hidden so, as it is set to speak up
    more and more often."""
    looks: Positive
    """How many looks of this port it weighs as much as."""
    source: Annotated[str, msgspec.Meta(min_length=1)]
    """Who measured it, on what."""

    def __post_init__(self) -> None:
        """Neither share falls while the other rises."""
        for (alarms, found), (more, further) in zip(self.points, self.points[1:], strict=False):
            if more <= alarms or further < found:
                raise ValueError("a curve must rise from each point to the next")

    def at(self, false_alarm: float) -> float:
        """How often it finds where it speaks up so often on nothing; beyond the points, as if it
        spoke up by lot."""
        alarms, found = zip((0.0, 0.0), *self.points, (1.0, 1.0), strict=False)
        return float(np.interp(false_alarm, alarms, found))


class Hiding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where contraband is, by the sort of container: shares that add up to one."""

    dry: dict[Concealment, Share]
    reefer: dict[Concealment, Share]


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A first look, and what follows its alarm."""

    steps: Annotated[Steps, msgspec.Meta(min_length=1, max_length=3)]


class Treatments(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that can be done with a container, and how well it works."""

    strength: Positive
    """How many containers a declared figure weighs as much as."""
    verified: Share = 0.0
    """Share of looks that are chosen by lot, before anybody looks, to be followed by an opening
    whatever they show."""
    worth: Worth
    hiding: Hiding
    treatment: tuple[Treatment, ...]
    policy: tuple[Policy, ...]
    curve: tuple[Curve, ...] = ()
    """What was measured, in place of what is declared."""

    def __post_init__(self) -> None:
        """Every step of a policy, and all that was measured, is declared, once."""
        kinds = [one.kind for one in self.treatment]
        if len(set(kinds)) != len(kinds):
            raise ValueError("a treatment is declared twice")
        curves = [(one.kind, one.concealment) for one in self.curve]
        if len(set(curves)) != len(curves):
            raise ValueError("two curves are given for the same look and way of hiding")
        used = {kind for one in self.policy for kind in one.steps} | {
            one.kind for one in self.curve
        }
        missing = used - set(kinds)
        if missing:
            raise ValueError(f"no treatment is declared for {sorted(missing)[0]}")

    @classmethod
    def load(cls, path: Path | None = None) -> "Treatments":
        """Read them from TOML; without a path the declared ones.

        Raises:
            msgspec.ValidationError: naming the field that is missing or out of range.
        """
        if path is None:
            file = resources.files("quaywatch.inspections").joinpath("treatments.toml")
            return msgspec.toml.decode(file.read_text("utf-8"), type=cls)
        return msgspec.toml.decode(path.read_text("utf-8"), type=cls)

    def of(self, kind: InspectionKind) -> Treatment:
        """One of them."""
        return next(one for one in self.treatment if one.kind is kind)
