"""Ship identification numbers of the International Maritime Organization (Res. A.1117(30))."""

import re

from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.identifiers.identifier import Identifier, problem
from quaywatch.cargo.terms import Term

_FORM = re.compile("(?:[Ii][Mm][Oo](?: *[Nn][Oo])?[ .:-]*)?([0-9]{7})")


class ImoNumber(Identifier, frozen=True, kw_only=True):
    """The number of a ship; `digits` is None when it has not the form of one."""

    digits: str | None = None
    """Seven digits, the last one a check digit."""


def parse(written: str) -> ImoNumber:
    """Read seven digits, the letters IMO in front allowed."""
    match = _FORM.fullmatch(written.strip(" "))
    if match is None or not match[1].strip("0"):  # Zeros have a check digit, but no ship has them.
        return ImoNumber(
            written=written,
            problems=problem("imo-number.form", f"'{written}' is not an IMO number of 7 digits"),
        )
    digits = match[1]
    expected = sum(int(digits[place]) * (7 - place) for place in range(6)) % 10
    return ImoNumber(
        written=written,
        digits=digits,
        problems=()
        if digits[6] == str(expected)
        else problem(
            "imo-number.check-digit",
            f"last digit of IMO number '{written}' is {digits[6]}, the others give {expected}",
        ),
    )


def valid_column(text: Term) -> Term:
    """Whether each text is a valid IMO number; null stays null."""
    return each_distinct(text, lambda written: parse(written).valid, bool)
