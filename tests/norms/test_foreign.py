"""What is no assessment is told so, wherever it came from, and never breaks the reader."""

import io
import zipfile
from datetime import UTC, datetime

import msgspec
import pytest

from quaywatch.norms.faults import Unreadable, faults, read
from quaywatch.norms.oscal import documents
from quaywatch.norms.package import Package, packed
from quaywatch.norms.sheet import BadSheet
from quaywatch.norms.sheet import read as read_sheet
from tests.norms.making import CATALOGUE, DAY, answered

PACKAGE = packed(answered(), CATALOGUE, DAY)
AT = datetime(2026, 3, 2, tzinfo=UTC)


def test_an_oscal_document_is_told_to_be_none_of_ours() -> None:
    for document in documents(PACKAGE, CATALOGUE, AT).values():
        with pytest.raises(Unreadable, match="assessment"):
            read(msgspec.json.encode(document))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"assessment": "A", "plan": ' + b'{"port": ' * 50_000,
        b'{"assessment": 1e999}',
        b"<?xml version='1.0'?><catalog/>",
        b"null",
    ],
    ids=["empty", "no-text", "deep-list", "deep-object", "huge-number", "xml", "null"],
)
def test_bytes_that_are_no_assessment_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data)


def test_more_bytes_than_any_assessment_has_are_refused_unread() -> None:
    with pytest.raises(Unreadable, match="more than any assessment has"):
        read(b" " * (64 * 2**20 + 1))


def test_another_catalogue_is_named_and_nothing_is_taken() -> None:
    assert PACKAGE.plan is not None
    plan = msgspec.structs.replace(PACKAGE.plan, catalogue="0" * 16)
    found = faults(msgspec.structs.replace(PACKAGE, plan=plan), {CATALOGUE.version: CATALOGUE})
    assert any("0" * 16 in str(each) for each in found)


def test_another_version_of_the_form_is_told() -> None:
    later: Package = msgspec.structs.replace(PACKAGE, format="quaywatch.assessment/2")
    found = faults(later, {CATALOGUE.version: CATALOGUE})
    assert any("quaywatch.assessment/2" in str(each) for each in found)


def test_a_bomb_of_a_spreadsheet_is_refused_before_it_is_unpacked() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (129 * 2**20))
    with pytest.raises(BadSheet, match="unpacks to"):
        read_sheet(data.getvalue())
