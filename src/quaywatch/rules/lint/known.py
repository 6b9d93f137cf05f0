"""What a case of an expression makes known of each value that it speaks of."""

from collections.abc import Iterable, Iterator

from quaywatch.rules.language import steps
from quaywatch.rules.language.aggregate import KINDS
from quaywatch.rules.language.bound import Term
from quaywatch.rules.language.meanings import PLAIN
from quaywatch.rules.language.steps import Step
from quaywatch.rules.language.types import Type
from quaywatch.rules.lint.cases import Case, Claim
from quaywatch.rules.lint.span import Span, bounded, natural

_STRICT = {*PLAIN, "among", "matches"}
_READ = {"field", "item"}


class Known:
    """The claims of a case, seen from the values."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.held = frozenset(case)
        self.choices: dict[Term, frozenset[str | float]] = {}
        """The constants that a value is one of."""
        self.spans: dict[Term, Span] = {}
        self.starts: dict[Term, list[str]] = {}
        self.absent: set[Term] = set()
        self.present: set[Term] = set()
        for claim in case:
            self._learn(claim)
        for subject, choices in self.choices.items():
            self.choices[subject] = frozenset(
                value for value in choices if self._fits(subject, value)
            )

    def settles(self, claim: Claim) -> bool:
        """Whether the values left to some subject all give the answer that `claim` wants."""
        return any(
            all(answer(claim.term, subject, value) is claim.holds for value in choices)
            for subject, choices in self.choices.items()
            if speaks_only_of(claim.term, subject)
        )

    def _learn(self, claim: Claim) -> None:
        term, holds = claim
        if term.op == "has":
            (self.present if holds else self.absent).add(term.parts[0])
            return
        self.present.update(_asked(term))
        limit = bounded(claim)
        if limit is not None:
            before = self.spans.get(limit.subject, natural(limit.subject))
            self.spans[limit.subject] = before.cut(limit.span)
        if holds:
            self._choose(term)

    def _choose(self, term: Term) -> None:
        if term.op == "among" and isinstance(term.value, tuple):
            self._narrow(term.parts[0], term.value)
        elif term.op == "==":
            for subject, other in (term.parts, term.parts[::-1]):
                if other.op == "literal" and isinstance(other.value, (str, float)):
                    self._narrow(subject, (other.value,))
        elif term.op == "startsWith" and term.parts[1].op == "literal":
            self.starts.setdefault(term.parts[0], []).append(str(term.parts[1].value))

    def _narrow(self, subject: Term, values: Iterable[str | float]) -> None:
        # An empty text is a missing one, which is never among any.
        chosen = frozenset(value for value in values if value != "")
        self.choices[subject] = self.choices.get(subject, chosen) & chosen

    def _fits(self, subject: Term, value: str | float) -> bool:
        return all(
            answer(claim.term, subject, value) is claim.holds
            for claim in self.case
            if speaks_only_of(claim.term, subject)
        )


def speaks_only_of(term: Term, subject: Term) -> bool:
    """Whether `term` follows from the value of `subject` alone."""
    if term == subject:
        return True
    if term.op in KINDS or term.op == "exists" or not term.parts:
        return term.op == "literal" and term.type not in {Type.TEXTS, Type.NUMBERS}
    return all(speaks_only_of(part, subject) for part in term.parts)


def answer(term: Term, subject: Term, value: str | float) -> object:
    """Return what `term` comes to when `subject` is `value`, None when that is unknown."""
    return _step(term, subject, value)([])


def _step(term: Term, subject: Term, value: str | float) -> Step:
    if term == subject:
        return steps.constant(value)
    parts = [_step(part, subject, value) for part in term.parts]
    if term.op in PLAIN:
        return steps.plain(term.op, parts)
    return steps.special(term.op, parts, term.value) if parts else steps.constant(term.value)


def _asked(term: Term) -> Iterator[Term]:
    """Yield the fields that must be there for `term` to have an answer."""
    if term.op in _READ:
        yield term
    elif term.op in _STRICT:
        for part in term.parts:
            yield from _asked(part)
    elif term.op == "within":
        yield from _asked(term.parts[0])
