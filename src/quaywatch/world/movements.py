"""Container events as carriers and terminals report them: late, incomplete and out of order.

Gaps between events follow lognormals measured on real container status messages (Asia-US, 2021:
gate-in to load median 3.7 days, discharge to gate-out 5.5), as do the rates of missing fields.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.documents import unless, voyages
from quaywatch.world.instants import instants
from quaywatch.world.month import Month
from quaywatch.world.pickup import Pickup
from quaywatch.world.quay import MOVEMENT_SCHEMA, Handled, quay_frame, reported
from quaywatch.world.reference import table
from quaywatch.world.setting import Setting
from quaywatch.world.streams import stream

NOT_REPORTED = 0.10
NO_LOCATION = 0.13
NO_FACILITY = 0.50
DELAYED = 0.06
"""Share of messages that come days late; nearly half of them arrive out of order."""
DELAY_DAYS = 9.0


@dataclass(frozen=True, slots=True)
class _Event:
    """One kind of event for all boxes that have it."""

    kind: str
    classifier: str
    boxes: Ints
    at: Floats
    known_at: Floats
    location: pl.Series
    at_port_of_discharge: bool
    aboard: bool
    packed: bool = True


def movements_frame(
    setting: Setting,
    month: Month,
    pickup: Pickup,
    consignments: pl.DataFrame,
    equipment: pl.DataFrame,
) -> pl.DataFrame:
    """Write the month's container events, by the time at which they became known."""
    rng = stream(setting.config.seed, "movements", month.number)
    owner = month.shipments.box_consignment
    voyage = voyages(month).gather(owner)
    vessel = consignments["vessel_name"].gather(owner)
    handled = _handled(month, rng)
    parts = [
        _written(event, equipment["number"], vessel, voyage, pickup.terminal, rng)
        for event in _events(setting, month, handled, pickup, rng)
    ]
    parts.append(quay_frame(setting, month, handled, pickup, consignments, equipment))
    return pl.concat(parts).sort("known_at", maintain_order=True)


def _handled(month: Month, rng: np.random.Generator) -> Handled:
    owner = month.shipments.box_consignment
    n = len(owner)
    loaded = month.legs.departure[owner] - rng.uniform(0.1, 0.9, n)
    return Handled(loaded - np.clip(rng.lognormal(np.log(3.67), 0.72, n), 0.3, 20.0), loaded)


def _events(
    setting: Setting, month: Month, handled: Handled, pickup: Pickup, rng: np.random.Generator
) -> Iterator[_Event]:
    legs, owner = month.legs, month.shipments.box_consignment
    n = len(owner)
    locodes = table("ports")["locode"]
    boxes = np.arange(n)
    loading = locodes.gather(legs.origin[owner])
    here = pl.repeat(setting.config.port, n, eager=True)
    untold = np.flatnonzero(~reported(setting, month))
    estimated = legs.estimated_arrival[owner] + 0.5

    def event(
        kind: str,
        classifier: str,
        at: Floats,
        known_at: Floats,
        location: pl.Series,
        aboard: bool = False,
        packed: bool = True,
        some: Ints = boxes,
    ) -> _Event:
        return _Event(
            kind, classifier, some, at[some], known_at[some], location.gather(some),
            location is here, aboard, packed,
        )  # fmt: skip

    soon = rng.uniform(0.01, 0.3, n)
    at = handled.gate_in
    yield event("gate_in", "actual", at, at + soon, loading, some=untold)
    at = handled.loaded
    yield event("loaded", "actual", at, at + soon, loading, aboard=True, some=untold)
    through = np.flatnonzero(legs.hub[owner] >= 0)
    hub = locodes.gather(np.maximum(legs.hub[owner], 0))
    off, on = legs.hub_arrival[owner] + 0.4, legs.hub_departure[owner] - 0.3
    yield event("discharged", "actual", off, off + soon, hub, some=through)
    yield event("loaded", "actual", on, on + soon, hub, aboard=True, some=through)
    yield event("discharged", "estimated", estimated, at + 0.5, here, aboard=True)
    off = pickup.discharged
    yield event("discharged", "actual", off, off + soon / 3, here, aboard=True, some=untold)
    yield event("gate_out", "planned", pickup.planned, legs.arrival[owner] - 1.0, here)
    yield event("gate_out", "actual", pickup.gate_out, pickup.gate_out + soon / 3, here)
    empty = pickup.gate_out + np.clip(rng.lognormal(np.log(3.0), 1.0, n), 0.3, 30.0)
    yield event("dropped_off", "actual", empty, empty + soon, here, packed=False)


def _written(
    event: _Event,
    numbers: pl.Series,
    vessel: pl.Series,
    voyage: pl.Series,
    terminal: pl.Series,
    rng: np.random.Generator,
) -> pl.DataFrame:
    """Write one kind of event with its gaps; plans and estimates of this port always arrive."""
    n = len(event.boxes)
    actual = event.classifier == "actual"
    reported = np.flatnonzero((rng.random(n) >= NOT_REPORTED) | (not actual))
    boxes, n = event.boxes[reported], len(reported)
    late = (rng.random(n) < DELAYED) * rng.exponential(DELAY_DAYS, n) * actual
    here = event.at_port_of_discharge
    facility = terminal.gather(boxes) if here else pl.repeat("PORT TERMINAL", n, eager=True)
    kept = (not actual) & here
    frame = pl.DataFrame(
        {
            "equipment_number": numbers.gather(boxes),
            "kind": pl.repeat(event.kind, n, eager=True),
            "classifier": pl.repeat(event.classifier, n, eager=True),
            "at": instants(event.at[reported]),
            "known_at": instants(event.known_at[reported] + late),
            "location": _some(event.location.gather(reported), NO_LOCATION * (not kept), rng),
            "facility": _some(facility, NO_FACILITY * (not kept), rng),
            "vessel_name": _some(vessel.gather(boxes), 0.0 if event.aboard else 1.0, rng),
            "voyage": _some(voyage.gather(boxes), 0.0 if event.aboard else 1.0, rng),
            "packed": pl.repeat(event.packed, n, eager=True),
        }
    )
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in MOVEMENT_SCHEMA.items()
    )


def _some(values: pl.Series, missing: float, rng: np.random.Generator) -> pl.Series:
    absent: Bools = rng.random(len(values)) < missing
    return unless(values, absent)
