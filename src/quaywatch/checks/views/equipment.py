"""The view of containers."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from quaywatch.cargo.identifiers import container_number, size_type
from quaywatch.cargo.terms import Row, Term, coalesce, col, when
from quaywatch.checks.context import Context
from quaywatch.checks.views import seals, voyages
from quaywatch.checks.views.stories import stories, stories_of

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

_CODE = col("size_type")

_DERIVED: dict[str, Term] = {
    "canonical": container_number.canonical_column(col("number")),
    "kind": size_type.kind_column(_CODE),
    "tare": size_type.mass_column(_CODE, "tare"),
    "lightest_tare": size_type.mass_column(_CODE, "lightest_tare"),
    "payload": size_type.mass_column(_CODE, "payload"),
    "cargo_kg": coalesce(col("gross_mass_kg"), when(col("boxes") == 1).then(col("goods_mass_kg"))),
}


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
    derived = {name: term.expr for name, term in _DERIVED.items()}
    boxes = equipment.hstack(inherited).with_columns(**derived)
    return boxes.hstack(
        [
            voyages.bills(boxes, context.voyage_containers),
            *seals.judgements(boxes),
            *stories(boxes, context.story),
        ]
    )


def completed(
    equipment: Sequence[Row], parents: Sequence[Row], context: Context
) -> list[dict[str, Any]]:
    """Return a few containers with what `view` adds; a parent stands at its row."""
    boxes = [_completed(item, parents[int(item["row"])]) for item in equipment]
    added: dict[str, list[Any]] = {
        **voyages.bills_of(boxes, context.voyage_containers),
        **seals.judgements_of(boxes),
        **stories_of(boxes, context.story),
    }
    for name, values in added.items():
        for box, value in zip(boxes, values, strict=True):
            box[name] = value
    return boxes


def _completed(item: Row, parent: Row) -> dict[str, Any]:
    box: dict[str, Any] = {**item, **{name: parent[name] for name in _PARENT_COLUMNS}}
    return {**box, **{name: term.at(box) for name, term in _DERIVED.items()}}
