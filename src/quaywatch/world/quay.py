"""Seals, masses and places aboard, as terminals and lines send them by EDIFACT.

On part of the direct voyages their messages stand for the carrier's own events: they name what
track and trace does not, leave nothing out and come within hours. At the cut-off ships' planners
tell where each box is to stand, and when the ship sails, where it stands. Where nothing is planted
all agree with each other; with a declaration they agree as far as it is right.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.cargo.columns import INSTANT
from quaywatch.world.arrays import Bools, Floats
from quaywatch.world.containers import TARE_KG
from quaywatch.world.documents import voyages
from quaywatch.world.evidence import QUAY_FLAGS
from quaywatch.world.flags import Raised, draw_flags
from quaywatch.world.instants import instants
from quaywatch.world.month import Month
from quaywatch.world.names import concat
from quaywatch.world.pickup import Pickup
from quaywatch.world.reference import table
from quaywatch.world.setting import Setting
from quaywatch.world.stow import Stowage, make_stowage
from quaywatch.world.streams import stream

MOVEMENT_SCHEMA: dict[str, pl.DataType] = {
    "equipment_number": pl.String(),
    "kind": pl.String(),
    "classifier": pl.String(),
    "at": INSTANT,
    "known_at": INSTANT,
    "location": pl.String(),
    "facility": pl.String(),
    "vessel_name": pl.String(),
    "voyage": pl.String(),
    "packed": pl.Boolean(),
    "size_type": pl.String(),
    "seals": pl.List(pl.String()),
    "gross_mass_kg": pl.Float64(),
    "verified_gross_mass_kg": pl.Float64(),
    "stowage": pl.String(),
    "message": pl.String(),
}
"""`message` is the EDIFACT message that tells of the event; null for a carrier's own words."""

REPORTED = 0.25
"""Share of direct voyages of which these messages are sent (assumption)."""
WEIGHED = 0.33
"""Share of their boxes that are weighed at the terminal, not by the shipper (assumption)."""
_HOURS = (0.02, 0.2)
"""A terminal's message comes within these parts of a day."""
_PLAN_DAYS = 0.25
"""The plan of the stowage follows the ship by this part of a day."""
_DRIFT_KG = (2000.0, 5000.0)
_SCALES_KG = 70.0
_EAST = ("FEA", "SEA", "ISC", "OCE")
_ELSEWHERE = ("SGSIN", "PAMIT")
"""Where a number is seen that is also at its port of loading: far from it, so east or west."""


@dataclass(frozen=True, slots=True)
class Handled:
    """When boxes came to their port of loading and went aboard; by box, days since 1970."""

    gate_in: Floats
    loaded: Floats


def reported(setting: Setting, month: Month) -> Bools:
    """Say of each box whether its voyage is one of which terminals and lines report."""
    rng = stream(setting.config.seed, "quay_voyages", month.number)
    legs, owner = month.legs, month.shipments.box_consignment
    shape = (setting.filers.carriers.height, table("ports").height, 6)
    chosen = rng.random(shape) < REPORTED
    voyage: Bools = chosen[legs.carrier, legs.origin, month.shipments.week] & (legs.hub < 0)
    return voyage[owner]


def quay_frame(
    setting: Setting,
    month: Month,
    handled: Handled,
    pickup: Pickup,
    consignments: pl.DataFrame,
    equipment: pl.DataFrame,
) -> pl.DataFrame:
    """Write what terminals and lines send; columns as in `MOVEMENT_SCHEMA`."""
    rng = stream(setting.config.seed, "quay", month.number)
    flags = _planted(setting, month, rng)
    stowage = make_stowage(setting, month, handled.gate_in, equipment)
    boxes = _boxes(month, handled, pickup, stowage, consignments, equipment, rng)
    boxes = boxes.with_columns(pl.Series(name, raised) for name, raised in flags.items())
    told = boxes.filter(pl.Series(reported(setting, month)))
    col = pl.col
    drifted = col("mass") + pl.when("mass_drifts").then("drift").otherwise(0.0)
    ashore = {"location": col("loading"), "facility": pl.lit("PORT TERMINAL")}
    ship = {"vessel_name": col("vessel_name"), "voyage": col("voyage")}
    parts = (
        (told, "codeco", "gate_in", {**ashore, "seals": col("seen"), "gross_mass_kg": col("mass")}),
        (
            told.filter("weighed"),
            "vermas",
            "weighed",
            {**ashore, "at": col("gate_in"), "verified_gross_mass_kg": col("mass")},
        ),
        (
            told.filter(col("planned").is_not_null()),
            "movins",
            "loaded",
            {
                **ship,
                "classifier": pl.lit("planned"),
                "location": col("loading"),
                "stowage": col("planned"),
                "gross_mass_kg": col("mass"),
                "at": col("stowed"),
                "known_at": col("cut_off"),
            },
        ),
        (
            told.filter(~col("load_unreported")),
            "coarri",
            "loaded",
            {**ashore, **ship, "seals": col("seen"), "stowage": col("cell")},
        ),
        (
            told,
            "baplie",
            "stowed",
            {
                **ship,
                "location": col("loading"),
                "stowage": col("cell"),
                "gross_mass_kg": drifted,
                "known_at": col("stowed") + pl.duration(hours=24 * _PLAN_DAYS),
            },
        ),
        (
            told,
            "coarri",
            "discharged",
            {
                **ship,
                "location": pl.lit(setting.config.port),
                "facility": col("terminal"),
                "seals": pl.when("seal_changes").then("other").otherwise("seen"),
            },
        ),
        (
            told.filter("seen_elsewhere"),
            "codeco",
            "gate_in",
            {"location": col("elsewhere"), "at": col("loaded") - pl.duration(hours=6)},
        ),
    )
    return pl.concat(_rows(*part) for part in parts)


def _planted(setting: Setting, month: Month, rng: np.random.Generator) -> Raised:
    config, owner = setting.config, month.shipments.box_consignment
    strength = 0.0 if config.placebo else config.evidence
    quality = month.shipments.quality[owner]
    nothing = {flag.name: np.zeros(len(owner), dtype=np.bool_) for flag in QUAY_FLAGS}
    scheme = month.contraband.scheme
    return nothing | draw_flags(config.quay_flags, quality, scheme, strength, rng)


def _boxes(
    month: Month,
    handled: Handled,
    pickup: Pickup,
    stowage: Stowage,
    consignments: pl.DataFrame,
    equipment: pl.DataFrame,
    rng: np.random.Generator,
) -> pl.DataFrame:
    """Return what is true of every box and its handling."""
    legs, owner = month.legs, month.shipments.box_consignment
    n, ports = len(owner), table("ports")
    origin = legs.origin[owner]
    east = ports["region"].is_in(_EAST).cast(pl.Int64).gather(origin)
    own = concat("ML", pl.Series(rng.integers(1_000_000, 9_999_999, n)).cast(pl.String))
    other = concat("TX", pl.Series(rng.integers(1_000_000, 9_999_999, n)).cast(pl.String))
    mass = equipment["gross_mass_kg"].to_numpy() + TARE_KG[month.size_type]
    return pl.DataFrame(
        {
            "equipment_number": equipment["number"],
            "size_type": equipment["size_type"],
            "declared": equipment["seals"],
            "own": own,
            "second": other,
            "mass": np.rint((mass + rng.normal(0, _SCALES_KG, n)) / 10) * 10,
            "drift": np.rint(rng.uniform(*_DRIFT_KG, n) / 10) * 10,
            "weighed": rng.random(n) < WEIGHED,
            "planned": stowage.planned,
            "cell": stowage.sailed,
            "cut_off": instants(stowage.cut_off),
            "vessel_name": consignments["vessel_name"].gather(owner),
            "voyage": voyages(month).gather(owner),
            "terminal": pickup.terminal,
            "loading": ports["locode"].gather(origin),
            "elsewhere": pl.Series(_ELSEWHERE).gather(east),
            "gate_in": instants(handled.gate_in),
            "loaded": instants(handled.loaded),
            "stowed": instants(legs.departure[owner]),
            "discharged": instants(pickup.discharged),
            "delay": rng.uniform(*_HOURS, n),
        }
    ).with_columns(
        seen=pl.when(pl.col("declared").list.len() > 0)
        .then("declared")
        .otherwise(pl.concat_list("own")),
        other=pl.concat_list("second"),
    )


def _rows(boxes: pl.DataFrame, message: str, kind: str, said: dict[str, pl.Expr]) -> pl.DataFrame:
    """Write one kind of event; it happens at the instant of its name unless said otherwise."""
    at = said.get("at", pl.col(kind))
    delay = (pl.col("delay") * 86_400_000_000).cast(pl.Int64).cast(pl.Duration("us"))
    values = {
        "at": at,
        "equipment_number": pl.col("equipment_number"),
        "kind": pl.lit(kind),
        "classifier": pl.lit("actual"),
        "known_at": (at + delay).dt.truncate("1m"),
        "packed": pl.lit(value=True),
        "size_type": pl.col("size_type"),
        "message": pl.lit(message),
    } | said
    return boxes.select(
        values.get(name, pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in MOVEMENT_SCHEMA.items()
    )
