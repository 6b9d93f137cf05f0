"""What the stories of containers say of the boxes of a batch."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from quaywatch.cargo.terms import Row
from quaywatch.checks.context import STORY_SCHEMA

_KEY = ("consignment_id", "number")
_SAID = [name for name in STORY_SCHEMA if name not in _KEY]
_NOTHING = {
    "story": pl.List(pl.Struct({name: STORY_SCHEMA[name] for name in _SAID})),
    "story_codes": pl.List(pl.String()),
}


def stories(boxes: pl.DataFrame, story: pl.DataFrame) -> list[pl.Series]:
    """Return, per container, `story` and `story_codes`: its contradictions, null for none.

    `boxes` has `consignment_id` and `number`.
    """
    if story.is_empty():
        return [
            pl.Series(name, [None], dtype=dtype).new_from_index(0, boxes.height)
            for name, dtype in _NOTHING.items()
        ]
    gathered = story.group_by(_KEY, maintain_order=True).agg(
        story=pl.struct(_SAID), story_codes=pl.col("code")
    )
    joined = boxes.select(_KEY).join(gathered, on=_KEY, how="left", maintain_order="left")
    return [joined[name] for name in _NOTHING]


def stories_of(boxes: Sequence[Row], story: pl.DataFrame) -> Mapping[str, list[Any]]:
    """Return what `stories` does of a few containers, by name."""
    if story.is_empty():
        return {name: [None] * len(boxes) for name in _NOTHING}
    frame = pl.DataFrame(
        [{name: box[name] for name in _KEY} for box in boxes], dict.fromkeys(_KEY, pl.String)
    )
    return {column.name: column.to_list() for column in stories(frame, story)}
