"""A place aboard is bay, row and tier."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo.identifiers import stowage_cell


@pytest.mark.parametrize(
    ("written", "place", "on_deck"),
    [
        ("0340882", (34, 8, 82), True),
        ("340882", (34, 8, 82), True),
        (" 0010002 ", (1, 0, 2), False),
        ("1180174", (118, 1, 74), True),
    ],
)
def test_six_or_seven_digits_are_bay_row_and_tier(
    written: str, place: tuple[int, int, int], on_deck: bool
) -> None:
    found = stowage_cell.parse(written).place
    assert found == place
    assert found is not None
    assert found.on_deck == on_deck


@pytest.mark.parametrize("written", ["", "12345", "0000182", "0340800", "DECK", "٠٣٤٠٨٨٢"])
def test_what_is_no_place_is_kept_and_explained(written: str) -> None:
    found = stowage_cell.parse(written)
    assert (found.place, found.written) == (None, written)
    assert [problem.code for problem in found.problems] == ["stowage-cell.form"]


@given(st.text())
def test_any_text_is_read_without_harm(written: str) -> None:
    found = stowage_cell.parse(written)
    assert (found.place is None) == bool(found.problems)
