"""A message of any length comes in bounded parts."""

from io import BytesIO

from quaywatch.formats import read
from quaywatch.formats.edifact import cuscar
from tests.formats.making import consignments, filing


def test_a_long_message_is_split_and_each_part_carries_its_header() -> None:
    made = filing(5000)
    data = cuscar.write([made])
    parts = list(read(BytesIO(data)))
    assert b"".join(part.data for part in parts) == data
    assert tuple(consignments(parts)) == made.consignments
    filed = [part for part in parts if part.filing]
    assert len(filed) > 3
    assert max(len(part.spans) for part in filed) <= 1000
    assert max(len(part.data) for part in parts) < 3 << 20
    assert {part.filing.header.reference for part in filed if part.filing} == {"M1"}


def test_spans_hold_the_bytes_of_their_consignment() -> None:
    data = cuscar.write([filing(3)])
    for part in read(data):
        found = part.filing.consignments if part.filing else ()
        for (start, end), one in zip(part.spans, found, strict=True):
            assert data[start:end].startswith(b"CNI+")
            assert one.reference.encode() in data[start:end]
