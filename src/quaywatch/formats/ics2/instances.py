"""Instances of any message, made from its structure alone: for tests and conformance trials.

What they say is without sense; that they keep to the structure is all.
"""

import base64
import re
from collections.abc import Iterator
from random import Random

from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.grammar import Grammar, Group, Leaf, Member, grammar
from quaywatch.formats.ics2.message import Message

_REPEATS = 2
_RUN = re.compile(r"(\.|\[[^\]]+\])(?:\{(\d+)(?:,(\d+))?\})?")
_LONGEST = 40
_PLAIN = "ABCXYZ019"
_ODD = "aZ09 é€字&<>\"'-./;#"


def minimal(name: str) -> Message:
    """Return a message with what is required, and nothing else."""
    return Message(_Maker(grammar(), None, 0).root(name))


def maximal(name: str, alternative: int = 0) -> Message:
    """Return a message with every element; `alternative` picks where one of several may stand."""
    return Message(_Maker(grammar(), None, alternative, full=True).root(name))


def drawn(name: str, dice: Random) -> Message:
    """Return a message with some of what may stand in it, and odd texts."""
    return Message(_Maker(grammar(), dice, 0).root(name))


class _Maker:
    def __init__(
        self, of: Grammar, dice: Random | None, alternative: int, *, full: bool = False
    ) -> None:
        self._grammar, self._dice = of, dice
        self._alternative, self._full = alternative, full

    def root(self, name: str) -> Element:
        return self._group(name, self._grammar.message(name), 0)

    def _group(self, name: str, group: Group, depth: int) -> Element:
        members = group.members
        if group.is_choice:
            turn = self._dice.randrange(99) if self._dice else self._alternative
            members = (members[turn % len(members)],)
        children = [child for member in members for child in self._children(member, depth)]
        attributes = sorted((key, self._text(kind)) for key, kind in group.attributes)
        return Element(name, "", tuple(children), tuple(attributes))

    def _children(self, member: Member, depth: int) -> Iterator[Element]:
        kind = self._grammar.type(member.type)
        for _ in range(self._times(member, depth)):
            if isinstance(kind, Group):
                yield self._group(member.name, kind, depth + 1)
            else:
                yield Element(member.name, self._text(member.type))

    def _times(self, member: Member, depth: int) -> int:
        if self._full:
            return max(1, member.least)
        if self._dice is None or self._dice.random() < depth / 12:
            return member.least
        return self._dice.randint(member.least, min(member.most, member.least + _REPEATS))

    def _text(self, name: str) -> str:
        leaf = self._grammar.type(name)
        if isinstance(leaf, Group):
            return ""
        base = leaf.base
        if base == "xs:dateTime":
            return (
                f"2026-{self._pick(1, 12):02}-{self._pick(1, 28):02}T{self._pick(0, 23):02}:00:00Z"
            )
        if base == "xs:boolean":
            return str(self._pick(0, 1))
        if base == "xs:base64Binary":
            return base64.b64encode(bytes([self._pick(0, 255)] * self._pick(1, 9))).decode()
        return self._matching(leaf)

    def _matching(self, leaf: Leaf) -> str:
        if leaf.base == "xs:anyType":
            return ""
        if "pattern" in leaf.facets:
            text = "".join(
                self._run(run, leaf.base) for run in _RUN.finditer(leaf.facets["pattern"])
            )
        elif leaf.base == "xs:decimal":
            text = f"{self._pick(1, 99_999)}.{self._pick(0, 99):02}"
        else:
            text = self._some(_PLAIN, 1, 9)
        return text

    def _run(self, run: re.Match[str], base: str) -> str:
        marks, least, most = run[1], int(run[2] or 1), int(run[3] or run[2] or 1)
        if marks == ".":
            return self._free(least, most, base)
        return self._some(_members(marks[1:-1]), least, most)

    def _free(self, least: int, most: int, base: str) -> str:
        text = self._some(_ODD if self._dice else _PLAIN, least, most)
        return text if base == "xs:string" else text.replace(" ", "_")

    def _some(self, marks: str, least: int, most: int) -> str:
        length = self._pick(least, min(most, max(least, _LONGEST)))
        if self._dice is None:
            return (marks * length)[:length]
        return "".join(self._dice.choices(marks, k=length))

    def _pick(self, least: int, most: int) -> int:
        return self._dice.randint(least, most) if self._dice else max(least, min(1, most))


def _members(inside: str) -> str:
    """Return the characters that a bracket expression names."""
    spelled = re.sub(r"(\w)-(\w)", lambda m: _between(m[1], m[2]), inside)
    return "".join(dict.fromkeys(spelled))


def _between(first: str, last: str) -> str:
    return "".join(chr(code) for code in range(ord(first), ord(last) + 1))
