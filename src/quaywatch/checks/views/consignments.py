"""The view of consignments."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from quaywatch.cargo import PartyRole
from quaywatch.cargo.aligned import aligned
from quaywatch.cargo.columns import PARTY_ROLES
from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.terms import Row, Term, coalesce, col, when
from quaywatch.checks.completeness.elements import UNASKED, UNTYPED
from quaywatch.checks.expressions import country_of
from quaywatch.checks.parties.names import to_order
from quaywatch.checks.route.areas import entry
from quaywatch.checks.views.goods_items import PRESERVED

_PLACES = ("place_of_receipt", "port_of_loading", "port_of_discharge")


def view(consignments: pl.DataFrame, goods: pl.DataFrame, equipment: pl.DataFrame) -> pl.DataFrame:
    """Add what checks on consignments need, from its goods and its containers.

    `goods_mass_kg`: sum of the goods items' gross masses, null when one lacks it or there is none;
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
    goods_mass = _mass(goods, height)
    goods_mass = goods_mass.set(_count(goods, height) == 0, None).alias("goods_mass_kg")
    boxes = _count(equipment, height).alias("boxes")
    boxes_mass = _mass(equipment, height).alias("boxes_mass_kg")
    counted = [*aligned(_goods(goods), height), goods_mass, boxes, boxes_mass]
    return consignments.hstack(counted).with_columns(
        **{name: term.expr for name, term in DERIVED.items()}
    )


def completed(row: Row, goods: Sequence[Row], equipment: Sequence[Row]) -> dict[str, object]:
    """Return one consignment with what `view` adds, from its goods and its containers."""
    digits = [item["digits"] for item in goods]
    coded = bool(goods) and None not in digits
    counted = {
        "digits_range": f"{min(digits)}>{max(digits)}" if coded else None,
        "preserved": any(PRESERVED.at(item) for item in goods) if goods else None,
        "goods_mass_kg": _sum(goods) if goods else None,
        "boxes": len(equipment),
        "boxes_mass_kg": _sum(equipment),
    }
    whole = {**row, **counted}
    return whole | {name: term.at(whole) for name, term in DERIVED.items()}


def vessel() -> Term:
    """Return what a ship is known by: its IMO number, else its name."""
    return coalesce(col("imo_number").text.strip_chars(" IMOimo"), col("vessel_name"))


def bill() -> Term:
    """Return the bill of the carrier: the master's for a house bill, else the bill itself."""
    return coalesce(col("master_reference"), col("reference"))


def _plain(role: PartyRole) -> Term:
    return col(f"{role}_name").fill_null("").text.strip_chars(" .,;:*-/").text.to_lowercase()


def _routing() -> Term:
    countries = col("routing_countries")
    return when(countries.items.len() > 0).then(countries.items.join(" ").text.to_uppercase())


def _common(digits_range: str) -> str:
    first, last = digits_range.split(">")
    lengths = range(len(first), 0, -1)
    return next((first[:length] for length in lengths if last.startswith(first[:length])), "")


DERIVED: dict[str, Term] = {
    **{f"{role}_plain": _plain(role) for role in PARTY_ROLES},
    **{f"{place}_country": country_of(place) for place in _PLACES},
    "entry": entry(),
    "routing": _routing(),
    "typed": when(~col("asked_of").is_in([UNTYPED, UNASKED])).then(col("asked_of")),
    "vessel": vessel(),
    "bill": bill(),
    "common_digits": each_distinct(col("digits_range"), _common, str),
    "consignee_to_order": to_order("consignee"),
}
"""What follows from a consignment and the numbers of its goods and containers."""


def _goods(goods: pl.DataFrame) -> pl.DataFrame:
    # The first and the last of some codes in order share what all of them share.
    digits = pl.col("digits")
    digits_range = pl.concat_str(digits.min(), pl.lit(">"), digits.max())
    return goods.group_by("row").agg(
        digits_range=pl.when(digits.null_count() == 0).then(digits_range),
        preserved=PRESERVED.expr.any(),
    )


def _count(items: pl.DataFrame, consignments: int) -> pl.Series:
    counts = np.bincount(items["row"].to_numpy(), minlength=consignments)
    return pl.Series(counts, dtype=pl.UInt32)


def _mass(items: pl.DataFrame, consignments: int) -> pl.Series:
    # Added in the order of the items: another order rounds otherwise.
    rows, masses = items["row"].to_numpy(), items["gross_mass_kg"].to_numpy()
    sums = np.bincount(rows, weights=masses, minlength=consignments)
    return pl.Series(sums, dtype=pl.Float64, nan_to_null=True)


def _sum(items: Sequence[Row]) -> float | None:
    total = 0.0
    for item in items:
        if item["gross_mass_kg"] is None:
            return None
        total += item["gross_mass_kg"]
    return total if total == total else None
