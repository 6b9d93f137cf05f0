"""An interchange as a document of segments that writes itself again byte for byte."""

from io import BytesIO

from quaywatch.formats.delimited.delimiters import Delimiters
from quaywatch.formats.delimited.document import Document, Stretch
from quaywatch.formats.edifact.segments import Run, Segmenter
from quaywatch.formats.edifact.syntax import ServiceCharacters
from quaywatch.formats.source import Source
from quaywatch.formats.window import Window


def document(data: bytes) -> Document:
    """Return the segments of any input, under the service characters in force at each.

    Cut as `reader.read` cuts; bytes that it calls unreadable, and service string advices, are
    pieces without elements.
    """
    runs = Segmenter(Source(BytesIO(data)), Window()).runs()
    return Document([_stretch(run) for run in runs])


def _stretch(run: Run) -> Stretch:
    marks = None if run.fault or run.advice else delimiters(run.chars)
    return Stretch(run.start, run.content.encode("latin-1"), marks)


def delimiters(chars: ServiceCharacters) -> Delimiters:
    """Return service characters as the separators of a document."""
    component, element, release, terminator = (char.encode("latin-1") for char in chars)
    return Delimiters(element, component, terminator, release)
