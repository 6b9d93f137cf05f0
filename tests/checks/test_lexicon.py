import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo.identifiers import hs_code
from quaywatch.cargo.terms import col, lit
from quaywatch.checks.data import rows
from quaywatch.checks.expressions import words
from quaywatch.checks.lexicon import ADMITTED_CODES, admitted_codes, contradicts


def contradiction(description: str, code: str | None) -> bool | None:
    frame = pl.DataFrame(
        {"description": [description], "digits": [code]}, schema_overrides={"digits": pl.String}
    )
    prepared = frame.with_columns(words=words(col("description")).expr)
    admitted = prepared.with_columns(admitted=ADMITTED_CODES.expr)
    return admitted.select(contradicts(col("admitted"), col("digits")).expr).item()


@pytest.mark.parametrize(
    ("description", "code"),
    [
        ("FRESH BANANAS", "090111"),
        ("20 PALLETS PLÁTANO", "440710"),
        ("BANANEN", "0901"),
        ("CAFE VERDE EN GRANO", "080390"),
        ("1 X 40 STC PORCELAIN TILES", "870323"),
        ("crevettes congelées", "7204"),
        ("bananas", "0804"),
        ("bananas", "09"),
    ],
)
def test_other_goods_than_the_code_says_are_noticed(description: str, code: str) -> None:
    assert contradiction(description, code)


@pytest.mark.parametrize(
    ("description", "code"),
    [
        ("FRESH BANANAS", "080390"),
        ("FRESH BANANAS", "08"),
        ("BANANAS AND PINEAPPLES", "080430"),
        ("BANANA FLOUR", "110630"),
        ("FROZEN BANANAS", "081190"),
        ("BANANA PLANTS", "060290"),
        ("COFFEE TABLES", "940360"),
        ("WINE GLASSES", "701337"),
        ("SALT DRIED COD", "030551"),
        ("GENERAL CARGO", "080390"),
        ("", "080390"),
        ("WIDGETS OF A KIND NOBODY KNOWS", "080390"),
        ("ABANANASTIC", "440710"),
    ],
)
def test_when_unsure_it_is_silent(description: str, code: str) -> None:
    assert not contradiction(description, code)


def test_without_a_code_there_is_nothing_to_contradict() -> None:
    assert not contradiction("FRESH BANANAS", None)


@settings(deadline=None)
@given(st.text(max_size=30))
def test_words_stand_alone_between_blanks(text: str) -> None:
    shown = pl.select(words(lit(text)).expr).item()
    assert shown.split() == shown.strip(" ").split("  ") or not shown.strip(" ")
    assert shown.startswith(" ")
    assert shown.endswith(" ")


def test_all_that_the_lexicon_admits_exists() -> None:
    admitted = {code for row in rows("lexicon.csv") for code in row["admits"].split()}
    assert {code for code in admitted - {"*"} if not hs_code.parse(code).valid} == set()


TRADE = st.sampled_from(
    [
        "fresh",
        "bananas",
        "palm",
        "hearts",
        "oil",
        "olive",
        "coffee",
        "tables",
        "pulpa",
        "de",
        "madera",
    ]
)


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(max_size=12), st.lists(TRADE).map(" ".join)), max_size=9))
def test_many_descriptions_are_read_as_each_is_alone(descriptions: list[str]) -> None:
    frame = pl.DataFrame({"text": pl.Series(descriptions * 80, dtype=pl.String)})
    texts = frame.select(words=words(col("text")).expr)
    together = texts.select(ADMITTED_CODES.expr).to_series().to_list()
    assert together == [admitted_codes(text) for text in texts["words"]]
