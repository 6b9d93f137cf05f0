"""A spreadsheet gives back the assessment that it was made from, and hostile ones are refused."""

import contextlib
import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from quaywatch.norms.package import Package, packed
from quaywatch.norms.sheet import BadSheet, read, written
from tests.norms.generating import packages
from tests.norms.making import CATALOGUE, DAY, answered

SOUND = packed(answered(), CATALOGUE, DAY)
CONTENT = written(SOUND, CATALOGUE)


@given(packages())
@settings(max_examples=150)
def test_every_assessment_comes_back_the_same(package: Package) -> None:
    assert read(written(package, CATALOGUE)) == package


def test_an_assessor_sees_the_statement_in_their_language_beside_each_answer() -> None:
    book = load_workbook(BytesIO(written(SOUND, CATALOGUE, "es")))
    row = [cell.value for cell in book["findings"][2]]
    assert "El resultado de un escaneo está disponible" in str(row[2])


def test_what_a_spreadsheet_program_saves_again_is_read_the_same() -> None:
    book = load_workbook(BytesIO(written(SOUND, CATALOGUE)))
    saved = BytesIO()
    book.save(saved)
    assert read(saved.getvalue()) == SOUND


def edited(sheet: str, row: int, column: str, value: object) -> bytes:
    book = load_workbook(BytesIO(written(SOUND, CATALOGUE)))
    names = [cell.value for cell in book[sheet][1]]
    book[sheet].cell(row, names.index(column) + 1).value = value
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_an_assessor_changes_an_answer_by_hand() -> None:
    assert read(edited("findings", 2, "said", 1)).findings[0].answer.said == 1
    assert read(edited("findings", 2, "note", "two lanes only")).findings[0].answer.note == (
        "two lanes only"
    )
    assert read(edited("findings", 2, "said", "unknown")).findings[0].answer.said == "unknown"


@pytest.mark.parametrize(
    ("sheet", "column", "value", "message"),
    [
        ("findings", "said", 7, r"sheet findings, row 2: Invalid enum value 7 \(column said\)"),
        ("findings", "stated", "{", "sheet findings, row 2"),
        ("evidence", "kind", "hearsay", r"sheet evidence, row 2: .* \(column kind\)"),
        ("evidence", "valid_until", '"2019-01-01"', "sheet evidence, row 2: .*valid at least"),
    ],
)
def test_what_no_assessment_can_say_is_told_with_its_place(
    sheet: str, column: str, value: object, message: str
) -> None:
    with pytest.raises(BadSheet, match=message):
        read(edited(sheet, 2, column, value))


def test_rows_count_as_the_assessor_sees_them_blank_ones_too() -> None:
    book = load_workbook(BytesIO(edited("findings", 2, "said", 7)))
    book["findings"].insert_rows(2, amount=3)
    saved = BytesIO()
    book.save(saved)
    with pytest.raises(BadSheet, match="sheet findings, row 5"):
        read(saved.getvalue())


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", " =1"])
def test_text_that_looks_like_a_formula_is_none(note: str) -> None:
    finding = SOUND.findings[0]
    answer = msgspec.structs.replace(finding.answer, note=note, gap_owner=note)
    package = msgspec.structs.replace(
        SOUND, findings=(msgspec.structs.replace(finding, answer=answer),)
    )
    content = written(package, CATALOGUE)
    for sheet in load_workbook(BytesIO(content)):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    assert read(content) == package


def bomb() -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * (200 * 2**20))
    return data.getvalue()


def plain() -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("readme.txt", "no spreadsheet")
    return data.getvalue()


def test_bombs_and_files_of_other_sorts_are_refused_with_a_reason() -> None:
    with pytest.raises(BadSheet, match="unpacks to"):
        read(bomb())
    for content in (b"", b"PK\x03\x04", b"%PDF", plain(), b"\0" * (17 * 2**20)):
        with pytest.raises(BadSheet):
            read(content)


@given(st.data())
@settings(max_examples=300)
def test_a_damaged_spreadsheet_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    content = bytearray(CONTENT)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(BadSheet):
        assert isinstance(read(bytes(content)), Package)


def test_the_same_assessment_makes_the_same_bytes_whenever_it_is_written() -> None:
    time.sleep(2.1)  # an archive tells time in steps of two seconds
    assert written(SOUND, CATALOGUE) == CONTENT
