"""What is taken as a document does nothing where it is opened, and is no larger than it says."""

from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from quaywatch.norms.documents import DocumentFault, NoDocument, media_type

WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}


def zipped(more: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in (WORD | dict(more)).items():
            archive.writestr(name, content)
    return data.getvalue()


def fault(name: str, data: bytes) -> DocumentFault:
    with pytest.raises(NoDocument) as refused:
        media_type(name, data)
    return refused.value.code


def test_an_office_document_is_taken_with_the_table_behind_its_chart() -> None:
    data = zipped({"word/embeddings/chart.xlsx": zipped()})
    assert media_type("plan.docx", data).endswith("wordprocessingml.document")


@pytest.mark.parametrize(
    "inside", ["word/embeddings/more.zip", "word/embeddings/run.exe", "word/vbaProject.bin"]
)
def test_other_files_and_programs_inside_are_refused(inside: str) -> None:
    assert fault("plan.docx", zipped({inside: b"x"})) is DocumentFault.ACTS


def test_an_entry_that_says_it_is_small_and_is_not_is_refused() -> None:
    data = bytearray(zipped({"word/more.xml": b"\0" * 2**20}))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert fault("plan.docx", bytes(data)) is DocumentFault.DAMAGED


def test_what_swells_is_refused_before_it_is_unpacked() -> None:
    assert fault("plan.docx", zipped({"word/more.xml": b"\0" * 2**25})) is DocumentFault.SWELLS


def test_a_file_cut_anywhere_is_refused_with_a_reason() -> None:
    data = zipped({"word/more.xml": bytes(range(256)) * 20})
    for end in range(5, len(data) - 1, 7):
        assert fault("plan.docx", data[:end]) is DocumentFault.DAMAGED
