"""Reading Parquet and Arrow IPC files, in a process of their own.

The library that decodes them ends its process when a file asks for more memory than there is, and
a file of a kilobyte may ask for any amount. So another process reads, within bounds, and tells.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from subprocess import DEVNULL, PIPE, Popen
from tempfile import NamedTemporaryFile
from typing import IO

import msgspec

from quaywatch.cargo.problem import Problem
from quaywatch.formats.apart import command, environment
from quaywatch.formats.part import PART_BYTES, Part
from quaywatch.formats.source import Source
from quaywatch.formats.tables.child import Answer, Order, received
from quaywatch.formats.tables.mapping import Mapping

_BROKEN_OFF = "reading it broke off: it is damaged, or takes more memory or time than a table may"


def read(
    source: Source, *, mapping: Mapping, received_at: datetime | None, arrow: bool
) -> Iterator[Part]:
    """Yield the file's bytes as service parts, then filings without bytes of their own.

    A file that cannot be opened, or whose declared size makes no sense for its length, goes to
    quarantine whole; a row that makes no sense is named in a part of its own.
    """
    with NamedTemporaryFile(suffix=".table") as spool:
        while block := source.read(PART_BYTES):
            spool.write(block)
        spool.flush()
        order = Order(spool.name, arrow=arrow, mapping=mapping, received_at=received_at)
        with _told(order) as answers:
            first = next(answers, Answer(refused=_BROKEN_OFF))
            yield from _bytes(spool, first.refused)
            if first.refused is not None:
                return
            for answer in answers:
                if answer.part is not None:
                    yield answer.part
                elif answer.refused is not None:
                    size = spool.tell()
                    problem = Problem(code="table.unreadable", message=answer.refused, offset=0)
                    yield Part(offset=size, data=b"", problems=(problem,), quarantined=True)


def _bytes(spool: IO[bytes], refused: str | None) -> Iterator[Part]:
    spool.seek(0)
    offset, problems = 0, tuple[Problem, ...]()
    if refused is not None:
        problems = (Problem(code="table.unreadable", message=refused, offset=0),)
    while data := spool.read(PART_BYTES):
        yield Part(offset=offset, data=data, problems=problems, quarantined=refused is not None)
        offset, problems = offset + len(data), ()


@contextmanager
def _told(order: Order) -> Generator[Iterator[Answer]]:
    """Let another process read, and yield what it answers; a last refusal when it broke off."""
    run = command("quaywatch.formats.tables.child")
    surroundings = environment(POLARS_MAX_THREADS="2")
    with Popen(run, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=surroundings) as child:  # noqa: S603
        try:
            yield _answers(child, order)
        finally:
            child.kill()


def _answers(child: Popen[bytes], order: Order) -> Iterator[Answer]:
    if child.stdin is None or child.stdout is None:
        return
    with suppress(BrokenPipeError), child.stdin as told:
        told.write(msgspec.json.encode(order))
    yield from received(child.stdout)
    if child.wait():
        yield Answer(refused=_BROKEN_OFF)
