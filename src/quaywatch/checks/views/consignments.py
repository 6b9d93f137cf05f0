"""The view of consignments."""

import numpy as np
import polars as pl

from quaywatch.cargo import PartyRole
from quaywatch.cargo.aligned import aligned
from quaywatch.cargo.columns import PARTY_ROLES
from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.checks.completeness.elements import UNASKED, UNTYPED
from quaywatch.checks.parties.names import to_order
from quaywatch.checks.route.areas import entry
from quaywatch.checks.views.goods_items import PRESERVED

_PLACES = ("place_of_receipt", "port_of_loading", "port_of_discharge")


def view(consignments: pl.DataFrame, goods: pl.DataFrame, equipment: pl.DataFrame) -> pl.DataFrame:
    """Add what checks on consignments need, from its goods and its containers.

    `goods_mass_kg`: sum of the goods items' gross masses, null when one lacks it;
    `common_digits`: the leading digits that all its goods codes share, null when an item has no
    valid code; `preserved`: whether an item keeps without cooling; `boxes`: number of containers;
    `boxes_mass_kg`: sum of the gross masses declared for them, null when one lacks it;
    `vessel`: what the ship is known by; `bill`: the master bill that the consignment travels
    under; `entry`: how goods enter the Union (see `route.areas`); `routing`: the countries of
    routing in capitals, a blank between them, null when there are none; `typed`: `asked_of`, null
    for a message without filing type; `consignee_to_order`: whether the bill is to order;
    `…_plain`: each party's name in small letters without blanks and points around it; and
    `…_country`: the country of each place.
    """
    height = consignments.height
    of_goods = aligned(_goods(goods), height)
    return (
        consignments.hstack([*of_goods, _boxes(equipment, height), _boxes_mass(equipment, height)])
        .with_columns(_DERIVED)
        .with_columns(consignee_to_order=to_order("consignee"))
    )


def vessel() -> pl.Expr:
    """Return what a ship is known by: its IMO number, else its name."""
    return pl.coalesce(pl.col("imo_number").str.strip_chars(" IMOimo"), pl.col("vessel_name"))


def bill() -> pl.Expr:
    """Return the bill of the carrier: the master's for a house bill, else the bill itself."""
    return pl.coalesce("master_reference", "reference")


def _plain(role: PartyRole) -> pl.Expr:
    name = pl.col(f"{role}_name").fill_null("")
    return name.str.strip_chars(" .,;:*-/").str.to_lowercase().alias(f"{role}_plain")


def _country(place: str) -> pl.Expr:
    return pl.col(place).str.slice(0, 2).str.to_uppercase().alias(f"{place}_country")


def _routing() -> pl.Expr:
    countries = pl.col("routing_countries")
    return pl.when(countries.list.len() > 0).then(countries.list.join(" ").str.to_uppercase())


def _common(digits_range: str) -> str:
    first, last = digits_range.split(">")
    lengths = range(len(first), 0, -1)
    return next((first[:length] for length in lengths if last.startswith(first[:length])), "")


_DERIVED = [
    *(_plain(role) for role in PARTY_ROLES),
    *(_country(place) for place in _PLACES),
    entry().alias("entry"),
    _routing().alias("routing"),
    pl.when(~pl.col("asked_of").is_in([UNTYPED, UNASKED])).then("asked_of").alias("typed"),
    vessel().alias("vessel"),
    bill().alias("bill"),
    each_distinct(pl.col("digits_range"), _common, pl.String).alias("common_digits"),
]


def _goods(goods: pl.DataFrame) -> pl.DataFrame:
    # The first and the last of some codes in order share what all of them share.
    digits, mass = pl.col("digits"), pl.col("gross_mass_kg")
    digits_range = pl.concat_str(digits.min(), pl.lit(">"), digits.max())
    return goods.group_by("row").agg(
        goods_mass_kg=pl.when(mass.null_count() == 0).then(mass.sum()),
        digits_range=pl.when(digits.null_count() == 0).then(digits_range),
        preserved=PRESERVED.any(),
    )


def _boxes(equipment: pl.DataFrame, consignments: int) -> pl.Series:
    counts = np.bincount(equipment["row"].to_numpy(), minlength=consignments)
    return pl.Series("boxes", counts, dtype=pl.UInt32)


def _boxes_mass(equipment: pl.DataFrame, consignments: int) -> pl.Series:
    mass = equipment["gross_mass_kg"].fill_null(np.nan).to_numpy()
    sums = np.bincount(equipment["row"].to_numpy(), weights=mass, minlength=consignments)
    return pl.Series("boxes_mass_kg", sums, dtype=pl.Float64).fill_nan(None)
