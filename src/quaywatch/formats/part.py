"""A bounded piece of what was received, with what was understood of it."""

import msgspec

from quaywatch.cargo.filing import Filing
from quaywatch.cargo.problem import Problem

PART_BYTES = 1 << 20
"""A part is closed when it holds about this many bytes of the original…"""

PART_CONSIGNMENTS = 1000
"""…or this many consignments, so that memory stays flat whatever the input's length."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of an input: a filing, envelope (service) bytes, or quarantine.

    Every byte of an input is in exactly one part and parts come in the input's order, so that
    joining `data` over all parts gives the input back. The one exception to the order of bytes
    and meaning are tables: the bytes of Parquet and Arrow files travel in service parts ahead of
    filings that carry none, and those of rows of several filings, which may alternate, with the
    first of these.
    """

    offset: int
    """Position of the first byte of `data` in the input, from 0."""
    data: bytes
    """The original bytes."""
    filing: Filing | None = None
    """What they say; None for envelope bytes and for quarantine."""
    spans: tuple[tuple[int, int], ...] = ()
    """First and past-the-end byte position in the input of each consignment of `filing`."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with these bytes, each with its position in the input."""
    quarantined: bool = False
    """Whether these bytes could not be understood and wait for a human being."""
