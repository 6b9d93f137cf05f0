"""Reading in a process of its own: a hostile file ends that, and nothing else."""

from subprocess import TimeoutExpired, run

from quaywatch.formats.apart import command, environment
from quaywatch.scans.readers.child import MEMORY, SECONDS
from quaywatch.scans.readers.limits import LARGEST_SCAN
from quaywatch.scans.readers.result import Read, refused
from quaywatch.scans.readers.wire import decode

_PATIENCE = 2 * SECONDS
"""Seconds on the clock."""


def read_apart(data: bytes) -> Read:
    """Read a file; whatever its bytes, nothing is raised and little memory is taken.

    The process may take `child.MEMORY` and `child.SECONDS`, and writes no files.
    """
    if len(data) > LARGEST_SCAN:
        reason = refused("too-large", f"{len(data):,} bytes; at most {LARGEST_SCAN:,} are read")
        return Read("", None, (reason.problem,))
    try:
        done = run(  # noqa: S603 - our own module
            command("quaywatch.scans.readers.child"),
            input=data,
            capture_output=True,
            env=environment(),
            timeout=_PATIENCE,
            check=False,
        )
    except TimeoutExpired:
        return _ended(f"reading it took longer than {_PATIENCE} seconds")
    if done.returncode != 0:
        return _ended(
            f"reading it ended the reader (status {done.returncode}), which may take "
            f"{MEMORY >> 20} MiB and {SECONDS} seconds"
        )
    return decode(done.stdout)


def _ended(message: str) -> Read:
    return Read("", None, (refused("damaged", message).problem,))
