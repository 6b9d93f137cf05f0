"""Code lists: which element draws on which, and the values that a partner configures.

Messages name some sixty code lists (CL013 to CL762). Their values are not part of the schemas:
the customs service that runs a node has them from the Commission's reference data service and
writes them in a TOML file, one table a list:

    [CL735]
    ABC = "what the code means"

A list that the file does not have is not checked. `code_lists.csv` beside this module says which
element draws on which list, as the schemas annotate it.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple, cast

import msgspec

from quaywatch.formats.ics2.element import Element

_PACKAGE = "quaywatch.formats.ics2"


class CodeLists(msgspec.Struct, frozen=True):
    """Configured code lists: name of the list to its codes and their meanings."""

    lists: Mapping[str, Mapping[str, str]] = {}

    def allows(self, name: str, code: str) -> bool:
        """Whether `code` is in the list, or the list is not configured."""
        return name not in self.lists or code in self.lists[name]

    def code(self, name: str, meaning: str) -> str | None:
        """Return the code that means `meaning`, in whatever case; None when the list has none."""
        wanted = meaning.casefold()
        found = (
            code for code, said in self.lists.get(name, {}).items() if said.casefold() == wanted
        )
        return next(found, None)

    def meaning(self, name: str, code: str) -> str:
        """Return what a code means; empty when that is not known."""
        return self.lists.get(name, {}).get(code, "")


NO_CODES = CodeLists()
"""No list is configured."""


class UnknownCode(NamedTuple):
    """A value that its list does not have."""

    element: Element
    list: str


def load(path: Path | str) -> CodeLists:
    """Read code lists from a TOML file.

    Raises OSError when it cannot be read, ValueError when it is not what this module says.
    """
    with Path(path).open("rb") as stream:
        tables = tomllib.load(stream)
    lists: dict[str, dict[str, str]] = {}
    for name, table in tables.items():
        if name not in known():
            message = f"{path}: no ICS2 element draws on a list named {name!r}"
            raise ValueError(message)
        if not isinstance(table, dict) or not all(
            isinstance(meaning, str) for meaning in cast("dict[str, Any]", table).values()
        ):
            message = f"{path}: [{name}] is not a table of codes with their meanings"
            raise ValueError(message)
        lists[name] = cast("dict[str, str]", table)
    return CodeLists(lists)


@cache
def known() -> frozenset[str]:
    """Return the names of all code lists that elements draw on."""
    return frozenset(_where().values())


def unknown_codes(root: Element, codes: CodeLists) -> Iterator[UnknownCode]:
    """Yield each value that a configured list does not have."""
    if codes.lists:
        yield from _unknown(root, (), codes)


def _unknown(element: Element, above: tuple[str, ...], codes: CodeLists) -> Iterator[UnknownCode]:
    if not element.children and element.text:
        name = list_of(element.name, above)
        if name is not None and not codes.allows(name, element.text.strip()):
            yield UnknownCode(element, name)
    path = (*above[-1:], element.name)
    for child in element.children:
        yield from _unknown(child, path, codes)


def list_of(name: str, above: tuple[str, ...]) -> str | None:
    """Return the list that an element draws on, told by the two elements above it."""
    where = _where()
    for within in ("/".join(above[-2:]), "".join(above[-1:]), "*"):
        found = where.get((name, within))
        if found is not None:
            return found
    return None


@cache
def _where() -> dict[tuple[str, str], str]:
    table = resources.files(_PACKAGE).joinpath("code_lists.csv").read_text("utf-8")
    return {(row["element"], row["within"]): row["list"] for row in csv.DictReader(table.split())}
