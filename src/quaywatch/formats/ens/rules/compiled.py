"""All rules of an edition as one Python function over records.

A declaration of five kilobytes meets some two hundred conditions; compiled into one function that
looks every value up once, they cost about as much as the check against the schema.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

from quaywatch.formats.ens.records import GROUPS, Record
from quaywatch.formats.ens.rules import functions
from quaywatch.formats.ens.rules.book import Words, rules, words
from quaywatch.formats.ens.rules.rule import Edition, Rule
from quaywatch.formats.ens.rules.translate import Frame, translate


class Breach(NamedTuple):
    """A rule that does not hold, and where."""

    rule: Rule
    path: str
    """Place below the root element, such as `/GOOITEGDS[1]/PACGS2[2]`; empty for the root."""


_INDENT = "    "
Check: TypeAlias = Callable[[Record], list[Breach]]


@cache
def checks(edition: Edition) -> Check:
    """Return the function that finds the breaches of an edition's rules, compiled once."""
    return compiled(rules(edition), words())


def compiled(book: Iterable[Rule], vocabulary: Words) -> Check:
    """Return the function that finds breaches of the rules in `book`. Raises RuleError."""
    numbered = tuple(book)
    source = "\n".join(_source(numbered, vocabulary))
    scope: dict[str, Any] = {"B": functions.BLANKS, "E": (), "N": ({},)}
    for name, said in vocabulary.patterns.items():
        scope[f"like_{name.replace('-', '_')}"] = functions.pattern(said)
    for name in ("number", "unpadded", "unsigned", "decimals", "numbered", "differ"):
        scope[name] = getattr(functions, name)
    scope |= {"packed": functions.packed, "covers": functions.covers, "marked": functions.marked}
    # The source is made of nothing but the declarations that come with the package.
    exec(compile(source, "<rules>", "exec"), scope)  # noqa: S102
    find: Callable[[Record, Callable[..., None]], None] = scope["find"]

    def check(declaration: Record) -> list[Breach]:
        found: list[Breach] = []

        def breach(number: int, *places: int) -> None:
            steps = filter(None, numbered[number].at.split("/"))
            path = "".join(f"/{step}[{place}]" for step, place in zip(steps, places, strict=True))
            found.append(Breach(numbered[number], path))

        find(declaration, breach)
        return found

    return check


class _Place:
    """A frame with the conditions that stand in it and the frames inside it."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.conditions: list[tuple[str, str, int, str]] = []
        """Leaf (or nothing), where the condition must hold, number of the rule, what must hold."""
        self.inner: dict[str, _Place] = {}

    def at(self, step: str) -> "_Place":
        if step not in self.inner:
            path = f"{self.frame.at}/{step}".lstrip("/")
            self.inner[step] = _Place(Frame(path, self.frame))
        return self.inner[step]


def _source(book: tuple[Rule, ...], vocabulary: Words) -> Iterator[str]:
    top = _Place(Frame(""))
    for number, rule in enumerate(book):
        place, leaf = top, ""
        for step in filter(None, rule.at.split("/")):
            if step in GROUPS:
                place = place.at(step)
            else:
                leaf = step
        where, holds = translate(rule.require, place.frame, leaf or None, vocabulary)
        place.conditions.append((leaf, where, number, holds))
    yield "def find(r, breach):"
    yield from _lines(top, "", _INDENT)


def _lines(place: _Place, counters: str, indent: str) -> Iterator[str]:
    for expression, variable in place.frame.values.items():
        yield f"{indent}{variable} = {expression}"
    for leaf, conditions in groupby(sorted(place.conditions), key=lambda each: each[0]):
        inside, one = indent, ""
        if leaf:
            yield f"{indent}text = {place.frame.record}.get({leaf!r})"
            yield f"{indent}if text is not None:"
            inside, one = indent + _INDENT, ", 1"
        for where, alike in groupby(conditions, key=lambda each: each[1]):
            if where:
                yield f"{inside}if {where}:"
            for _, _, number, holds in alike:
                within = inside + _INDENT if where else inside
                yield f"{within}if not {holds}: breach({number}{counters}{one})"
    for step, inner in place.inner.items():
        outer, record = place.frame.record, inner.frame.record
        counter = record.replace("r", "n", 1)
        yield f"{indent}for {counter}, {record} in enumerate({outer}.get({step!r}, E), 1):"
        yield from _lines(inner, f"{counters}, {counter}", indent + _INDENT)
