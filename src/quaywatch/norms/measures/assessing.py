"""Measures of assessments by this standard, of the port itself and of those that load for it."""

from collections.abc import Iterator

from quaywatch.norms.measures.facts import Facts
from quaywatch.norms.measures.measure import Case, CaseKind, Measure, Method


def evidence_in_date(known: Facts) -> Iterator[Case]:
    """Of requirements asked of the port, those that evidence in date or a measure speaks for."""
    for one in known.backed:
        yield Case(one.requirement, one.in_date)


def loading_ports_assessed(known: Facts) -> Iterator[Case]:
    """Of ports on risk routes whose boxes came in the period, those assessed in the year before."""
    ports = {
        box.origin
        for box in known.boxes
        if known.on_risk_route(box) and known.period.holds(box.arrived_at)
    }
    oldest = known.period.as_of - known.terms.assessment
    fresh = {one.port for one in known.assessed if oldest <= one.closed_at <= known.period.as_of}
    for port in sorted(ports):
        yield Case(port, port in fresh)


MEASURES = (
    Measure(
        name="evidence_in_date",
        cases=evidence_in_date,
        kind=CaseKind.REQUIREMENT,
        method=Method.COUNTED,
        least=1,
    ),
    Measure(
        name="loading_ports_assessed",
        cases=loading_ports_assessed,
        kind=CaseKind.PORT,
        method=Method.COUNTED,
        least=1,
    ),
)
