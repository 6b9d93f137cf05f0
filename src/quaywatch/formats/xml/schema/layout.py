"""The lines of a schema table as a tree: a line belongs to the line above it that is less indented.

A line is a row of words parted by blanks; a word with blanks in it is written as a JSON string.
The words after `pattern` are one regular expression between slashes. `#` begins a line that is a
remark. `when WORD: …` holds for the variants named WORD only.
"""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field

_WORD = re.compile(r'\s*("(?:[^"\\]|\\.)*"|\S+)')
_PATTERN = re.compile(r"\spattern /(.*)/$")
_WHEN = re.compile(r"when (\w+): ")


class TableError(ValueError):
    """A schema table does not follow the notation; the message names the line."""


@dataclass
class Row:
    """One line of a table, and the lines that belong to it."""

    words: list[str]
    number: int
    rows: list["Row"] = field(default_factory=list["Row"])

    def word(self, position: int) -> str:
        """Return a word that must be there; raises TableError when it is not."""
        if position >= len(self.words):
            raise TableError(f"line {self.number}: something is missing at the end")
        return self.words[position]


def rows(text: str, variants: Collection[str] = ()) -> list[Row]:
    """Return the outermost lines of `text` that hold for `variants`. Raises TableError."""
    top: list[Row] = []
    levels: list[tuple[int, list[Row]]] = [(-1, top)]
    for number, line in enumerate(text.splitlines(), 1):
        content = line.strip()
        if not content or content.startswith("#"):
            continue
        condition = _WHEN.match(content)
        if condition is not None:
            if condition[1] not in variants:
                continue
            content = content[condition.end() :]
        depth = len(line) - len(line.lstrip())
        while levels[-1][0] >= depth:
            levels.pop()
        row = Row(_words(content, number), number)
        levels[-1][1].append(row)
        levels.append((depth, row.rows))
    return top


def _words(content: str, number: int) -> list[str]:
    pattern = _PATTERN.search(f" {content}")
    ahead = content if pattern is None else content[: max(pattern.start() - 1, 0)]
    try:
        words: list[str] = [
            json.loads(word) if word.startswith('"') else word for word in _WORD.findall(ahead)
        ]
    except ValueError as error:
        raise TableError(f"line {number}: {error}") from None
    return words if pattern is None else [*words, "pattern", pattern[1]]
