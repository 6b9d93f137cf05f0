"""Segment tables, read from their notation."""

import re
from dataclasses import dataclass
from functools import cache

from quaywatch.formats.edifact.structure.tables import TABLES

_TOKEN = re.compile(r"(?P<tag>[A-Z]{3})|(?P<open>\()|(?P<close>\))|(?P<must>!)|\*(?P<most>\d+)")


@dataclass(slots=True)
class Node:
    """A segment, or a group that begins with it."""

    tag: str
    must: bool = False
    most: int = 1
    within: tuple["Node", ...] = ()
    """What follows the first segment of a group."""


@dataclass(frozen=True, slots=True)
class Structure:
    """What a type of message is made of."""

    name: str
    directory: str
    nodes: tuple[Node, ...]
    tags: frozenset[str]
    """All segments that it has somewhere."""


def structure(name: str, directory: str) -> Structure | None:
    """Return the structure of a message type in a directory (`95B`), or in the nearest known one.

    None when the type has no table.
    """
    known = [held for kind, held in TABLES if kind == name]
    if not known:
        return None
    return _structure(name, min(known, key=lambda held: abs(_issued(held) - _issued(directory))))


@cache
def _structure(name: str, directory: str) -> Structure:
    table = TABLES[name, directory]
    tags = frozenset(re.findall("[A-Z]{3}", table))
    return Structure(name, directory, _nodes(table), tags)


def _nodes(table: str) -> tuple[Node, ...]:
    stack: list[list[Node]] = [[]]
    for token in _TOKEN.finditer(table):
        last = stack[-1][-1] if stack[-1] else None
        if token["tag"]:
            stack[-1].append(Node(token["tag"]))
        elif token["open"]:
            stack.append([])
        elif token["close"]:
            first, *rest = stack.pop()
            stack[-1].append(Node(first.tag, within=tuple(rest)))
        elif last is not None and token["must"]:
            last.must = True
        elif last is not None:
            last.most = int(token["most"])
    return tuple(stack[0])


def _issued(directory: str) -> float:
    """Return the year of a directory such as `95B`, the half of the year as a fraction."""
    found = re.fullmatch(r"(\d\d)([A-Z])", directory)
    if found is None:
        return 0.0
    year = int(found[1])
    return year + (1900 if year > 80 else 2000) + (ord(found[2]) - ord("A")) / 2
