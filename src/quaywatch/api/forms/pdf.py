"""The form as PDF/UA, by the typesetter of the letters."""

from functools import cache
from importlib.resources import files

from quaywatch.api.forms.content import Form
from quaywatch.letters import typeset


def pdf(form: Form) -> bytes:
    """Return the form as PDF, the same bytes each time."""
    return typeset(_template(), "form", form)


@cache
def _template() -> bytes:
    return files("quaywatch.api.forms").joinpath("form.typ").read_bytes()
