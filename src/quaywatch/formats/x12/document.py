"""An X12 input as a document of segments that writes itself again byte for byte."""

from collections.abc import Iterator
from itertools import pairwise

from quaywatch.formats.delimited.delimiters import Delimiters
from quaywatch.formats.delimited.document import Document, Stretch
from quaywatch.formats.x12.marks import ISA, Marks, bare, header


def document(data: bytes) -> Document:
    """Return the segments of any input, under the separators that each interchange gives.

    Counted bytes of binary segments are cut like any others; of a terminator of several bytes the
    first ends the segment. What stands under no known separators is one piece without elements.
    """
    return Document(_stretches(data))


def _stretches(data: bytes) -> Iterator[Stretch]:
    begins = {found.start() for found in ISA.finditer(data)}
    for first, last in pairwise(sorted({0, *begins, len(data)})):
        found = header(data, first) if first in begins else None
        marks = found.marks if found else bare(data, first)
        yield Stretch(first, data[first:last], _delimiters(marks) if marks else None)


def _delimiters(marks: Marks) -> Delimiters:
    return Delimiters(marks.element, marks.component, marks.terminator[:1])
