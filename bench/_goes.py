"""Long benchmarks in goes: what was measured is kept in a folder, and the next go does the rest.

What is kept belongs to the code that it was measured of: where that changes, all begins anew.
"""

import shutil
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

FOLDER = Path(__file__).parents[1] / "var" / "bench"
T = TypeVar("T")


class TimeIsUp(Exception):  # noqa: N818 - what it is
    """The time of this go is over; what is done so far is kept."""


class Goes:
    """One benchmark's folder, and how long this go may take."""

    def __init__(
        self,
        name: str,
        measured: Iterable[Path],
        seconds: float | None = None,
        *,
        fresh: bool = False,
    ) -> None:
        """Take what is measured (folders and files); without `seconds` a go ends with the work.

        With `fresh` nothing is gone on with.
        """
        self.folder = FOLDER / name / _digest(measured)
        for other in self.folder.parent.glob("*"):
            if fresh or other != self.folder:
                shutil.rmtree(other)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._until = float("inf") if seconds is None else time.monotonic() + seconds

    def look(self) -> None:
        """Raise TimeIsUp once it is."""
        if time.monotonic() > self._until:
            raise TimeIsUp

    def kept(self, part: str, kind: type[T]) -> T:
        """Return what a part has shown so far; at first a `kind` without anything in it."""
        file = self.folder / f"{part}.json"
        return msgspec.json.decode(file.read_bytes(), type=kind) if file.exists() else kind()

    def done(self) -> None:
        """Forget all of it: the next run measures anew."""
        shutil.rmtree(self.folder)

    def keep(self, part: str, found: object) -> None:
        """Keep what a part has shown so far."""
        file = self.folder / f"{part}.json"
        written = file.with_suffix(".new")
        written.write_bytes(msgspec.json.encode(found))
        written.rename(file)


def _digest(measured: Iterable[Path]) -> str:
    found = sha256()
    for path in measured:
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            found.update(file.read_bytes())
    return found.hexdigest()[:16]
