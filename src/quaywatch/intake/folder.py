"""Folders that messages are dropped into, by SFTP or by a program on the same machine.

A root holds one folder for each sender, of its name, so that an SFTP server can keep each in its
own. In it:

    inbox/    files to take in; a name that ends with `.part`, `.tmp` or `.filepart`, or begins
              with a point, is still being written
    taken/    files whose every byte is on the ledger
    scans/    radiographs to take in, see `scans`
    replies/  what answers them in their own format, as `NAME.reply`, where there is an answer
    failed/   files that could not be taken in, each with `NAME.error.txt` beside it

A file is taken once it has not changed for a while. It is moved only after it is on disk in the
ledger: after a crash it is taken in again, which changes nothing.
"""

import logging
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from quaywatch.conformance import LARGEST
from quaywatch.intake.gate import Busy, Gate
from quaywatch.intake.meter import Origin
from quaywatch.intake.senders import Sender, Senders

UNFINISHED = (".part", ".tmp", ".filepart")
SETTLED_S = 2.0
"""How long a file must have stood unchanged."""
_log = logging.getLogger(__name__)


class Folder:
    """Watches the folders of all senders under one root."""

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
            settled = self._clock() - self._settled_s
            for file in ready(self._root / sender.name / "inbox", settled):
                try:
                    self._take(file, sender)
                except Busy:
                    return done
                except OSError:
                    # Such as a full disk: it stays where it is and is tried again.
                    _log.exception("could not put away %s of %s", file.name, sender.name)
                    continue
                done += 1
        return done

    def _take(self, file: Path, sender: Sender) -> None:
        home = self._root / sender.name
        try:
            status = file.stat(follow_symlinks=False)
            self._gate.take(
                file,
                sender,
                Origin.FOLDER,
                size_bytes=status.st_size,
                waited_s=max(self._clock() - status.st_mtime, 0.0),
            )
        except Busy:
            raise
        except Exception as error:  # noqa: BLE001 - one file must not stop the others
            _log.exception("could not take in %s of %s", file.name, sender.name)
            fail(file, home / "failed", error)
            return
        kept = vacant(home / "taken", file.name)
        # Before it is put away: where there is no room for the answer, both are tried again.
        self._answer(file, home / "replies", kept.name)
        file.rename(kept)

    def _answer(self, file: Path, folder: Path, name: str) -> None:
        """Lay the answer down whole: whoever fetches it sees no half of one."""
        if file.stat().st_size > LARGEST:
            return
        reply = self._gate.reply(file.read_bytes())
        if reply is not None:
            folder.mkdir(exist_ok=True)
            unfinished = folder / f".{name}.reply"
            unfinished.write_bytes(reply.data)
            unfinished.rename(folder / f"{name}.reply")


def prepare(root: Path, sender: str) -> Path:
    """Make a sender's folders and return its inbox."""
    for name in ("inbox", "scans", "taken", "replies", "failed"):
        (root / sender / name).mkdir(parents=True, exist_ok=True)
    return root / sender / "inbox"


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
