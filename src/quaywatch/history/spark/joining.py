"""Joining what was read of each filing under its several keys."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from quaywatch.history.feature import Feature
from quaywatch.history.program import compile_features
from quaywatch.history.spark.arrow import arrays, table, whole


def joined_schema(names: Sequence[str]) -> str:
    """Return the schema of the joined features."""
    return ", ".join(["filing long", *(f"{name} double" for name in names)])


def join(features: tuple[Feature, ...], part: Any) -> Any:
    """Return one row a filing; null where it has no such key or nothing can be said."""
    columns = arrays(part.select(["filing", "kind"]))
    read = part.column("read").combine_chunks()
    filings, rows = np.unique(columns["filing"], return_inverse=True)
    compiled = compile_features(features)
    values = np.full((len(compiled.names), len(filings)), np.nan)
    for kind, program in enumerate(compiled.programs):
        mine = np.flatnonzero(columns["kind"] == kind)
        into = program.reads[:, 4]
        flat = read.take(whole(mine)).flatten().to_numpy(zero_copy_only=False)
        values[into[:, None], rows[mine]] = flat.reshape(-1, len(into)).T
    named = dict(zip(compiled.names, values, strict=True))
    return table({"filing": filings, **named})
