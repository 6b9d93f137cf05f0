"""An assessment as a spreadsheet, for people who live in those, and back again without loss."""

from quaywatch.norms.sheet.reading import BadSheet, read
from quaywatch.norms.sheet.writing import written

__all__ = ["BadSheet", "read", "written"]
