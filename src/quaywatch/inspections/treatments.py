"""How containers can be looked at: what it costs, how long it takes and how often it finds.

The declared figures stand in `treatments.toml`, with what they rest on. The outcomes of a node move
them: each is the mean of a Beta distribution that starts at the declared figure.
"""

from importlib import resources
from pathlib import Path
from typing import Annotated

import msgspec
import polars as pl

from quaywatch.cargo import Concealment, InspectionKind

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Steps = tuple[InspectionKind, ...]
"""Looks, each following the alarm of the one before."""
Amount = Annotated[float, msgspec.Meta(ge=0)]

TRIALS = {"kind": pl.String(), "concealment": pl.String(), "alarmed": pl.Boolean()}
"""Looks of which the truth became known in another way: what was looked with, where contraband was
(null: there was none), and whether the look spoke up."""


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

    find_eur: Annotated[float, msgspec.Meta(gt=0)]
    hour_eur: Amount
    reefer_factor: Amount
    learning: Amount


class Hiding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where contraband is, by the sort of container: shares that add up to one."""

    dry: dict[Concealment, Share]
    reefer: dict[Concealment, Share]


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A first look, and what follows its alarm."""

    steps: Annotated[Steps, msgspec.Meta(min_length=1, max_length=3)]


class Treatments(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that can be done with a container, and how well it works."""

    strength: Annotated[float, msgspec.Meta(gt=0)]
    """How many containers a declared figure weighs as much as."""
    worth: Worth
    hiding: Hiding
    treatment: tuple[Treatment, ...]
    policy: tuple[Policy, ...]

    def __post_init__(self) -> None:
        """Every step of a policy is declared, once."""
        kinds = [one.kind for one in self.treatment]
        if len(set(kinds)) != len(kinds):
            raise ValueError("a treatment is declared twice")
        missing = {kind for one in self.policy for kind in one.steps} - set(kinds)
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


def posterior(declared: Treatments, trials: pl.DataFrame) -> Treatments:
    """The treatments as trials [as `TRIALS` says] have taught: means of Beta distributions.

    Only looks count that were judged by another one whatever they said; a box that is opened
    because the scan spoke up says nothing of what scans overlook.
    """
    tally = {
        (kind, hidden): (alarms, looks)
        for kind, hidden, alarms, looks in trials.group_by("kind", "concealment")
        .agg(pl.col("alarmed").sum(), pl.len())
        .iter_rows()
    }

    def moved(share: float, kind: InspectionKind, hidden: str | None) -> float:
        alarms, looks = tally.get((kind.value, hidden), (0, 0))
        return (share * declared.strength + alarms) / (declared.strength + looks)

    learned = tuple(
        msgspec.structs.replace(
            one,
            detection={
                where: moved(share, one.kind, where.value) for where, share in one.detection.items()
            },
            false_alarm=moved(one.false_alarm, one.kind, None),
        )
        for one in declared.treatment
    )
    return msgspec.structs.replace(declared, treatment=learned)
