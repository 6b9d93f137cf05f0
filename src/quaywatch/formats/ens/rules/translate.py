"""From the notation of a rule to a Python expression over records.

    A if B          A must hold where B holds; the last words of a rule
    A or B, A and B, not A, ( A )
    NAME            the element is there
    NAME is V|W     its text, without blanks around it, is one of these or in that list of codes
    NAME equals N|M its number is one of these
    NAME starts V   its text starts so
    NAME like W     its whole text is written in that way
    NAME same N     both texts are the same but for blanks around them; `identical` counts those
    NAME number count N   it is the number of elements N
    NAME unpadded, unsigned, decimals N, numbered, differ, covers N, packed N
    count N at-most V, count N at-least V
    any N is V      the text of one of these is V
    every N has M is V    each group N has an M whose text is V
    marked N        counted packages among N have the marks of this one

A name is a path of element names: looked up where the rule stands, with `../` one group further
out, with `/` from the top. `.` is the leaf at which the rule stands.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from quaywatch.formats.ens.records import ALONE
from quaywatch.formats.ens.rules.book import Words

_TOKEN = re.compile(r"\(|\)|[^\s()]+")
_ENDS = ("", ")", "and", "or", "if")


class RuleError(ValueError):
    """A rule does not follow the notation."""


class Frame:
    """The code of one place: values that are looked up once for each record, and conditions."""

    def __init__(self, at: str, outer: "Frame | None" = None) -> None:
        self.at = at
        self.outer = outer
        self.record = "r" if outer is None else f"r_{at.replace('/', '_')}"
        self.values: dict[str, str] = {}
        """Name of the variable by the expression that it holds."""

    def value(self, expression: str) -> str:
        """Return the variable that holds an expression over this frame's record."""
        top = self.record.replace("r", "v", 1)
        return self.values.setdefault(expression, f"{top}_{len(self.values)}")

    @property
    def top(self) -> "Frame":
        """The frame of the whole declaration."""
        return self if self.outer is None else self.outer.top


class Condition(NamedTuple):
    """A condition as two Python expressions."""

    where: str
    """Where it must hold; empty for everywhere."""
    holds: str


def translate(require: str, frame: Frame, leaf: str | None, words: Words) -> Condition:
    """Return the Python expressions of a condition. Raises RuleError."""
    parser = _Parser(require, frame, leaf, words)
    condition = parser.condition()
    if parser.peek():
        raise RuleError(f"{require!r}: {parser.peek()!r} is not understood")
    return condition


class _Parser:
    def __init__(self, require: str, frame: Frame, leaf: str | None, words: Words) -> None:
        self._require = require
        self._tokens = _TOKEN.findall(require)
        self._frame, self._leaf = frame, leaf
        self._lists, self._patterns = words.lists, words.patterns

    def peek(self) -> str:
        """Return the next word, empty at the end."""
        return self._tokens[0] if self._tokens else ""

    def condition(self) -> Condition:
        """Read `A if B` or `A`."""
        wanted = self._either()
        if self.peek() != "if":
            return Condition("", wanted)
        self._take()
        return Condition(self._either(), wanted)

    def _either(self) -> str:
        parts = [self._both()]
        while self.peek() == "or":
            self._take()
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else f"({' or '.join(parts)})"

    def _both(self) -> str:
        parts = [self._one()]
        while self.peek() == "and":
            self._take()
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else f"({' and '.join(parts)})"

    def _one(self) -> str:
        word = self._take()
        if word == "not":
            return f"(not {self._one()})"
        if word == "(":
            inner = self._either()
            self._expect(")")
            return inner
        reader: Callable[[], str] | None = getattr(self, f"_read_{word}", None)
        return self._said_of(word) if reader is None else reader()

    def _read_count(self) -> str:
        counted, compared = self._count(self._take()), self._take()
        sign = {"at-most": "<=", "at-least": ">="}.get(compared)
        if sign is None:
            raise RuleError(f"{self._require!r}: {compared!r} does not compare")
        return f"({counted} {sign} {int(self._take())})"

    def _read_any(self) -> str:
        path = self._take()
        self._expect("is")
        return f"({self._take()!r} in {self._texts(path)})"

    def _read_every(self) -> str:
        groups, frame = self._steps(self._take())
        self._expect("has")
        first, second = self._take().split("/")
        self._expect("is")
        value = self._take()
        inner = f"any(b.get({second!r}, '').strip(B) == {value!r} for b in a.get({first!r}, N))"
        return frame.value(f"all({inner} for a in {_listed(frame.record, groups)})")

    def _read_marked(self) -> str:
        steps, frame = self._steps(self._take())
        return f"marked({self._frame.record}, {_listed(frame.record, steps)})"

    def _said_of(self, name: str) -> str:
        if self.peek() in _ENDS:
            return self._there(name)
        test = self._take()
        reader: Callable[[str], str] | None = getattr(self, f"_test_{test}", None)
        if reader is None:
            raise RuleError(f"{self._require!r}: {test!r} is not understood")
        return reader(name)

    def _test_is(self, name: str) -> str:
        word = self._take()
        allowed = frozenset(self._lists.get(word, word.split("|")))
        return f"({self._trimmed(name)} in {_constant(allowed)})"

    def _test_equals(self, name: str) -> str:
        return (
            f"({self._number(name)} in {_constant(frozenset(map(float, self._take().split('|'))))})"
        )

    def _test_starts(self, name: str) -> str:
        text = self._text(name)
        there = "" if name == "." else f"{text} is not None and "
        return f"({there}{text}.startswith({self._take()!r}))"

    def _test_like(self, name: str) -> str:
        word = self._take()
        if word not in self._patterns:
            raise RuleError(f"{self._require!r}: no way of writing is called {word!r}")
        text = self._text(name)
        there = "" if name == "." else f"{text} is not None and "
        return f"({there}like_{word.replace('-', '_')}({text}) is not None)"

    def _test_same(self, name: str) -> str:
        return f"({self._trimmed(name)} == {self._trimmed(self._take())})"

    def _test_identical(self, name: str) -> str:
        return f"({self._text(name)} == {self._text(self._take())})"

    def _test_number(self, name: str) -> str:
        self._expect("count")
        return f"({self._number(name)} == {self._count(self._take())})"

    def _test_unpadded(self, name: str) -> str:
        text = self._text(name)
        return (
            f"unpadded({text})" if name != "." else f"('1' <= text[:1] <= '9' or unpadded({text}))"
        )

    def _test_unsigned(self, name: str) -> str:
        text = self._text(name)
        return f"unsigned({text})" if name != "." else "('+' not in text and '-' not in text)"

    def _test_decimals(self, name: str) -> str:
        text = self._text(name)
        return f"({text} is None or '.' not in {text} or decimals({text}, {int(self._take())}))"

    def _test_numbered(self, name: str) -> str:
        return f"numbered({self._raw_texts(name)})"

    def _test_differ(self, name: str) -> str:
        steps, frame = self._steps(name)
        return f"differ({_listed(frame.record, steps)})"

    def _test_covers(self, name: str) -> str:
        return f"covers({self._text(name)}, {self._raw_texts(self._take())})"

    def _test_packed(self, name: str) -> str:
        steps, frame = self._steps(self._take())
        bulk = _constant(frozenset(self._lists["bulk"]))
        return f"packed({self._number(name)}, {_listed(frame.record, steps)}, {bulk})"

    def _there(self, name: str) -> str:
        if name == ".":
            return "True"
        steps, frame = self._steps(name)
        if len(steps) == 1:
            return f"({steps[0]!r} in {frame.record})"
        if len(steps) == 2 and steps[0] in ALONE:
            return frame.value(f"({steps[1]!r} in {_first(frame, steps[:1])})")
        inside = _listed(frame.record, steps[:-1])
        return frame.value(f"any({steps[-1]!r} in a for a in {inside})")

    def _count(self, name: str) -> str:
        steps, frame = self._steps(name)
        return frame.value(f"len({_listed(frame.record, steps)})")

    def _text(self, name: str) -> str:
        if name == ".":
            if self._leaf is None:
                raise RuleError(f"{self._require!r} stands at a group, which has no text")
            return "text"
        (*groups, leaf), frame = self._steps(name)
        holder = _first(frame, groups) if groups else frame.record
        return frame.value(f"{holder}.get({leaf!r})")

    def _trimmed(self, name: str) -> str:
        text = self._text(name)
        trimmed = f"{text} and {text}.strip(B)"
        return f"({trimmed})" if name == "." else self._steps(name)[1].value(trimmed)

    def _number(self, name: str) -> str:
        text = self._text(name)
        return f"number({text})" if name == "." else self._steps(name)[1].value(f"number({text})")

    def _texts(self, name: str) -> str:
        steps, frame = self._steps(name)
        inside = _listed(frame.record, steps[:-1])
        return frame.value(f"[a.get({steps[-1]!r}, '').strip(B) for a in {inside}]")

    def _raw_texts(self, name: str) -> str:
        steps, frame = self._steps(name)
        inside = _listed(frame.record, steps[:-1])
        return frame.value(f"[a[{steps[-1]!r}] for a in {inside} if {steps[-1]!r} in a]")

    def _steps(self, name: str) -> tuple[list[str], Frame]:
        frame = self._frame
        if name.startswith("/"):
            return name[1:].split("/"), frame.top
        while name.startswith("../"):
            if frame.outer is None:
                raise RuleError(f"{self._require!r}: nothing is further out")
            name, frame = name[3:], frame.outer
        return name.split("/"), frame

    def _take(self) -> str:
        if not self._tokens:
            raise RuleError(f"{self._require!r} breaks off")
        return self._tokens.pop(0)

    def _expect(self, word: str) -> None:
        if self._take() != word:
            raise RuleError(f"{self._require!r}: {word!r} is missing")


def _first(frame: Frame, steps: list[str]) -> str:
    """Return the variable that holds the first group at the end of `steps`."""
    return frame.value(f"({_listed(frame.record, steps)} or N)[0]")


def _listed(record: str, steps: list[str]) -> str:
    """Return the expression for all groups at the end of `steps`."""
    if len(steps) == 1:
        return f"{record}.get({steps[0]!r}, E)"
    first, *rest = steps
    loops = [f"for s0 in {record}.get({first!r}, E)"]
    loops += [f"for s{n + 1} in s{n}.get({step!r}, E)" for n, step in enumerate(rest)]
    return f"[s{len(rest)} {' '.join(loops)}]"


def _constant(values: frozenset[Any]) -> str:
    return "{" + ", ".join(repr(value) for value in sorted(values)) + "}"
