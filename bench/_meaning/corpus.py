"""What the model of descriptions learns from: texts, each with its chapter."""

import csv
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench._data import folder
from quaywatch.cargo.identifiers.facts import table
from quaywatch.checks.data import rows as configuration
from quaywatch.checks.meaning.model import VAGUE

HERE = Path(__file__).parent
LANGUAGES = ("en", "fr", "nl", "es", "pt", "de")
_HELD = 10
"""One heading and one subheading in ten are held back."""
_TOGETHER = 5
"""Words of a heading that make one text to learn from."""
_PHRASES = 60
"""Generic phrases a language, of either order."""
_GENERIC, _HEADINGS = 20260302, 20260303
"""Where the chances of the two begin."""

Pair = tuple[str, str]
"""Chapter and text."""


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def vocabulary() -> Iterator[Pair]:
    """Yield the project's own words of trade in six languages."""
    for language in LANGUAGES:
        for row in _read(HERE / "vocabulary" / f"{language}.csv"):
            yield from ((row["chapter"], term) for term in row["terms"].split(";"))


def goods() -> Iterator[Pair]:
    """Yield the project's own goods of trade, each in six languages."""
    for row in _read(HERE / "goods.csv"):
        yield from ((row["chapter"], row[language]) for language in LANGUAGES)


def written() -> list[dict[str, str]]:
    """Return goods as filers describe them, by chapter and language; the model never sees them."""
    return _read(HERE / "held.csv")


def vague() -> Iterator[Pair]:
    """Yield phrases that say nothing in particular."""
    for row in _read(HERE / "vague.csv"):
        yield from ((VAGUE, phrase) for phrase in row["phrases"].split(";"))
    yield from ((VAGUE, row["term"]) for row in configuration("stop_words.csv"))


def generic() -> Iterator[Pair]:
    """Yield phrases put together of generic words alone, `diverse` and `goederen`."""
    random = np.random.default_rng(_GENERIC)
    for language in LANGUAGES:
        words = {
            row["kind"]: row["words"].split()
            for row in configuration("generic_words.csv")
            if row["language"] == language
        }
        for _ in range(_PHRASES):
            head, first, second = (
                words[kind][int(random.integers(len(words[kind])))]
                for kind in ("head", "neutral", "neutral")
            )
            yield VAGUE, f"{first} {head}"
            yield VAGUE, f"{head} {second}"


def titles() -> Iterator[Pair]:
    """Yield the package's own titles of chapters and headings, and its lexicon."""
    for row in table("hs_chapters.csv"):
        yield from ((row["chapter"], row[language]) for language in ("en", "fr", "nl", "es"))
    for row in table("hs_headings.csv"):
        if not held_heading(row["heading"]):
            yield row["heading"][:2], row["title"]
    for row in configuration("lexicon.csv"):
        chapter = row["admits"].split()[0][:2]
        if chapter != "*":
            for language in ("en", "fr", "nl", "es"):
                yield from ((chapter, term) for term in row[language].split(";") if term)


def _lot(code: str) -> int:
    return zlib.crc32(code.encode()) % _HELD


def held_heading(code: str) -> bool:
    """Whether all texts of the heading are kept from the model."""
    return _lot(code[:4]) == 0


def held_subheading(code: str) -> bool:
    """Whether this subheading is kept from the model, though its sisters are not."""
    return not held_heading(code) and len(code) > len("hhhh") and _lot(code) == 1


def nomenclature() -> list[tuple[str, str]]:
    """Return code and English text of the Harmonized System (datasets/harmonized-system, PDDL)."""
    path = folder() / "world" / "harmonized-system.csv"
    return [
        (row["hscode"], row["description"])
        for row in _read(path)
        if row["level"] in {"4", "6"} and row["hscode"][:2] not in {"77", "98", "99"}
    ]


def headings() -> Iterator[Pair]:
    """Yield words of headings in other languages than English, a few at a time in mixed order.

    `nomenclature/` holds which words of four letters and more a heading's texts are made of,
    exclusions and words of more than 120 headings aside: for French, Dutch and German those of the
    Combined Nomenclature 2023 and for Spanish of TARIC (European Union, CC BY 4.0), for Portuguese
    those of the Nomenclatura Comum do Mercosul (Brazil, public act).
    """
    random = np.random.default_rng(_HEADINGS)
    for language in LANGUAGES[1:]:
        for row in _read(HERE / "nomenclature" / f"{language}.csv"):
            if held_heading(row["heading"]):
                continue
            words = row["words"].split()
            mixed = [words[int(i)] for i in random.permutation(len(words))]
            for start in range(0, len(mixed), _TOGETHER):
                yield row["heading"][:2], " ".join(mixed[start : start + _TOGETHER])


_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def _spelt_out(pairs: list[Pair]) -> Iterator[Pair]:
    """Yield texts with an umlaut as those write them who have no such key."""
    for chapter, text in pairs:
        out = text.translate(_SPELT_OUT)
        if out != text:
            yield chapter, out


def learned() -> list[Pair]:
    """Return every text that the model may learn from, in a fixed order."""
    heard = [
        (code[:2], text)
        for code, text in nomenclature()
        if not held_heading(code) and not held_subheading(code)
    ]
    own = [*vocabulary(), *goods(), *titles(), *vague(), *generic()]
    return [
        *own,
        *_spelt_out(own),
        *heard,
        *headings(),
    ]


_SYLLABLES = [c + v for c in "bcdfghklmnprstvz" for v in ("a", "e", "i", "o", "u", "an", "er")]
_FRAMES = ("{text}", "{brand} {text}", "{text} {brand}", "{text} {brand} {brand}")


def dressed(pairs: list[Pair], seed: int, times: int) -> list[Pair]:
    """Return `times` copies of short texts as filers write them: branded, shortened, cut off."""
    random = np.random.default_rng(seed)
    short = [pair for pair in pairs if len(pair[1]) < 60]
    return [(chapter, _dress(text, random)) for _ in range(times) for chapter, text in short]


def _brand(random: np.random.Generator) -> str:
    count = int(random.integers(2, 5))
    return "".join(_SYLLABLES[int(i)] for i in random.integers(0, len(_SYLLABLES), count))


def _dress(text: str, random: np.random.Generator) -> str:
    habit = random.random()
    if habit < 0.2:
        text = " ".join(_shortened(word) for word in text.split())
    elif habit < 0.45:
        text = text[: max(8, len(text) * 2 // 3)]
    frame = _FRAMES[int(random.integers(0, len(_FRAMES)))]
    return frame.format(text=text, brand=_brand(random))


def _shortened(word: str) -> str:
    inner = "".join(letter for letter in word[1:-1] if letter not in "aeiouáéíóúãõ")
    return word[0] + inner + word[-1] if len(word) > len("four") else word
