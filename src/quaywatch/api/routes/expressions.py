"""Expressions of risk profiles, while they are being written; nothing is kept."""

from typing import Annotated

from fastapi import APIRouter, Query

from quaywatch.api import expressions
from quaywatch.api.access import guard
from quaywatch.api.expression_shapes import (
    CodeShape,
    CompletionRequest,
    CompletionShape,
    ExpressionRequest,
    ExpressionShape,
    FormRequest,
    VocabularyShape,
)
from quaywatch.api.language import RequestLanguage
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held

router = APIRouter(prefix="/api", tags=["profiles"], dependencies=guard(Permission.WRITE_PROFILES))

_Said = Annotated[str, Query(max_length=100)]


@router.post("/profiles/expression")
def read_expression(
    body: ExpressionRequest, held: Held, language: RequestLanguage
) -> ExpressionShape:
    """Return an expression as a form, and what is wrong with it."""
    return expressions.of_text(body.expression, held.node.rulebook.lists, language)


@router.post("/profiles/form")
def read_form(body: FormRequest, held: Held, language: RequestLanguage) -> ExpressionShape:
    """Return a form as an expression, and what is wrong with it."""
    return expressions.of_form(body.form, held.node.rulebook.lists, language)


@router.post("/profiles/completion")
def complete_expression(
    body: CompletionRequest, held: Held, language: RequestLanguage
) -> CompletionShape:
    """Return what may come next at a place of an expression."""
    lists = held.node.rulebook.lists
    return expressions.complete(body.expression, body.at, lists, language)


@router.get("/vocabulary")
def read_vocabulary(language: RequestLanguage) -> VocabularyShape:
    """Return the fields and checks that a line of a form can be about."""
    return expressions.vocabulary_page(language)


@router.get("/vocabulary/codes")
def read_codes(field: _Said, language: RequestLanguage, start: _Said = "") -> list[CodeShape]:
    """Return codes that a field can bear; none where it can bear any text."""
    return expressions.code_list(field, start, language)
