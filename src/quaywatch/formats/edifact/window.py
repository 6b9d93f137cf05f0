"""The bytes that were read and are in no part yet."""

from collections import deque


class Window:
    """Bytes pushed at the back and taken, exactly once and in order, from the front."""

    __slots__ = ("_blocks", "start")

    def __init__(self) -> None:
        self._blocks: deque[bytes] = deque()
        self.start = 0

    def push(self, block: bytes) -> None:
        """Add the next bytes of the input."""
        self._blocks.append(block)

    def take(self, end: int) -> bytes:
        """Return the bytes from the last taken one up to the input's position `end`."""
        pieces: list[bytes] = []
        while self.start < end:
            block = self._blocks.popleft()
            wanted = end - self.start
            if len(block) > wanted:
                self._blocks.appendleft(block[wanted:])
                block = block[:wanted]
            pieces.append(block)
            self.start += len(block)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)
