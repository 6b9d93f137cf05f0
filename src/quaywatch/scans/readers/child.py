"""`python -m quaywatch.scans.readers.child`: reads the picture on standard input.

It first gives up what reading does not need, so that a hostile file can do no more than end it.
"""

import sys

from quaywatch.formats.apart import bound
from quaywatch.scans.readers.known import read
from quaywatch.scans.readers.wire import encode

MEMORY = 5 << 29
"""Bytes of address space: the largest picture some six times, and the libraries."""
SECONDS = 30
"""Of processor time."""


def main() -> None:
    """Read standard input, answer on standard output."""
    data = sys.stdin.buffer.read()
    bound(MEMORY, SECONDS)
    sys.stdout.buffer.write(encode(read(data)))


if __name__ == "__main__":
    main()
