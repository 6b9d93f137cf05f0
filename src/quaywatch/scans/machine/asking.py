"""What is asked of the process that reads pictures, as bytes, and how it is asked."""

import msgspec

from quaywatch.cargo import Consignment
from quaywatch.formats.warm import Ended, Warm
from quaywatch.scans.reading import Reading, Reason

MEMORY = 6 << 30
"""Bytes of address space: two pictures on the grid, and the libraries, mostly not touched."""
SECONDS = 60
"""Of processor time."""
_MODULE = "quaywatch.scans.machine.child"


class Asked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A picture as it came in, with what it can be held against; without it, which engines read."""

    picture: bytes = b""
    declared: tuple[Consignment, ...] = ()
    earlier: bytes = b""
    """A picture of the same container before, as it came in; empty for none."""
    empties: bytes = b""
    """A port's own reference of empties where the papers say empty; none for the one that ships."""
    empties_version: str = ""
    """Of the reference that is in force, whether it is needed or not."""
    only: frozenset[str] = frozenset()
    """Names of the engines that are to look; none for all."""


_ASKED = msgspec.msgpack.Decoder(Asked)
_READINGS = msgspec.msgpack.Decoder(Reading)


class Reader:
    """A machine reader in processes of its own; safe to use from many threads."""

    def __init__(self) -> None:
        self._warm = Warm(_MODULE, patience=2 * SECONDS, at_once=1)
        self._engines: dict[str, dict[str, str]] = {}

    def start(self) -> None:
        """Be ready."""
        self._warm.start()

    def close(self) -> None:
        """End the process that waits."""
        self._warm.close()

    def engines(self, empties: str = "") -> dict[str, str]:
        """Return versions of the engines that read beside a reference of empties, by name."""
        if empties not in self._engines:
            asked = encoded(Asked(empties_version=empties))
            self._engines[empties] = _READINGS.decode(self._warm.ask(asked)).engines
        return self._engines[empties]

    def read(self, asked: Asked) -> Reading:
        """Return what engines make of a picture; whatever its bytes, nothing is raised.

        A process that ends without an answer has said that the picture cannot be read.
        """
        try:
            return _READINGS.decode(self._warm.ask(encoded(asked)))
        except Ended as ended:
            reason = Reason(code="reader-ended", words={"error": str(ended)})
            engines = self._versions(asked.empties_version)
            return Reading(engines=engines, findings=(), unread=(reason,))

    def _versions(self, empties: str) -> dict[str, str]:
        try:
            return self.engines(empties)
        except Ended:
            return {}


def encoded(asked: Asked) -> bytes:
    """Return a question as bytes."""
    return msgspec.msgpack.encode(asked)


def decoded(data: bytes) -> Asked:
    """Return the question that bytes are; raises ValueError."""
    return _ASKED.decode(data)
