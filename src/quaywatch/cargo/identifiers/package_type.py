"""Package types (UNECE Recommendation 21)."""

from functools import cache

from quaywatch.cargo.identifiers.facts import table


@cache
def names() -> dict[str, str]:
    """Return the English names of package types in frequent use, by their code."""
    return {row["code"]: row["name"] for row in table("package_types.csv")}
