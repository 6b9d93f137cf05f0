"""Shapes of expressions: as text, as form, and what may come next in one that is being written."""

from typing import Literal

from pydantic import Field

from quaywatch.api.schemas import Shape

FormKind = Literal["and", "or", "not", "any", "all", "compare", "has", "finding", "text"]
TypeName = Literal[
    "truth", "number", "text", "instant", "duration", "texts", "numbers", "collection"
]
WordKindName = Literal["field", "collection", "function", "method", "sign", "list", "check", "code"]


class FormShape(Shape):
    """An expression as a form: a line, or a group of lines; see `quaywatch.rules.form`."""

    kind: FormKind
    parts: list["FormShape"] = Field(default_factory=list["FormShape"], max_length=100)
    name: str = Field("", max_length=4000)
    sign: str = Field("", max_length=20)
    values: list[str | float | bool] = Field(
        default_factory=list[str | float | bool], max_length=500
    )
    listed: bool = False


class FormRequest(Shape):
    """Body of `POST /api/profiles/form`: a form, to be had as text."""

    form: FormShape


class ExpressionRequest(Shape):
    """Body of `POST /api/profiles/expression`: a text, to be had as a form."""

    expression: str = Field(max_length=4000)


class ExpressionShape(Shape):
    """An expression in both sights, and what is wrong with it."""

    expression: str
    form: FormShape | None
    """None where the text cannot be read."""
    error: str | None
    """It cannot be read, or it names what is not there."""
    at: int | None
    """The character of the text that is wrong."""
    path: list[int] | None
    """The part of the form that is not filled in, by places from the whole."""
    fields: list[str]
    """The fields it asks for."""
    findings: list[str]
    """The checks it asks for."""


class CompletionRequest(Shape):
    """Body of `POST /api/profiles/completion`: a text, and where somebody is writing in it."""

    expression: str = Field(max_length=4000)
    at: int = Field(ge=0, le=4000)


class SuggestionShape(Shape):
    """A word that may stand there."""

    text: str
    kind: WordKindName
    meaning: str
    type: TypeName | None


class CompletionShape(Shape):
    """What may take the place of the characters from `start` up to `end`."""

    start: int
    end: int
    suggestions: list[SuggestionShape]


class CodeShape(Shape):
    """A code and what it stands for."""

    value: str
    meaning: str


class FieldShape(Shape):
    """A field that an expression can name."""

    name: str
    type: TypeName
    collection: str | None
    signs: list[str]


class VocabularyShape(Shape):
    """`GET /api/vocabulary`: what a line of a form can be about."""

    fields: list[FieldShape]
    checks: list[CodeShape]
