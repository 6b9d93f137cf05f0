"""What an answer changed: which findings it cured, which remain, and which are new."""

from collections.abc import Sequence

from quaywatch.cargo import Consignment, Finding
from quaywatch.requests.asking import key, propose, table
from quaywatch.requests.nouns import Assessed, Question


def known(consignment: Consignment, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the keys of all that the documents of a consignment call for."""
    asked = {question.key for question in propose(consignment, findings)}
    return tuple(sorted(asked | {key(consignment, finding) for finding in findings}))


def compare(
    asked: Sequence[Question],
    before: Sequence[str],
    consignment: Consignment,
    findings: Sequence[Finding],
    document: int,
) -> Assessed:
    """Compare a consignment with what was known when its filer was asked."""
    now = set(known(consignment, findings))
    return Assessed(
        document=document,
        cured=tuple(q.key for q in asked if q.key not in now),
        remaining=tuple(q.key for q in asked if q.key in now),
        new=tuple(
            finding
            for finding in findings
            if finding.code in table() and key(consignment, finding) not in before
        ),
    )
