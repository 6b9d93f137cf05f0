"""Schema tables: what a message may hold, in a compact text, compiled when first used."""

from quaywatch.formats.xml.schema.build import build
from quaywatch.formats.xml.schema.layout import TableError
from quaywatch.formats.xml.schema.schema import Schema, load
from quaywatch.formats.xml.schema.tabulate import UnsupportedSchemaError, tabulate

__all__ = ["Schema", "TableError", "UnsupportedSchemaError", "build", "load", "tabulate"]
