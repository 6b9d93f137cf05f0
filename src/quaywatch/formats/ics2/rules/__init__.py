"""Rules and conditions of filings (IE3F10 to IE3F17 and their amendments).

The rules' full texts are not public. What is checked here is what public descriptions say of each
number: a filing without problems here may still be refused, never the other way round by intent.
"""

from collections.abc import Iterator

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.message import located
from quaywatch.formats.ics2.names import FILINGS
from quaywatch.formats.ics2.rules import equipment, kind, parties, routing
from quaywatch.formats.ics2.rules.breach import Breach
from quaywatch.formats.xml import Document

_CHECKS = (
    kind.filing_type,
    parties.economic_operators,
    parties.consignees,
    parties.buyers_and_sellers,
    routing.ends_of_the_route,
    routing.first_entry,
    routing.times,
    equipment.split_consignments,
    equipment.seals,
)


def broken(document: Document, root: Element) -> Iterator[Problem]:
    """Yield the rules that a filing breaks, each at the element that breaks it."""
    if root.name[:4] not in ("IE3F", "IE3A") or f"F{root.name[4:]}" not in FILINGS:
        return
    breaches = [breach for check in _CHECKS for breach in check(root)]
    nodes = located(document, root) if breaches else {}
    for breach in breaches:
        severity = Severity.ERROR if breach.is_certain else Severity.WARNING
        node = nodes[id(breach.element)]
        yield document.problem(f"ics2.{breach.rule}", breach.message, node, severity=severity)


__all__ = ["Breach", "broken"]
