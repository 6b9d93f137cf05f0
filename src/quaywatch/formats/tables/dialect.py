"""How a text table is written: its encoding and delimiter, told by its first bytes."""

import codecs
import csv
from dataclasses import dataclass

from quaywatch.formats.tables.mapping import Mapping

DELIMITERS = (",", ";", "\t", "|")
_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """Encoding, byte order mark, line end and delimiter of a table."""

    encoding: str
    bom: bytes
    delimiter: str = ","

    @property
    def line_end(self) -> bytes:
        """The bytes that end a line."""
        return "\n".encode(self.encoding)

    def decode(self, line: bytes) -> str:
        """Return a line as text; one that is not in the table's encoding is Windows-1252."""
        try:
            return line.decode(self.encoding)
        except UnicodeDecodeError:
            return line.decode("cp1252", errors="replace")


def encoding(head: bytes) -> Dialect:
    """Return encoding and byte order mark of a table that begins with `head`."""
    for bom, name in _BOMS.items():
        if head.startswith(bom):
            return Dialect(name, bom)
    return Dialect("utf-8", b"")


def delimiter(line: str, mapping: Mapping) -> str:
    """Return the delimiter under which a header line names most columns that are understood."""

    def sense(mark: str) -> tuple[int, int]:
        names = cells(line, mark)
        return len(mapping.positions(names)), len(names)

    return max(DELIMITERS, key=sense)


def cells(line: str, mark: str) -> list[str]:
    """Return the cells of one line; nothing when it is no such line."""
    try:
        return next(csv.reader([line], delimiter=mark), list[str]())
    except csv.Error:
        return []
