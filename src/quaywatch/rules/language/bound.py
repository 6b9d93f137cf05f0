"""What binding an expression yields: a tree whose names are settled and whose types fit.

This tree alone says what an expression means. `columns` works it out for a batch, `rows` for one
consignment at a time, and `lint` reasons about it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from quaywatch.rules.language.types import Collection, Type

Value = str | float | bool | datetime | timedelta | tuple[str | float | bool, ...] | None
"""What a term holds beside its parts: a constant, the name of a field, the code of a check."""


@dataclass(frozen=True, slots=True)
class Term:
    """One step of working an expression out; unknown values are an answer of every step.

    `op` is one of the operations of `meanings.PLAIN` and `aggregate.KINDS`, or

    * `literal`, `field`, `item` (a field of a goods item or container), `element` (of a list);
    * `finding`: whether a check spoke up; `has` and `has any`: whether a value or a list is there;
    * `not`, `and`, `or`: Kleene's three-valued logic;
    * `among`: whether a value is one of the constants; `within`: whether it stands in a list field;
    * `length` of a list; `matches`: a text and a pattern; `exists`: a list and what is asked of
      each element.
    """

    op: str
    type: Type
    parts: "tuple[Term, ...]" = ()
    value: Value = None
    at: int = field(default=0, compare=False)
    """Where it stood in the text."""

    def walk(self) -> "Iterator[Term]":
        """Yield this term and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def joined_by(self, op: str) -> "Iterator[Term]":
        """Yield what `and`, or `or`, joins at the top of this term; itself when neither does."""
        if self.op == op:
            for part in self.parts:
                yield from part.joined_by(op)
        else:
            yield self


@dataclass(slots=True)
class Needs:
    """What an expression reads of a consignment."""

    fields: dict[str, None] = field(default_factory=dict[str, None])
    """Dotted names of the fields, in order of appearance."""
    findings: dict[str, None] = field(default_factory=dict[str, None])
    """Codes of the checks."""
    collections: dict[Collection, None] = field(default_factory=dict[Collection, None])
    """Of which it asks something as a whole."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A whole expression: true, false or unknown of each consignment, and what it needs for it."""

    term: Term
    needs: Needs
