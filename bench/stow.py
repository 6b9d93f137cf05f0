"""In the simulated world: what the place aboard alone says of boxes that hide something.

The world's helpers ask for the very places that the sign looks for, so the figures say that the
sign works as meant and at how many innocent boxes it points; how often such help is bought is not
known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bench.lift import auc
from bench.result import Result
from quaywatch.cargo import Classifier, Movement, MovementKind
from quaywatch.cargo.identifiers import stowage_cell
from quaywatch.node.stowing import Stowed, judged
from quaywatch.stowage import Oddity, moved_within_reach, oddities
from quaywatch.stowage.plan import kind_of, mass_class_of
from quaywatch.world import Config, simulate

TITLE = "stow: what the place aboard alone says of boxes that hide something, beside a placebo"

FALSE_ALARMS = 0.05
SCHEMES = ("rip_on", "reefer_unit", "structure")

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Placed:
    """Boxes of which plans tell; all by box."""

    scheme: NDArray[np.str_]
    """What is hidden how; empty for innocent."""
    reachable: Floats
    """Share of the like that stand as easy to reach."""
    told: dict[str, Bools]
    """Whether each oddity is told."""

    @property
    def innocent(self) -> Bools:
        """Which boxes hide nothing."""
        return self.scheme == ""


def run(quick: bool) -> Result:
    """Judge the stowage plans of worlds of Latin American boxes, each beside its placebo."""
    seeds, months = ((1,), 3) if quick else ((1, 2, 3), 6)
    worlds = _joined([_placed(Config(seed=seed, months=months, latam_share=1.0)) for seed in seeds])
    placebo = _joined(
        [_placed(Config(seed=seed, months=months, latam_share=1.0, placebo=True)) for seed in seeds]
    )
    innocent = {code: float(told[worlds.innocent].mean()) for code, told in worlds.told.items()}
    area, blind = _area(worlds, "rip_on"), _area(placebo, "rip_on")
    figures: dict[str, object] = {
        "boxes": len(worlds.scheme),
        "auc": {scheme: round(_area(worlds, scheme), 3) for scheme in SCHEMES},
        "hiding": {scheme: int((worlds.scheme == scheme).sum()) for scheme in SCHEMES},
        "innocent_told": {code: round(share, 5) for code, share in innocent.items()},
        "rip_on_told": _shares(worlds, "rip_on"),
        "rip_on_lift": {
            code: round(share / innocent[code], 1) if innocent[code] else None
            for code, share in _shares(worlds, "rip_on").items()
        },
        "told_are_innocent": {
            code: round(float(worlds.innocent[told].mean()), 4) if told.any() else None
            for code, told in worlds.told.items()
        },
    }
    peers: dict[str, object] = {
        "placebo_auc_rip_on": round(blind, 3),
        "placebo_rip_on_told": _shares(placebo, "rip_on"),
    }
    any_told = np.logical_or.reduce(list(worlds.told.values()))
    holds = {
        "innocent_told_at_most_5_pct": float(any_told[worlds.innocent].mean()) <= FALSE_ALARMS,
        "better_than_placebo": area > blind,
    }
    return Result("stow", figures, peers, holds)


def _area(placed: Placed, scheme: str) -> float:
    hides = placed.scheme == scheme
    asked = hides | placed.innocent
    return auc(hides[asked], -placed.reachable[asked])


def _shares(placed: Placed, scheme: str) -> dict[str, float]:
    hides = placed.scheme == scheme
    return {code: round(float(told[hides].mean()), 3) for code, told in placed.told.items()}


def _joined(parts: list[Placed]) -> Placed:
    return Placed(
        scheme=np.concatenate([part.scheme for part in parts]),
        reachable=np.concatenate([part.reachable for part in parts]),
        told={code: np.concatenate([p.told[code] for p in parts]) for code in parts[0].told},
    )


def _placed(config: Config) -> Placed:
    found: list[tuple[str, float, set[Oddity]]] = []
    for batch in simulate(config):
        truth = dict(batch.truth.select("equipment_number", "scheme").iter_rows())
        planned, sailed = (dict(_judged(batch.movements, form)) for form in ("movins", "baplie"))
        for number, stowed in sailed.items():
            odd = set(oddities(stowed))
            before = planned.get(number)
            if before is not None and moved_within_reach(before.reach, stowed.reach):
                odd.add(Oddity.RESTOWED_WITHIN_REACH)
            found.append((truth.get(number, ""), stowed.reachable, odd))
    return Placed(
        scheme=np.array([scheme for scheme, _, _ in found]),
        reachable=np.array([share for _, share, _ in found]),
        told={what.code: np.array([what in odd for _, _, odd in found]) for what in Oddity},
    )


def _judged(movements: pl.DataFrame, form: str) -> Iterator[tuple[str, Stowed]]:
    """Yield each container in the plans of a message type as they make of it."""
    ship = itemgetter("vessel_name", "voyage")
    told = movements.filter(message=form).sort("vessel_name", "voyage", "equipment_number")
    for _, boxes in groupby(told.iter_rows(named=True), ship):
        for stowed in judged([_stowed(row) for row in boxes]):
            yield stowed.container, stowed


def _stowed(row: dict[str, Any]) -> Stowed:
    said = Movement(
        equipment_number=row["equipment_number"],
        kind=MovementKind.STOWED,
        classifier=Classifier.ACTUAL,
        at=row["at"],
        size_type=row["size_type"],
        packed=row["packed"],
        gross_mass_kg=row["gross_mass_kg"],
        stowage=row["stowage"],
    )
    place = stowage_cell.parse(row["stowage"]).place
    assert place is not None
    return Stowed(
        plan="", container=row["equipment_number"], position=0, place=0, planned=0,
        cell=row["stowage"], bay=place.bay, row=place.row, tier=place.tier,
        kind=kind_of(said), mass_class=mass_class_of(said), port="",
    )  # fmt: skip
