"""Radiographs that are dropped into folders: `scans/` beside a sender's `inbox/`.

What was said of messages holds here: a file is taken once it has not changed for a while, and put
into `taken/` only after it is on disk in the ledger. One that is no radiograph of a known container
is in quarantine, and in `failed/` with the reason beside it. The file tells which container it
shows, or else its name does: `MSKU1234565-0712.tif`.
"""

import re
from pathlib import Path

from quaywatch.cargo.identifiers import container_number
from quaywatch.intake.meter import Origin
from quaywatch.intake.senders import Sender
from quaywatch.intake.watched import Watched, fail, moved
from quaywatch.node.scanning import ScanRefused
from quaywatch.scans.readers import LARGEST_SCAN

_NUMBER = re.compile(r"(?<![A-Z])[A-Z]{3}[UJZ][ -]?\d{6}[ -]?\d(?!\d)", re.IGNORECASE)


class ScanFolder(Watched):
    """Watches the scanners' folders of all senders under one root."""

    folder = "scans"

    def _take(self, file: Path, sender: Sender, home: Path) -> None:
        waited = self._waited(file)
        if file.stat(follow_symlinks=False).st_size > LARGEST_SCAN:
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
