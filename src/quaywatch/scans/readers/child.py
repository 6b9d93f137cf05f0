"""`python -m quaywatch.scans.readers.child`: reads pictures, each in a process of its own.

That process first gives up what reading does not need, so that a hostile file can do no more than
end it.
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
    """Answer on standard output: whatever comes on standard input with `once`, else one by one."""
    if sys.argv[1:] == ["once"]:
        data = sys.stdin.buffer.read()
        bound(MEMORY, SECONDS)
        sys.stdout.buffer.write(encode(read(data)))
        return
    from quaywatch.formats.forking import serve

    serve(lambda data: encode(read(data)), MEMORY, SECONDS)


if __name__ == "__main__":
    main()
