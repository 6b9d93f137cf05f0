"""Tables: CSV and TSV of any delimiter and encoding, Parquet and Arrow IPC.

One row is one container or goods line; rows of one bill of lading that stand near each other form
one consignment. Whose columns they are, a `Mapping` says; our own names and common other ones need
none.
"""

from typing import TYPE_CHECKING

from quaywatch.formats.tables.mapping import Mapping, MappingError, load

if TYPE_CHECKING:
    from quaywatch.formats.tables.writer import write_csv, write_parquet

__all__ = ["Mapping", "MappingError", "load", "write_csv", "write_parquet"]


def __getattr__(name: str) -> object:
    # The data-frame library takes half a second to load; reading text does without it.
    if name in {"write_csv", "write_parquet"}:
        from quaywatch.formats.tables import writer

        return getattr(writer, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
