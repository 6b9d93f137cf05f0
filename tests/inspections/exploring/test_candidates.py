"""The value of information of the candidates of a round."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.inspections.exploring import Code, Explored, Prior, informed

LOOKS = pl.DataFrame(schema={"stratum": pl.String, "weeks": pl.Float64, "found": pl.Boolean})


def boxes() -> pl.DataFrame:
    """Two probable boxes, thirty of sugar and thirty of charcoal that the ranking leaves out."""
    rows = [("top-1", 0.2, "fruit"), ("top-2", 0.1, "fruit")]
    rows += [(f"sugar-{i:02}", 0.001, "sugar") for i in range(30)]
    rows += [(f"charcoal-{i:02}", 0.001, "charcoal") for i in range(30)]
    return pl.DataFrame(rows, schema=["box_id", "probability", "stratum"], orient="row")


def looked(stratum: str, times: int, finds: int = 0, weeks: float = 1.0) -> pl.DataFrame:
    found = [i < finds for i in range(times)]
    return pl.DataFrame(
        {"stratum": [stratum] * times, "weeks": [weeks] * times, "found": found},
        schema=LOOKS.schema,
    )


def worth(told: pl.DataFrame, box: str) -> float:
    return float(told.filter(box_id=box)["information"].item())


def test_the_rankings_own_boxes_are_looked_at_anyway_and_get_nothing() -> None:
    told = informed(boxes(), LOOKS, slots=2, rounds=13)
    assert told.filter(pl.col("stratum") == "fruit")["information"].to_list() == [0.0, 0.0]


def test_a_stratum_looked_at_often_in_vain_teaches_less_than_one_nobody_knows() -> None:
    told = informed(boxes(), looked("sugar", 200), slots=2, rounds=1000)
    assert worth(told, "charcoal-00") > worth(told, "sugar-00")


def test_a_stratum_not_looked_at_for_long_is_worth_a_look_again() -> None:
    lately = informed(boxes(), looked("sugar", 200), slots=2, rounds=1000)
    ago = informed(boxes(), looked("sugar", 200, weeks=150.0), slots=2, rounds=1000)
    assert worth(ago, "sugar-00") > worth(lately, "sugar-00")


def test_a_find_where_the_ranking_expects_none_draws_looks_there() -> None:
    told = informed(boxes(), looked("charcoal", 20, finds=2), slots=2, rounds=13)
    assert worth(told, "charcoal-00") > 0.01
    row = told.filter(box_id="charcoal-00").row(0, named=True)
    said = Explored(
        stratum=row["stratum"],
        looked=row["stratum_looked"],
        found=row["stratum_found"],
        rate=row["stratum_rate"],
        coming=row["stratum_coming"],
        information=row["information"],
    )
    assert said.code is Code.FOUND_BEFORE
    assert "390" in said.told("en")


@given(st.permutations(range(62)), st.integers(1, 61))
def test_the_order_of_rows_plays_no_part(order: list[int], slots: int) -> None:
    known = looked("sugar", 7, finds=1)
    plain = informed(boxes(), known, slots=slots, rounds=13).sort("box_id")
    mixed = informed(boxes()[order], known, slots=slots, rounds=13)
    assert mixed["box_id"].to_list() == boxes()[order]["box_id"].to_list()
    assert mixed.sort("box_id").equals(plain)


@given(st.integers(1, 61), st.integers(0, 40), st.integers(0, 3))
def test_information_is_never_below_nought(slots: int, looks: int, finds: int) -> None:
    told = informed(boxes(), looked("sugar", looks, finds), slots=slots, rounds=13)
    assert (told["information"] >= 0).all()
    assert told["stratum_rate"].is_between(0, 1).all()


def test_a_round_without_candidates_is_no_trouble() -> None:
    assert informed(boxes()[:0], LOOKS, slots=2, rounds=13).height == 0


def test_boxes_without_a_stratum_are_a_stratum_of_their_own() -> None:
    unknown = boxes().with_columns(stratum=pl.lit(None, dtype=pl.String))
    assert informed(unknown, LOOKS, slots=2, rounds=13)["stratum_coming"][0] == 60 * 13


@pytest.mark.parametrize("language", ["en", "fr", "nl", "es"])
@pytest.mark.parametrize("found", [0.0, 2.0])
def test_an_explored_box_says_what_it_is_to_teach(language: str, found: float) -> None:
    said = Explored(
        stratum="4402", looked=1234.4, found=found, rate=0.0123, coming=900, information=0.02
    ).told(language)
    assert "4402" in said
    assert "900" in said
    assert "{" not in said


def test_the_prior_says_how_many_looks_it_is_worth() -> None:
    weak = informed(boxes(), LOOKS, slots=2, rounds=13, prior=Prior(strength=20.0))
    strong = informed(boxes(), LOOKS, slots=2, rounds=13, prior=Prior(strength=2_000.0))
    assert worth(weak, "sugar-00") >= worth(strong, "sugar-00")
