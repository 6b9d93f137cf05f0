"""Inputs made to exhaust a reader: read in linear time, in bounded pieces, nothing lost.

Each would take hours if a step looked at the same bytes again and again.
"""

import pytest

from quaywatch.formats.edifact.document import document
from tests.formats.making import understood

OPEN = b"UNB+UNOA:1+A+B+200101:0000+1'UNH+1+CUSCAR:D:95B:UN'BGM+785+1+9'"
BILL = OPEN + b"CNI+1+A'"


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        (b"UNB+UNOA:1'", b"A"),
        (OPEN, b"?"),
        (OPEN, b"?'"),
        (OPEN, b"'"),
        (OPEN, b"\n"),
        (OPEN, b"'UNA:+.? '"),
        (OPEN, b"UNB+"),
        (OPEN, b"UNT+1'"),
        (BILL, b"EQD+CN+A'"),
        (BILL, b"NAD+CN+A'"),
        (BILL, b"LOC+13+A'"),
        (BILL, b"ZZZ+1'"),
    ],
)
def test_a_great_many_of_one_thing(head: bytes, unit: bytes) -> None:
    data = head + unit * (300_000 // len(unit))
    parts, _ = understood(data)
    assert max(len(part.data) for part in parts) <= 9 << 20
    assert document(data).to_bytes() == data
