"""Shapes of why an inspection is asked for: sentences in the language of the request."""

from typing import Literal

from quaywatch.api.shape import Shape


class WhySentenceShape(Shape):
    """One reason."""

    code: str
    """What it says, whatever the figures in it."""
    text: str


class WhyPartShape(Shape):
    """The reasons of one part: of an officer's order, this box, this hour or this look."""

    part: Literal["officer", "box", "now", "look"]
    title: str
    sentences: list[WhySentenceShape]


class InspectionWhyShape(Shape):
    """Why an inspection is asked for, as the plan or the officer who asked had it."""

    brief: str
    """In one line."""
    parts: list[WhyPartShape]
