"""One assessment as a document that can be handed over: everything its findings rest on, by name.

Inside a node the ledger holds an assessment together. A document from elsewhere has no such hold,
so `faults` looks for what does not fit before anything is taken from it.
"""

from datetime import date

import msgspec

from quaywatch.norms.answer import Answer, Word
from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.evidence import Evidence
from quaywatch.norms.life.record import Assessment, Plan

FORMAT = "quaywatch.assessment/1"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One answer of the document, with who stands by it."""

    id: str
    answer: Answer
    stated: Word
    confirmed: Word | None = None
    verified: Word | None = None


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment with its plan, its evidence and its findings."""

    format: str = FORMAT
    assessment: str
    plan: Plan | None
    scope: tuple[str, ...]
    """Ids of the requirements that the plan's level asks for."""
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    as_of: date


def packed(assessment: Assessment, catalogue: Catalogue, as_of: date) -> Package:
    """Return an assessment as a document."""
    plan = assessment.plan
    asked = (one.id for one in catalogue.requirements if plan and plan.level.includes(one.level))
    findings = (
        Finding(
            id=f"{assessment.id}/{name}",
            answer=stated.answer,
            stated=stated.stated,
            confirmed=stated.confirmed,
            verified=stated.verified,
        )
        for name, stated in sorted(assessment.stated.items())
    )
    return Package(
        assessment=assessment.id,
        plan=plan,
        scope=tuple(asked),
        evidence=tuple(one for _, one in sorted(assessment.evidence.items())),
        findings=tuple(findings),
        as_of=as_of,
    )
