"""Many profiles together say what each says alone, of one consignment as of a large batch."""

import polars as pl
import pytest

from quaywatch.rules.language import Plan, bind, parse
from quaywatch.rules.language import plan as planning
from tests.rules.expressions import to_frames
from tests.rules.making import NO_FINDINGS

PORTS = ["ECGYE", "COCTG", "BEANR", "ECPBO", ""]
RECORDS = [
    {
        "route.port_of_loading": port,
        "goods": [{"goods.hs_code": code, "goods.description": "Fresh BANANAS"}],
        "equipment": [],
    }
    for port in PORTS
    for code in ("080390", "090111", None)
]
EXPRESSIONS = [
    'route.port_of_loading in ["ECGYE", "COCTG"]',
    'route.port_of_loading == "BEANR" && any(goods.hs_code.startsWith("08"))',
    'any(goods.hs_code.startsWith("0803") && goods.description.lower().contains("banana"))',
    'any(goods.hs_code in ["090111"]) || !has(route.port_of_loading)',
    'route.port_of_loading.country() == "EC" && all(goods.hs_code.startsWith("08"))',
    'finding("late-filing") && size(goods) == 1',
]
FINDINGS = pl.DataFrame(
    {"row": [2, 9, 14], "code": ["late-filing", "late-filing", "other"]},
    schema_overrides={"row": pl.UInt32()},
)


@pytest.mark.parametrize("block", [4, 1 << 17])
def test_many_profiles_say_together_what_each_says_alone(block, monkeypatch) -> None:
    monkeypatch.setattr(planning, "_BLOCK", block)
    bounds = [bind(parse(text)) for text in EXPRESSIONS]
    frames = to_frames(RECORDS)
    alone = {
        (row, number)
        for number, bound in enumerate(bounds)
        for row in Plan([bound]).by_row(frames, FINDINGS)[0].tolist()
    }
    for ask in (Plan(bounds).by_row, Plan(bounds).by_column):
        rows, numbers = ask(frames, FINDINGS)
        assert list(zip(rows.tolist(), numbers.tolist(), strict=True)) == sorted(alone)
    assert len({number for _, number in alone}) == len(EXPRESSIONS)


def test_no_consignment_meets_no_profile() -> None:
    rows, numbers = Plan([bind(parse(EXPRESSIONS[0]))]).by_column(to_frames([]), NO_FINDINGS)
    assert not rows.size
    assert not numbers.size


WORDS = ["Fresh BANANAS", "green coffee", "", None, "Coffee, bananas and timber"]
ABOUT_WORDS = [
    'any(goods.description.lower().contains("banana") || goods.description.matches("^green"))',
    'all(goods.description.lower().contains("banana")) && route.port_of_loading in ["ECGYE"]',
    'any(!goods.description.contains("coffee") && goods.gross_mass_kg > 10)',
    'route.port_of_loading.country() in ["EC"] || route.port_of_loading.lower().endsWith("nr")',
    '!(route.port_of_loading in ["ECGYE", "BEANR"])',
]


@pytest.mark.parametrize("times", [1, 9])
def test_texts_that_come_back_are_asked_once_and_answer_as_ever(times: int) -> None:
    records = [
        {
            "route.port_of_loading": port,
            "goods": [{"goods.description": word, "goods.gross_mass_kg": mass} for mass in (5, 20)],
            "equipment": [],
        }
        for port in PORTS
        for word in WORDS
    ] * times
    frames, plan = to_frames(records), Plan([bind(parse(text)) for text in ABOUT_WORDS])
    one_by_one, together = plan.by_row(frames, NO_FINDINGS), plan.by_column(frames, NO_FINDINGS)
    assert [each.tolist() for each in one_by_one] == [each.tolist() for each in together]
    assert {*together[1].tolist()} == {*range(len(ABOUT_WORDS))}
