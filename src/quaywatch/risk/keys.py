"""What the priors look at in a consignment, coarse to fine."""

import polars as pl

from quaywatch.cargo import Frames
from quaywatch.cargo.aligned import first

LEVELS: dict[str, tuple[str, ...]] = {
    "port_of_loading": ("country_of_loading", "port_of_loading"),
    "hs_code": ("hs_chapter", "hs_heading"),
    "port_and_chapter": ("port_and_chapter",),
    "carrier_code": ("carrier_code",),
    "size_type": ("size_type",),
}
"""The levels of each prior; a finer one only says how it differs from the one before."""

FIELDS: dict[str, tuple[str, ...]] = {
    "port_of_loading": ("consignment.port_of_loading",),
    "hs_code": ("goods_item.hs_code",),
    "port_and_chapter": ("consignment.port_of_loading", "goods_item.hs_code"),
    "carrier_code": ("consignment.carrier_code",),
    "size_type": ("equipment.size_type",),
}
"""The fields that each prior rests on."""


def keys(frames: Frames) -> pl.DataFrame:
    """Return one row a consignment, in order, with a column a level; null where it is not said.

    Goods are those of the first item that has an HS code, the size-type that of the first
    container that has one.
    """
    wide = frames.consignments.select("port_of_loading", "carrier_code").hstack(
        [
            first(frames.goods_items, "hs_code", len(frames)),
            first(frames.equipment, "size_type", len(frames)),
        ]
    )
    port, goods = pl.col("port_of_loading"), pl.col("hs_code")
    chapter = pl.when(goods.str.len_bytes() >= 2).then(goods.str.head(2))
    return wide.select(
        country_of_loading=port.str.head(2),
        port_of_loading=port,
        hs_chapter=chapter,
        hs_heading=pl.when(goods.str.len_bytes() >= 4).then(goods.str.head(4)),
        port_and_chapter=port + pl.lit(" ") + chapter,
        carrier_code=pl.col("carrier_code"),
        size_type=pl.col("size_type"),
    )
