"""The report tells a minister what is so, on whose word, and what is not known."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from quaywatch.letters import Letter, html, pdf
from quaywatch.norms import Catalogue, Level, Standing, State
from quaywatch.norms.evidence import Figure
from quaywatch.norms.gaps import assumptions, ranked
from quaywatch.norms.report import LANGUAGES, report
from quaywatch.norms.report.content import _texts  # pyright: ignore[reportPrivateUsage]
from quaywatch.norms.standing import Backing

CATALOGUE = Catalogue.load()
DAY = date(2026, 3, 2)


def stood(requirement: str, state: State, backing: Backing = Backing.DECLARED) -> Standing:
    measured = backing is Backing.MEASURED
    return Standing(
        requirement=requirement,
        state=state,
        backing=backing,
        figure=Figure(value=0.89, of=100, low=0.81, high=0.94) if measured else None,
        observed_on=None,
        evidence=(),
        expired=(),
        certain=not measured,
    )


STANDINGS = (
    stood("GOV-01", State.MET),
    stood("GOV-02", State.MET, Backing.VERIFIED),
    stood("DAT-05", State.NOT_MET, Backing.MEASURED),
    stood("REE-02", State.UNKNOWN),
    stood("VET-05", State.NOT_APPLICABLE),
)


def made(language: str, *, simulated: bool = True, authority: str = "Customs") -> Letter:
    gaps = ranked(CATALOGUE, STANDINGS, {}, assumptions())
    return report(
        "BEANR",
        DAY,
        Level.TARGET,
        CATALOGUE,
        STANDINGS,
        gaps,
        language=language,
        authority=authority,
        simulated=simulated,
    )


def test_all_languages_say_the_same_things() -> None:
    texts = _texts()
    assert set(texts) == set(LANGUAGES)
    assert all(texts[each].keys() == texts["en"].keys() for each in LANGUAGES)


def test_what_another_port_or_the_node_proved_is_told_apart_from_the_ports_own_word() -> None:
    said = " ".join(made("en").opening)
    assert "It meets 2 of 4. Of those, 1 were measured or verified" in said
    assert "1 are not met, 0 in part" in said
    assert "of 1 nobody knows" in said
    assert "Of 1 figures the interval reaches across the threshold" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_measured_figures_stand_with_interval_and_threshold(language: str) -> None:
    (row,) = made(language).tables[0].rows
    comma = "." if language == "en" else ","
    assert row[0].startswith("DAT-05 ")
    assert [cell.rstrip("\N{NO-BREAK SPACE}%") for cell in (row[1], row[3])] == [
        f"89{comma}0",
        f"90{comma}0",
    ]
    assert f"81{comma}0" in row[2]


def test_the_chart_shows_each_group_by_what_is_met_of_all() -> None:
    drawn = ET.fromstring(made("en").chart)
    texts = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "2 / 2" in texts
    assert CATALOGUE.groups[0].name["en"] in texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_stands_alone_and_is_marked_when_simulated(language: str) -> None:
    page = html(made(language, authority="<script>x</script>"))
    assert f'<html lang="{language}">' in page
    assert "<script" not in page
    assert 'class="mark"' in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    assert 'class="mark"' not in html(made(language, simulated=False))


def test_as_pdf_it_is_tagged_and_the_same_each_time() -> None:
    one = pdf(made("fr"))
    assert one.startswith(b"%PDF-")
    assert b"pdfuaid" in one or b"/StructTreeRoot" in one
    assert one == pdf(made("fr"))


def test_with_nothing_open_and_nothing_measured_that_is_said() -> None:
    standings = (stood("GOV-01", State.MET),)
    one = report(
        "BEANR",
        DAY,
        Level.BASELINE,
        CATALOGUE,
        standings,
        (),
        language="en",
        authority="Customs",
        simulated=False,
    )
    assert [table.rows for table in one.tables] == [(), ()]
    assert "Nothing is open." in html(one)
