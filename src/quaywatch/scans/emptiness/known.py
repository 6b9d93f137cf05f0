"""What is known of empty containers: their ends as a scanner sees them, and how empties score."""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from quaywatch.scans.emptiness.ends import End
from quaywatch.scans.emptiness.zones import Zone
from quaywatch.scans.physics.arrays import Floats

_STEPS = 127
LARGEST = 32 * 2**20
"""Bytes of a reference; the one that ships has 2.5 million."""
SHARE = 0.2
"""Of empties: where their tail begins."""


@dataclass(frozen=True, slots=True, order=True)
class Kind:
    """Containers whose ends look alike, before one scanner."""

    scanner: str
    reefer: bool
    tall: bool
    """Higher than 2.75 m."""

    @property
    def name(self) -> str:
        """Short text, unique."""
        return (
            f"{self.scanner}/{'reefer' if self.reefer else 'van'}/{'tall' if self.tall else 'low'}"
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """What empties of one kind show."""

    doors: End
    front: End
    level: tuple[float, float]
    """Least and most attenuation of both side walls, square to them."""


@dataclass(frozen=True, slots=True)
class Tail:
    """How the highest scores of empties in one zone at one scale thin out."""

    at: float
    """Exceeded by `SHARE` of empties…"""
    decay: float
    """…and above it, the share falls by a factor of e for each of these."""

    def surprise(self, score: float) -> float:
        """Return -ln of the share of empties that score as high; 0 where many do."""
        over = score - self.at
        return 0.0 if over < 0 else over / self.decay - math.log(SHARE)


def tail_of(scores: Floats, least: float, least_decay: float) -> Tail:
    """Return the tail of scores; it begins and decays no earlier than told."""
    at = float(np.quantile(scores, 1 - SHARE))
    over = scores[scores > at] - at
    return Tail(max(at, least), max(float(over.mean()) if len(over) else 0.0, least_decay))


@dataclass(frozen=True, slots=True)
class Known:
    """A reference of empties."""

    kinds: dict[Kind, Seen]
    tails: dict[str, Tail]
    """By `tail_name`; of what is there beyond an empty container, of what of that is not steel, and
    of what it lacks."""
    ranked: Floats
    """Surprise of empties that nothing was learnt from, falling."""
    loaded: Floats
    """Surprise of containers that were not empty, falling."""
    note: str
    """What it was made of."""


def tail_name(reefer: bool, trailer: bool, zone: Zone, scale: int) -> str:
    """Return the name of one tail; a trailer matters where it is seen."""
    beneath = trailer and zone in (Zone.UNDER, Zone.SILL)
    return f"{int(reefer)}/{int(beneath)}/{int(zone)}/{scale}"


def unlike_steel(name: str) -> str:
    """Return the name of the tail of what is there and is not of steel."""
    return f"~{name}"


def lacking(name: str) -> str:
    """Return the name of the tail of what a container lacks."""
    return f"-{name}"


def write(known: Known, path: Path) -> None:
    """Write a reference as one file; ends keep eight bits of each number."""
    arrays: dict[str, NDArray[np.generic]] = {
        "ranked": known.ranked.astype(np.float32),
        "loaded": known.loaded.astype(np.float32),
    }
    kinds: list[dict[str, object]] = []
    for number, (kind, seen) in enumerate(sorted(known.kinds.items())):
        kinds.append({"scanner": kind.scanner, "reefer": kind.reefer, "tall": kind.tall,
                      "level": list(seen.level)})  # fmt: skip
        for end, shown in (("doors", seen.doors), ("front", seen.front)):
            arrays[f"{number}/{end}/mean"] = shown.mean.astype(np.float16)
            arrays[f"{number}/{end}/spread"] = shown.spread.astype(np.float16)
            size = np.abs(shown.components).max(axis=(1, 2), keepdims=True) + 1e-9
            arrays[f"{number}/{end}/size"] = size.astype(np.float32)
            arrays[f"{number}/{end}/components"] = np.rint(shown.components / size * _STEPS).astype(
                np.int8
            )
    tails = {name: [tail.at, tail.decay] for name, tail in sorted(known.tails.items())}
    head = json.dumps({"kinds": kinds, "tails": tails, "note": known.note})
    arrays["head"] = np.frombuffer(head.encode(), dtype=np.uint8)
    stored = BytesIO()
    np.savez_compressed(stored, allow_pickle=False, **arrays)
    path.write_bytes(stored.getvalue())


class InvalidReferenceError(ValueError):
    """Bytes that are no reference of empties."""


def opened(data: bytes) -> Known:
    """Read a reference that somebody handed in; raises `InvalidReferenceError`."""
    try:
        known = read(data)
    except (ValueError, KeyError, TypeError, OSError, EOFError, BadZipFile) as error:
        raise InvalidReferenceError(f"no reference of empties: {error}") from error
    for kind, seen in known.kinds.items():
        for end in (seen.doors, seen.front):
            _require_whole(kind, end)
    return known


def _require_whole(kind: Kind, end: End) -> None:
    shapes = {end.mean.shape, end.spread.shape, end.components.shape[1:]}
    if len(shapes) != 1 or end.mean.ndim != 2:
        raise InvalidReferenceError(f"{kind.name}: parts of an end differ in size: {shapes}")
    if not all(np.isfinite(part).all() for part in (end.mean, end.spread, end.components)):
        raise InvalidReferenceError(f"{kind.name}: an end has what is no number")


def read(data: bytes) -> Known:
    """Read a reference; raises whatever the part that is wrong calls for when it is none."""
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        head = json.loads(stored["head"].tobytes())
        kinds: dict[Kind, Seen] = {}
        for number, one in enumerate(head["kinds"]):
            doors, front = (
                End(
                    stored[f"{number}/{end}/mean"].astype(np.float32),
                    stored[f"{number}/{end}/components"].astype(np.float32)
                    * (stored[f"{number}/{end}/size"] / _STEPS),
                    stored[f"{number}/{end}/spread"].astype(np.float32),
                )
                for end in ("doors", "front")
            )
            kind = Kind(one["scanner"], one["reefer"], one["tall"])
            kinds[kind] = Seen(doors, front, (one["level"][0], one["level"][1]))
        tails = {name: Tail(*pair) for name, pair in head["tails"].items()}
        return Known(
            kinds,
            tails,
            stored["ranked"].astype(np.float64),
            stored["loaded"].astype(np.float64),
            head["note"],
        )


@cache
def shipped() -> Known:
    """Return the reference that ships with the package, made of simulated empties."""
    place = files("quaywatch.scans.emptiness") / "data" / "simulated.npz"
    return read(place.read_bytes())
