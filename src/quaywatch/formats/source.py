"""Where bytes come from: a path, bytes in memory, or an open binary stream."""

from collections.abc import Generator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

HEAD_BYTES = 1 << 16
"""How much of an input may be looked at before a reader is chosen."""


class Source:
    """Bytes that are read once, front to back, with a head that can be looked at first."""

    __slots__ = ("_ahead", "_stream", "head")

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.head = _read_fully(stream, HEAD_BYTES)
        self._ahead = self.head

    def read(self, size: int) -> bytes:
        """Return the next bytes, `size` of them unless the input ends first; empty at the end."""
        if not self._ahead:
            return _read_fully(self._stream, size)
        ahead, self._ahead = self._ahead[:size], self._ahead[size:]
        if self._ahead or len(ahead) == size:
            return ahead
        return ahead + _read_fully(self._stream, size - len(ahead))


@contextmanager
def opened(source: Path | str | bytes | BinaryIO) -> Generator[Source]:
    """Open `source` (a `str` is a path); a stream given open is left open.

    Raises OSError when a path cannot be opened.
    """
    if isinstance(source, bytes):
        yield Source(BytesIO(source))
    elif isinstance(source, (str, Path)):
        with Path(source).open("rb") as stream:
            yield Source(stream)
    else:
        yield Source(source)


def _read_fully(stream: BinaryIO, size: int) -> bytes:
    pieces: list[bytes] = []
    while size and (piece := stream.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)
