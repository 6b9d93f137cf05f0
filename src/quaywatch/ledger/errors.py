"""What can go wrong with a ledger."""


class LedgerError(Exception):
    """A ledger cannot do what was asked; nothing was written."""


class Conflict(LedgerError):  # noqa: N818 — "conflict" is the word of optimistic locking
    """Somebody else's event already holds this version of the stream."""

    def __init__(self, stream: str, version: int, position: int) -> None:
        super().__init__(
            f"version {version} of {stream} is taken by the event at position {position}"
        )
        self.stream = stream
        self.version = version
        self.position = position
        """Where the event that came first stands (0: earlier in the same batch)."""
