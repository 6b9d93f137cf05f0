"""The goods items and equipment frames: texts, codes, packages, masses, seals, temperatures."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.cargo.columns import EQUIPMENT_SCHEMA, GOODS_ITEM_SCHEMA
from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.containers import MOST_GOODS_KG, SIZE_TYPES, TARE_KG, container_numbers
from quaywatch.world.descriptions import LANGUAGES, describe
from quaywatch.world.documents import unless
from quaywatch.world.month import Month
from quaywatch.world.names import concat, language_of
from quaywatch.world.reference import table
from quaywatch.world.setting import Setting
from quaywatch.world.streams import stream

UN_NUMBERS: dict[str, str] = {"440290": "1361", "850760": "3480", "330300": "1266"}
"""UN numbers of the goods that need one: charcoal, lithium batteries, perfume."""


@dataclass(frozen=True, slots=True)
class Load:
    """Declared masses of the month's boxes, kilograms, and packages a box."""

    goods_kg: Floats
    packages: Floats


def declared_load(setting: Setting, month: Month) -> Load:
    """Draw what is declared of each box's goods."""
    rng = stream(setting.config.seed, "load", month.number)
    owner = month.shipments.box_consignment
    goods = setting.relations.goods[month.shipments.relation][owner]
    n = len(owner)
    ratio = rng.lognormal(0.0, 0.06, n)
    mass = table("goods")["mass_kg"].cast(pl.Float64).to_numpy()[goods] * ratio
    odd = month.flags["mass_implausible"][owner]
    mass = np.where(odd, mass * rng.uniform(0.25, 0.65, n), mass)
    packages = table("goods")["packages"].to_numpy()[goods] * ratio * rng.lognormal(0.0, 0.03, n)
    most = MOST_GOODS_KG[month.size_type]
    return Load(
        goods_kg=np.rint(np.minimum(mass, most)), packages=np.maximum(np.rint(packages), 1.0)
    )


def goods_items_frame(setting: Setting, month: Month, load: Load) -> pl.DataFrame:
    """Write the month's goods items; columns as in `cargo.columns`."""
    rng = stream(setting.config.seed, "goods", month.number)
    shipments = month.shipments
    n = len(shipments)
    lines = 1 + (rng.random(n) < 0.07) + (rng.random(n) < 0.02)
    owner = np.repeat(np.arange(n), lines)
    index = np.arange(len(owner)) - np.repeat(np.cumsum(lines) - lines, lines)
    goods = setting.relations.goods[shipments.relation][owner]
    goods = np.where(index > 0, _same_family(goods, rng), goods)
    part = 1.0 / lines[owner]
    mass = np.bincount(shipments.box_consignment, load.goods_kg, n)[owner] * part
    count = np.bincount(shipments.box_consignment, load.packages, n)[owner] * part
    count = np.maximum(np.rint(count), 1).astype(np.int64)
    capitals = setting.filers.carriers["uppercase"].to_numpy()[month.legs.carrier[owner]] > 0
    language = _languages(month.legs.origin, rng)[owner]
    vague = month.flags["vague_text"][owner]
    package = table("goods")["package"].gather(goods)
    columns = {
        "row": owner,
        "index": index,
        "description": describe(setting.texts, goods, language, count, capitals, vague, rng),
        "hs_code": _hs_codes(goods, month, owner, rng),
        "package_count": count,
        "package_type": package,
        "gross_mass_kg": np.rint(mass),
        "marks": _marks(owner, rng),
        "undg": _undg(goods),
    }
    return _as(pl.DataFrame(columns), GOODS_ITEM_SCHEMA)


def _as(frame: pl.DataFrame, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(dtype) for name, dtype in schema.items())


def _same_family(goods: Ints, rng: np.random.Generator) -> Ints:
    """Return another line of goods of the same family for each."""
    family = table("goods")["family"].rank("dense").to_numpy().astype(np.int64) - 1
    members = np.argsort(family, kind="stable")
    count = np.bincount(family)
    first = np.concatenate([[0], np.cumsum(count)[:-1]])
    own = family[goods]
    return members[first[own] + (rng.random(len(goods)) * count[own]).astype(np.int64)]


def _languages(origin: Ints, rng: np.random.Generator) -> Ints:
    """Return the language of each consignment's texts: English, that of the origin, or Dutch."""
    by_port = np.array(
        [
            max(LANGUAGES.index(language_of(c[:2])), 0) if language_of(c[:2]) != "de" else 0
            for c in table("ports")["locode"]
        ]
    )
    u = rng.random(len(origin))
    return np.where(u < 0.45, by_port[origin], np.where(u < 0.5, LANGUAGES.index("nl"), 0))


def _hs_codes(goods: Ints, month: Month, owner: Ints, rng: np.random.Generator) -> pl.Series:
    codes = table("goods")["hs_code"]
    n = len(goods)
    other = rng.integers(0, len(codes), n)
    code = codes.gather(np.where(month.flags["hs_contradicts"][owner], other, goods))
    missing = month.flags["hs_missing"][owner]
    heading = missing & (rng.random(n) < 0.5)
    frame = pl.DataFrame({"code": code, "heading": heading})
    cut = frame.select(
        pl.when("heading").then(pl.col("code").str.slice(0, 4)).otherwise("code").alias("c")
    ).to_series()
    return unless(cut, missing & ~heading)


def _marks(owner: Ints, rng: np.random.Generator) -> pl.Series:
    lot = concat("LOT ", pl.Series(rng.integers(100, 99_999, len(owner))).cast(pl.String))
    return unless(lot, rng.random(len(owner)) < 0.6)


def _undg(goods: Ints) -> pl.Series:
    codes = table("goods")["hs_code"].to_list()
    return pl.Series([UN_NUMBERS.get(c) for c in codes], dtype=pl.String).gather(goods)


def equipment_frame(setting: Setting, month: Month, load: Load) -> pl.DataFrame:
    """Write the month's containers; columns as in `cargo.columns`."""
    rng = stream(setting.config.seed, "equipment", month.number)
    owner = month.shipments.box_consignment
    boxes = month.shipments.boxes
    flags = month.box_flags
    n = len(owner)
    size_type = month.size_type
    columns = {
        "row": owner,
        "index": np.arange(n) - np.repeat(np.cumsum(boxes) - boxes, boxes),
        "number": container_numbers(month.prefix, size_type, month.number, rng),
        "size_type": pl.Series(SIZE_TYPES).gather(size_type),
        "packed_status": pl.repeat("full", n, eager=True),
        "seals": _seals(month, rng),
        "gross_mass_kg": load.goods_kg,
        "verified_gross_mass_kg": unless(
            pl.Series(_verified(load, size_type, flags["vgm_deviates"], rng)),
            flags["vgm_missing"],
        ),
        "temperature_c": _temperatures(setting, month, rng),
    }
    return _as(pl.DataFrame(columns), EQUIPMENT_SCHEMA)


def _verified(load: Load, size_type: Ints, deviates: Bools, rng: np.random.Generator) -> Floats:
    n = len(size_type)
    off = rng.uniform(600, 3500, n) * np.where(rng.random(n) < 0.6, 1.0, -1.0)
    true = load.goods_kg + TARE_KG[size_type] + rng.normal(0, 70, n)
    weighed = np.maximum(true + np.where(deviates, off, 0.0), TARE_KG[size_type])
    return np.rint(weighed / 10) * 10


def _seals(month: Month, rng: np.random.Generator) -> pl.Series:
    """Return the seals of each box: the carrier's, and at times the shipper's or an authority's."""
    n = len(month.prefix)
    letter = pl.Series(list("ABCDEFGHKLMN")).gather(month.prefix)
    malformed = month.box_flags["seal_malformed"]
    digits = rng.integers(100_000, 9_999_999, n)
    number = np.where(malformed, digits % 1000, digits)
    frame = pl.DataFrame(
        {
            "first": unless(
                concat("ML", letter, pl.Series(number).cast(pl.String)),
                month.box_flags["seal_missing"],
            ),
            "second": unless(
                concat("S", pl.Series(rng.integers(100_000, 999_999, n)).cast(pl.String)),
                (rng.random(n) > 0.15) | month.box_flags["seal_missing"],
            ),
        }
    )
    count = pl.sum_horizontal(pl.col("first", "second").is_not_null())
    return frame.select(pl.concat_list("first", "second").list.head(count)).to_series()


def _temperatures(setting: Setting, month: Month, rng: np.random.Generator) -> pl.Series:
    owner = month.shipments.box_consignment
    goods = setting.relations.goods[month.shipments.relation][owner]
    usual = table("goods")["temperature_c"].to_numpy()[goods]
    odd = month.box_flags["temperature_odd"]
    value = usual + np.where(
        odd, rng.uniform(3, 9, len(owner)), rng.choice([-0.5, 0, 0, 0.5], len(owner))
    )
    return unless(pl.Series(value), ~month.shipments.box_reefer)
