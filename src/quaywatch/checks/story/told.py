"""Makes a check of what the story of a container tells: a contradiction, an oddity aboard."""

from collections.abc import Mapping

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col, element
from quaywatch.checks.check import Check
from quaywatch.story import Contradiction
from quaywatch.stowage import Oddity

TOLD = ("earlier", "later", "figure", "limit")
"""What the story says of a contradiction: the two events, what was measured, what is usual."""


def told(
    what: Contradiction | Oddity,
    *,
    severity: Severity,
    fields: tuple[str, ...],
    source: str,
    text: Mapping[str, str],
) -> Check:
    """Return the check; its text may name `TOLD` beside `fields`."""
    code = what.code
    mine = col("story").items.first(element().field("code") == code)
    return Check(
        code=code,
        severity=severity,
        subject=Subject.EQUIPMENT,
        fields=fields,
        source=source,
        text=text,
        expression=col("story_codes").items.contains(code),
        given=("story_codes",),
        derived={name: mine.field(name) for name in TOLD},
        evidence=mine.field("positions"),
    )
