"""The encoding of an XML document, by evidence rather than by its declaration alone."""

import codecs
import re
from typing import NamedTuple

from quaywatch.cargo.problem import Problem, Severity

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_SINGLE_BYTE = re.compile(r"iso8859-\d+|cp125\d|koi8-[ru]")
_WIDE = (
    (codecs.BOM_UTF16_LE, 2, "utf-16-le"),
    (codecs.BOM_UTF16_BE, 2, "utf-16-be"),
    (b"<\0", 0, "utf-16-le"),
    (b"\0<", 0, "utf-16-be"),
)


class Decoded(NamedTuple):
    """The bytes of a document in an encoding in which markup is ASCII."""

    data: bytes
    encoding: str
    """Name of the encoding of `data`, as the parser knows it."""
    original: str
    """Codec of the input itself; differs from `encoding` for UTF-16 alone."""
    skipped: int = 0
    """Bytes of byte order mark and blanks ahead of `data` in the input."""
    problem: Problem | None = None
    """What is odd about the encoding; an ERROR means that nothing was read."""

    def place(self, position: int) -> int:
        """Return the byte position in the input of a byte position in `data`."""
        if self.original == self.encoding:
            return self.skipped + position
        text = self.data[:position].decode(self.encoding, errors="ignore")
        return self.skipped + len(text.encode(self.original))


def decoded(data: bytes) -> Decoded:
    """Return `data` in UTF-8 or a single-byte encoding, and say so when its declaration lies.

    Only UTF-8, UTF-16 and single-byte supersets of ASCII are taken: in others, markup could hide
    from a scan of the bytes.
    """
    for mark, skipped, codec in _WIDE:
        if data.startswith(mark):
            return _wide(data, skipped, codec)
    body = data.lstrip(codecs.BOM_UTF8 + b" \t\r\n")
    skipped = len(data) - len(body)
    declared = "utf-8" if codecs.BOM_UTF8 in data[:skipped] else _declared(body)
    if declared in ("utf-8", "ascii"):
        return _utf8(body, skipped)
    if _SINGLE_BYTE.fullmatch(declared):
        name = declared.replace("iso8859", "iso-8859").replace("cp125", "windows-125")
        return Decoded(body, name, name, skipped)
    message = "the declared encoding is not one that is taken"
    return Decoded(
        b"", "utf-8", "utf-8", 0, Problem(code="xml.encoding", message=message, offset=0)
    )


def _declared(data: bytes) -> str:
    found = _DECLARED.match(data[:300])
    if found is None:
        return "utf-8"
    try:
        return codecs.lookup(found[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return "unknown"


def _utf8(data: bytes, skipped: int) -> Decoded:
    if data.isascii():
        return Decoded(data, "utf-8", "utf-8", skipped)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        at, odd = skipped + error.start, "not UTF-8 as declared; read as windows-1252"
        problem = Problem(code="xml.encoding", message=odd, severity=Severity.WARNING, offset=at)
        return Decoded(data, "windows-1252", "windows-1252", skipped, problem)
    return Decoded(data, "utf-8", "utf-8", skipped)


def _wide(data: bytes, skipped: int, codec: str) -> Decoded:
    try:
        text = data[skipped:].decode(codec)
    except UnicodeDecodeError as error:
        problem = Problem(code="xml.encoding", message=f"not {codec}", offset=skipped + error.start)
        return Decoded(b"", "utf-8", codec, skipped, problem)
    return Decoded(text.encode(), "utf-8", codec, skipped)
