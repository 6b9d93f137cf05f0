"""Container numbers (ISO 6346): owner, category, serial number, check digit."""

import re

import numpy as np
import polars as pl

from quaywatch.cargo.identifiers.identifier import Identifier, problem
from quaywatch.cargo.problem import Problem
from quaywatch.cargo.terms import Term, when

CATEGORIES = {"U": "freight container", "J": "detachable equipment", "Z": "trailer or chassis"}

_SHAPE = "[A-Za-z]{3}[UJZujz][0-9]{7}"
_MATCHES = re.compile(_SHAPE).fullmatch
_VALUES = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        [n for n in range(39) if n % 11 or n == 0],  # ISO 6346 skips the multiples of 11
        strict=False,
    )
)


class ContainerNumber(Identifier, frozen=True, kw_only=True):
    """A container number; the parts are None when it has not the form of one."""

    owner: str | None = None
    """Three letters registered with the Bureau International des Containers."""
    category: str | None = None
    """U, J or Z."""
    serial: str | None = None
    """Six digits."""
    check_digit: int | None = None
    """The last digit as written."""

    @property
    def canonical(self) -> str | None:
        """The eleven characters without blanks and hyphens, in capitals."""
        if self.owner is None:
            return None
        return f"{self.owner}{self.category}{self.serial}{self.check_digit}"


def parse(written: str) -> ContainerNumber:
    """Read a container number, blanks and hyphens allowed as often painted or typed."""
    text = written.replace(" ", "").replace("-", "")
    if not _MATCHES(text):
        return ContainerNumber(written=written, problems=_shape_problem(written, text))
    text = text.upper()
    expected = expected_check_digit(text[:10])
    return ContainerNumber(
        written=written,
        owner=text[:3],
        category=text[3],
        serial=text[4:10],
        check_digit=int(text[10]),
        problems=()
        if expected == int(text[10])
        else problem(
            "container-number.check-digit",
            f"check digit of '{written}' is {text[10]}, but the other characters give {expected}",
        ),
    )


def expected_check_digit(first_ten: str) -> int:
    """Return the check digit of four capital letters and six digits (ISO 6346, annex A)."""
    total = sum(_VALUES[character] << place for place, character in enumerate(first_ten))
    return total % 11 % 10


def _shape_problem(written: str, text: str) -> tuple[Problem, ...]:
    if not text:
        return problem("container-number.blank", "the container number is blank")
    if re.fullmatch("[A-Za-z]{4}[0-9]{7}", text):
        return problem(
            "container-number.category",
            f"fourth letter of '{written}' is {text[3].upper()}; ISO 6346 knows U, J and Z",
        )
    return problem(
        "container-number.form",
        f"'{written}' is not three owner letters, U, J or Z, six digits and a check digit",
    )


def canonical_column(text: Term) -> Term:
    """Return what is written without blanks and hyphens, in capitals where it has the form."""
    bare = text.text.without(" ").text.without("-")
    return when(shape_column(bare)).then(bare.text.to_uppercase()).otherwise(bare)


def shape_column(canonical: Term) -> Term:
    """Whether a text without blanks and hyphens has the form of a container number."""
    return canonical.text.contains(f"^{_SHAPE}$")


def check_digit_column(canonical: Term) -> Term:
    """Whether the check digit is right; null where the text has not the form (canonical text)."""
    shaped = when(shape_column(canonical)).then(canonical)
    return shaped.judged(_right, _check_digits, bool)


def _right(canonical: str) -> bool:
    text = canonical.upper()
    return expected_check_digit(text[:10]) == int(text[10])


def _tables() -> np.ndarray[tuple[int, int], np.dtype[np.uint16]]:
    tables = np.zeros((10, 128), dtype=np.uint16)
    for character, value in _VALUES.items():
        tables[:, ord(character)] = [value << place for place in range(10)]
    return tables


_TABLES = _tables()
_WELL_FORMED = "AAAU0000000"


def _check_digits(canonical: pl.Series) -> pl.Series:
    numbers = canonical.to_list()
    text = "".join([number or _WELL_FORMED for number in numbers]).encode("ascii")
    characters = np.frombuffer(text, dtype=np.uint8).reshape(-1, 11)
    total = np.zeros(len(numbers), dtype=np.uint16)
    for place in range(10):
        total += _TABLES[place][characters[:, place]]
    right = (total % 11 % 10 == characters[:, 10] - ord("0")).tolist()
    answers = [r if number else None for r, number in zip(right, numbers, strict=True)]
    return pl.Series(canonical.name, answers, dtype=pl.Boolean)
