"""IMO ship numbers, EORI numbers and seal numbers."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo.identifiers import eori, imo_number, seal_number
from quaywatch.cargo.terms import col


@pytest.mark.parametrize(
    "written",
    ["9074729", "IMO 9074729", "imo9074729", " 9074729 ", "IMO: 9074729", "IMO No. 9074729"],
)
def test_a_ship_is_known_by_seven_digits(written: str) -> None:
    found = imo_number.parse(written)
    assert found.valid
    assert found.digits == "9074729"


def test_zeros_are_no_ship_although_their_check_digit_is_right() -> None:
    assert not imo_number.parse("0000000").valid


@given(st.from_regex("[0-9]{6}", fullmatch=True).filter(lambda digits: digits != "000000"))
def test_exactly_one_last_digit_makes_a_ship_number(first_six: str) -> None:
    assert sum(imo_number.parse(f"{first_six}{digit}").valid for digit in range(10)) == 1


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("9074728", "imo-number.check-digit"),
        ("907472", "imo-number.form"),
        ("MMSI 9074729", "imo-number.form"),
        ("", "imo-number.form"),
    ],
)
def test_a_wrong_ship_number_is_kept_and_explained(written: str, code: str) -> None:
    found = imo_number.parse(written)
    assert found.written == written
    assert [p.code for p in found.problems] == [code]


@pytest.mark.parametrize("written", ["BE0123456789", "NL 123 456 789", "XI123456789000", "fr1"])
def test_an_eori_number_is_a_country_and_up_to_fifteen_characters(written: str) -> None:
    found = eori.parse(written)
    assert found.valid
    assert found.country == written[:2].upper()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "eori.form"),
        ("0123456789", "eori.form"),
        ("BE", "eori.form"),
        ("BE0123456789012345", "eori.form"),
        ("QQ123", "eori.country"),
    ],
)
def test_a_wrong_eori_number_is_kept_and_explained(written: str, code: str) -> None:
    found = eori.parse(written)
    assert found.written == written
    assert [p.code for p in found.problems] == [code]


@pytest.mark.parametrize("written", ["EC4471023", "ML-BE 12345", "H 0044", "0000A", "ÉTOILE"])
def test_a_seal_number_is_a_free_mark(written: str) -> None:
    assert seal_number.parse(written).valid
    assert not seal_number.is_placeholder(written)


@pytest.mark.parametrize(
    "written", ["0000", "N/A", "none", "NO SEAL", "no-seal", "XXXX", "123456", "-", "", "tba", "99"]
)
def test_a_stand_in_is_no_seal_number(written: str) -> None:
    assert not seal_number.parse(written).valid
    assert seal_number.is_placeholder(written)


def test_a_seal_number_has_at_most_twenty_characters() -> None:
    assert [p.code for p in seal_number.parse("A1" * 11).problems] == ["seal-number.length"]


def test_two_writings_of_one_seal_compare_equal() -> None:
    assert seal_number.parse("ml-be 12345").canonical == seal_number.parse("MLBE12345").canonical


SEALS = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.sampled_from(
        ["0000", "\u017feal", "\u212a", "n/a", "NO SEAL", "ß", "\u0131", "00-00", "a.a", " "]
    ),
)


@pytest.mark.parametrize("times", [1, 80])
@settings(deadline=None)
@given(st.lists(SEALS, max_size=20))
def test_columns_say_what_the_scalars_say(times: int, written: list[str | None]) -> None:
    frame = pl.DataFrame({"text": pl.Series(written * times, dtype=pl.String)})
    columns = frame.with_columns(
        seal=seal_number.placeholder_column(col("text")).expr,
        imo=imo_number.valid_column(col("text")).expr,
        eori=eori.valid_column(col("text")).expr,
    )
    for text, seal, imo, operator in columns.iter_rows():
        if text is None:
            assert (seal, imo, operator) == (None, None, None)
        else:
            assert seal == seal_number.is_placeholder(text)
            assert imo == imo_number.parse(text).valid
            assert operator == eori.parse(text).valid
