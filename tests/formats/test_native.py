from datetime import UTC, datetime
from io import BytesIO

import msgspec

from quaywatch.cargo import (
    Classifier,
    Consignment,
    Filing,
    FilingHeader,
    Movement,
    MovementKind,
)
from quaywatch.formats import native, read

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _filing(*references: str) -> Filing:
    return Filing(
        header=FilingHeader(format="native", sender="EXAMPLE LINE"),
        consignments=tuple(Consignment(reference=reference) for reference in references),
    )


def test_what_is_written_is_read_back_equal() -> None:
    filings = [_filing("A1", "A2"), _filing("B1")]
    data = native.write(filings)
    parts = list(read(data))
    assert [part.filing for part in parts] == filings
    assert b"".join(part.data for part in parts) == data
    assert parts[1].spans == ((parts[0].offset + len(parts[0].data), len(data)),)


def test_bare_consignments_and_movements_become_one_filing() -> None:
    movement = Movement(
        equipment_number="TSTU1234560",
        kind=MovementKind.DISCHARGED,
        classifier=Classifier.ACTUAL,
        at=NOON,
    )
    lines = [
        msgspec.json.encode(Consignment(reference="A1")),
        b"",
        msgspec.json.encode(movement),
    ]
    (part,) = read(b"\n".join(lines), received_at=NOON)
    assert part.filing is not None
    assert part.filing.header == FilingHeader(format="native", received_at=NOON)
    assert [c.reference for c in part.filing.consignments] == ["A1"]
    assert part.filing.movements == (movement,)


def test_a_bad_line_goes_to_quarantine_alone_with_line_offset_and_field() -> None:
    good = native.write([_filing("A1")])
    bad = b'{"reference": "A2", "goods_items": [{"sequence": "one"}]}\n'
    parts = list(read(good + bad + good))
    assert [part.quarantined for part in parts] == [False, True, False]
    (problem,) = parts[1].problems
    assert (problem.segment, problem.offset) == (2, len(good))
    assert problem.field == "goods_items[0].sequence"


def test_hostile_lines_are_quarantined_not_raised() -> None:
    lines = [b"{" * 100_000, b'{"type": "parcel"}', b'{"reference": "\xff"}', b"{}"]
    data = b"{\n" + b"\n".join(lines)
    parts = list(read(BytesIO(data)))
    assert all(part.quarantined and part.problems for part in parts)
    assert b"".join(part.data for part in parts) == data


def test_a_thousand_consignments_close_a_part() -> None:
    data = b'{"reference": "A1"}\n' * 2500
    assert [len(part.spans) for part in read(data)] == [1000, 1000, 500]


def test_noise_is_quarantined_whole() -> None:
    noise = bytes(range(128, 256)) * 20_000
    parts = list(read(noise))
    assert all(part.quarantined for part in parts)
    assert parts[0].problems[0].code == "format.unknown"
    assert b"".join(part.data for part in parts) == noise
