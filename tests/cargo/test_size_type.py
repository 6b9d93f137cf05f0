import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo import Severity
from quaywatch.cargo.identifiers import size_type
from quaywatch.cargo.terms import col


@pytest.mark.parametrize(
    ("written", "edition", "feet", "height_mm", "kind"),
    [
        ("22G1", "1995", 20, 2591, "dry"),
        ("45G1", "1995", 40, 2896, "dry"),
        ("45R1", "1995", 40, 2896, "reefer"),
        ("L5G1", "1995", 45, 2896, "dry"),
        ("22T6", "1995", 20, 2591, "tank"),
        ("42UT", "1995", 40, 2591, "open_top"),
        ("22P3", "1995", 20, 2591, "flat_rack"),
        ("45H5", "1995", 40, 2896, "insulated"),
        ("2200", "1984", 20, 2591, "dry"),
        ("4510", "1984", 40, 2896, "dry"),
        ("4532", "1984", 40, 2896, "reefer"),
        ("2270", "1984", 20, 2591, "tank"),
        ("4551", "1984", 40, 2896, "open_top"),
        ("40HC", "trade", 40, 2896, "dry"),
        ("40rh", "trade", 40, 2896, "reefer"),
        ("20DV", "trade", 20, 2591, "dry"),
    ],
)
def test_both_editions_and_trade_names_are_understood(
    written: str, edition: str, feet: int, height_mm: int, kind: str
) -> None:
    found = size_type.parse(written)
    assert (found.edition, found.feet, found.height_mm, found.kind) == (
        edition,
        feet,
        height_mm,
        kind,
    )
    assert found.valid
    assert found.is_reefer == (kind == "reefer")


def test_a_trade_name_is_understood_with_a_warning() -> None:
    problems = size_type.parse("40HC").problems
    assert [(p.code, p.severity) for p in problems] == [("size-type.trade-name", Severity.WARNING)]


@pytest.mark.parametrize(
    "written", ["", "9XX", "Q5G1", "45Q1", "7700", "45G", "\uff14\uff15\uff27\uff11"]
)
def test_an_unknown_code_is_kept_and_explained(written: str) -> None:
    found = size_type.parse(written)
    assert [p.code for p in found.problems] == ["size-type.unknown"]
    assert found.written == written
    assert found.explain() == "unknown"
    assert found.masses is None


def test_it_explains_itself_in_words() -> None:
    assert size_type.parse("45R1").explain() == "40 ft, 2.90 m high, reefer"


def test_usual_masses_of_a_forty_foot_reefer_are_those_of_the_trade() -> None:
    masses = size_type.parse("45R1").masses
    assert masses is not None
    assert 4000 < masses.lightest_tare <= masses.tare < 5000
    assert 28000 < masses.payload < 31000


@pytest.mark.parametrize("times", [1, 80])
@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=5), st.from_regex("[2-4L][0-9][A-Z0-9]{2}"))))
def test_columns_say_what_the_scalar_says(times: int, written: list[str | None]) -> None:
    frame = pl.DataFrame({"code": pl.Series(written * times, dtype=pl.String)})
    code = col("code")
    columns = frame.select(
        code.expr,
        valid=size_type.valid_column(code).expr,
        kind=size_type.kind_column(code).expr,
        payload=size_type.mass_column(code, "payload").expr,
    )
    for text, valid, kind, payload in columns.iter_rows():
        found = None if text is None else size_type.parse(text)
        assert valid == (None if found is None else found.valid)
        assert kind == (None if found is None else found.kind)
        masses = None if found is None else found.masses
        assert payload == (None if masses is None else masses.payload)


def test_blanks_and_signs_of_feet_change_nothing_in_a_trade_name() -> None:
    assert size_type.parse("40' HC").feet == size_type.parse("40HC").feet == 40
    assert size_type.parse("22 G1").kind == "dry"
