"""Pools of parties: every field of every firm, made once and picked from by number."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.world.arrays import Bools, Ints
from quaywatch.world.names import (
    brands,
    company_names,
    concat,
    fold,
    language_of,
    spelling_variants,
)
from quaywatch.world.reference import Lanes, lexicon, table
from quaywatch.world.relations import Relations
from quaywatch.world.streams import stream

SPELLINGS = 4
CONTACTS = 2


@dataclass(frozen=True, slots=True)
class Pool:
    """Firms by number.

    `names` holds `SPELLINGS` blocks and `telephones` and `emails` hold `CONTACTS` blocks of
    `size` rows; `fields` holds one row a firm: identifier, address, city, postcode, country, and
    the locode of the place of delivery.
    """

    size: int
    names: pl.Series
    telephones: pl.Series
    emails: pl.Series
    fields: pl.DataFrame


def shipper_pool(seed: int, relations: Relations, lanes: Lanes) -> Pool:
    """Make the shippers: each sits at its lane's port of loading."""
    ports = table("ports")
    rows = lanes.origin[relations.shipper_lane]
    places = pl.DataFrame(
        {
            "locode": ports["locode"].gather(rows),
            "city": ports["name"].gather(rows),
            "country": ports["locode"].str.slice(0, 2).gather(rows),
            "postcode": pl.Series([None] * len(rows), dtype=pl.String),
        }
    )
    return _pool(stream(seed, "shippers"), places, _is_food(lanes.goods[relations.shipper_lane]))


def receiver_pool(seed: int, relations: Relations, forwarders: int) -> Pool:
    """Make the consignees and, after them, the forwarders: all in the port's hinterland."""
    rng = stream(seed, "receivers")
    food = np.concatenate(
        [_is_food(relations.consignee_family), np.zeros(forwarders, dtype=np.bool_)]
    )
    return _pool(rng, _hinterland(rng, len(food)), food)


def _hinterland(rng: np.random.Generator, n: int) -> pl.DataFrame:
    cities = table("cities")
    weight = cities["weight"].to_numpy()
    rows = rng.choice(cities.height, n, p=weight / weight.sum())
    picked = cities.select("locode", "city", "country", "postcode")[rows]
    digits = concat(pl.Series(rng.integers(0, 1000, n)).cast(pl.String).str.zfill(3))
    return picked.with_columns(
        digits=digits, letter=pl.Series(list("BDGHKLPRSTVX")).gather(rng.integers(0, 12, n))
    ).select(
        "locode",
        "city",
        "country",
        pl.col("postcode")
        .str.replace("###", pl.col("digits"))
        .str.replace("##", pl.col("digits").str.slice(1))
        .str.replace("#", pl.col("digits").str.slice(2))
        .str.replace("ZZ", pl.col("letter") + pl.lit("Z"))
        .alias("postcode"),
    )


def _is_food(goods: Ints) -> Bools:
    families = ["fruit", "beans", "meat", "fish", "dry_food", "drink"]
    return table("goods")["family"].is_in(families).to_numpy()[goods]


def _pool(rng: np.random.Generator, places: pl.DataFrame, food: Bools) -> Pool:
    n = places.height
    country = places["country"]
    brand = brands(rng, n)
    names = company_names(rng, brand, country, places["city"], food)
    domain = concat(fold(brand).str.to_lowercase(), "-", country.str.to_lowercase(), ".example")
    return Pool(
        size=n,
        names=pl.concat([s.alias("name") for s in spelling_variants(rng, names)]),
        telephones=_telephones(rng, n * CONTACTS),
        emails=pl.concat(
            [concat("office@", domain).alias("e"), concat("shipping@mail.", domain).alias("e")]
        ),
        fields=places.select(
            _identifiers(rng, country).alias("identifier"),
            _addresses(rng, country).alias("address"),
            "city",
            "postcode",
            "country",
            "locode",
        ),
    )


def _telephones(rng: np.random.Generator, n: int) -> pl.Series:
    """Numbers under +999, a code that ITU-T E.164 holds in reserve: nobody can be called."""
    digits = pl.Series(rng.integers(10_000_000, 99_999_999, n)).cast(pl.String)
    return concat("+999 ", digits)


def _identifiers(rng: np.random.Generator, country: pl.Series) -> pl.Series:
    """Shaped like an EORI, with SIM where no country puts letters: provably nobody's."""
    digits = pl.Series(rng.integers(0, 1_000_000_000, len(country))).cast(pl.String).str.zfill(9)
    return concat(country, "SIM", digits)


def _addresses(rng: np.random.Generator, country: pl.Series) -> pl.Series:
    streets = lexicon()["streets"]
    codes = country.unique().sort().to_list()
    words = pl.Series([word for c in codes for word in streets[language_of(c)]])
    first = pl.Series([5 * i for i in range(len(codes))])
    rows = country.replace_strict(codes, first.to_list()).to_numpy() + rng.integers(
        0, 5, len(country)
    )
    number = pl.Series(rng.integers(1, 300, len(country))).cast(pl.String)
    return concat(words.gather(rows), " ", number)
