"""The tables as data: which elements a message may hold, how often, and with what values."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from quaywatch.formats.ics2.structure import PACKAGE, TABLES
from quaywatch.formats.xml.schema.layout import Row, rows


@dataclass(frozen=True)
class Leaf:
    """A simple type: its base (`xs:string` …) and its facets."""

    base: str
    facets: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Member:
    """An element within a group, and how often it may stand there."""

    name: str
    least: int
    most: int
    type: str


@dataclass(frozen=True)
class Group:
    """A complex type: elements in order, or one of them; its required attributes by type."""

    members: tuple[Member, ...]
    is_choice: bool = False
    attributes: tuple[tuple[str, str], ...] = ()


class Grammar:
    """All types and messages of the tables."""

    def __init__(self, lines: list[Row]) -> None:
        self._types: dict[str, Leaf | Group] = {}
        self._messages: dict[str, str] = {}
        for row in lines:
            kind, name = row.words[:2]
            if kind == "simple":
                self._types[name] = _leaf(row)
            elif kind == "complex":
                self._types[name] = _group(row)
            elif kind == "element":
                self._messages[name] = self._message(name, row)

    def _message(self, name: str, row: Row) -> str:
        if row.words[2] != "complex":
            return row.words[2]
        self._types[name] = _group(row)
        return name

    def type(self, name: str) -> Leaf | Group:
        """Return a type of the tables, or a built-in one."""
        return self._types.get(name) or Leaf(name)

    def message(self, name: str) -> Group:
        """Return the outermost group of a message. Raises KeyError when it is not known."""
        found = self.type(self._messages[name])
        return found if isinstance(found, Group) else Group(())

    def paths(self, name: str) -> dict[str, str]:
        """Return every element that a message may hold: its path and the name of its type."""
        found: dict[str, str] = {}
        self._add(name, self.message(name), found)
        return found

    def _add(self, path: str, group: Group, found: dict[str, str]) -> None:
        for member in group.members:
            at = f"{path}/{member.name}"
            found[at] = member.type
            below = self.type(member.type)
            if isinstance(below, Group):
                self._add(at, below, found)


@cache
def grammar() -> Grammar:
    """Return the grammar of all messages, read when first used."""
    package = files(PACKAGE)
    text = "\n".join(package.joinpath(name).read_text("utf-8") for name in TABLES)
    return Grammar([row for row in rows(text) if row.words[0] != "namespace"])


def _leaf(row: Row) -> Leaf:
    facets = [
        word for line in (row.words[3:], *(below.words for below in row.rows)) for word in line
    ]
    return Leaf(row.words[2], dict(zip(facets[::2], facets[1::2], strict=True)))


def _group(row: Row) -> Group:
    is_choice = len(row.rows) == 1 and row.rows[0].words[0] == "choice"
    lines = row.rows[0].rows if is_choice else row.rows
    members = [_member(line.words) for line in lines if not line.words[0].startswith("@")]
    attributes = [(line.words[0][1:], line.words[-1]) for line in lines if line.words[0][0] == "@"]
    return Group(tuple(members), is_choice, tuple(attributes))


def _member(words: list[str]) -> Member:
    name, times, kind = words[1:] if words[0] == "element" else words
    least, between, most = times.partition("..")
    return Member(name, int(least), int(most if between else least), kind)
