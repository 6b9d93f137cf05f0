"""The bytes that were read and are in no part yet."""

from collections import deque


class Window:
    """Bytes pushed at the back and taken, exactly once and in order, from the front."""

    __slots__ = ("_blocks", "_first", "start")

    def __init__(self) -> None:
        self._blocks: deque[bytes] = deque()
        self._first = 0
        """Position in the input of the first block."""
        self.start = 0

    def push(self, block: bytes) -> None:
        """Add the next bytes of the input."""
        self._blocks.append(block)

    def take(self, end: int) -> bytes:
        """Return the bytes from the last taken one up to the input's position `end`."""
        pieces: list[bytes] = []
        while self.start < end:
            block = self._blocks[0]
            piece = block[self.start - self._first : end - self._first]
            pieces.append(piece)
            self.start += len(piece)
            if self.start == self._first + len(block):
                self._first = self.start
                self._blocks.popleft()
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)
