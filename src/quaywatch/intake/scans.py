"""Radiographs that are dropped into folders: `scans/` beside a sender's `inbox/`.

What was said of messages holds here: a file is taken once it has not changed for a while, and put
into `taken/` only after it is on disk in the ledger. One that is no radiograph of a known container
is in quarantine, and in `failed/` with the reason beside it. The file tells which container it
shows, or else its name does: `MSKU1234565-0712.tif`.
"""

import logging
import re
import time
from collections.abc import Callable
from pathlib import Path

from quaywatch.cargo.identifiers import container_number
from quaywatch.intake.folder import SETTLED_S, fail, moved, ready
from quaywatch.intake.gate import Busy, Gate
from quaywatch.intake.meter import Origin
from quaywatch.intake.senders import Sender, Senders
from quaywatch.node.scanning import ScanRefused
from quaywatch.scans.readers import LARGEST_SCAN

_NUMBER = re.compile(r"(?<![A-Z])[A-Z]{3}[UJZ][ -]?\d{6}[ -]?\d(?!\d)", re.IGNORECASE)
_log = logging.getLogger(__name__)


class ScanFolder:
    """Watches the scanners' folders of all senders under one root."""

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
            for file in ready(home / "scans", self._clock() - self._settled_s):
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

    def _take(self, file: Path, sender: Sender, home: Path) -> None:
        status = file.stat(follow_symlinks=False)
        waited = max(self._clock() - status.st_mtime, 0.0)
        if status.st_size > LARGEST_SCAN:
            fail(file, home / "failed", ValueError(f"more than {LARGEST_SCAN:,} bytes"))
            return
        try:
            self._gate.take_scan(
                file.read_bytes(),
                sender,
                Origin.FOLDER,
                equipment_number=named(file.name),
                waited_s=waited,
            )
        except ScanRefused as refused:
            fail(file, home / "failed", refused)
            return
        moved(file, home / "taken")


def named(name: str) -> str:
    """Return the container number in the name of a file; empty where there is none."""
    found = _NUMBER.search(name)
    return "" if found is None else container_number.parse(found.group()).canonical or ""
