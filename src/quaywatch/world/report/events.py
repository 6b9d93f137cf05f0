"""Figures of the container events, measured on the messages as an authority receives them."""

import numpy as np
import polars as pl

from quaywatch.world.containers import check_digits
from quaywatch.world.month import make_month
from quaywatch.world.movements import movements_frame
from quaywatch.world.pickup import make_pickup
from quaywatch.world.setting import Setting
from quaywatch.world.streams import stream
from quaywatch.world.subset import subset
from quaywatch.world.worlds import write_frames

CONSIGNMENTS = 15_000


def event_figures(setting: Setting) -> dict[str, float]:
    """Measure a draw of one month's containers."""
    month = make_month(setting, 0)
    rng = stream(setting.config.seed, "event_figures")
    n = len(month.shipments)
    month, _ = subset(month, np.sort(rng.choice(n, min(CONSIGNMENTS, n), replace=False)))
    frames = write_frames(setting, month)
    pickup = make_pickup(setting, month)
    events = movements_frame(setting, month, pickup, frames.consignments, frames.equipment)
    actual = events.filter(classifier="actual")
    gaps = _gaps(actual)
    guayaquil = _sailing(frames.consignments)
    return {
        "gate-in to load, median days": _median(gaps["gate_in_to_load"]),
        "gate-in to load, standard deviation of log": _sigma(gaps["gate_in_to_load"]),
        "discharge to gate-out, median days": _median(gaps["discharge_to_gate_out"]),
        "transhipment dwell, median days": _median(gaps["dwell"]),
        "container events a box": events.height / frames.equipment.height,
        "events without a place": actual["location"].null_count() / actual.height,
        "events out of order": _out_of_order(actual),
        "wrong container check digits": _wrong_digits(frames.equipment["number"]),
        "days at sea, Guayaquil direct": guayaquil,
    }


def _median(days: pl.Series) -> float:
    return float(days.quantile(0.5) or 0.0)


def _sigma(days: pl.Series) -> float:
    return float(np.log(days.drop_nulls().to_numpy()).std())


def _gaps(actual: pl.DataFrame) -> pl.DataFrame:
    """Return, by container, days from gate-in to first load, at the hub, and ashore at the end."""

    def at(kind: str, which: str) -> pl.Expr:
        times = pl.col("at").filter(pl.col("kind") == kind)
        return (times.min() if which == "first" else times.max()).alias(f"{which}_{kind}")

    def count(kind: str) -> pl.Expr:
        return (pl.col("kind") == kind).sum()

    days = pl.duration(days=1)
    complete = actual.group_by("equipment_number").agg(
        at("gate_in", "first"),
        at("loaded", "first"),
        at("loaded", "last"),
        at("discharged", "first"),
        at("discharged", "last"),
        at("gate_out", "last"),
        through=(count("loaded") == 2) & (count("discharged") == 2),
    )
    return complete.select(
        gate_in_to_load=(pl.col("first_loaded") - pl.col("first_gate_in")) / days,
        discharge_to_gate_out=pl.when(pl.col("last_discharged") > pl.col("last_loaded")).then(
            (pl.col("last_gate_out") - pl.col("last_discharged")) / days
        ),
        dwell=pl.when("through").then((pl.col("last_loaded") - pl.col("first_discharged")) / days),
    )


def _out_of_order(actual: pl.DataFrame) -> float:
    """Return the share of messages that tell of something earlier than one already known."""
    latest = pl.col("at").cum_max().over("equipment_number")
    return float(actual.select((pl.col("at") < latest).mean()).item())


def _wrong_digits(numbers: pl.Series) -> float:
    prefixes = numbers.str.slice(0, 4).unique().sort().to_list()
    owner = numbers.str.slice(0, 4).replace_strict(prefixes, range(len(prefixes)))
    right = check_digits(
        prefixes, owner.to_numpy(), numbers.str.slice(4, 6).cast(pl.Int64).to_numpy()
    )
    return float((numbers.str.slice(10).cast(pl.Int64).to_numpy() != right).mean())


def _sailing(consignments: pl.DataFrame) -> float:
    direct = consignments.filter(
        (pl.col("port_of_loading") == "ECGYE") & (pl.col("transhipment_ports").list.len() == 0)
    )
    return _median((direct["arrival_at"] - direct["departure_at"]).dt.total_hours() / 24)
