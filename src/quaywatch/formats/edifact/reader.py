"""Reading UN/EDIFACT interchanges as a stream, in flat memory."""

from collections.abc import Iterator
from datetime import datetime

from quaywatch.formats.edifact.interchange import Interchanges
from quaywatch.formats.edifact.segments import Segmenter
from quaywatch.formats.part import Part
from quaywatch.formats.source import Source
from quaywatch.formats.window import Window


def read(source: Source, *, received_at: datetime | None = None) -> Iterator[Part]:
    """Yield the parts of any number of interchanges and bare messages."""
    window = Window()
    interchanges = Interchanges(window, received_at)
    for run in Segmenter(source, window).runs():
        yield from interchanges.take(run)
    yield from interchanges.close()
