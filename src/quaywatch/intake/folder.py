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
from pathlib import Path

from quaywatch.conformance import LARGEST
from quaywatch.intake.gate import Busy
from quaywatch.intake.meter import Origin
from quaywatch.intake.senders import Sender
from quaywatch.intake.watched import Watched, fail, vacant

_log = logging.getLogger(__name__)


class Folder(Watched):
    """Watches the inboxes of all senders under one root."""

    folder = "inbox"

    def _take(self, file: Path, sender: Sender, home: Path) -> None:
        try:
            self._gate.take(
                file,
                sender,
                Origin.FOLDER,
                size_bytes=file.stat(follow_symlinks=False).st_size,
                waited_s=self._waited(file),
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
