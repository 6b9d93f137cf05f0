"""What does not fit in a document that bears an assessment.

Schemas check a document's form alone. That a finding points to a requirement of a known version,
that evidence is there and in date and that a plan came before its results is checked here.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum

import msgspec

from quaywatch.ledger.acts import same_person
from quaywatch.norms.answer import Applies, Maturity
from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.evidence import EvidenceKind
from quaywatch.norms.package import FORMAT, Finding, Package


class FaultKind(StrEnum):
    """Sorts of fault."""

    UNKNOWN_FORMAT = "unknown_format"
    UNKNOWN_CATALOGUE = "unknown_catalogue"
    NO_PLAN = "no_plan"
    RESULT_BEFORE_PLAN = "result_before_plan"
    UNKNOWN_REQUIREMENT = "unknown_requirement"
    UNKNOWN_IN_SCOPE = "unknown_in_scope"
    OUT_OF_SCOPE = "out_of_scope"
    DANGLING_EVIDENCE = "dangling_evidence"
    EXPIRED_EVIDENCE = "expired_evidence"
    NO_EVIDENCE = "no_evidence"
    TWICE = "twice"
    CONFIRMED_ALONE = "confirmed_alone"
    VERIFIED_BY_OWN_PORT = "verified_by_own_port"
    NOT_ASKED_EVIDENCE = "not_asked_evidence"
    """A measure that no node of the alliance has signed for: it is a figure."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One of them."""

    kind: FaultKind
    at: str
    """Id of the finding, the evidence or the requirement; the assessment's where it is of all."""
    message: str


class Unreadable(ValueError):  # noqa: N818 - the assessor's word
    """A document that is none: what it says instead, and where."""


_MOST_BYTES = 64 * 2**20


def read(data: bytes) -> Package:
    """Return the document in some bytes.

    Raises:
        Unreadable: they are too many, no JSON, or a value in them is none that there can be.

    """
    if len(data) > _MOST_BYTES:
        raise Unreadable(f"{len(data)} bytes are more than any assessment has")
    try:
        return msgspec.json.decode(data, type=Package)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable(str(error)) from error


def faults(package: Package, catalogues: Mapping[str, Catalogue]) -> tuple[Fault, ...]:
    """Return what does not fit; nothing is taken from a document in which anything does not.

    `catalogues` are the versions known, by their digest.
    """
    return tuple(_faults(package, catalogues))


def _faults(package: Package, catalogues: Mapping[str, Catalogue]) -> Iterator[Fault]:
    if package.format != FORMAT:
        yield _fault(FaultKind.UNKNOWN_FORMAT, package.assessment, f"is {package.format!r}")
    yield from _twice(package)
    plan = package.plan
    if plan is None:
        yield _fault(FaultKind.NO_PLAN, package.assessment, "has findings and no plan")
        return
    catalogue = catalogues.get(plan.catalogue)
    if catalogue is None:
        what = f"was planned by catalogue {plan.catalogue}, which is not known"
        yield _fault(FaultKind.UNKNOWN_CATALOGUE, package.assessment, what)
        return
    yield from _scope(package, catalogue)
    for finding in package.findings:
        yield from _finding(finding, package, catalogue)


def _twice(package: Package) -> Iterator[Fault]:
    ids = Counter(
        [one.id for one in package.evidence] + [finding.id for finding in package.findings]
    )
    ids.update(f"answer to {finding.answer.requirement}" for finding in package.findings)
    for name, count in ids.items():
        if count > 1:
            yield _fault(FaultKind.TWICE, name, f"stands there {count} times")


def _scope(package: Package, catalogue: Catalogue) -> Iterator[Fault]:
    for name in package.scope:
        if catalogue.get(name) is None:
            yield _fault(FaultKind.UNKNOWN_IN_SCOPE, name, "is asked for and is no requirement")
    for one in package.evidence:
        if one.kind is EvidenceKind.MEASURE:
            yield _fault(FaultKind.NOT_ASKED_EVIDENCE, one.id, "is a measure of no known node")


def _finding(finding: Finding, package: Package, catalogue: Catalogue) -> Iterator[Fault]:
    name, plan = finding.answer.requirement, package.plan
    assert plan is not None  # noqa: S101 - who calls has looked
    if catalogue.get(name) is None:
        yield _fault(FaultKind.UNKNOWN_REQUIREMENT, finding.id, f"answers {name}, which is none")
    elif name not in package.scope:
        yield _fault(FaultKind.OUT_OF_SCOPE, finding.id, f"answers {name}, which nobody asked for")
    if finding.stated.at.date() < plan.from_on:
        yield _fault(FaultKind.RESULT_BEFORE_PLAN, finding.id, f"is older than {plan.from_on}")
    yield from _evidence(finding, package)
    yield from _words(finding, plan.port)


def _evidence(finding: Finding, package: Package) -> Iterator[Fault]:
    known = {one.id: one for one in package.evidence}
    for name in finding.answer.evidence:
        one = known.get(name)
        if one is None:
            yield _fault(FaultKind.DANGLING_EVIDENCE, finding.id, f"rests on {name}: not there")
        elif not one.holds_on(package.as_of):
            what = f"rests on {name}, which held from {one.observed_on} to {one.valid_until}"
            yield _fault(FaultKind.EXPIRED_EVIDENCE, finding.id, what)
    said = finding.answer.said
    if not isinstance(said, Applies) and said >= Maturity.DONE and not finding.answer.evidence:
        yield _fault(FaultKind.NO_EVIDENCE, finding.id, "claims the most and shows nothing")


def _words(finding: Finding, port: str) -> Iterator[Fault]:
    confirmed, verified = finding.confirmed, finding.verified
    if confirmed is not None and same_person(confirmed.by, finding.stated.by):
        yield _fault(FaultKind.CONFIRMED_ALONE, finding.id, f"{confirmed.by} confirms it alone")
    if verified is not None and verified.port == port:
        yield _fault(FaultKind.VERIFIED_BY_OWN_PORT, finding.id, f"{port} verifies itself")


def _fault(kind: FaultKind, at: str, message: str) -> Fault:
    return Fault(kind=kind, at=at, message=f"{at} {message}")
