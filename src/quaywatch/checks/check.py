"""What a documentary check is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import Term

LANGUAGES: tuple[str, ...] = ("en", "fr", "nl", "es")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One question put to every consignment, goods item or container."""

    code: str
    """Stable name, such as `container-check-digit`."""
    severity: Severity
    subject: Subject
    """What it speaks of; its expression is evaluated over the view of that subject."""
    fields: tuple[str, ...]
    """The declared fields it rests on, as `consignment.`, `goods_item.` or `equipment.` column."""
    source: str
    """Law, norm or published practice behind it."""
    text: Mapping[str, str]
    """What the officer reads, by language, with `{field}` where the declared value and
    `{name}` where a derived one goes."""
    expression: Term
    """True where the check speaks up; false or null where it is silent."""
    given: tuple[str, ...] = ()
    """Columns of its view; where one of them holds nothing at all, the check is not even put."""
    evidence: Term | None = None
    """Ledger positions of what it rests on beside the declaration; over the view."""
    derived: Mapping[str, Term] = field(default_factory=dict[str, Term])
    """What it measured declared values against, by the name that its text uses; over the view."""
