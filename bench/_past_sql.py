"""The features of the past once more, as window queries of DuckDB over the same keys."""

import duckdb
import numpy as np
import polars as pl

from quaywatch.history import CATALOGUE, Feature
from quaywatch.history.accumulators import DAY, Accumulator, Form
from quaywatch.history.events import Events
from quaywatch.history.feature import Reading
from quaywatch.history.keys import Key
from quaywatch.history.measures import Measure

_FILED, _JUDGED = "what = 1", "what >= 2"


def table(events: Events) -> pl.DataFrame:
    """Return events with their keys worked out, the bits of sketches too: no text is left to do."""
    bits, shares = (events.keys >> 58) & 63, (events.keys >> 59) & 31
    return pl.DataFrame(
        {
            "id": np.arange(len(events.at)),
            "t": events.at,
            "what": events.what,
            **{f"k{key}": row for key, row in enumerate(events.keys)},
            **{f"b{key}": row for key, row in enumerate(bits)},
            **{f"s{key}": row for key, row in enumerate(shares)},
            **{f"m{of}": row for of, row in enumerate(events.measures)},
        }
    ).with_columns(pl.col(f"m{of}").fill_nan(None) for of in range(len(events.measures)))


def query(events: pl.DataFrame, filings: int) -> pl.DataFrame:
    """Return the features, in the order of the filings, by one query for each kind of key."""
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.register("events", events)
    out = pl.DataFrame({"id": np.arange(filings)})
    for key in Key:
        mine = [feature for feature in CATALOGUE if feature.key is key]
        if mine:
            answer = connection.sql(_sql(key, mine)).pl()
            out = out.join(answer, on="id", how="left", maintain_order="left")
    return out.drop("id").select(feature.name for feature in CATALOGUE)


def _sql(key: Key, features: list[Feature]) -> str:
    held = {a for feature in features for a in feature.fold.accumulators}
    weights = sorted({a.half_life_days for a in held if a.form is not Form.DISTINCT})
    powers = "".join(f", pow(2.0, (t - t0) / {life * DAY}) AS {_power(life)}" for life in weights)
    columns = ", ".join(f"{_expression(f)} AS {f.name}" for f in features)
    return f"""
        WITH mine AS (
            SELECT *, k{int(key)} AS k, (SELECT min(t) FROM events) AS t0
            FROM events WHERE k{int(key)} <> 0
        ), before AS (
            SELECT *, log2(1.0 + (t - lag(CASE WHEN {_FILED} THEN t END IGNORE NULLS)
                OVER (PARTITION BY k ORDER BY t, what)) / {DAY / 24}) AS gap {powers} FROM mine
        ), known AS (
            SELECT *, min(t) FILTER ({_FILED}) OVER past AS first_t,
                max(t) FILTER ({_FILED}) OVER past AS last_t,
                max(t) FILTER (what = 3) OVER past AS found_t
                {"".join(_windows(a) for a in sorted(held))}
            FROM before
            WINDOW past AS
                (PARTITION BY k ORDER BY t RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        )
        SELECT id, {columns} FROM known WHERE {_FILED}"""


def _power(life: float) -> str:
    return f"p{life:g}"


def _name(held: Accumulator) -> str:
    return f"{held.form.name.lower()}_{held.half_life_days:g}_{held.of + 1}"


def _value(of: int) -> str:
    return "gap" if of == Measure.GAP else f"m{of}"


def _windows(held: Accumulator) -> str:
    """Return the window columns that stand for one accumulator."""
    name, power = _name(held), _power(held.half_life_days)
    match held.form:
        case Form.COUNT:
            return f", coalesce(sum({power}) FILTER ({_FILED}) OVER past, 0) / {power} AS {name}"
        case Form.JUDGED:
            return (
                f", coalesce(sum({power}) FILTER ({_JUDGED}) OVER past, 0) / {power} AS {name}"
                f", coalesce(sum({power}) FILTER (what = 3) OVER past, 0) / {power} AS {name}_found"
            )
        case Form.MOMENTS:
            value = _value(held.of)
            kept = f"FILTER ({_FILED} AND {value} IS NOT NULL) OVER past"
            return (
                f", sum({power}) {kept} AS {name}_w, sum({power} * {value}) {kept} AS {name}_s"
                f", sum({power} * {value} * {value}) {kept} AS {name}_q"
            )
        case Form.SHARES:
            counted = f"sum({power}) FILTER ({_FILED} AND k{held.of} <> 0)"
            alike = (
                f"(PARTITION BY k, s{held.of} ORDER BY t "
                "RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
            )
            return (
                f", coalesce({counted} OVER past, 0) / {power} AS {name}_all"
                f", coalesce({counted} OVER {alike}, 0) / {power} AS {name}"
            )
        case Form.DISTINCT:
            period = round(held.half_life_days * DAY)
            return (
                f", bit_count(coalesce(bit_or(1::UBIGINT << b{held.of}) FILTER ({_FILED} AND "
                f"k{held.of} <> 0) OVER (PARTITION BY k ORDER BY t RANGE BETWEEN "
                f"(t - (t // {period} - 1) * {period}) PRECEDING AND 1 PRECEDING), 0)) AS {name}"
            )


def _expression(feature: Feature) -> str:
    fold = feature.fold
    names = [_name(held) for held in fold.accumulators]
    lives = [held.half_life_days for held in fold.accumulators]
    weekly = [0.6931471805599453 * 7 / life for life in lives]
    match fold.reading:
        case Reading.NEW:
            return "CASE WHEN first_t IS NULL THEN 1.0 ELSE 0.0 END"
        case Reading.SINCE_FIRST | Reading.SINCE_LAST | Reading.SINCE_FOUND:
            then = {1: "first_t", 2: "last_t", 3: "found_t"}[int(fold.reading)]
            return f"(t - {then}) / {float(DAY)}"
        case Reading.COUNT | Reading.INSPECTED:
            return names[0]
        case Reading.RATE:
            return f"{names[0]} * {weekly[0]}"
        case Reading.SURGE:
            return (
                f"log2(({names[0]} * {weekly[0]} + {weekly[1]})"
                f" / ({names[1]} * {weekly[1]} + {weekly[1]}))"
            )
        case Reading.HIT_RATE:
            return (
                f"({names[0]}_found + {fold.prior * fold.strength})"
                f" / ({names[0]} + {fold.strength})"
            )
        case Reading.DISTINCT:
            return f"-64 * ln((64 - least({names[0]}, 63.5)) / 64.0)"
        case Reading.SURPRISE:
            mine = f"{names[0]} + {fold.prior * fold.strength}"
            of = f"k{fold.accumulators[0].of}"
            bits = f"-log2(({mine}) / ({names[0]}_all + {fold.strength}))"
            return f"CASE WHEN {of} <> 0 AND last_t IS NOT NULL THEN {bits} END"
        case Reading.DEVIATION | Reading.RATIO:
            return _off(feature, names[0])


def _off(feature: Feature, name: str) -> str:
    fold, held = feature.fold, feature.fold.accumulators[0]
    gap = f"log2(1.0 + (t - last_t) / {DAY / 24})"
    value = gap if held.of == Measure.GAP else _value(held.of)
    off = f"({value} - {name}_s / {name}_w)"
    if fold.reading is Reading.RATIO:
        return off
    power = _power(held.half_life_days)
    squares = f"greatest({name}_q - {name}_s * {name}_s / {name}_w, 0) / {power}"
    prior = fold.prior * fold.prior * fold.strength
    return f"{off} / sqrt(({squares} + {prior}) / ({name}_w / {power} + {fold.strength}))"
