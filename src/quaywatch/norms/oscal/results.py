"""What an assessment found as OSCAL assessment results, and what is missing as a plan of action."""

from datetime import datetime

from quaywatch.norms.answer import Answer, Applies, Maturity
from quaywatch.norms.evidence import Evidence, EvidenceKind
from quaywatch.norms.life import Plan
from quaywatch.norms.oscal.parts import Document, control, metadata, named, prop
from quaywatch.norms.oscal.plan import reviewed
from quaywatch.norms.package import Finding, Package

_METHODS = {
    EvidenceKind.DOCUMENT: "EXAMINE",
    EvidenceKind.FIGURE: "EXAMINE",
    EvidenceKind.OBSERVATION: "EXAMINE",
    EvidenceKind.MEASURE: "TEST",
}


def assessment_results(package: Package, plan: Plan, at: datetime, source: str) -> Document:
    """Return the results; `source` is where the plan is found."""
    result: Document = {
        "uuid": named("result", package.assessment),
        "title": f"As of {package.as_of}",
        "description": f"Level {plan.level}, catalogue {plan.catalogue}.",
        "start": f"{plan.from_on}T00:00:00Z",
        "reviewed-controls": reviewed(package),
    }
    if package.evidence:
        result["observations"] = [_observation(package, one) for one in package.evidence]
    if package.findings:
        result["findings"] = [_finding(package, one) for one in package.findings]
    return {
        "assessment-results": {
            "uuid": named("results", package.assessment),
            "metadata": metadata(f"Port {plan.port}", plan.catalogue, at, [plan.port]),
            "import-ap": {"href": source},
            "results": [result],
        }
    }


def plan_of_action(package: Package, plan: Plan, at: datetime) -> Document | None:
    """Return who closes what is missing by when; None where nothing is, which OSCAL cannot say."""
    missing = [one for one in package.findings if _is_gap(one.answer)]
    if not missing:
        return None
    return {
        "plan-of-action-and-milestones": {
            "uuid": named("poam", package.assessment),
            "metadata": metadata(f"Gaps of {plan.port}", plan.catalogue, at, [plan.port]),
            "system-id": {"id": plan.port},
            "poam-items": [_gap(package, one.answer) for one in missing],
        }
    }


def _observation(package: Package, one: Evidence) -> Document:
    props = [
        prop("id", one.id),
        prop("kind", one.kind.value),
        prop("uploaded-at", one.uploaded_at.isoformat()),
        prop("author", one.author or "not named"),
    ]
    if one.figure is not None:
        said = {
            "value": one.figure.value,
            "of": one.figure.of,
            "low": one.figure.low,
            "high": one.figure.high,
        }
        props += [prop(f"figure-{k}", f"{v:.10g}") for k, v in said.items() if v is not None]
    if one.digest is not None:
        props.append(prop("sha-256", one.digest))
    return {
        "uuid": named("evidence", package.assessment, one.id),
        "description": one.note or one.name or one.id,
        "props": props,
        "methods": [_METHODS[one.kind]],
        "collected": f"{one.observed_on}T00:00:00Z",
        "expires": f"{one.valid_until}T23:59:59Z",
    }


def _finding(package: Package, finding: Finding) -> Document:
    answer = finding.answer
    said = "maturity" if isinstance(answer.said, Maturity) else "answer"
    value = str(int(answer.said)) if isinstance(answer.said, Maturity) else answer.said.value
    props = [prop(said, value), prop("stated-by", finding.stated.by)]
    for name, word in (("confirmed", finding.confirmed), ("verified", finding.verified)):
        if word is not None:
            props += [prop(f"{name}-by", word.by), prop(f"{name}-for", word.port)]
    found: Document = {
        "uuid": named("finding", finding.id),
        "title": answer.requirement,
        "description": answer.note or answer.requirement,
        "props": props,
        "target": {
            "type": "statement-id",
            "target-id": f"{control(answer.requirement)}_smt",
            "status": {"state": "not-satisfied" if _is_gap(answer) else "satisfied"},
        },
    }
    if answer.evidence:
        found["related-observations"] = [
            {"observation-uuid": named("evidence", package.assessment, name)}
            for name in answer.evidence
        ]
    return found


def _gap(package: Package, answer: Answer) -> Document:
    props = [prop("requirement", answer.requirement)]
    if answer.gap_owner:
        props.append(prop("owner", answer.gap_owner))
    if answer.gap_until is not None:
        props.append(prop("until", answer.gap_until.isoformat()))
    if answer.gap_eur is not None:
        props.append(prop("eur", f"{answer.gap_eur:.10g}"))
    return {
        "uuid": named("gap", package.assessment, answer.requirement),
        "title": answer.requirement,
        "description": answer.note or f"{answer.requirement} is not met.",
        "props": props,
    }


def _is_gap(answer: Answer) -> bool:
    """Say whether it is not met: what nobody knows is no satisfaction, what does not apply is."""
    if isinstance(answer.said, Applies):
        return answer.said is Applies.UNKNOWN
    return answer.said < Maturity.DONE
