"""What a port of loading's standing by the ports' standard adds to any model, and why.

How large a shift may be and how it comes about is declared where standings are worked out
(`norms.origin`); here it is added as a prior of its own, so that an officer sees it apart from what
outcomes taught of the port.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np
import polars as pl

from quaywatch.risk import exact
from quaywatch.risk.known import Known
from quaywatch.risk.model import CONTRIBUTION_SCHEMA, Bases, Floats, Scorer

STANDING = "standing_at_loading"
"""Code of the reason."""
KEY = "port_of_loading"
"""What it depends on, alone (see `keys.keys_of_each`)."""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What one port's standing shifts the log-odds of its containers by."""

    port: str
    """UN/LOCODE."""
    shift: float
    """Below 0 where it keeps the standard."""
    low: float
    high: float
    """If all that is not known of it were kept, and if none of it were."""
    known: float
    """Share of the weight of which anything counts, from 0 to 1."""


def stood(model: Scorer, origins: Sequence[Origin]) -> Scorer:
    """Return a model that weighs the standing of ports of loading beside what `model` says."""
    return Stood(model, origins) if origins else model


class Stood:
    """A `Scorer` with one more prior; a port of which nothing is known adds nothing."""

    def __init__(self, model: Scorer, origins: Sequence[Origin]) -> None:
        self._model = model
        self._origins = {each.port: each for each in origins if each.shift}
        self._shifts = {port: exact.snapped(each.shift) for port, each in self._origins.items()}
        told = msgspec.json.encode(sorted(self._origins.values(), key=lambda one: one.port))
        self.version = exact.named(model.version.encode() + told)
        self.base = model.base
        self.asks_the_past = model.asks_the_past

    def log_odds(self, known: Known) -> Floats:
        """Return the log-odds of each consignment, without its lot."""
        shifts = [self._shifts.get(port or "", 0.0) for port in _ports(known)]
        return self._model.log_odds(known) + np.array(shifts, dtype=np.float64)

    def contributions(self, known: Known) -> pl.DataFrame:
        """Return what the model contributes, and the standing of the ports of loading."""
        rows = [
            (row, "prior", STANDING, self._shifts[port])
            for row, port in enumerate(_ports(known))
            if port in self._shifts
        ]
        more = pl.DataFrame(rows, schema=CONTRIBUTION_SCHEMA, orient="row")
        return pl.concat([self._model.contributions(known), more])

    def bases(self, known: Known) -> list[Bases]:
        """Return what the model rests on, and the standing."""
        each = zip(self._model.bases(known), _ports(known), strict=True)
        return [self._with(said, self._origins.get(port or "")) for said, port in each]

    def fields(self, code: str) -> tuple[str, ...]:
        """Return the fields on which a prior rests."""
        return (f"consignment.{KEY}",) if code == STANDING else self._model.fields(code)

    def _with(self, said: Bases, origin: Origin | None) -> Bases:
        return said if origin is None else _Beside(said, _values(origin))


class _Beside(Mapping[str, dict[str, str]]):
    """What a model rests on, worked out only where asked, with the standing beside it."""

    def __init__(self, said: Bases, standing: dict[str, str]) -> None:
        self._said, self._standing = said, standing

    def __getitem__(self, name: str) -> dict[str, str]:
        return self._standing if name == STANDING else self._said[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._said
        yield STANDING

    def __len__(self) -> int:
        return len(self._said) + 1


def _ports(known: Known) -> list[str | None]:
    return known.frames.consignments[KEY].to_list()


def _values(origin: Origin) -> dict[str, str]:
    return {
        "port": origin.port,
        "times": f"{math.exp(origin.shift):.3g}",
        "least": f"{math.exp(origin.low):.3g}",
        "most": f"{math.exp(origin.high):.3g}",
        "known": f"{origin.known:.2f}",
    }
