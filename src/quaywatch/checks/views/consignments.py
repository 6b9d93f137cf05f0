"""The view of consignments."""

import polars as pl

from quaywatch.checks.views.goods_items import preserved

_PLACES = ("place_of_receipt", "port_of_loading", "port_of_discharge")


def view(consignments: pl.DataFrame, goods: pl.DataFrame, equipment: pl.DataFrame) -> pl.DataFrame:
    """Add what checks on consignments need, from its goods and its containers.

    `goods_mass_kg`: sum of the goods items' gross masses, null when one lacks it;
    `least_digits`, `most_digits`: first and last goods code in order (the same code twice when
    all items share it), null when an item has none; `preserved`: whether an item keeps without
    cooling; `boxes`: number of containers; `vessel`: what
    the ship is known by; `bill`: the master bill that the consignment travels under; and the
    country of each place as `…_country`.
    """
    return (
        consignments.join(_goods(goods), on="row", how="left", maintain_order="left")
        .join(_boxes(equipment), on="row", how="left", maintain_order="left")
        .with_columns(
            pl.col("boxes").fill_null(0),
            *(
                pl.col(place).str.slice(0, 2).str.to_uppercase().alias(f"{place}_country")
                for place in _PLACES
            ),
            vessel=vessel(),
            bill=bill(),
        )
    )


def vessel() -> pl.Expr:
    """Return what a ship is known by: its IMO number, else its name."""
    return pl.coalesce(pl.col("imo_number").str.strip_chars(" IMOimo"), pl.col("vessel_name"))


def bill() -> pl.Expr:
    """Return the bill of the carrier: the master's for a house bill, else the bill itself."""
    return pl.coalesce("master_reference", "reference")


def _goods(goods: pl.DataFrame) -> pl.DataFrame:
    def unless_one_is_null(column: str, value: pl.Expr) -> pl.Expr:
        return pl.when(pl.col(column).null_count() == 0).then(value)

    return goods.group_by("row").agg(
        preserved=preserved().any(),
        goods_mass_kg=unless_one_is_null("gross_mass_kg", pl.col("gross_mass_kg").sum()),
        least_digits=unless_one_is_null("digits", pl.col("digits").min()),
        most_digits=unless_one_is_null("digits", pl.col("digits").max()),
    )


def _boxes(equipment: pl.DataFrame) -> pl.DataFrame:
    return equipment.group_by("row").agg(boxes=pl.len())
