"""The separators of one stretch of input."""

from typing import NamedTuple


class Delimiters(NamedTuple):
    """One byte each; empty when the syntax has none of the kind."""

    element: bytes
    component: bytes
    terminator: bytes
    release: bytes = b""
    """Makes data of the separator that follows it."""
    repetition: bytes = b""

    def escaped(self, value: bytes) -> bytes:
        """Return a value with its separators released.

        Raises ValueError when it holds one and the syntax has no release character.
        """
        if not any(byte and byte in value for byte in self):
            return value
        if not self.release:
            raise ValueError(f"{value!r} holds a separator, and nothing can release it")
        special = b"".join(self)
        return b"".join(
            self.release + value[i : i + 1] if byte in special else value[i : i + 1]
            for i, byte in enumerate(value)
        )

    def unescaped(self, raw: bytes) -> bytes:
        """Return a value as it is meant: every released byte without its release character."""
        if not self.release or self.release not in raw:
            return raw
        pieces: list[bytes] = []
        at = 0
        while (found := raw.find(self.release, at)) >= 0:
            pieces.append(raw[at:found] + raw[found + 1 : found + 2])
            at = found + 2
        return b"".join([*pieces, raw[at:]])
