"""The process that reads one Parquet or Arrow IPC file, and tells of it on standard output."""

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from quaywatch.formats.apart import bound
from quaywatch.formats.part import Part
from quaywatch.formats.tables.mapping import Mapping
from quaywatch.formats.tables.slices import RefusedError, Slices

MEMORY = 4 << 30
"""Bytes of address space; a quarter of them is there before anything is read."""
SECONDS = 600
"""Processor time that reading one file may take: a million rows take about 40 seconds."""
_LENGTH = 8


class Order(msgspec.Struct, frozen=True):
    """What is to be read, and how."""

    path: str
    arrow: bool
    mapping: Mapping
    received_at: datetime | None
    seconds: int = SECONDS
    """How much processor time it may take."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A part of what was read, or why nothing is; first comes one with neither, or a refusal."""

    refused: str | None = None
    part: Part | None = None


def received(stream: IO[bytes]) -> Iterator[Answer]:
    """Yield what the process told, until it ends."""
    decoder = msgspec.msgpack.Decoder(Answer)
    while len(length := stream.read(_LENGTH)) == _LENGTH:
        size = int.from_bytes(length)
        data = stream.read(size)
        if len(data) < size:
            return
        yield decoder.decode(data)


def main() -> None:
    """Read what standard input orders."""
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    bound(MEMORY, order.seconds)
    encoder = msgspec.msgpack.Encoder()
    for answer in _answers(order):
        data = encoder.encode(answer)
        sys.stdout.buffer.write(len(data).to_bytes(_LENGTH) + data)
        sys.stdout.buffer.flush()


def _answers(order: Order) -> Iterator[Answer]:
    try:
        slices = Slices(Path(order.path), order.mapping, arrow=order.arrow)
    except RefusedError as refused:
        yield Answer(refused=str(refused))
        return
    yield Answer()
    for part in slices.parts(order.received_at):
        yield Answer(part=part)


if __name__ == "__main__":
    main()
