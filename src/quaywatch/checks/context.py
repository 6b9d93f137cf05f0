"""What the node knows beyond the batch that is being checked."""

from dataclasses import dataclass, field
from functools import cache

import polars as pl

VOYAGE_CONTAINER_SCHEMA: dict[str, pl.DataType] = {
    "vessel": pl.String(),
    "voyage": pl.String(),
    "number": pl.String(),
    "bill": pl.String(),
}


STORY_SCHEMA: dict[str, pl.DataType] = {
    "consignment_id": pl.String(),
    "number": pl.String(),
    "code": pl.String(),
    "earlier": pl.String(),
    "later": pl.String(),
    "figure": pl.Int64(),
    "limit": pl.Int64(),
    "positions": pl.List(pl.Int64()),
}
"""One contradiction of one box a row: see `checks.story.told`; `number` as declared."""


@cache
def _no_story() -> pl.DataFrame:
    return pl.DataFrame(schema=STORY_SCHEMA)


@cache
def _no_voyage_containers() -> pl.DataFrame:
    return pl.DataFrame(schema=VOYAGE_CONTAINER_SCHEMA)


@dataclass(frozen=True, slots=True)
class Context:
    """Earlier declarations that a check compares with; empty by default."""

    voyage_containers: pl.DataFrame = field(default_factory=_no_voyage_containers)
    """Containers declared before: the columns of `checks.voyage_containers(frames)`, as many
    voyages as are of interest; further columns are ignored."""
    story: pl.DataFrame = field(default_factory=_no_story)
    """What the stories of the batch's containers contradict themselves in: `STORY_SCHEMA`."""
