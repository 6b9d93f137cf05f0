"""Words of trade and the goods codes that go with them."""

from functools import cache

import polars as pl

from quaywatch.checks.data import as_words, rows

_ANY = "*"
_CHAPTER = 2
_LANGUAGES = ("en", "fr", "nl", "es")


@cache
def _admits() -> dict[str, str]:
    """Return, by word (as `expressions.words` shows it), `|0803|0811|` or `|*|`."""
    admitted: dict[str, set[str]] = {}
    for row in rows("lexicon.csv"):
        texts = [text for language in _LANGUAGES for text in row[language].split(";") if text]
        for word in as_words(texts):
            admitted.setdefault(word, set()).update(row["admits"].split())
    return {word: f"|{'|'.join(sorted(codes))}|" for word, codes in admitted.items()}


def _admitted_codes() -> pl.Expr:
    words = sorted(_admits(), key=lambda word: (-len(word), word))
    codes = [_admits()[word] for word in words]
    return pl.col("words").str.replace_many(words, codes, leftmost=True)


ADMITTED_CODES = _admitted_codes()
"""The column `words` with each known word replaced by the goods codes that it admits.

Longer entries win over shorter ones, so that `palm hearts` is not read as `hearts`.
"""


def contradicts(admitted: pl.Expr, digits: pl.Expr) -> pl.Expr:
    """Whether a text of `ADMITTED_CODES` speaks of goods none of which goes with a goods code.

    Silent when no word is known, when a word that turns the sense of others is present, and
    when the code is null.
    """
    chapter, heading = digits.str.slice(0, 2), digits.str.slice(0, 4)
    # A code of two digits goes with any heading of its chapter: the bar that ends it is left out.
    end = pl.when(digits.str.len_bytes() == _CHAPTER).then(pl.lit("")).otherwise(pl.lit("|"))
    return (
        admitted.str.contains("|", literal=True)
        & ~admitted.str.contains(f"|{_ANY}|", literal=True)
        & ~admitted.str.contains(pl.concat_str(pl.lit("|"), chapter, pl.lit("|")), literal=True)
        & ~admitted.str.contains(pl.concat_str(pl.lit("|"), heading, end), literal=True)
    )
