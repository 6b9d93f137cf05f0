"""Reading in a process of its own: a hostile file ends that, and nothing else."""

from subprocess import TimeoutExpired, run

from quaywatch.formats.apart import command, environment
from quaywatch.formats.warm import Ended, Warm, possible
from quaywatch.scans.readers.child import MEMORY, SECONDS
from quaywatch.scans.readers.limits import LARGEST_SCAN
from quaywatch.scans.readers.result import Read, refused
from quaywatch.scans.readers.wire import decode

_PATIENCE = 2 * SECONDS
"""Seconds on the clock."""
_MODULE = "quaywatch.scans.readers.child"
READERS = Warm(_MODULE, patience=_PATIENCE)
"""Processes that are ready to read; `start` has one before anything is to be read."""


def read_apart(data: bytes) -> Read:
    """Read a file; whatever its bytes, nothing is raised and little memory is taken.

    The process may take `child.MEMORY` and `child.SECONDS`, and writes no files.
    """
    if len(data) > LARGEST_SCAN:
        reason = refused("too-large", f"{len(data):,} bytes; at most {LARGEST_SCAN:,} are read")
        return Read("", None, (reason.problem,))
    try:
        return decode(READERS.ask(data) if possible() else _once(data))
    except Ended as ended:
        told = (
            f"reading it ended the reader ({ended}), which may take {MEMORY >> 20} MiB and "
            f"{SECONDS} seconds"
        )
        return Read("", None, (refused("damaged", told).problem,))


def _once(data: bytes) -> bytes:
    """Return what a process makes of a file that is started for it; raises Ended."""
    try:
        done = run(  # noqa: S603 - our own module
            [*command(_MODULE), "once"],
            input=data,
            capture_output=True,
            env=environment(),
            timeout=_PATIENCE,
            check=False,
        )
    except TimeoutExpired as error:
        raise Ended(f"it took longer than {_PATIENCE} seconds") from error
    if done.returncode != 0:
        raise Ended(f"status {done.returncode}")
    return done.stdout
