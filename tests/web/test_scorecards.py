"""Scorecards and the testing of messages, on a real node, by keyboard and in four languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from quaywatch.node import Node
from tests.conformance.test_judge import MANIFEST
from tests.web import real_node
from tests.web.test_axe import violations


@pytest.fixture(scope="module")
def node(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    with real_node.copied(demo, tmp_path_factory.mktemp("scorecards")) as opened:
        yield opened


def test_an_officer_goes_from_the_list_of_carriers_to_one_and_back(enter) -> None:
    page = enter("officer")
    page.keyboard.press("c")
    expect(page.get_by_role("heading", name="Scorecards")).to_be_visible()
    page.get_by_role("link", name="13 weeks").click()
    page.get_by_role("rowheader").get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Five questions")).to_be_visible()
    expect(page.get_by_role("heading", name="What to mend first")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Letter (PDF)").click()
    assert download.value.suggested_filename.endswith(".pdf")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Scorecards")).to_be_visible()
    assert "weeks=13" in page.url


def test_a_filer_begins_with_its_own_scorecard_and_reaches_no_other(enter) -> None:
    page = enter("compliance")
    expect(page.get_by_role("heading", level=1, name="QKES")).to_be_visible()
    pages = page.get_by_role("navigation", name="Pages").get_by_role("link")
    assert pages.all_inner_texts() == ["Your scorecard", "What you are asked", "Test a message"]
    page.goto(page.url.split("#")[0] + "#/scorecard/carrier%2FQVEL")
    expect(page.get_by_role("heading", level=1, name="QKES")).to_be_visible()
    page.keyboard.press("c")
    expect(page.get_by_role("heading", level=1, name="QKES")).to_be_visible()


def test_a_message_is_judged_and_its_faults_are_shown_in_it(enter) -> None:
    page = enter("compliance", "#/conformance")
    area = page.get_by_label("or paste the message")
    area.fill(MANIFEST.decode())
    area.press("Control+Enter")
    expect(page.get_by_role("heading", name="Errors were found")).to_be_visible()
    vague = page.get_by_role("listitem").filter(has_text="too general")
    vague.get_by_role("button").first.click()
    chosen = area.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert chosen == "GENERAL CARGO"


def test_a_file_is_judged_by_its_own_bytes(enter, tmp_path) -> None:
    file = tmp_path / "manifest.edi"
    file.write_bytes(MANIFEST.replace(b"EXPORTADORA SA", "EXPORTAÇÕES".encode("latin-1")))
    page = enter("compliance", "#/conformance")
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Judge").click()
    expect(page.get_by_text(f"Read as CUSCAR, {len(file.read_bytes())} B")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 400])
def test_no_page_has_an_obstacle(enter, width: int) -> None:
    page = enter("officer", "#/scorecards?weeks=13", viewport={"width": width, "height": 900})
    page.get_by_role("rowheader").first.wait_for()
    assert violations(page) == []
    page.get_by_role("rowheader").get_by_role("link").first.click()
    page.get_by_role("heading", name="By lane").wait_for()
    page.get_by_text("Show as a table").click()
    assert violations(page) == []
    page.goto(page.url.split("#")[0] + "#/conformance")
    page.get_by_label("or paste the message").fill(MANIFEST.decode())
    page.get_by_role("button", name="Judge").click()
    page.get_by_role("heading", name="What it declares").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize(
    ("language", "title"),
    [("fr", "Notes des déclarants"), ("nl", "Scorekaarten"), ("es", "Puntuaciones")],
)
def test_the_page_speaks_the_language_chosen(enter, language: str, title: str) -> None:
    page = enter("officer", "#/scorecards")
    page.get_by_label("Language").select_option(language)
    expect(page.get_by_role("heading", name=title)).to_be_visible()
