"""One written form for what people write in many: names, numbers, telephones.

Each function takes and gives a series, so that the entries of a list and the columns of a batch
pass through the same code.
"""

import polars as pl

_LEGAL_FORM = (
    # The first that fits wins, so a longer form stands before its own beginning.
    r"\b(?:B ?V ?B ?A|E ?I ?R ?L|S ?A ?R ?L|S ?P ?R ?L|S ?A ?C|S ?A ?S|S ?C ?A|S ?L ?U|S ?P ?A"
    r"|S ?R ?L|L ?L ?C|P ?L ?C|A ?B|A ?G|A ?S|B ?V|C ?V|K ?G|N ?V|O ?Y|S ?A|S ?L"
    r"|CIA|COMPANY|CORPORATION|CORP|CO|GMBH|INC|LIMITADA|LIMITED|LTDA|LTD|PTY|PVT)\b"
)

_TELEPHONE_DIGITS = 8
"""Digits of a telephone number that are compared, from the right: what stands before varies."""


def plain(texts: pl.Series) -> pl.Series:
    """Return texts in capitals without accents, marks or doubled spaces."""
    return (
        texts.str.normalize("NFKD")
        .str.replace_all(r"\p{M}", "")
        .str.to_uppercase()
        .str.replace_all(r"[^\p{L}\p{N}]+", " ")
        .str.strip_chars()
    )


def party(names: pl.Series) -> pl.Series:
    """Return names of firms as `plain` gives them, without their legal form."""
    return (
        plain(names).str.replace_all(_LEGAL_FORM, "").str.replace_all(r" +", " ").str.strip_chars()
    )


def identifier(numbers: pl.Series) -> pl.Series:
    """Return numbers of containers in capitals, letters and digits only."""
    return numbers.str.to_uppercase().str.replace_all(r"[^A-Z0-9]", "")


def telephone(numbers: pl.Series) -> pl.Series:
    """Return the last eight digits of telephone numbers; null when there are fewer than six."""
    digits = numbers.str.replace_all(r"[^0-9]", "").str.tail(_TELEPHONE_DIGITS)
    return pl.select(pl.when(digits.str.len_chars() >= 6).then(digits)).to_series()


def vessel(names: pl.Series) -> pl.Series:
    """Return names and IMO numbers of ships as `plain` gives them, without MV, MS or IMO."""
    return plain(names).str.replace(r"^(?:M V|M S|MV|MS|IMO) ?", "")
