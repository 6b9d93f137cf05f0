"""What may come next, from what stands before."""

import re
from collections.abc import Iterator, Sequence

from quaywatch.rules import codes
from quaywatch.rules.completion.reading import Beginning, beginning
from quaywatch.rules.completion.suggestion import Completion, Known, Suggestion
from quaywatch.rules.language.aggregate import KINDS
from quaywatch.rules.language.types import FIELDS, Collection, Type
from quaywatch.rules.vocabulary import COMPARISONS, FUNCTIONS, GIVES, METHODS, WordKind

_PARTIAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*\Z")
_EXPONENT = re.compile(r"(?<![A-Za-z0-9_.])[0-9.]+[eE][+-]?\Z")
_REST = re.compile(r"[A-Za-z0-9_]*")
_MOST = 100


def complete(text: str, at: int, known: Known) -> Completion:
    """Return what may stand at character `at` of `text`, whether or not the rest can be read."""
    at = min(at, len(text))
    read = beginning(text[:at])
    if not read.whole or (read.quote is None and _EXPONENT.search(text[:at])):
        return _completion(at, at, ())
    rest = _REST.match(text, at)
    end = rest.end() if rest else at
    if read.quote is not None:
        start = read.quote + 1
        return _completion(start, end, _in_quotes(read, text[start:at], known))
    partial = _PARTIAL.search(text[:at])
    written = partial.group() if partial else ""
    start = at - len(written)
    if written:
        read = read.before(start)
    methods = _methods(read, written, text[:start])
    if methods is not None:
        return _completion(start + written.rfind(".") + 1, end, methods)
    if written in FIELDS and read.inside[-1:] != ["has"]:
        return _completion(at, at, _signs(FIELDS[written].type, before=" "))
    if read.complete:
        return _completion(at, at, () if written else _signs(read.type))
    return _completion(start, end, _fitting(_nouns(read.inside, known), written))


def _completion(start: int, end: int, found: Sequence[Suggestion]) -> Completion:
    return Completion(start=start, end=end, suggestions=tuple(found[:_MOST]))


def _in_quotes(read: Beginning, written: str, known: Known) -> list[Suggestion]:
    if read.inside[-1:] == ["finding"]:
        return [
            Suggestion(text=code, kind=WordKind.CHECK, meaning=said)
            for code, said in known.checks.items()
            if written.lower() in f"{code} {said}".lower()
        ]
    return [
        Suggestion(text=code.value, kind=WordKind.CODE, meaning=code.meaning)
        for code in codes.starting(read.compared, written, known.language)
    ]


def _methods(read: Beginning, written: str, before: str) -> list[Suggestion] | None:
    """Return the methods of the value before the last dot; None if there is no such value."""
    head, dot, tail = written.rpartition(".")
    if head in FIELDS:
        kind = FIELDS[head].type
    elif before.endswith(").") and not dot:
        kind = read.before(len(before) - 1).type
    else:
        return None
    return [
        Suggestion(text=f"{method}(", kind=WordKind.METHOD, type=GIVES[method])
        for method in METHODS.get(kind or Type.TRUTH, ())
        if method.lower().startswith(tail.lower())
    ]


def _fitting(nouns: Iterator[Suggestion], written: str) -> list[Suggestion]:
    """Return those that hold what is written, those that begin with it first."""
    low = written.lower()
    found = [each for each in nouns if low in each.text.lower()]
    return sorted(found, key=lambda each: not each.text.lower().startswith(low))


def _nouns(inside: list[str], known: Known) -> Iterator[Suggestion]:
    """Yield what can begin a value, given the functions in whose brackets it stands."""
    of_items = not KINDS.keys().isdisjoint(inside)
    for name, field in sorted(FIELDS.items(), key=lambda each: each[1].collection is None):
        if field.collection is None or of_items:
            yield Suggestion(text=name, kind=WordKind.FIELD, type=field.type)
    if inside[-1:] == ["size"]:
        yield from (Suggestion(text=each, kind=WordKind.COLLECTION) for each in Collection)
    for name, gives in FUNCTIONS.items():
        if not (of_items and name in KINDS):
            yield Suggestion(text=f"{name}(", kind=WordKind.FUNCTION, type=gives)
    for name in known.lists:
        yield Suggestion(text=f"lists.{name}", kind=WordKind.LIST, type=Type.TEXTS)


def _signs(kind: Type | None, before: str = "") -> list[Suggestion]:
    """Return the signs that may follow a value; all of them where its type is not clear."""
    joining = ("&&", "||") if kind in {Type.TRUTH, None} else ()
    comparing = COMPARISONS.get(kind, ()) if kind else COMPARISONS[Type.NUMBER]
    return [
        Suggestion(text=f"{before}{sign} ", kind=WordKind.SIGN) for sign in (*joining, *comparing)
    ]
