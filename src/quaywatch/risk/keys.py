"""What the priors look at in a consignment, coarse to fine."""

from operator import itemgetter

import polars as pl

from quaywatch.cargo import Frames
from quaywatch.cargo.aligned import first
from quaywatch.cargo.columns import FEW
from quaywatch.cargo.terms import Term, col, concat_str, lit, when

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


_PORT, _GOODS = col("port_of_loading"), col("hs_code")
_CHAPTER = when(_GOODS.text.len_bytes() >= 2).then(_GOODS.text.head(2))

_KEYS: dict[str, Term] = {
    "country_of_loading": _PORT.text.head(2),
    "port_of_loading": _PORT,
    "hs_chapter": _CHAPTER,
    "hs_heading": when(_GOODS.text.len_bytes() >= 4).then(_GOODS.text.head(4)),
    "port_and_chapter": concat_str(_PORT, lit(" "), _CHAPTER),
    "carrier_code": col("carrier_code"),
    "size_type": col("size_type"),
}

Keys = dict[str, str | None]
"""One consignment's value of each level, None where it is not said."""


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
    return wide.select(**{name: term.expr for name, term in _KEYS.items()})


def keys_of_each(frames: Frames) -> list[Keys]:
    """Return what `keys` does, row by row."""
    if len(frames) > FEW:
        return keys(frames).to_dicts()
    goods = _first_of_few(frames.goods_items, "hs_code")
    boxes = _first_of_few(frames.equipment, "size_type")
    ports, carriers = frames.consignments["port_of_loading"], frames.consignments["carrier_code"]
    wide = [
        {
            "port_of_loading": port,
            "carrier_code": carrier,
            "hs_code": goods.get(row),
            "size_type": boxes.get(row),
        }
        for row, (port, carrier) in enumerate(zip(ports, carriers, strict=True))
    ]
    return [{name: term.at(row) for name, term in _KEYS.items()} for row in wide]


def _first_of_few(items: pl.DataFrame, column: str) -> dict[int, str]:
    """Return the value of each consignment's first item that has one."""
    values: list[tuple[int, int, str | None]] = list(items.select("row", "index", column).rows())
    # From the last to the first, so that the first is what stays.
    values.sort(key=itemgetter(0, 1), reverse=True)
    return {row: value for row, _, value in values if value is not None}
