"""What an expression can say: the words of the language, each with what it takes and gives."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from quaywatch.rules.language.aggregate import KINDS
from quaywatch.rules.language.functions import CONVERSIONS, TESTS
from quaywatch.rules.language.types import FIELDS, Type

TEXT_TESTS = (*TESTS, "matches")
_ORDERED = ("==", "!=", "<", "<=", ">", ">=")
COMPARISONS: Mapping[Type, tuple[str, ...]] = {
    Type.TEXT: ("==", "!=", "in"),
    Type.NUMBER: (*_ORDERED, "in"),
    Type.INSTANT: _ORDERED,
    Type.DURATION: _ORDERED,
}
"""Signs by which a value of each type is compared with another."""
METHODS: Mapping[Type, tuple[str, ...]] = {
    Type.TEXT: (*TEXT_TESTS, *CONVERSIONS),
    Type.TEXTS: ("exists",),
}
"""What can be asked of a value of each type, after a dot."""
FUNCTIONS: Mapping[str, Type] = {
    **{name: kind.gives for name, kind in KINDS.items()},
    "has": Type.TRUTH,
    "finding": Type.TRUTH,
    "size": Type.NUMBER,
    "duration": Type.DURATION,
    "timestamp": Type.INSTANT,
}
"""Functions with the type that they give."""
GIVES: Mapping[str, Type] = {
    **FUNCTIONS,
    **CONVERSIONS,
    **dict.fromkeys((*TEXT_TESTS, "exists"), Type.TRUTH),
}
"""The type that a function or method gives, by its name."""


class WordKind(StrEnum):
    """What a word of the language is."""

    FIELD = "field"
    COLLECTION = "collection"
    FUNCTION = "function"
    METHOD = "method"
    SIGN = "sign"
    LIST = "list"
    CHECK = "check"
    CODE = "code"


class FieldWord(msgspec.Struct, frozen=True, kw_only=True):
    """A field as a form offers it."""

    name: str
    type: Type
    collection: str | None
    """`goods` or `equipment`, of which a consignment has several."""
    signs: tuple[str, ...]
    """How a line of a form can compare it: by a sign or by a method that takes a text."""


def fields() -> list[FieldWord]:
    """Return every field that an expression can name."""
    return [
        FieldWord(
            name=name,
            type=field.type,
            collection=field.collection,
            signs=(
                *COMPARISONS.get(field.type, ()),
                *(TEXT_TESTS if field.type is Type.TEXT else ()),
            ),
        )
        for name, field in FIELDS.items()
    ]
