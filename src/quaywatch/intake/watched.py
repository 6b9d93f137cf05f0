"""Folders of senders, swept over and over: what is ready is taken, oldest first."""

import logging
import os
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

from quaywatch.intake.gate import Busy, Gate
from quaywatch.intake.senders import Sender, Senders

UNFINISHED = (".part", ".tmp", ".filepart")
SETTLED_S = 2.0
"""How long a file must have stood unchanged."""
_log = logging.getLogger(__name__)


class Watched(ABC):
    """One folder of each sender, under one root."""

    folder: ClassVar[str]
    """Its name, beside a sender's others."""

    def __init__(
        self,
        root: Path,
        gate: Gate,
        senders: Senders,
        *,
        settled_s: float = SETTLED_S,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._root, self._gate, self._senders = root, gate, senders
        self._settled_s, self._clock = settled_s, clock

    def sweep(self) -> int:
        """Take in what is ready, oldest first; return the number of files taken or failed.

        Stops early when the gate is full: what is left waits for the next round.
        """
        done = 0
        for sender in self._senders.all():
            home = self._root / sender.name
            for file in ready(home / self.folder, self._clock() - self._settled_s):
                try:
                    self._take(file, sender, home)
                except Busy:
                    return done
                except Exception:  # noqa: BLE001 - one file must not stop the others
                    # Such as a full disk: it stays where it is and is tried again.
                    _log.exception("could not put away %s of %s", file.name, sender.name)
                    continue
                done += 1
        return done

    def _waited(self, file: Path) -> float:
        """Return for how many seconds a file has stood there."""
        return max(self._clock() - file.stat(follow_symlinks=False).st_mtime, 0.0)

    @abstractmethod
    def _take(self, file: Path, sender: Sender, home: Path) -> None:
        """Take a file of a sender in, and put it away in one of the folders in `home`."""


def ready(inbox: Path, settled: float) -> Iterator[Path]:
    """Return regular files unchanged since `settled`, oldest first; links are never followed."""
    if not inbox.is_dir():
        return
    with os.scandir(inbox) as entries:
        found = [
            (entry.stat(follow_symlinks=False).st_mtime, entry.name, Path(entry.path))
            for entry in entries
            if entry.is_file(follow_symlinks=False) and not _unfinished(entry.name)
        ]
    yield from (path for changed, _, path in sorted(found) if changed <= settled)


def fail(file: Path, folder: Path, error: Exception) -> None:
    """Put away a file that could not be taken in, with the reason beside it."""
    kept = moved(file, folder)
    kept.with_name(f"{kept.name}.error.txt").write_text(f"{error}\n", encoding="utf-8")


def moved(file: Path, folder: Path) -> Path:
    """Move a file into a folder under a name that is free there, and return where it is now."""
    return file.rename(vacant(folder, file.name))


def vacant(folder: Path, name: str) -> Path:
    """Return a place for a file in a folder: under its name, numbered where that is taken."""
    folder.mkdir(parents=True, exist_ok=True)
    target, number = folder / name, 1
    while target.exists():
        number += 1
        target = folder / f"{Path(name).stem}~{number}{Path(name).suffix}"
    return target


def _unfinished(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(UNFINISHED)
