"""Countries (ISO 3166-1 alpha-2) and membership of the European Union."""

from functools import cache

from quaywatch.cargo.identifiers.facts import table


@cache
def names() -> dict[str, str]:
    """Return the short English name of every country by its alpha-2 code."""
    return {row["code"]: row["name"] for row in table("countries.csv")}


@cache
def european_union() -> frozenset[str]:
    """Return the alpha-2 codes of the member states of the European Union."""
    return frozenset(row["code"] for row in table("countries.csv") if row["eu"] == "true")
