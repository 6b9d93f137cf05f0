"""Areas that the rules on entry and on routing know."""

from functools import cache

import polars as pl

from quaywatch.cargo.identifiers import country
from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.checks.data import rows

SECURITY_AREA = sorted(country.european_union() | {"CH", "NO", "XI"})
"""The Union's customs security area: no entry declaration between its ports."""

SHORT_SEA = sorted(
    {"GL", "FO", "IS", "MA", "GB", "GG", "JE", "IM", "AL", "ME", "TR", "GE", "UA", "MD", "TN"}
    | {"LY", "DZ", "LB", "SY", "MC", "GI", "RU", "EG", "IL"}
)
"""Countries of the ports in Reg. (EU) 2015/2446, art. 105 (c). Of Russia, Egypt and Israel only
some ports are; all of theirs get the longer time, so that nobody is called late wrongly."""


@cache
def _regions() -> dict[str, frozenset[str]]:
    regions: dict[str, set[str]] = {}
    for row in rows("regions.csv"):
        for code in row["countries"].split():
            regions.setdefault(code, set()).add(row["region"])
    return {code: frozenset(names) for code, names in regions.items()}


def _apart(pair: str) -> bool:
    one, other = pair.split(">", 1)
    first, second = _regions().get(one), _regions().get(other)
    return first is not None and second is not None and not first & second


def far_apart(one: str, other: str) -> pl.Expr:
    """Whether two columns hold countries that no region has in common; silent when unsure."""
    pair = pl.concat_str(pl.col(one), pl.lit(">"), pl.col(other))
    different = pl.when(pl.col(one) != pl.col(other)).then(pair)
    return each_distinct(different, _apart, pl.Boolean)
