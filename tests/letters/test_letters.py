"""Whoever writes a letter: it stands alone, shows all it holds and obeys nothing that it quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.letters import Letter, Passage, Table, html, page, pdf, percent

CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)


def a_letter(text: str = "words", chart: str = "") -> Letter:
    return Letter(
        language="en",
        authority=text,
        title="Title",
        simulated=text,
        opening=(text,),
        chart=chart,
        chart_says="bars",
        tables=(
            Table(title="Full", head=("a", "b"), rows=((text, "1"),), none="-"),
            Table(title="Empty", head=("a",), rows=(), none="nothing here"),
        ),
        examples_title="Examples",
        examples=(Passage(heading="One", sentences=(text,)),),
        method="how",
    )


@given(st.text(alphabet="<>&\"'abc /", min_size=1, max_size=30))
def test_what_a_letter_quotes_is_shown_and_never_obeyed(text: str) -> None:
    made = html(a_letter(f"<script>{text}</script>"))
    assert "<script" not in made
    assert made.count("&lt;script&gt;") == 5
    assert "nothing here" in made


@pytest.mark.parametrize("chart", ["", CHART])
def test_a_chart_stands_in_both_forms_where_there_is_one(chart: str) -> None:
    made = a_letter(chart=chart)
    assert ("<svg" in html(made)) is bool(chart)
    assert pdf(made).startswith(b"%PDF-")
    assert pdf(made) == pdf(made)


def test_a_page_is_its_marks_its_body_and_its_closing_and_asks_for_nothing_outside() -> None:
    made = page("nl", "Douane", "Formulier", ["ROOD", "GESIMULEERD"], ["<dl></dl>"], "slot")
    assert '<html lang="nl">' in made
    assert made.count('class="mark"') == 2
    assert made.index("ROOD") < made.index("GESIMULEERD") < made.index("<dl>") < made.index("slot")
    assert not any(each in made for each in ("http", "<script", "src=", "@import"))


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "12.3%"), ("fr", "12,3\u00a0%"), ("nl", "12,3\u00a0%"), ("es", "12,3\u00a0%")],
)
def test_a_share_is_written_as_the_language_does(language: str, written: str) -> None:
    assert percent(0.1234, language) == written
    assert percent(0.1234, language, digits=0).startswith("12")
