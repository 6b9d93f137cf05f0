"""A carrier hears that a container is kept or may go, in a form that our own reader takes."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from quaywatch.formats import read
from quaywatch.formats.edifact.answers import Stop, stop_message

AT = datetime(2026, 3, 2, 6, tzinfo=UTC)
WRITTEN = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=35)


@given(bill=WRITTEN, number=WRITTEN, recipient=WRITTEN, document=WRITTEN, held=st.booleans())
def test_whatever_the_bill_is_called_the_message_is_read_again_byte_for_byte(
    bill: str, number: str, recipient: str, document: str, held: bool
) -> None:
    stop = Stop(bill=bill, equipment_number=number, held=held)
    data = stop_message(stop, recipient=recipient, document=document, reference=7, at=AT)
    parts = list(read(data, format="edifact"))
    assert b"".join(part.data for part in parts) == data
    assert [part.filing.header.format for part in parts if part.filing] == ["cusres"]


def test_it_says_what_and_never_why() -> None:
    stop = Stop(bill="BL+1", equipment_number="TSTU1000000", held=False)
    data = stop_message(stop, recipient="TSTL", document="M1", reference=7, at=AT)
    assert data.decode().split("'")[2:-3] == [
        "UNH+1+CUSRES:D:00A:UN",
        "BGM+962+7+29",
        "DTM+137:202603020600:203",
        "RFF+ACW:M1",
        "ERP+2:BL?+1",
        "RFF+BM:BL?+1",
        "RFF+AAQ:TSTU1000000",
        "ERC+REL:ZZZ:ZZZ",
    ]
