"""Invented names: every word comes from the package's lexicon, no name from the real world."""

import numpy as np
import polars as pl

from quaywatch.world.arrays import Bools, Ints
from quaywatch.world.reference import lexicon


def brands(rng: np.random.Generator, n: int) -> pl.Series:
    """Return `n` brands of three invented syllables."""
    parts = lexicon()["brand"]
    return concat(
        choose(rng, parts["start"], n),
        choose(rng, parts["middle"], n),
        choose(rng, parts["end"], n),
    )


def company_names(
    rng: np.random.Generator, brand: pl.Series, country: pl.Series, city: pl.Series, food: Bools
) -> pl.Series:
    """Return names such as `Frutas Vulvarel Guayaquil S.A.` in the language of the country."""
    n = len(brand)
    codes = country.unique().sort().to_list()
    code = country.replace_strict(codes, list(range(len(codes)))).to_numpy().astype(np.int64)
    trade = _of_country(rng, [_trades(c) for c in codes], code, food)
    legal = _of_country(rng, [(_legal(c), _legal(c)) for c in codes], code, food)
    romance = np.array([language_of(c) in ("es", "pt", "fr") for c in codes])[code]
    with_city = rng.random(n) < 0.35
    frame = pl.DataFrame(
        {
            "brand": brand,
            "city": city,
            "trade": trade,
            "legal": legal,
            "romance": romance,
            "with_city": with_city,
        }
    )
    place = pl.when("with_city").then(pl.lit(" ") + pl.col("city")).otherwise(pl.lit(""))
    return frame.select(
        pl.when("romance")
        .then(pl.concat_str("trade", pl.lit(" "), "brand", place, pl.lit(" "), "legal"))
        .otherwise(pl.concat_str("brand", place, pl.lit(" "), "trade", pl.lit(" "), "legal"))
        .alias("name")
    ).to_series()


def spelling_variants(rng: np.random.Generator, names: pl.Series) -> list[pl.Series]:
    """Return four spellings of each name: as registered, plain capitals, with two letters
    swapped, and without its legal form."""
    plain = fold(names)
    frame = pl.DataFrame({"name": plain}).with_columns(
        at=pl.Series(rng.integers(1, 6, len(names))),
        words=pl.col("name").str.replace(r" [A-Z.&/ ]{2,14}$", ""),
    )
    swapped = frame.select(
        pl.concat_str(
            pl.col("name").str.slice(0, pl.col("at")),
            pl.col("name").str.slice(pl.col("at") + 1, 1),
            pl.col("name").str.slice(pl.col("at"), 1),
            pl.col("name").str.slice(pl.col("at") + 2),
        )
    ).to_series()
    return [names, plain, swapped, frame["words"].str.slice(0, 35)]


def fold(text: pl.Series) -> pl.Series:
    """Return `text` in plain ASCII capitals."""
    return (
        text.str.replace_all("ß", "ss")
        .str.normalize("NFKD")
        .str.replace_all(r"[^\x00-\x7f]", "")
        .str.to_uppercase()
    )


def choose(rng: np.random.Generator, words: list[str], n: int) -> pl.Series:
    """Return `n` of `words`, drawn evenly."""
    return pl.Series(words).gather(rng.integers(0, len(words), n))


def concat(*parts: pl.Series | str) -> pl.Series:
    """Join series of text row by row; plain strings repeat."""
    frame = pl.DataFrame(
        {str(i): part for i, part in enumerate(parts) if isinstance(part, pl.Series)}
    )
    columns = [
        pl.col(str(i)) if isinstance(part, pl.Series) else pl.lit(part)
        for i, part in enumerate(parts)
    ]
    return frame.select(pl.concat_str(columns).alias("joined")).to_series()


def language_of(country: str) -> str:
    """Return the language in which firms of `country` are named."""
    return next((k for k, v in lexicon()["languages"].items() if country in v), "en")


def _trades(country: str) -> tuple[list[str], list[str]]:
    words = lexicon()["trade"][language_of(country)]
    return words["food"], words["general"]


def _legal(country: str) -> list[str]:
    forms = lexicon()["legal"]
    return forms.get(country) or forms.get(f"{language_of(country)}_default", forms["en_default"])


def _of_country(
    rng: np.random.Generator,
    words: list[tuple[list[str], list[str]]],
    code: Ints,
    food: Bools,
) -> pl.Series:
    """Draw one word for each row from its country's list (first list for food firms)."""
    lists = [w for pair in words for w in pair]
    count = np.array([len(w) for w in lists])
    first = np.concatenate([[0], np.cumsum(count)[:-1]])
    which = code * 2 + np.where(food, 0, 1)
    pool = pl.Series([word for w in lists for word in w])
    return pool.gather(first[which] + (rng.random(len(code)) * count[which]).astype(np.int64))
