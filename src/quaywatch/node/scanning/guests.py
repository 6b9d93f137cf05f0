"""Scans that are not this node's own: what the gallery and the machine ask of who keeps them."""

from typing import Protocol

from sqlalchemy import Connection

from quaywatch.node.errors import UnknownDocument
from quaywatch.node.scanning.scan import Scan
from quaywatch.scans.reading import Reading


class Guests(Protocol):
    """Keeps partners' scans as long as their notices stand."""

    def named(self, connection: Connection, digest: str) -> Scan | None:
        """Return one that is here and may be looked at."""
        ...

    def of_container(self, connection: Connection, container: str) -> list[Scan]:
        """Return those of a container that are here, the earliest first."""
        ...

    def original(self, digest: str) -> bytes:
        """Return the bytes of one; raises UnknownDocument."""
        ...

    def look(self, digest: str, *, actor: str) -> None:
        """Put on the ledger that somebody looks at one; raises UnknownDocument."""
        ...

    def take_in(self) -> int:
        """Read the files that came; return how many there were."""
        ...

    def unread(self) -> list[str]:
        """Return those that no machine has read."""
        ...

    def uncompared(self) -> list[tuple[str, str]]:
        """Return own scans that are still to be held against one, with that one."""
        ...

    def read(self, digest: str, reading: Reading) -> None:
        """Keep what the machine saw in one."""
        ...

    def compared(self, digest: str, earlier: str, reading: Reading) -> None:
        """Keep what came of holding an own scan against one."""
        ...


class NoGuests:
    """A node among no others."""

    def named(self, connection: Connection, digest: str) -> None:
        """Return nothing."""

    def of_container(self, connection: Connection, container: str) -> list[Scan]:
        """Return none."""
        return []

    def original(self, digest: str) -> bytes:
        """Raise UnknownDocument."""
        raise UnknownDocument(f"there is no scan {digest!r}")

    def look(self, digest: str, *, actor: str) -> None:
        """Raise UnknownDocument."""
        self.original(digest)

    def take_in(self) -> int:
        """Return 0."""
        return 0

    def unread(self) -> list[str]:
        """Return none."""
        return []

    def uncompared(self) -> list[tuple[str, str]]:
        """Return none."""
        return []

    def read(self, digest: str, reading: Reading) -> None:
        """Keep nothing."""

    def compared(self, digest: str, earlier: str, reading: Reading) -> None:
        """Keep nothing."""
