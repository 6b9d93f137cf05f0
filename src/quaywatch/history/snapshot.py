"""A history as bytes, and back."""

from typing import Any, NamedTuple

import msgspec
import numpy as np

from quaywatch.history.events import Events, ordered
from quaywatch.history.program import Compiled
from quaywatch.history.reading import HORIZON
from quaywatch.history.state import KEY, LAST, NEVER, OUTCOME, State, of_rows

_BLOCK = 1 << 27
"""Most bytes that are kept in one piece."""
_TYPES: tuple[tuple[str, Any], ...] = (
    ("at", np.int64),
    ("what", np.uint8),
    ("keys", np.int64),
    ("measures", np.float64),
    ("digest", np.uint64),
)


class Kept(NamedTuple):
    """What a snapshot holds."""

    version: str
    clock: int
    states: list[State]
    held: Events | None
    """Events of the instant `clock`, which are not in the states yet."""


class _Packed(msgspec.Struct, frozen=True):
    version: str
    clock: int
    rows: list[list[bytes]]
    """For each kind of key its rows, little-endian, in blocks."""
    held: list[bytes]
    """The arrays of `Events`, each in one piece; empty for none."""


def pack(kept: Kept) -> bytes:
    """Return a history as bytes: rows in the order of their keys, without those forgotten."""
    rows = [_blocks(live(state, kept.clock)) for state in kept.states]
    held = kept.held
    packed = _Packed(kept.version, kept.clock, rows, [] if held is None else _pieces(held))
    return msgspec.msgpack.encode(packed)


def unpack(data: bytes, compiled: Compiled) -> Kept:
    """Return what was packed; raise ValueError when it does not belong to these programs."""
    try:
        packed = msgspec.msgpack.decode(data, type=_Packed)
    except msgspec.MsgspecError as error:
        raise ValueError("this is no snapshot of a history") from error
    if packed.version != compiled.version:
        raise ValueError(f"snapshot of features {packed.version}, but these are {compiled.version}")
    states = [
        of_rows(np.frombuffer(b"".join(blocks), "<i8").reshape(-1, width).astype(np.int64))
        for blocks, width in zip(packed.rows, compiled.widths, strict=True)
    ]
    return Kept(packed.version, packed.clock, states, _held(packed.held))


def live(state: State, clock: int) -> Any:
    """Return the rows of keys within the horizon, in the order of their keys."""
    rows = state.words[: int(state.used[0])]
    heard = np.maximum(rows[:, LAST], rows[:, OUTCOME])
    # The history stands before the horizon of time itself when nothing was read yet.
    since = max(clock - HORIZON, NEVER + 1) if clock != NEVER else NEVER
    rows = rows[heard >= since]
    return rows[np.argsort(rows[:, KEY])]


def _blocks(rows: Any) -> list[bytes]:
    step = max(1, _BLOCK // (8 * rows.shape[1]))
    return [
        rows[start : start + step].astype("<i8").tobytes() for start in range(0, len(rows), step)
    ]


def _pieces(held: Events) -> list[bytes]:
    held = held.only(ordered(held))
    return [
        getattr(held, name).astype(np.dtype(dtype).newbyteorder("<")).tobytes()
        for name, dtype in _TYPES
    ]


def _held(pieces: list[bytes]) -> Events | None:
    if not pieces:
        return None
    arrays = [
        np.frombuffer(piece, np.dtype(dtype).newbyteorder("<")).astype(dtype)
        for piece, (_, dtype) in zip(pieces, _TYPES, strict=True)
    ]
    events = len(arrays[0])
    return Events(
        arrays[0],
        arrays[1],
        arrays[2].reshape(-1, events),
        arrays[3].reshape(-1, events),
        arrays[4],
    )
