import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo.identifiers import container_number
from quaywatch.cargo.terms import col

FIRST_TEN = st.from_regex("[A-Z]{3}[UJZ][0-9]{6}", fullmatch=True)
NEAR_NUMBERS = st.from_regex("[A-Za-z -]{0,5}[0-9 -]{5,9}", fullmatch=True)
ANY_TEXT = st.one_of(
    st.none(), st.text(max_size=14), NEAR_NUMBERS, FIRST_TEN.map(lambda t: t + "0")
)


@pytest.mark.parametrize("written", ["CSQU3054383", "csqu 305438-3", "CSQU 3054383", "HLBU2066700"])
def test_a_right_number_is_valid_however_it_is_spaced(written: str) -> None:
    found = container_number.parse(written)
    assert found.valid
    assert found.written == written
    assert found.canonical == written.replace(" ", "").replace("-", "").upper()


def test_the_parts_are_owner_category_serial_and_check_digit() -> None:
    found = container_number.parse("CSQU 305438-3")
    assert (found.owner, found.category, found.serial, found.check_digit) == (
        "CSQ",
        "U",
        "305438",
        3,
    )


def test_a_wrong_check_digit_is_kept_as_written_and_explained() -> None:
    found = container_number.parse("CSQU3054384")
    assert not found.valid
    assert found.canonical == "CSQU3054384"
    assert [p.code for p in found.problems] == ["container-number.check-digit"]
    assert "3" in found.problems[0].message


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "container-number.blank"),
        ("CSQO3054383", "container-number.category"),
        ("CSQU305438", "container-number.form"),
        ("CSQU30543833", "container-number.form"),
        ("CSQU3054383\n", "container-number.form"),
        ("4711", "container-number.form"),
    ],
)
def test_what_has_not_the_form_says_why(written: str, code: str) -> None:
    found = container_number.parse(written)
    assert [p.code for p in found.problems] == [code]
    assert found.canonical is None
    assert found.written == written


@given(FIRST_TEN)
def test_exactly_one_of_the_ten_digits_is_right(first_ten: str) -> None:
    right = [digit for digit in range(10) if container_number.parse(f"{first_ten}{digit}").valid]
    assert right == [container_number.expected_check_digit(first_ten)]


@given(FIRST_TEN, st.integers(0, 9), st.integers(1, 9))
def test_a_digit_mistyped_once_shows(first_ten: str, place: int, shift: int) -> None:
    place = 4 + place % 6
    mistyped = str((int(first_ten[place]) + shift) % 10)
    other = first_ten[:place] + mistyped + first_ten[place + 1 :]
    # The remainder 10 is written 0, so that these two cannot be told apart (ISO 6346, annex A).
    digit, other_digit = map(container_number.expected_check_digit, (first_ten, other))
    assert digit != other_digit or digit == 0


@settings(deadline=None)
@given(st.lists(ANY_TEXT, max_size=80))
def test_column_and_scalar_agree_on_any_text(written: list[str | None]) -> None:
    frame = pl.DataFrame({"number": pl.Series(written, dtype=pl.String)})
    canonical = container_number.canonical_column(col("number")).expr
    columns = frame.with_columns(canonical=canonical).with_columns(
        shaped=container_number.shape_column(col("canonical")).expr,
        right=container_number.check_digit_column(col("canonical")).expr,
    )
    for text, shown, shaped, right in columns.iter_rows():
        if text is None:
            assert (shown, shaped, right) == (None, None, None)
            continue
        found = container_number.parse(text)
        assert shaped == (found.canonical is not None)
        assert right == (found.valid if shaped else None)
        if shaped:
            assert shown == found.canonical
