"""The front door: read anything, lose nothing."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from quaywatch.cargo.problem import Problem
from quaywatch.formats import asycuda, dcsa, edifact, ens, ics2, native, wco, x12
from quaywatch.formats.detect import Format, detect
from quaywatch.formats.ics2 import CodeLists
from quaywatch.formats.part import Part
from quaywatch.formats.quarantine import quarantine_all
from quaywatch.formats.source import Source, opened
from quaywatch.formats.tables import Mapping, columnar, text


class _Reader(Protocol):
    def __call__(self, source: Source, *, received_at: datetime | None) -> Iterator[Part]: ...


_READERS: dict[Format | None, _Reader] = {
    Format.ASYCUDA: asycuda.read,
    Format.DCSA: dcsa.read,
    Format.EDIFACT: edifact.read,
    Format.ENS: ens.read,
    Format.NATIVE: native.read,
    Format.WCO: wco.read,
    Format.X12: x12.read,
}
"""Readers that need to be told nothing but when the input came."""


def read(
    source: Path | str | bytes | BinaryIO,
    *,
    format: str | None = None,  # noqa: A002 - the word that a caller expects
    mapping: Mapping | None = None,
    received_at: datetime | None = None,
    codes: CodeLists | None = None,
) -> Iterator[Part]:
    """Yield the parts of an input, in order.

    `source` is a path (`str` or `Path`), the bytes themselves, or an open binary stream.
    `format` is one of `Format`; by default the content decides. `mapping` says which column
    of a table means what. `received_at` (time-zone aware) goes into the header of every filing.
    `codes` are the code lists that ICS2 messages are checked against.

    Joining `data` of all parts gives the input back. Content never raises: what cannot be
    understood comes as quarantined parts with located problems. Raises OSError when a path
    cannot be read and ValueError when `format` is not a known one.
    """
    declared = None if format is None else Format(format)
    with opened(source) as stream:
        yield from _dispatch(
            stream, declared or detect(stream.head), mapping or Mapping(), received_at, codes
        )


def _dispatch(
    source: Source,
    chosen: Format | None,
    mapping: Mapping,
    received_at: datetime | None,
    codes: CodeLists | None,
) -> Iterator[Part]:
    if chosen in _READERS:
        return _READERS[chosen](source, received_at=received_at)
    match chosen:
        case Format.ICS2:
            return ics2.read(source, received_at=received_at, codes=codes or CodeLists())
        case Format.CSV:
            return text.read(source, mapping=mapping, received_at=received_at)
        case Format.PARQUET | Format.ARROW:
            arrow = chosen is Format.ARROW
            return columnar.read(source, mapping=mapping, received_at=received_at, arrow=arrow)
        case _:
            message = "the content speaks for none of the formats that are read"
            problem = Problem(code="format.unknown", message=message, offset=0)
            return quarantine_all(source, problem)
