"""Words of trade and the goods codes that go with them."""

from functools import cache

import polars as pl

from quaywatch.cargo.terms import Term, col, concat_str, lit, when
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


@cache
def _longest_first() -> list[str]:
    return sorted(_admits(), key=lambda word: (-len(word), word))


@cache
def _most_words() -> int:
    return max(len(word.split()) for word in _admits())


def admitted_codes(text: str) -> str:
    """Replace each known word of an `expressions.words` text by the goods codes that it admits.

    Longer entries win over shorter ones, so that `palm hearts` is not read as `hearts`.
    """
    words = text.strip(" ").split("  ")
    shown: list[str] = []
    while words:
        lengths = range(min(_most_words(), len(words)), 0, -1)
        entries = ((length, f" {'  '.join(words[:length])} ") for length in lengths)
        taken, entry = next(((n, e) for n, e in entries if e in _admits()), (1, f" {words[0]} "))
        shown.append(_admits().get(entry, entry))
        words = words[taken:]
    return "".join(shown)


def _replaced(texts: pl.Series) -> pl.Series:
    codes = [_admits()[word] for word in _longest_first()]
    replaced = pl.col("texts").str.replace_many(_longest_first(), codes, leftmost=True)
    return texts.to_frame("texts").select(replaced).to_series()


ADMITTED_CODES = col("words").judged(admitted_codes, _replaced, str)
"""`admitted_codes` of the column `words`."""


def contradicts(admitted: Term, digits: Term) -> Term:
    """Whether a text of `ADMITTED_CODES` speaks of goods none of which goes with a goods code.

    Silent when no word is known, when a word that turns the sense of others is present, and
    when the code is null.
    """
    chapter, heading = digits.text.head(2), digits.text.head(4)
    # A code of two digits goes with any heading of its chapter: the bar that ends it is left out.
    end = when(digits.text.len_chars() == _CHAPTER).then(lit("")).otherwise(lit("|"))
    return (
        admitted.text.has("|")
        & ~admitted.text.has(f"|{_ANY}|")
        & ~admitted.text.has_term(concat_str(lit("|"), chapter, lit("|")))
        & ~admitted.text.has_term(concat_str(lit("|"), heading, end))
    )
