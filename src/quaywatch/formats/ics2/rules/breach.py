"""A rule that is broken."""

from typing import NamedTuple

from quaywatch.formats.ics2.element import Element


class Breach(NamedTuple):
    """One rule, and the element of the filing that breaks it."""

    rule: str
    """Its number in the Commission's tables, such as `R3005` or `C3022`, or a name of ours."""
    element: Element
    message: str
    is_certain: bool = True
    """Whether the public descriptions leave no exception that could hold here."""
