"""Folding one part of the keys of one kind."""

from typing import Any

import numpy as np

from quaywatch.history.events import ordered
from quaywatch.history.feature import Feature
from quaywatch.history.history import folded
from quaywatch.history.program import compile_features
from quaywatch.history.spark.arrow import arrays, lists, table
from quaywatch.history.spark.dealing import others
from quaywatch.history.state import empty
from quaywatch.history.table import KEYS, MEASURES, NOBODY, events_of
from quaywatch.history.values import unread

FOLDED = "filing long, kind int, read array<double>"
_NAMES = list(KEYS)


def fold_part(features: tuple[Feature, ...], part: Any) -> Any:
    """Return filing, kind and what was read (in the order of `Program.reads`)."""
    columns = arrays(part)
    kind = int(columns["kind"][0])
    compiled = compile_features(features)
    program = compiled.programs[kind]
    named = {_NAMES[program.key]: columns["key"]}
    for n, other in enumerate(others(program)):
        named.setdefault(_NAMES[other], columns[f"other_{n}"])
    said = {name: columns[name] for name in ("at", "what", "digest", *MEASURES)}
    events = events_of(said | named)
    values = unread(len(events.at), len(compiled.names))
    order = ordered(events)
    folded(program, empty(compiled.widths[kind]), events, order, len(order), values)
    filings = np.flatnonzero(columns["filing"] != NOBODY)
    read = values[filings][:, program.reads[:, 4]]
    return table(
        {
            "filing": columns["filing"][filings],
            "kind": np.full(len(filings), kind, dtype=np.int32),
            "read": lists(read),
        }
    )
