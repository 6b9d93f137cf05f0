"""Dealing events out: a row for each kind of key, with no more than its fold takes."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from quaywatch.history.accumulators import Form
from quaywatch.history.events import What
from quaywatch.history.feature import Feature
from quaywatch.history.program import Program, compile_features
from quaywatch.history.spark.arrow import arrays, batch
from quaywatch.history.table import KEYS, MEASURES

_OTHERS = 2
"""Most kinds of keys that the features of one kind count."""

DEALT = ", ".join(
    [
        "kind int, part long, filing long, at long, what byte, digest long, key long",
        *(f"other_{n} long" for n in range(_OTHERS)),
        *(f"{name} double" for name in MEASURES),
    ]
)
_NAMES = list(KEYS)
_COUNTING = (Form.DISTINCT, Form.SHARES)


def others(program: Program) -> list[int]:
    """Return the kinds of keys that a program counts; raise ValueError for too many."""
    counted = sorted({int(take[2]) for take in program.takes if take[0] in _COUNTING})
    if len(counted) > _OTHERS:
        raise ValueError(f"the features of one kind of key count more than {_OTHERS} others")
    return counted


def deal(features: tuple[Feature, ...], parts: int, batches: Iterable[Any]) -> Iterator[Any]:
    """Yield, for each batch of events and kind of key, those that have one, with their part.

    The first kind gets every filing, so that none is lost that has no key at all.
    """
    compiled = compile_features(features)
    for given in batches:
        columns = arrays(given)
        for kind, program in enumerate(compiled.programs):
            yield batch(_dealt(columns, kind, program, parts))


def _dealt(columns: dict[str, Any], kind: int, program: Program, parts: int) -> dict[str, Any]:
    key = columns[_NAMES[program.key]]
    wanted = key != 0
    if kind == 0:
        wanted |= columns["what"] <= What.FILING
    key = key[wanted]
    dealt = {
        "kind": np.full(len(key), kind, dtype=np.int32),
        # The highest bits, since the index of a state goes by the lowest.
        "part": ((key.view(np.uint64) >> np.uint64(40)) % np.uint64(parts)).astype(np.int64),
        "filing": columns["filing"][wanted],
        "at": columns["at"][wanted],
        "what": columns["what"][wanted],
        "digest": columns["digest"][wanted],
        "key": key,
    }
    counted = others(program)
    for n in range(_OTHERS):
        known = n < len(counted)
        dealt[f"other_{n}"] = (
            columns[_NAMES[counted[n]]][wanted] if known else np.zeros(len(key), dtype=np.int64)
        )
    return dealt | {name: columns[name][wanted] for name in MEASURES}
