import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo import Severity
from quaywatch.cargo.identifiers import hs_code
from quaywatch.cargo.identifiers.facts import table
from quaywatch.cargo.terms import col


@pytest.mark.parametrize(
    "written", ["08", "0803", "080390", "08039010", "0803901000", "0803.90.10"]
)
def test_a_code_reaches_as_far_as_it_is_written(written: str) -> None:
    found = hs_code.parse(written)
    assert found.valid
    assert found.chapter == "08"
    assert found.heading == ("0803" if len(written) > 2 else None)
    assert found.subheading == ("080390" if len(written) > 4 else None)


@pytest.mark.parametrize(
    ("written", "code", "severity"),
    [
        ("", "hs-code.form", Severity.ERROR),
        ("BANANA", "hs-code.form", Severity.ERROR),
        ("0803\n", "hs-code.form", Severity.ERROR),
        ("803", "hs-code.length", Severity.ERROR),
        ("08039010001", "hs-code.length", Severity.ERROR),
        ("7712", "hs-code.chapter", Severity.ERROR),
        ("00", "hs-code.chapter", Severity.ERROR),
        ("0899", "hs-code.heading", Severity.ERROR),
        ("080399", "hs-code.subheading", Severity.WARNING),
    ],
)
def test_what_is_no_code_is_kept_and_explained(written: str, code: str, severity: Severity) -> None:
    found = hs_code.parse(written)
    assert found.written == written
    assert [(p.code, p.severity) for p in found.problems] == [(code, severity)]


def test_chapters_98_and_99_belong_to_each_country() -> None:
    found = hs_code.parse("99309910")
    assert found.valid
    assert found.national


def test_a_heading_of_an_earlier_edition_is_still_a_code() -> None:
    assert hs_code.parse("8469").valid


def test_there_are_96_chapters_with_titles_in_four_languages() -> None:
    chapters = table("hs_chapters.csv")
    assert [row["chapter"] for row in chapters] == [f"{n:02}" for n in range(1, 98) if n != 77]
    assert all(row[language] for row in chapters for language in ("en", "fr", "nl", "es"))


def test_every_heading_of_the_nomenclature_has_a_title_of_its_own() -> None:
    titled = [row["heading"] for row in table("hs_headings.csv")]
    known = [row["heading"] for row in table("hs_subheadings.csv")]
    assert titled == known
    assert all(row["title"] for row in table("hs_headings.csv"))


def test_every_subheading_is_valid() -> None:
    codes = hs_code.subheadings()
    assert len(codes) > 5600
    assert not [code for code in codes if hs_code.parse(code).problems]


def test_a_title_is_as_close_as_known() -> None:
    assert hs_code.title("08039010") == "Bananas"
    assert hs_code.title("08") == "Fruit and nuts"
    assert hs_code.title("0803", "nl") == "Fruit en noten"
    assert hs_code.title("no code") is None


@pytest.mark.parametrize("times", [1, 80])
@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=11), st.from_regex("[0-9. ]{2,11}"))))
def test_columns_say_what_the_scalar_says(times: int, written: list[str | None]) -> None:
    frame = pl.DataFrame({"code": pl.Series(written * times, dtype=pl.String)})
    columns = frame.with_columns(
        valid=hs_code.valid_column(col("code")).expr, digits=hs_code.digits_column(col("code")).expr
    )
    for text, valid, digits in columns.iter_rows():
        found = None if text is None else hs_code.parse(text)
        assert valid == (None if found is None else found.valid)
        assert digits == (found.digits if found is not None and found.valid else None)


def test_zeros_that_fill_a_field_are_no_part_of_a_goods_code() -> None:
    assert hs_code.parse("080390100000").digits == "0803901000"


def test_a_goods_code_of_twelve_digits_that_mean_something_is_too_long() -> None:
    assert not hs_code.parse("080390100012").valid


def test_hyphens_may_part_a_goods_code() -> None:
    assert hs_code.parse("0803-90-10").digits == "08039010"
