"""What clues are declared to weigh, in `weights.toml` with what they rest on."""

from functools import cache
from importlib import resources
from typing import Annotated

import msgspec

from quaywatch.alliance.weighing.clues import Clue

_Weight = Annotated[float, msgspec.Meta(ge=0, le=5)]


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Assumptions, each a log-likelihood ratio of a clue that only one consignment has."""

    most: Annotated[float, msgspec.Meta(gt=0, le=5)]
    """Bound on what all notices together add to the log-odds of a box."""
    unsigned_most: Annotated[float, msgspec.Meta(gt=0, le=5)]
    """Bound on what all unsigned notices together add, in what signed ones leave of `most`."""
    further: Annotated[float, msgspec.Meta(ge=0, le=1)]
    """What each further clue of one notice counts of the one before: they hang together."""
    shared_by: Annotated[int, msgspec.Meta(ge=2)]
    """A clue that so many consignments on the list share tells nothing of one of them."""
    seizure_half_life_days: Annotated[int, msgspec.Meta(ge=1)]
    """Of what a find says; an indicator has its own."""
    seizure: dict[Clue, _Weight]
    indicator: dict[Clue, _Weight]

    @classmethod
    @cache
    def load(cls) -> "Weights":
        """Return the declared ones."""
        file = resources.files("quaywatch.alliance.weighing").joinpath("weights.toml")
        return msgspec.toml.decode(file.read_text("utf-8"), type=cls)
