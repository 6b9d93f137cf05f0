"""Goods codes of the Harmonized System and what is built on it, 2 to 10 digits."""

import re
from functools import cache

from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.identifiers.facts import table
from quaywatch.cargo.identifiers.identifier import Identifier, problem
from quaywatch.cargo.problem import Problem, Severity
from quaywatch.cargo.terms import Term

_LENGTHS = frozenset({2, 4, 6, 8, 10})
_LONGEST = max(_LENGTHS)
_NATIONAL = frozenset({"98", "99"})
"""Chapters that the nomenclature leaves to each country."""

_WITHDRAWN = frozenset({"2848", "6908", "8469"})
"""Headings that editions before HS 2022 had, still met in declarations."""


class HsCode(Identifier, frozen=True, kw_only=True):
    """A goods code; the parts are None as far as the code does not reach or is no code."""

    digits: str | None = None
    chapter: str | None = None
    """First two digits."""
    heading: str | None = None
    """First four digits."""
    subheading: str | None = None
    """First six digits: as far as the code is the same the world over."""

    @property
    def national(self) -> bool:
        """Whether it is of chapter 98 or 99, whose meaning each country sets."""
        return self.chapter in _NATIONAL


def parse(written: str) -> HsCode:
    """Read a goods code; blanks, full stops and hyphens are allowed as in `0803.90.10`.

    Zeros that fill a field up beyond ten digits are no part of the code.
    """
    digits = written.replace(" ", "").replace(".", "").replace("-", "")
    if len(digits) > _LONGEST and not digits[_LONGEST:].strip("0"):
        digits = digits[:_LONGEST]
    if not re.fullmatch("[0-9]+", digits):
        return HsCode(
            written=written, problems=problem("hs-code.form", f"'{written}' is not made of digits")
        )
    if len(digits) not in _LENGTHS:
        return HsCode(written=written, problems=_length_problem(written, digits))
    return HsCode(
        written=written,
        digits=digits,
        chapter=digits[:2],
        heading=digits[:4] if len(digits) >= len("hhhh") else None,
        subheading=digits[:6] if len(digits) >= len("ssssss") else None,
        problems=_place_problem(written, digits),
    )


def _length_problem(written: str, digits: str) -> tuple[Problem, ...]:
    return problem(
        "hs-code.length",
        f"'{written}' has {len(digits)} digits; a goods code has 2, 4, 6, 8 or 10",
    )


def _place_problem(written: str, digits: str) -> tuple[Problem, ...]:
    """Say where the code leaves the nomenclature, if it does."""
    chapter, heading, subheading = digits[:2], digits[:4], digits[:6]
    if chapter in _NATIONAL:
        return ()
    if chapter not in _chapters():
        return problem("hs-code.chapter", f"'{written}': there is no chapter {chapter}")
    if len(digits) > len(chapter) and heading not in _subheadings() and heading not in _WITHDRAWN:
        return problem("hs-code.heading", f"'{written}': there is no heading {heading}")
    if len(digits) > len(heading) and subheading[4:] not in _subheadings().get(heading, ()):
        message = f"'{written}': HS 2022 has no subheading {subheading}"
        return problem("hs-code.subheading", message, Severity.WARNING)
    return ()


@cache
def _chapters() -> dict[str, dict[str, str]]:
    return {row["chapter"]: row for row in table("hs_chapters.csv")}


@cache
def _headings() -> dict[str, str]:
    return {row["heading"]: row["title"] for row in table("hs_headings.csv")}


@cache
def _subheadings() -> dict[str, frozenset[str]]:
    rows = table("hs_subheadings.csv")
    return {row["heading"]: frozenset(row["subheadings"].split()) for row in rows}


def title(code: str, language: str = "en") -> str | None:
    """Return what a code stands for, as closely as is known: its heading, else its chapter.

    Headings have English titles only; in `fr`, `nl` and `es` the chapter's is returned.
    """
    found = parse(code)
    if language == "en" and found.heading in _headings():
        return _headings()[found.heading]
    chapter = _chapters().get(found.chapter or "")
    return None if chapter is None else chapter[language]


def subheadings() -> tuple[str, ...]:
    """Return all six-digit codes of HS 2022, in order."""
    return tuple(
        heading + last for heading, known in _subheadings().items() for last in sorted(known)
    )


def valid_column(text: Term) -> Term:
    """Whether each text is a code of a known chapter and heading; null stays null."""
    return each_distinct(text, lambda written: parse(written).valid, bool)


def digits_column(text: Term) -> Term:
    """Return the digits of each valid code, null for any other text."""
    return each_distinct(text, _digits, str)


def _digits(written: str) -> str | None:
    found = parse(written)
    return found.digits if found.valid else None
