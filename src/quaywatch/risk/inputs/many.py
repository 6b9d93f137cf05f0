"""The inputs of many consignments, by columns."""

import numpy as np
import numpy.typing as npt
import polars as pl

from quaywatch.cargo import Frames
from quaywatch.cargo.aligned import first
from quaywatch.cargo.columns import PARTY_FIELDS, PARTY_ROLES
from quaywatch.risk.inputs.declared import PAST
from quaywatch.risk.known import Known
from quaywatch.risk.trees.arrays import Floats
from quaywatch.risk.trees.encoding import Pairs

_UNKNOWN = pl.DataFrame(schema=dict.fromkeys(PAST, pl.Float64()))
_HOUR = 3_600_000_000
"""Microseconds."""
_ROLES = tuple(str(role) for role in PARTY_ROLES)


def table(known: Known, additive: Floats) -> pl.DataFrame:
    """Return one row a consignment; `additive` are the declared log-odds."""
    columns = (each for each in told(known, additive).values())
    return pl.DataFrame([c.listed() if isinstance(c, Pairs) else c for c in columns])


def told(known: Known, additive: Floats) -> dict[str, pl.Series | Pairs]:
    """Return the columns of `table`, lists laid out flat."""
    frames, findings = known.frames, known.findings
    past = _UNKNOWN.clear(len(frames))
    if known.past is not None:
        past = past.with_columns(known.past)
    columns = (
        pl.Series("additive", additive),
        *past.iter_columns(),
        *_papers(frames),
        *_goods(frames),
        *_boxes(frames),
        *_categories(frames),
        _codes("findings", findings["row"], findings["code"], len(frames)),
        *_met(known.matches, len(frames)),
    )
    return {column.name: column for column in columns}


def _papers(frames: Frames) -> list[pl.Series]:
    papers = frames.consignments
    given = [
        sum(
            (papers[f"{role}_{field}"].is_not_null().cast(pl.Float64) for field in PARTY_FIELDS),
            start=pl.Series(np.zeros(len(frames))),
        ).alias(f"{role}_fields")
        for role in _ROLES
    ]
    received = papers["received_at"].to_physical()
    left, due = papers["departure_at"].to_physical(), papers["arrival_at"].to_physical()
    same = papers["notify_party_name"] == papers["consignee_name"]
    return [
        *given,
        ((left - received) / _HOUR).alias("lead_hours"),
        ((due - left) / (24 * _HOUR)).alias("sailing_days"),
        papers["transhipment_ports"].list.len().cast(pl.Float64).alias("transhipments"),
        same.cast(pl.Float64).alias("notify_is_consignee"),
        (papers["level"] == "house").cast(pl.Float64).alias("house"),
    ]


def _goods(frames: Frames) -> list[pl.Series]:
    goods, height = frames.goods_items, len(frames)
    rows = goods["row"].to_numpy()
    mass = _total(rows, goods["gross_mass_kg"], height)
    packages = _total(rows, goods["package_count"], height)
    text, code = first(goods, "description", height), first(goods, "hs_code", height)
    return [
        pl.Series("goods_items", np.bincount(rows, minlength=height).astype(np.float64)),
        _said("goods_mass_kg", mass),
        _said("package_count", packages),
        _said("package_mass_kg", mass / packages),
        text.str.len_chars().cast(pl.Float64).alias("description_length"),
        code.str.len_chars().cast(pl.Float64).alias("hs_code_length"),
    ]


def _boxes(frames: Frames) -> list[pl.Series]:
    boxes, height = frames.equipment, len(frames)
    rows = boxes["row"].to_numpy()
    count = np.bincount(rows, minlength=height).astype(np.float64)
    gross = boxes["gross_mass_kg"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    verified = boxes["verified_gross_mass_kg"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    seals = boxes["seals"].list.len().fill_null(0).to_numpy().astype(np.float64)
    unweighed = np.bincount(rows[np.isnan(verified)], minlength=height)
    temperature = first(boxes, "temperature_c", height)
    return [
        pl.Series("boxes", count),
        _said("box_mass_kg", _total(rows, boxes["gross_mass_kg"], height) / count),
        _said("tare_least_kg", _least(rows, verified - gross, height)),
        _said("tare_most_kg", -_least(rows, gross - verified, height)),
        _said("unweighed_boxes", unweighed.astype(np.float64)),
        _said("seals_least", _least(rows, seals, height)),
        temperature.cast(pl.Float64).alias("temperature_c"),
    ]


def _categories(frames: Frames) -> list[pl.Series]:
    papers = frames.consignments
    code = first(frames.goods_items, "hs_code", len(frames))
    named = {
        "port_of_loading": papers["port_of_loading"],
        "country_of_receipt": papers["place_of_receipt"].str.head(2),
        "hub": papers["transhipment_ports"].list.first(),
        "place_of_delivery": papers["place_of_delivery"],
        "hs_heading": code.str.head(4),
        "hs_chapter": code.str.head(2),
        "carrier_code": papers["carrier_code"],
        "filing_sender": papers["filing_sender"],
        "consignor_country": papers["consignor_country"],
        "consignee_country": papers["consignee_country"],
        "freight_payment": papers["freight_payment"],
        "size_type": first(frames.equipment, "size_type", len(frames)),
    }
    named["port_and_heading"] = named["port_of_loading"] + " " + named["hs_heading"]
    return [values.alias(name) for name, values in named.items()]


def _met(matches: pl.DataFrame, height: int) -> list[Pairs]:
    kinds = {"profiles": "profile", "watch_lists": "watch_list"}
    found: list[Pairs] = []
    for name, kind in kinds.items():
        mine = matches.filter(matches["kind"] == kind)
        found.append(_codes(name, mine["row"], mine["code"], height))
    return found


def _codes(name: str, rows: pl.Series, codes: pl.Series, height: int) -> Pairs:
    """Return the codes of each row, each once and sorted."""
    named = codes.unique().sort()
    size = max(len(named), 1)
    code = codes.cast(pl.Enum(named)).to_physical().to_numpy().astype(np.int64)
    pairs = rows.to_numpy().astype(np.int64) * size + code
    ordered = pairs if (np.diff(pairs) > 0).all() else np.sort(pairs)
    pairs = ordered[np.diff(ordered, prepend=-1) > 0]
    return Pairs(name, height, pairs // size, pairs % size, named)


def _total(rows: npt.NDArray[np.uint32], values: pl.Series, height: int) -> Floats:
    """Return the sum of what is said, not a number where that is nothing."""
    said = values.cast(pl.Float64).fill_null(0.0).to_numpy()
    total = np.bincount(rows, said, height)
    return np.where(total > 0, total, np.nan)


def _least(rows: npt.NDArray[np.uint32], values: Floats, height: int) -> Floats:
    least = np.full(height, np.inf)
    said = ~np.isnan(values)
    np.minimum.at(least, rows[said], values[said])
    return np.where(np.isinf(least), np.nan, least)


def _said(name: str, values: Floats) -> pl.Series:
    finite = np.where(np.isfinite(values), values, np.nan)
    return pl.Series(name, finite).fill_nan(None)
