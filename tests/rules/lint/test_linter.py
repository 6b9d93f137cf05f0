"""Officers are told what is wrong with a profile before it goes live."""

from datetime import UTC, date, datetime

import pytest

from quaywatch.rules import Example, Profile, RuleBook, load
from quaywatch.rules.examples import example_frames
from quaywatch.rules.lint import Kind, lint
from tests.rules.making import NO_FINDINGS, profile

TODAY = date(2026, 5, 1)
BOTH = (Example(name="yes", match=True), Example(name="no", match=False))


def exemplified(code: str, expression: str, ends: date | None = None) -> Profile:
    made = profile(code, expression)
    return Profile(
        **{name: getattr(made, name) for name in made.__struct_fields__}
        | {"tests": BOTH, "ends": ends}
    )


def said(*profiles: Profile, **more) -> list[tuple[str, str, int | None]]:
    return [(each.code, each.kind, each.at) for each in lint(RuleBook(profiles), TODAY, **more)]


def test_the_built_in_profiles_leave_nothing_to_say() -> None:
    assert lint(load(), TODAY) == []


@pytest.mark.parametrize(
    ("expression", "kind", "word"),
    [
        ("size(goods) > 5 && size(goods) < 3", Kind.NEVER, "< 3"),
        ('finding("a") || size(goods) < 0', Kind.DEAD, "< 0"),
        ("size(goods) > 5 && size(goods) > 3", Kind.IDLE, "> 3"),
        ('consignee.country == "Belgium"', Kind.VALUE, "=="),
        ('route.port_of_loading in ["ECGYE", "QQQQQ"]', Kind.VALUE, "in ["),
        ('consignee.name.upper() == "sim"', Kind.VALUE, "=="),
        ('filing.function == "amended"', Kind.VALUE, "=="),
        ('any(goods.hs_code == "banana")', Kind.VALUE, "=="),
        ("any(goods.gross_mass_kg > 5 && goods.gross_mass_kg < 3)", Kind.NEVER, "any"),
        ("count(goods.gross_mass_kg > 5 && goods.gross_mass_kg < 3) == 0", Kind.NEVER, "< 3"),
    ],
)
def test_a_remark_stands_at_its_place(expression, kind, word) -> None:
    assert ("a", kind, expression.index(word)) in said(exemplified("a", expression))


def test_a_check_that_is_not_there_is_named() -> None:
    found = said(exemplified("a", 'finding("late-fling")'), checks=["late-filing"])
    assert found == [("a", Kind.CHECK, 0)]


def test_the_same_twice_and_one_within_another_are_told() -> None:
    one, two = 'finding("a") && finding("b")', 'finding("b") && finding("a")'
    found = lint(
        RuleBook(
            [exemplified("one", one), exemplified("two", two), exemplified("wide", 'finding("a")')]
        ),
        TODAY,
    )
    assert {(each.code, each.kind, each.other) for each in found} == {
        ("one", Kind.SAME, "two"),
        ("two", Kind.SAME, "one"),
        ("one", Kind.COVERED, "wide"),
        ("two", Kind.COVERED, "wide"),
    }


def test_a_profile_is_told_to_be_ending_and_ended() -> None:
    soon = exemplified("soon", 'finding("a")', date(2026, 5, 20))
    over = exemplified("over", 'finding("b")', TODAY)
    later = exemplified("later", 'finding("c")', date(2026, 12, 1))
    assert said(soon, over, later) == [("over", Kind.EXPIRED, None), ("soon", Kind.EXPIRING, None)]


def test_a_profile_met_by_half_of_all_is_too_broad_and_one_met_by_none_is_silent() -> None:
    sample = example_frames(
        tuple(Example(name=str(i), match=True, goods=({},) * (i % 2)) for i in range(40))
    )
    found = said(
        exemplified("half", "size(goods) == 1"),
        exemplified("none", "size(goods) == 7"),
        sample=(sample, NO_FINDINGS),
    )
    assert found == [("half", Kind.BROAD, None), ("none", Kind.SILENT, None)]


def test_a_profile_without_both_kinds_of_example_is_told() -> None:
    assert said(profile("a", 'finding("a")')) == [("a", Kind.UNTESTED, None)]


def test_a_profile_counts_until_its_end() -> None:
    book = RuleBook([exemplified("a", "size(goods) == 0", date(2026, 5, 2))])
    received = [datetime(2026, 5, day, 23, tzinfo=UTC) for day in (1, 2)]
    frames = example_frames(
        (
            Example(name="before", match=True, filing={"received_at": received[0]}),
            Example(name="after", match=False, filing={"received_at": received[1]}),
            Example(name="undated", match=True),
        )
    )
    assert book.match(frames, NO_FINDINGS)["row"].to_list() == [0, 2]
