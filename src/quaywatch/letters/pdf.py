"""A letter as PDF/UA: tagged, so that a screen reader reads it, and the same bytes each time."""

import unicodedata
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import msgspec
import typst

from quaywatch.letters.letter import Letter

if TYPE_CHECKING:
    from typst import PDFStandard

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for the time of making, which would make every copy differ."""


_UNPRINTABLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})


def pdf(letter: Letter) -> bytes:
    """Return the letter as PDF."""
    return typeset(_template(), "letter", letter)


def typeset(template: bytes, name: str, content: msgspec.Struct) -> bytes:
    """Return a template as PDF, filled with content that it finds under `name`.

    The template takes its texts as data and never as markup: what a declaration says can neither
    break the page nor command the typesetter. PDF/UA wants every character shown; a page that
    quotes one which the fonts lack is tagged all the same, but does not claim the standard.
    """
    data = _printable(msgspec.json.decode(msgspec.json.encode(content)))
    inputs = {name: msgspec.json.encode(data).decode()}
    try:
        return _made(template, inputs, ["ua-1"])
    except typst.TypstError:
        return _made(template, inputs, [])


def _made(template: bytes, inputs: dict[str, str], standards: "list[PDFStandard]") -> bytes:
    made = typst.compile(
        template,
        format="pdf",
        sys_inputs=inputs,
        ignore_system_fonts=True,
        pdf_standards=standards,
        timestamp=_EPOCH,
    )
    assert isinstance(made, bytes)  # noqa: S101 - one document gives one file
    return made


def _printable(value: Any) -> Any:
    """Return the same with a question mark in place of each character that has no form."""
    if isinstance(value, str):
        return "".join("?" if unicodedata.category(c) in _UNPRINTABLE else c for c in value)
    if isinstance(value, list):
        return [_printable(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return {name: _printable(item) for name, item in fields.items()}
    return value


@cache
def _template() -> bytes:
    return files("quaywatch.letters").joinpath("letter.typ").read_bytes()
