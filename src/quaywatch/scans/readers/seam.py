"""Where a format is added: a reader is an object that knows its files and reads them.

Formats that are not public (the WCO's Unified File Format, those of vendors) are read by packages
of whoever holds the specification. Such a package names its reader in the entry-point group
`quaywatch.scan_readers`; installing it is all it takes.
"""

from functools import cache
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from quaywatch.scans.readers.draft import Draft

GROUP = "quaywatch.scan_readers"
HEAD = 4096
"""Bytes from a file's beginning that a reader is asked by."""


@runtime_checkable
class Reader(Protocol):
    """Reads one format."""

    @property
    def name(self) -> str:
        """Name of the format, in lower case."""
        ...

    def recognises(self, head: bytes) -> bool:
        """Tell from the first bytes whether a file is of this format; must never raise."""
        ...

    def read(self, data: bytes) -> Draft:
        """Read a file.

        It runs in a process of its own with little memory and no secrets; whatever it raises
        becomes a refusal.

        Raises:
            RefusedError: with the reason, best with an offset.
        """
        ...


@cache
def added() -> tuple[Reader, ...]:
    """Return the readers of installed packages, by name.

    Raises:
        TypeError: an entry point is not a reader.
    """
    found: list[Reader] = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        reader = entry.load()
        if not isinstance(reader, Reader):
            raise TypeError(f"{entry.value} in {GROUP} is not a reader")
        found.append(reader)
    return tuple(found)
