"""The view of containers."""

import polars as pl

from quaywatch.cargo.identifiers import container_number, size_type
from quaywatch.checks.context import Context
from quaywatch.checks.views import seals, voyages
from quaywatch.checks.views.stories import stories

_PARENT_COLUMNS = [
    "consignment_id",
    "asked_of",
    "typed",
    "vessel",
    "voyage",
    "bill",
    "boxes",
    "goods_mass_kg",
    "common_digits",
    "preserved",
]

_CODE = pl.col("size_type")

_DERIVED = [
    container_number.canonical_column(pl.col("number")).alias("canonical"),
    size_type.kind_column(_CODE).alias("kind"),
    size_type.mass_column(_CODE, "tare").alias("tare"),
    size_type.mass_column(_CODE, "lightest_tare").alias("lightest_tare"),
    size_type.mass_column(_CODE, "payload").alias("payload"),
    pl.coalesce("gross_mass_kg", pl.when(pl.col("boxes") == 1).then(pl.col("goods_mass_kg"))).alias(
        "cargo_kg"
    ),
]


def view(equipment: pl.DataFrame, parents: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Add what checks on containers need.

    `canonical`: the number without blanks and hyphens; `kind`, `tare`, `lightest_tare`,
    `payload`: what the size-type says (kilograms); `cargo_kg`: mass of the goods inside, declared
    for the container or, when the consignment has only this one, for its goods; `bills`: number
    of carrier's bills that the container appears under on this voyage; `seal_placeholder`,
    `seal_boxes`: whether a seal number stands in for one, and how many containers of the voyage
    carry the same seal; `story`, `story_codes`: see `stories`.
    """
    inherited = parents[_PARENT_COLUMNS][equipment["row"]]
    boxes = equipment.hstack(inherited).with_columns(_DERIVED)
    return boxes.hstack(
        [
            voyages.bills(boxes, context.voyage_containers),
            *seals.judgements(boxes),
            *stories(boxes, context.story),
        ]
    )
