"""Shapes of a message judged before it is filed."""

from typing import Literal

from quaywatch.api.schemas import Shape

SeverityName = Literal["info", "warning", "error"]


class PlaceShape(Shape):
    """Bytes of the message, with a few around them as text."""

    offset: int
    length: int
    line: int
    """From 1."""
    before: str
    at: str
    after: str


class ProblemShape(Shape):
    """A defect of the message itself, such as a wrong count."""

    code: str
    severity: SeverityName
    message: str
    segment: int | None
    """Position of the segment, row or line, from 1."""
    place: PlaceShape | None


class JudgedShape(Shape):
    """What a documentary check says of one consignment."""

    reference: str
    code: str
    severity: SeverityName
    text: str
    source: str
    """The law, norm or practice behind it."""
    places: list[PlaceShape]


class ReplyShape(Shape):
    """What the sender would be answered, in its own format."""

    format: str
    media_type: str
    text: str


class VerdictShape(Shape):
    """Answer of `POST /api/conformance` (raw body, any readable format); nothing is kept."""

    acceptable: bool
    """No error was found and every byte was read."""
    formats: list[str]
    size_bytes: int
    consignments: int
    movements: int
    calls: int
    quarantined: int
    """Bytes that nobody could read."""
    errors: int
    warnings: int
    problems: list[ProblemShape]
    findings: list[JudgedShape]
    reply: ReplyShape | None
    shown: int
    """Of very many problems and findings the first ones are given, up to this number of each."""
