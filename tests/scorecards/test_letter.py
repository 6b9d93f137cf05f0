"""The letter: the same report in every language and form, and never a command to the page."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo import Finding, Severity, Subject
from quaywatch.letters import html, pdf
from quaywatch.scorecards import Example, Fault, Period, Report, SubjectKind, scorecards
from quaywatch.scorecards.letter import LANGUAGES, letter
from tests.scorecards.test_scorecards import PEERS, tally

AT = datetime(2026, 3, 2, tzinfo=UTC)


def report(name: str = "QUAY LINE", reference: str = "BL1") -> Report:
    cards = scorecards([*PEERS, tally(name, 300, 150)], [*PEERS, tally(name, 300, 290)])
    card = next(card for card in cards if card.name == name)
    vague = Finding(
        code="description-vague",
        severity=Severity.ERROR,
        subject=Subject.GOODS_ITEM,
        fields=("goods_item.description",),
        values={"goods_item.description": "GENERAL CARGO"},
    )
    return Report(
        kind=SubjectKind.CARRIER,
        period=Period.ending(AT.date(), 4),
        card=card,
        weeks=[],
        lanes=scorecards([tally("ECGYE>BEANR", 300, 150)]),
        faults=[
            Fault(code="description-vague", consignments=150, reference=reference, finding=vague)
        ],
        worst=[
            Example(
                reference=reference,
                message="M1",
                lane="ECGYE>BEANR",
                received_at=AT,
                findings=(vague,),
            )
        ],
    )


def written(found: Report, language: str = "en", *, simulated: bool = False):
    return letter(found, language=language, authority="Test Customs", simulated=simulated)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_says_all_in_its_language(language: str) -> None:
    page = html(written(report(), language))
    for said in ("QUAY LINE", "BL1", "GENERAL CARGO", "Guayaquil", "150", f'lang="{language}"'):
        assert said in page
    assert pdf(written(report(), language)).startswith(b"%PDF-")


def test_the_languages_say_the_same_things() -> None:
    shapes = set()
    for language in LANGUAGES:
        made = written(report(), language, simulated=True)
        shapes.add((len(made.opening), tuple(len(t.rows) for t in made.tables), len(made.examples)))
    assert len(shapes) == 1
    assert len({written(report(), language).method for language in LANGUAGES}) == len(LANGUAGES)


def test_a_fall_is_told_as_one() -> None:
    assert any("worse" in sentence for sentence in written(report()).opening)


def test_a_simulated_world_is_marked_on_the_letter() -> None:
    assert "Simulated world" in html(written(report(), simulated=True))
    assert "Simulated world" not in html(written(report()))


def test_the_same_letter_is_the_same_bytes() -> None:
    assert pdf(written(report())) == pdf(written(report()))


def test_nothing_declared_is_run_by_the_page() -> None:
    page = html(written(report("<script>alert(1)</script>", '"><img src=x>')))
    assert "<script" not in page
    assert "<img" not in page


@settings(max_examples=20, deadline=None)
@given(st.text(min_size=1, max_size=40), st.sampled_from(['#eval("1")', "$x$", "*_`", "]#["]))
def test_nothing_declared_commands_the_typesetter(text: str, markup: str) -> None:
    clean = text.replace("\x00", "")
    assert pdf(written(report(clean + markup, markup + clean))).startswith(b"%PDF-")
