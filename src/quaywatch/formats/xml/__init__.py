"""What the XML formats share: safe parsing, located problems, splitting, schema tables."""

from quaywatch.formats.xml.document import Document, parse
from quaywatch.formats.xml.find import every, text
from quaywatch.formats.xml.paths import Element, local, path_of
from quaywatch.formats.xml.pieces import Piece, pieces

__all__ = [
    "Document",
    "Element",
    "Piece",
    "every",
    "local",
    "parse",
    "path_of",
    "pieces",
    "text",
]
