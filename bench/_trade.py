"""A batch of invented consignments for measuring speed; it says nothing of real trade."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from quaywatch.cargo import Frames
from quaywatch.cargo.columns import (
    CONSIGNMENT_SCHEMA,
    EQUIPMENT_SCHEMA,
    GOODS_ITEM_SCHEMA,
    PARTY_ROLES,
)

_PORTS = ["ECGYE", "COCTG", "BRSSZ", "CNSHA", "CNNGB", "USNYC", "SGSIN", "INNSA", "PECLL", "ZACPT"]
_GOODS = [
    ("080390", "FRESH BANANAS IN CARTONS, PALLETISED"),
    ("090111", "GREEN COFFEE IN BAGS"),
    ("440710", "SAWN TIMBER, PLANED"),
    ("851712", "MOBILE TELEPHONES"),
    ("940360", "WOODEN FURNITURE"),
    (None, "GENERAL CARGO"),
    ("720449", "SCRAP METAL"),
    ("610910", "COTTON T-SHIRTS"),
]
_SIZES = ["22G1", "45G1", "45R1", "42G1", "22R1"]
_TRANSHIPMENTS = pl.Series([[], ["PAMIT"], ["PAMIT", "MAPTM"]])
_SEALS = pl.Series([[], ["SL100001"], ["SL200002", "CU3"]])
_START = datetime(2026, 3, 1, tzinfo=UTC)


def consignments(
    height: int, seed: int = 7, *, start: datetime = _START, bill: str = "BL", filing: int = 50
) -> Frames:
    """Return `height` consignments with 1.3 goods items and 1.2 containers each, on average.

    They depart in the 100 days from `start`; bills are numbered after `bill`, `filing` a message.
    """
    random = np.random.default_rng(seed)
    row = np.arange(height, dtype=np.uint32)
    named = _consignments(row, random, start).with_columns(
        reference=bill + pl.col("row").cast(pl.String),
        consignment_id=pl.col("carrier_code") + ":" + bill + pl.col("row").cast(pl.String),
        filing_reference=bill + (pl.col("row") // filing).cast(pl.String),
    )
    return Frames(
        consignments=named,
        goods_items=_goods(_several(row, 0.3, random), random),
        equipment=_equipment(_several(row, 0.2, random), random),
    )


def _pick(values: Sequence[str | None], random: np.random.Generator, size: int) -> pl.Series:
    return pl.Series(values, dtype=pl.String)[random.integers(0, len(values), size)]


def _several(row: np.ndarray, more: float, random: np.random.Generator) -> pl.DataFrame:
    repeated = np.repeat(row, 1 + (random.random(len(row)) < more))
    index = np.arange(len(repeated)) - np.searchsorted(repeated, repeated)
    return pl.DataFrame({"row": repeated, "index": index.astype(np.uint32)})


def _complete(frame: pl.DataFrame, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    absent = [pl.lit(None, dtype).alias(n) for n, dtype in schema.items() if n not in frame.columns]
    return frame.with_columns(absent).select(
        pl.col(name).cast(data_type) for name, data_type in schema.items()
    )


def _consignments(row: np.ndarray, random: np.random.Generator, start: datetime) -> pl.DataFrame:
    height = len(row)
    port = _pick(_PORTS, random, height)
    departure = pl.Series([start + timedelta(hours=6 * n) for n in range(400)])[
        random.integers(0, 400, height)
    ]
    parties: dict[str, pl.Series] = {}
    for role in PARTY_ROLES:
        number = pl.Series(random.integers(0, height // 4 + 1, height)).cast(pl.String)
        parties[f"{role}_name"] = "SIM Trading " + number + " NV"
        parties[f"{role}_country"] = _pick(["BE", "NL", "EC", "CN", "DE", None], random, height)
        parties[f"{role}_telephone"] = "+32 3 " + number
        parties[f"{role}_address"] = "Kaai " + number
    frame = pl.DataFrame(
        {
            "row": row,
            "level": _pick(["master", "house"], random, height),
            **parties,
            "port_of_loading": port,
            "place_of_receipt": port,
            "transhipment_ports": _TRANSHIPMENTS[random.integers(0, 3, height)],
            "port_of_discharge": _pick(["BEANR", "NLRTM"], random, height),
            "place_of_delivery": _pick(["BEANR", "DEDUI", None], random, height),
            "vessel_name": "SIM VESSEL " + (pl.Series(row) % 97).cast(pl.String),
            "imo_number": _pick(["9074729", "9321483"], random, height),
            "voyage": (pl.Series(row) % 50).cast(pl.String) + "N",
            "carrier_code": _pick(["SIMA", "SIMB", "SIMC"], random, height),
            "departure_at": departure,
            "arrival_at": departure + timedelta(days=16),
            "freight_payment": _pick(["prepaid", "collect", None], random, height),
            "filing_format": ["native"] * height,
            "filing_sender": ["SIM"] * height,
            "routing_countries": pl.Series([[]], dtype=pl.List(pl.String)).new_from_index(
                0, height
            ),
            "filing_type": [""] * height,
            "filing_function": _pick(["original", "original", "amendment"], random, height),
            "received_at": departure - timedelta(hours=30),
        }
    )
    return _complete(frame, CONSIGNMENT_SCHEMA)


def _goods(keys: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    height = keys.height
    chosen = random.integers(0, len(_GOODS), height)
    frame = keys.with_columns(
        pl.Series("description", [text for _, text in _GOODS])[chosen],
        pl.Series("hs_code", [code for code, _ in _GOODS], dtype=pl.String)[chosen],
        pl.Series("package_count", random.integers(1, 1200, height)),
        pl.Series("gross_mass_kg", np.round(random.uniform(500, 24000, height), 1)),
        pl.lit("CT").alias("package_type"),
    )
    return _complete(frame, GOODS_ITEM_SCHEMA)


def _equipment(keys: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    height = keys.height
    mass = np.round(random.uniform(2000, 26000, height), 1)
    frame = keys.with_columns(
        ("SIMU" + pl.Series(random.integers(1000000, 9999999, height)).cast(pl.String)).alias(
            "number"
        ),
        _pick(_SIZES, random, height).alias("size_type"),
        _pick(["full", "full", "empty"], random, height).alias("packed_status"),
        _SEALS[random.integers(0, 3, height)].alias("seals"),
        pl.Series("gross_mass_kg", mass),
        pl.Series("verified_gross_mass_kg", mass + 3900),
        pl.Series("temperature_c", random.choice([13.5, np.nan], height)).fill_nan(None),
    )
    return _complete(frame, EQUIPMENT_SCHEMA)


def by_row(items: pl.DataFrame) -> dict[int, list[dict[str, Any]]]:
    """Return items by the row of their consignment, as row-wise peers want them."""
    grouped: defaultdict[int, list[dict[str, Any]]] = defaultdict(list[dict[str, Any]])
    for item in items.to_dicts():
        grouped[item["row"]].append(item)
    return grouped
