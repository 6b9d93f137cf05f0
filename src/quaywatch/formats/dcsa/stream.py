"""The bytes of an input that are in no part yet, as one growing stretch."""

from quaywatch.formats.source import Source

BLOCK_BYTES = 1 << 20


class Stream:
    """What was read and not taken yet: `data`, which begins at position `start` of the input."""

    __slots__ = ("_source", "data", "start")

    def __init__(self, source: Source | None, data: bytes = b"", start: int = 0) -> None:
        self._source = source
        self.data = data
        self.start = start

    def more(self) -> bool:
        """Read another block behind `data`; return whether there was one."""
        block = self._source.read(BLOCK_BYTES) if self._source else b""
        self.data += block
        return bool(block)

    def take(self, size: int) -> bytes:
        """Remove the first `size` bytes of `data` and return them."""
        taken, self.data = self.data[:size], self.data[size:]
        self.start += len(taken)
        return taken
