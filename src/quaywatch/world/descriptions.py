"""Free text of goods: trade terms in five languages, in the habits of those who file.

All texts are made once as a pool; a row picks one by number and puts its count of packages
before it.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.world.arrays import Bools, Ints
from quaywatch.world.names import brands, fold
from quaywatch.world.reference import lexicon, table
from quaywatch.world.streams import stream

LANGUAGES: tuple[str, ...] = ("en", "es", "pt", "fr", "nl")

STYLES: tuple[str, ...] = (
    "{text}",
    "{text}",
    "{text} HS CODE {hs}",
    "SAID TO CONTAIN {text}",
    "{text}{english}",
    "{text} FREIGHT AS ARRANGED",
    "{text} BRAND {brand}",
    "{text} NET WEIGHT AS PER PACKING LIST",
    "{short}",
    "{text} {hs4}.{hs2} SHIPPERS LOAD STOW AND COUNT",
    "{text} CLEAN ON BOARD",
    "{cut}",
)


@dataclass(frozen=True, slots=True)
class Texts:
    """All description texts: `plain` by [goods, language, style], then capitals alike;
    `vague` by family with its first position and number; package words by [goods, language]."""

    pool: pl.Series
    plain_count: int
    vague: pl.Series
    vague_first: Ints
    vague_count: Ints
    packages: pl.Series


def make_texts(seed: int) -> Texts:
    """Write the pool of texts."""
    goods = table("goods")
    brand = brands(stream(seed, "texts"), goods.height * len(LANGUAGES) * len(STYLES)).to_list()
    plain = [
        _text(row, language, style, brand[i])
        for i, (row, language, style) in enumerate(
            (row, language, style)
            for row in goods.iter_rows(named=True)
            for language in LANGUAGES
            for style in STYLES
        )
    ]
    words = lexicon()
    vague = [words["vague"]["any"] + words["vague"][f] for f in goods["family"]]
    count = np.array([len(v) for v in vague])
    series = pl.Series("text", plain)
    return Texts(
        pool=pl.concat([series, fold(series).alias("text")]),
        plain_count=len(plain),
        vague=pl.Series([text for v in vague for text in v]),
        vague_first=np.concatenate([[0], np.cumsum(count)[:-1]]),
        vague_count=count,
        packages=pl.Series(
            [words["packages"][p][language] for p in goods["package"] for language in LANGUAGES]
        ),
    )


def _text(row: dict[str, str], language: str, style: str, brand: str) -> str:
    text, hs = row[language], row["hs_code"]
    return style.format(
        text=text,
        english="" if language == "en" else f" / {row['en']}",
        hs=hs,
        hs4=hs[:4],
        hs2=hs[4:],
        brand=brand.upper(),
        short=_abbreviated(text),
        cut=text[: max(8, len(text) * 2 // 3)],
    )


def _abbreviated(text: str) -> str:
    """Drop the vowels inside long words, as typists do: fresh bananas, FRSH BNNS."""
    return " ".join(
        w[0] + "".join(c for c in w[1:-1] if c not in "aeiouáéíóúãõ") + w[-1] if len(w) > 4 else w
        for w in text.split(" ")
    )


def describe(
    texts: Texts,
    goods: Ints,
    language: Ints,
    package_count: Ints,
    capitals: Bools,
    vague: Bools,
    rng: np.random.Generator,
) -> pl.Series:
    """Return one description a goods item."""
    n = len(goods)
    style = rng.integers(0, len(STYLES), n)
    index = (goods * len(LANGUAGES) + language) * len(STYLES) + style
    index = index + np.where(capitals, texts.plain_count, 0)
    loose = texts.vague_first[goods] + (rng.random(n) * texts.vague_count[goods]).astype(np.int64)
    frame = pl.DataFrame(
        {
            "text": texts.pool.gather(index),
            "vague": texts.vague.gather(loose),
            "count": package_count,
            "packages": texts.packages.gather(goods * len(LANGUAGES) + language),
            "is_vague": vague,
            "counted": rng.random(n) < 0.55,
        }
    )
    text = pl.when("is_vague").then("vague").otherwise("text")
    counted = pl.concat_str(
        pl.col("count").cast(pl.String), pl.lit(" "), "packages", pl.lit(" "), text
    )
    return frame.select(pl.when("counted").then(counted).otherwise(text).alias("d")).to_series()
