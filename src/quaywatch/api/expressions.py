"""Expressions of risk profiles as the page writes them: text, form, and what may come next."""

import re
from typing import cast

import msgspec

from quaywatch import checks
from quaywatch.api.expression_shapes import (
    CodeShape,
    CompletionShape,
    ExpressionShape,
    FieldShape,
    FormShape,
    SuggestionShape,
    TypeName,
    VocabularyShape,
)
from quaywatch.api.schemas import Language
from quaywatch.rules import codes, completion, vocabulary
from quaywatch.rules.form import Form, form_of, node_of
from quaywatch.rules.language import ExpressionError, bind, parse, unparse
from quaywatch.rules.language.scope import Lists
from quaywatch.rules.language.tree import Node
from quaywatch.rules.language.types import Type

_GAP = re.compile(r"\{[^}]*\}")


def of_text(text: str, lists: Lists, language: Language) -> ExpressionShape:
    """Return a text with its form, and with what is wrong with it."""
    try:
        node = parse(text)
    except ExpressionError as error:
        return _wrong(text, None, error, language)
    form = FormShape.model_validate(msgspec.to_builtins(form_of(node)))
    return _asked(text, form, node, lists, language)


def of_form(form: FormShape, lists: Lists, language: Language) -> ExpressionShape:
    """Return a form with its text, or with what is wrong with it."""
    try:
        node = node_of(msgspec.convert(form.model_dump(), Form))
        text = unparse(node)
        return _asked(text, form, parse(text), lists, language)
    except ExpressionError as error:
        return _wrong("", form, error, language, list(error.path))


def complete(text: str, at: int, lists: Lists, language: Language) -> CompletionShape:
    """Return what may stand at a place of a text."""
    named = completion.Known(
        lists=list(lists),
        checks={check.code: _said(check, language) for check in checks.ALL},
        language=language,
    )
    found = completion.complete(text, at, named)
    return CompletionShape(
        start=found.start,
        end=found.end,
        suggestions=[
            SuggestionShape(
                text=each.text,
                kind=each.kind.value,
                meaning=each.meaning,
                type=None if each.type is None else _type(each.type),
            )
            for each in found.suggestions
        ],
    )


def vocabulary_page(language: Language) -> VocabularyShape:
    """Return what a line of a form can be about."""
    return VocabularyShape(
        fields=[
            FieldShape(
                name=each.name,
                type=_type(each.type),
                collection=each.collection,
                signs=list(each.signs),
            )
            for each in vocabulary.fields()
        ],
        checks=[
            CodeShape(value=check.code, meaning=_said(check, language)) for check in checks.ALL
        ],
    )


def code_list(field: str, start: str, language: Language) -> list[CodeShape]:
    """Return codes of a field that begin so, or whose meaning does."""
    found = codes.starting(field, start, language)
    return [CodeShape(value=each.value, meaning=each.meaning) for each in found]


def _asked(
    text: str, form: FormShape, node: Node, lists: Lists, language: Language
) -> ExpressionShape:
    try:
        needs = bind(node, lists).needs
    except ExpressionError as error:
        return _wrong(text, form, error, language)
    return ExpressionShape(
        expression=text,
        form=form,
        error=None,
        at=None,
        path=None,
        fields=list(needs.fields),
        findings=list(needs.findings),
    )


def _wrong(
    text: str,
    form: FormShape | None,
    error: ExpressionError,
    language: Language,
    path: list[int] | None = None,
) -> ExpressionShape:
    return ExpressionShape(
        expression=text,
        form=form,
        error=error.said(language),
        at=error.at if path is None else None,
        path=path,
        fields=[],
        findings=[],
    )


def _said(check: checks.Check, language: Language) -> str:
    return _GAP.sub("…", check.text[language])


def _type(kind: Type) -> TypeName:
    return cast("TypeName", kind.name.lower())
