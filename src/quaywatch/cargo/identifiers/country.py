"""Countries (ISO 3166-1 alpha-2) and membership of the European Union."""

from functools import cache

from quaywatch.cargo.identifiers.facts import table


@cache
def names(language: str = "en") -> dict[str, str]:
    """Return the short name of every country by its alpha-2 code, in `en`, `fr`, `nl` or `es`."""
    column = "name" if language == "en" else language
    return {row["code"]: row[column] for row in table("countries.csv")}


@cache
def european_union() -> frozenset[str]:
    """Return the alpha-2 codes of the member states of the European Union."""
    return frozenset(row["code"] for row in table("countries.csv") if row["eu"] == "true")
