"""Forms say what the notice says, in every language and shape, and no cell is a formula."""

import csv
import tomllib
from html import escape
from importlib.resources import files
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from quaywatch.alliance import Notice, Purpose
from quaywatch.alliance.bodies import (
    Indicator,
    ModusOperandi,
    RiskInformation,
    Seen,
    Seizure,
    Sighting,
)
from quaywatch.alliance.line.bringing import LATER
from quaywatch.alliance.policy.categories import CORRECTED
from quaywatch.api.forms import as_csv, as_workbook, form, html, pdf, rows
from quaywatch.api.forms.tables import HEAD
from quaywatch.api.schemas import Language
from quaywatch.cargo import Concealment, ConcealmentPlace
from tests.alliance import making
from tests.alliance.making import NOW, SEIZURE, notice

LANGUAGES: tuple[Language, ...] = ("en", "fr", "nl", "es")
RISK = RiskInformation(
    title="Reefers by one agent",
    risk="Kits in evaporators",
    measures="Open the unit",
    from_on=NOW.date(),
    until_on=NOW.date(),
    feedback_by=NOW.date(),
)
LOOK = Indicator(what=Seen.CONTAINER, value="MSCU1234566", together=((Seen.HEADING, "0803"),))


def filled(one: Notice, language: Language = "en") -> dict[str, str]:
    made = form(one, language=language, authority="Customs of Antwerp", simulated=True)
    return {asked: text for part in made.parts for asked, text in part.boxes}


def test_a_find_is_a_seizure_report() -> None:
    boxes = filled(notice())
    assert boxes["Gross mass"] == "312.5 kg"
    assert boxes["Route"].endswith("Rotterdam (NLRTM)")
    assert boxes["Legal basis"] == "agreement of the allied ports, art. 4"
    assert boxes["May be passed on"] == "no, ask the authority"


def test_a_risk_is_a_risk_information_form_with_the_day_for_feedback() -> None:
    boxes = filled(notice(RISK), "fr")
    assert boxes["Attendu pour le"] == "2026-03-02"
    assert boxes["Description"] == "Kits in evaporators"


def test_what_has_to_come_together_stands_together() -> None:
    assert filled(notice(LOOK), "nl")["Let op"] == "container MSCU1234566 + goederen 0803"


@pytest.mark.parametrize("code", [CORRECTED, LATER])
def test_a_correction_of_which_nothing_may_be_told_is_said_in_the_language_of_the_form(
    code: str,
) -> None:
    said = notice(version=2, correction=code)
    fields = {"en": "Corrects", "fr": "Corrige", "nl": "Verbetert", "es": "Corrige"}
    told = {filled(said, language)[fields[language]] for language in LANGUAGES}
    assert len(told) == len(LANGUAGES)
    assert not any("quaywatch" in one for one in told)


def test_there_is_no_form_for_what_no_form_is_made_for() -> None:
    with pytest.raises(ValueError, match="sighting"):
        filled(notice(Sighting(of=f"indicator/{notice().id}", first_at=NOW, last_at=NOW)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("body", [SEIZURE, RISK, LOOK, ModusOperandi(title="a", description="b")])
def test_every_form_has_its_light_and_its_mark_in_every_language(
    body: Seizure, language: Language
) -> None:
    made = form(notice(body), language=language, authority="Customs", simulated=True)
    page = html(made)
    assert f'lang="{language}"' in page
    assert "TLP:AMBER" in page
    assert escape(made.simulated) in page
    assert "<script" not in page
    assert pdf(made)[:5] == b"%PDF-"
    assert pdf(made) == pdf(made)


def test_every_word_is_there_in_every_language() -> None:
    texts = tomllib.loads(files("quaywatch.api.forms").joinpath("texts.toml").read_text("utf-8"))
    assert set(texts) == set(LANGUAGES)
    assert len({frozenset(words) for words in texts.values()}) == 1
    for name in (*(f"seen_{one}" for one in Seen), *(f"purpose_{one}" for one in Purpose)):
        assert texts["es"][name]


@pytest.mark.parametrize("way", Concealment)
def test_every_way_of_hiding_has_its_words(way: Concealment) -> None:
    body = Seizure(found_at=NOW, at="BEANR", substance="cocaine", concealment=way)
    assert filled(notice(body))["How it was hidden"]


@pytest.mark.parametrize("place", ConcealmentPlace)
def test_every_place_has_its_words(place: ConcealmentPlace) -> None:
    body = Seizure(found_at=NOW, at="BEANR", substance="cocaine", place=place)
    assert filled(notice(body))["How it was hidden"]


def test_what_a_notice_says_is_text_and_never_markup() -> None:
    body = Seizure(found_at=NOW, at="BEANR", substance="<b>x</b> #pagebreak()", note="'\"&")
    made = form(notice(body), language="en", authority="A", simulated=False)
    assert "&lt;b&gt;x&lt;/b&gt;" in html(made)
    assert pdf(made)[:5] == b"%PDF-"


def test_each_container_is_a_line_with_its_check_digit_judged() -> None:
    body = Seizure(
        found_at=NOW, at="BEANR", substance="cocaine", containers=("MSCU 123456-6", "MSCU1234567")
    )
    found = [dict(zip(HEAD, line, strict=True)) for line in rows([notice(body), notice(LOOK)])]
    assert [one["container_number"] for one in found] == [
        "MSCU1234566",
        "MSCU1234567",
        "MSCU1234566",
    ]
    assert [one["check_digit_valid"] for one in found] == ["yes", "no", "yes"]
    assert {one["tlp"] for one in found} == {"amber"}


@given(making.notices())
@settings(max_examples=8, deadline=None)
def test_tables_of_any_notice_are_read_back_and_no_cell_is_a_formula(one: Notice) -> None:
    lines = list(rows([one]))
    read = list(csv.reader(StringIO(as_csv(lines).decode(), newline="")))
    assert len(read) == len(lines) + 1
    assert all(len(line) == len(HEAD) for line in read)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for line in read for cell in line)
    sheet = load_workbook(BytesIO(as_workbook(lines))).worksheets[0]
    assert sheet.max_row == len(lines) + 1
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}
