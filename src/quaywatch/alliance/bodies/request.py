"""Something is asked of a partner, and what the partner answers."""

from enum import StrEnum

import msgspec

from quaywatch.alliance.bodies.text import Name, Reference, Text
from quaywatch.alliance.quantities import Instant


class Asked(StrEnum):
    """What is asked for."""

    INFORMATION = "information"
    INSPECTION = "inspection"
    IMAGE = "image"


class WhyNot(StrEnum):
    """Why an answer is a refusal."""

    NO_LEGAL_BASIS = "no_legal_basis"
    INVESTIGATION = "investigation"
    """It would harm one of the partner's own."""
    THIRD_PARTY = "third_party"
    """It belongs to somebody else, who does not agree."""
    NOT_HELD = "not_held"
    TOO_LATE = "too_late"
    """The container has left, or the deadline has."""
    CAPACITY = "capacity"
    OTHER = "other"


class Request(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="request"
):
    """One request, with the instant by which an answer is of use."""

    asked: Asked
    about: tuple[Name, ...]
    """Containers, consignments or parties."""
    question: Text
    due_at: Instant
    case: str = ""
    """Reference of the case at the originator's."""


class Answer(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="answer"
):
    """What comes back: an answer, a refusal with its reason, or why it takes until when."""

    request: Reference
    refused: WhyNot | None = None
    text: Text = ""
    notices: tuple[Reference, ...] = ()
    """What was shared as an answer."""
    until: Instant | None = None
    """Not yet: it takes until then, for the reason in `text`; the answer comes after."""
