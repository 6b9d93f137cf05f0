"""What is taken as a document: papers, pictures, tables and plain text, and nothing that acts.

Evidence is opened by assessors of many ports on their own machines, so what could do something
there is refused: programs, macros, scripts, pages, archives, and archives that swell.
"""

from collections.abc import Iterable
from enum import StrEnum
from io import BytesIO
from zipfile import ZipFile, ZipInfo

import msgspec

LARGEST_DOCUMENT = 20 * 2**20
"""Bytes of one document."""
_MOST_UNPACKED = 200 * 2**20
_MOST_ENTRIES = 10_000
_MOST_SWELL = 200
"""How often larger an entry may be than it is packed: text of a sheet stays well below."""
_SMALL = 64 * 1024
"""An entry of so few bytes swells as it likes."""
_MACROS = ("vbaproject.bin", "vbadata.xml", "activex", "oleobject", "basic/")
_EMBEDDED = (".docx", ".xlsx", ".pptx")
"""What office documents may hold of others: the table behind a chart, say."""
_PDF_ACTS = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/XFA")


class DocumentFault(StrEnum):
    """Why bytes are not taken as a document."""

    EMPTY = "evidence.empty"
    TOO_LARGE = "evidence.too-large"
    WRONG_TYPE = "evidence.wrong-type"
    NAME_LIES = "evidence.name-lies"
    """Its name ends in another way than its bytes begin."""
    SWELLS = "evidence.swells"
    """It would unpack to far more than it is."""
    ACTS = "evidence.acts"
    """It holds macros, scripts or other files."""
    DAMAGED = "evidence.damaged"


class NoDocument(ValueError):  # noqa: N818 - the assessor's word
    """Bytes that are not taken, with the reason."""

    def __init__(self, code: DocumentFault, message: str) -> None:
        super().__init__(message)
        self.code = code


class _Type(msgspec.Struct, frozen=True):
    media_type: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument."
_PDF = _Type("application/pdf", (".pdf",))
_PNG = _Type("image/png", (".png",))
_JPEG = _Type("image/jpeg", (".jpg", ".jpeg"))
_TEXT = _Type("text/plain; charset=utf-8", (".txt", ".csv", ".md", ".eml", ".log", ".json"))
_ZIPPED = {
    "word/document.xml": _Type(f"{_OFFICE}wordprocessingml.document", (".docx",)),
    "xl/workbook.xml": _Type(f"{_OFFICE}spreadsheetml.sheet", (".xlsx",)),
    "ppt/presentation.xml": _Type(f"{_OFFICE}presentationml.presentation", (".pptx",)),
    "content.xml": _Type("application/vnd.oasis.opendocument", (".odt", ".ods", ".odp")),
}
_MAGIC = ((b"%PDF-", _PDF), (b"\x89PNG\r\n\x1a\n", _PNG), (b"\xff\xd8\xff", _JPEG))


def media_type(name: str, data: bytes) -> str:
    """Return the media type of a document by its bytes.

    Raises:
        NoDocument: it is empty, too large, of no type that is taken, damaged, or would do
            something where it is opened.

    """
    if not data:
        raise NoDocument(DocumentFault.EMPTY, f"{name} is empty.")
    if len(data) > LARGEST_DOCUMENT:
        said = f"{name} has {len(data)} bytes; {LARGEST_DOCUMENT} are taken."
        raise NoDocument(DocumentFault.TOO_LARGE, said)
    found = _type(name, data)
    if not name.lower().endswith(found.endings):
        said = f"{name} is {found.media_type}, and its name does not end in {found.endings[0]}."
        raise NoDocument(DocumentFault.NAME_LIES, said)
    return found.media_type


def _type(name: str, data: bytes) -> _Type:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            if kind is _PDF:
                _require_still(name, data)
            return kind
    if data.startswith(b"PK\x03\x04"):
        return _zipped(name, data)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = "\x00"
    plain = all(each.isprintable() or each in "\t\r\n\ufeff" for each in text)
    if not plain or text.lstrip("\ufeff \t\r\n").startswith("<"):
        said = f"{name} is none of: PDF, PNG, JPEG, DOCX, XLSX, PPTX, ODF, plain text."
        raise NoDocument(DocumentFault.WRONG_TYPE, said)
    return _TEXT


def _require_still(name: str, data: bytes) -> None:
    for word in _PDF_ACTS:
        if word in data:
            said = f"{name} holds {word.decode()}: documents that do something are not taken."
            raise NoDocument(DocumentFault.ACTS, said)


def _zipped(name: str, data: bytes) -> _Type:
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _require_small(name, entries)
            _require_tame(name, entries)
            kind = _known(name, entries)
            # Reads each entry up to the size it tells: one that lies about it is damaged.
            broken = archive.testzip()
    except NoDocument:
        raise
    except Exception as error:
        # Of damaged archives the library lets anything out: zlib.error, EOFError and more.
        raise NoDocument(DocumentFault.DAMAGED, f"{name} cannot be read: {error}") from error
    if broken is not None:
        raise NoDocument(DocumentFault.DAMAGED, f"{name} cannot be read: {broken} is damaged")
    return kind


def _require_small(name: str, entries: list[ZipInfo]) -> None:
    unpacked = sum(each.file_size for each in entries)
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED:
        said = f"{name} would unpack to {unpacked} bytes in {len(entries)} files."
        raise NoDocument(DocumentFault.SWELLS, said)
    for each in entries:
        if each.file_size > _SMALL and each.file_size > _MOST_SWELL * max(each.compress_size, 1):
            said = f"{name}: {each.filename} would swell from {each.compress_size} bytes to "
            raise NoDocument(DocumentFault.SWELLS, f"{said}{each.file_size}.")


def _require_tame(name: str, entries: Iterable[ZipInfo]) -> None:
    for each in entries:
        inside = each.filename.lower()
        foreign = "embeddings/" in inside and not inside.endswith(_EMBEDDED)
        if foreign or any(word in inside for word in _MACROS):
            said = f"{name} holds {each.filename}: documents that do something are not taken."
            raise NoDocument(DocumentFault.ACTS, said)


def _known(name: str, entries: Iterable[ZipInfo]) -> _Type:
    inside = {each.filename for each in entries}
    for part, kind in _ZIPPED.items():
        if part in inside:
            return kind
    said = f"{name} is an archive: what is in it is added one by one."
    raise NoDocument(DocumentFault.WRONG_TYPE, said)
