"""X12 inputs as documents come back byte for byte, whatever their separators."""

from hypothesis import given
from hypothesis import strategies as st

from quaywatch.formats.x12.document import document

ISA = b"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260101*0000*U*00401"
ONE = (
    ISA + b"*000000001*0*P*>~\r\nGS*SO*A*B*20260101*0000*1*X*004010~\r\nST*309*0001~\r\nN1*SH*A>B~"
)
OTHER = ONE.replace(b"*", b"|").replace(b"~\r\n", b"~").replace(b"~", b"\n").replace(b">", b"^")


def test_each_interchange_stands_under_its_own_separators() -> None:
    made = document(ONE + OTHER)
    assert [segment.tag for segment in made] == ["ISA", "GS", "ST", "N1"] * 2
    assert [(s.value(2), s.value(2, 1)) for s in made if s.tag == "N1"] == [(b"A", b"B")] * 2
    assert made.to_bytes() == ONE + OTHER


def test_one_value_is_changed_alone() -> None:
    made = document(ONE)
    assert made.replaced(3, b"Z", 2, 1).to_bytes() == ONE.replace(b"A>B", b"A>Z")


@given(
    st.lists(st.sampled_from([ONE, OTHER, b"", b"\n", b"ST*1~", b"\xff~"]) | st.binary()).map(
        b"".join
    )
)
def test_any_bytes_are_written_again_as_they_were(data: bytes) -> None:
    assert document(data).to_bytes() == data
