"""What the words of the notation compute, over the text of elements and over records."""

import re
from collections.abc import Callable, Iterable, Sequence

from quaywatch.formats.ens.records import Record

BLANKS = " \t\r\n"
_BULK_AND_COUNTS = ("NumOfPacGS24", "NumOfPieGS25")
_CONSIGNOR = ("NamCO27", "StrAndNumCO222", "PosCodCO223", "CitCO224", "CouCO225", "NADLNGGTCO")


def number(text: str | None) -> float:
    """Return the number that `text` writes; not-a-number when there is none."""
    try:
        return float("nan" if text is None else text)
    except ValueError:
        return float("nan")


def unpadded(text: str | None) -> bool:
    """Return whether no zero stands before another digit; true of what is absent."""
    digits = (text or "").strip(BLANKS)
    return len(digits) <= 1 or digits[0] != "0"


def unsigned(text: str | None) -> bool:
    """Return whether there is no sign; true of what is absent."""
    return text is None or ("+" not in text and "-" not in text)


def decimals(text: str | None, most: int) -> bool:
    """Return whether at most so many signs stand behind the point."""
    return len((text or "").strip(BLANKS).partition(".")[2]) <= most


def pattern(expression: str) -> Callable[[str], re.Match[str] | None]:
    """Return the test of a way of writing, on the whole text and with ASCII blanks only."""
    return re.compile(expression, re.ASCII).fullmatch


def numbered(texts: Sequence[str]) -> bool:
    """Return whether `texts` count 1, 2, 3 and so on."""
    return all(number(text) == place for place, text in enumerate(texts, 1))


def differ(parties: Sequence[Record]) -> bool:
    """Return whether consignors of items are none, or two at least that are not all alike.

    They differ where one says more elements than another, or where two say different things in the
    same element; blanks around count in the identification number alone.
    """
    if not parties:
        return True
    if len(parties) < 2:
        return False
    if len({len(party) for party in parties}) > 1:
        return True
    if len({party["TINCO259"] for party in parties if "TINCO259" in party}) > 1:
        return True
    return any(
        len({party[name].strip(BLANKS) for party in parties if name in party}) > 1
        for name in _CONSIGNOR
    )


def packed(total: float, packages: Iterable[Record], bulk: frozenset[str]) -> bool:
    """Return whether `total` counts all packages and pieces, and one for each bulk."""
    counted = 0.0
    for package in packages:
        for name in _BULK_AND_COUNTS:
            if name in package:
                counted += number(package[name])
        counted += package.get("KinOfPacGS23", "").strip(BLANKS) in bulk
    return total == counted


def covers(total: str | None, masses: Sequence[str]) -> bool:
    """Return whether a total mass is not less than the sum of `masses`.

    It says nothing about what is absent or has a plus sign: other rules do. The slack is that of
    the published rule, for sums of decimal fractions in binary.
    """
    if total is None or "+" in total or any("+" in mass for mass in masses):
        return True
    slack = 1 + 1e-16 * len(masses)
    return number(total) * slack + 0.0001 >= sum(map(number, masses))


def marked(package: Record, packages: Iterable[Record]) -> bool:
    """Return whether some of `packages` are counted and have the marks of `package`."""
    marks = package.get("MarNumOfPacGSL21")
    if marks is None:
        return False
    wanted = marks.strip(BLANKS)
    return any(
        number(other.get("NumOfPacGS24")) > 0
        and "MarNumOfPacGSL21" in other
        and other["MarNumOfPacGSL21"].strip(BLANKS) == wanted
        for other in packages
    )
