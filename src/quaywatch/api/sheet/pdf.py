"""The order as PDF/UA, by the typesetter of the letters."""

from functools import cache
from importlib.resources import files

from quaywatch.api.sheet.content import Sheet
from quaywatch.letters import typeset


def pdf(sheet: Sheet) -> bytes:
    """Return the order as PDF, the same bytes each time."""
    return typeset(_template(), "sheet", sheet)


@cache
def _template() -> bytes:
    return files("quaywatch.api.sheet").joinpath("sheet.typ").read_bytes()
