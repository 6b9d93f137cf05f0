"""Character sets of interchanges: what UNB declares, and what the bytes show."""

import re

LATIN = "iso8859-1"

_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_ASCII = bytes(range(0x80))

JUDGED_BYTES = 200
"""How many bytes, from the first that is no ASCII, show an interchange's character set."""

_CODECS = {
    "UNOA": "ascii",
    "UNOB": "ascii",
    "UNOC": LATIN,
    "UNOD": "iso8859-2",
    "UNOE": "iso8859-5",
    "UNOF": "iso8859-7",
    "UNOG": "iso8859-3",
    "UNOH": "iso8859-4",
    "UNOI": "iso8859-6",
    "UNOJ": "iso8859-8",
    "UNOK": "iso8859-9",
    "UNOW": "utf-8",
    "UNOY": "utf-8",
}
"""Syntax identifiers (data element 0001) and the codecs they stand for."""


def codec(identifier: str) -> str | None:
    """Return the codec that a syntax identifier declares, or None when it is not known."""
    return _CODECS.get(identifier.strip().upper())


def decode(segment: str, declared: str | None) -> str:
    """Return a segment, given with one character a byte, as the text it holds.

    UTF-8 when the bytes are valid UTF-8, else the declared character set, else ISO 8859-1:
    declarations are wrong more often than such bytes are valid by chance.
    """
    if segment.isascii():
        return segment
    data = segment.encode("latin-1")
    for name in ("utf-8", declared or "latin-1"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return segment


def multibyte(data: bytes) -> bool:
    """Tell whether something in `data` may be a character of several bytes in UTF-8."""
    # Such characters need bytes below all letters of Western Europe; those are found the quickest.
    others = data.translate(None, _ASCII)
    return bool(others) and min(others) < 0xC0 and _MULTIBYTE.search(data) is not None


def holds_utf8(data: bytes) -> bool:
    """Tell whether `data` is valid UTF-8, its first and last characters possibly cut."""
    try:
        data.lstrip(bytes(range(0x80, 0xC0))).decode()
    except UnicodeDecodeError as error:
        return error.end == len(data) and error.reason == "unexpected end of data"
    return True
