"""The checks' configuration, as read from the files beside this one."""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files

import polars as pl

from quaywatch.cargo.terms import col
from quaywatch.checks.expressions import words


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a configuration file by column name."""
    text = (files(__name__) / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))


def terms(name: str) -> list[str]:
    """Return the terms of a list in all languages, as `expressions.words` shows them."""
    return as_words(row["term"] for row in rows(name))


def as_words(texts: Iterable[str]) -> list[str]:
    """Return each text with and without its accents, as `expressions.words` shows it, sorted."""
    both = {form for text in texts for form in (text, without_accents(text))}
    return (
        pl.Series(sorted(both), dtype=pl.String)
        .to_frame("text")
        .select(text=words(col("text")).expr.unique().sort())["text"]
        .to_list()
    )


def without_accents(text: str) -> str:
    """Drop accents and the like, as many keyboards do."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def by_prefix(name: str, column: str) -> Callable[[str], str | None]:
    """Return a look-up of `column` by the longest `prefix` of a goods code in the file."""
    values = {row["prefix"]: row[column] for row in rows(name)}

    def look_up(digits: str) -> str | None:
        lengths = range(len(digits), 0, -1)
        return next((values[digits[:n]] for n in lengths if digits[:n] in values), None)

    return look_up
