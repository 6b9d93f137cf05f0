"""Reading UN/EDIFACT interchanges as a stream, in flat memory."""

import gc
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import datetime

from quaywatch.formats.edifact.interchange import Interchanges
from quaywatch.formats.edifact.segments import Segmenter
from quaywatch.formats.edifact.window import Window
from quaywatch.formats.part import Part
from quaywatch.formats.source import Source


def read(source: Source, *, received_at: datetime | None = None) -> Iterator[Part]:
    """Yield the parts of any number of interchanges and bare messages."""
    window = Window()
    interchanges = Interchanges(window, received_at)
    for run in Segmenter(source, window).runs():
        with _no_collection():
            interchanges.take(run)
        parts, interchanges.out = interchanges.out, []
        yield from parts
    interchanges.close()
    yield from interchanges.out


@contextmanager
def _no_collection() -> Generator[None]:
    # Building ten thousands of small objects sets the cycle collector off again and again, for
    # nothing: they have no cycles. It costs half of the speed.
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
