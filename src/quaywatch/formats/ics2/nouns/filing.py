"""A whole message as a filing."""

from datetime import datetime
from typing import NamedTuple

from quaywatch.cargo.filing import Filing, FilingFunction, FilingHeader
from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.nouns import arrival, prior
from quaywatch.formats.ics2.nouns.consignments import consignments
from quaywatch.formats.ics2.nouns.moments import moment
from quaywatch.formats.ics2.replies import replies

FORMAT = "ics2"


class Mapped(NamedTuple):
    """A filing, and the element that each of its consignments was read from."""

    filing: Filing
    elements: tuple[Element, ...]


def mapped(root: Element, received_at: datetime | None = None) -> Mapped:
    """Return what a message says, in nouns; every message gives a filing, if only its header."""
    ens = root.first("relatedENS") if root.name == "IE4R05" else None
    declared = root if ens is None else ens
    found = list(consignments(declared)) if _declares(root) else []
    controls = (*prior.results(declared), *prior.decisions(root))
    filing = Filing(
        header=_header(root, declared, received_at),
        consignments=tuple(consignment for _, consignment in found),
        movements=tuple(prior.movements(controls)),
        calls=tuple(arrival.calls(root)) if root.name == "IE4N07" else (),
        findings=tuple(
            finding
            for holder in (declared, *root.all("relatedPLACI"))
            for finding in prior.findings(holder)
        ),
        controls=controls,
        answers=tuple(reply.reference or "" for reply in replies(root)),
    )
    return Mapped(filing, tuple(element for element, _ in found))


def _declares(root: Element) -> bool:
    """Whether the message describes goods, rather than speaking about a declaration."""
    return root.name == "IE4R05" or root.name[:4] in ("IE3F", "IE3A")


def _header(root: Element, declared: Element, received_at: datetime | None) -> FilingHeader:
    return FilingHeader(
        format=FORMAT,
        sender=root.said("MessageHeader/messageSender")
        or root.said("declarant/identificationNumber")
        or "",
        reference=root.said("LRN")
        or root.said("functionalReference")
        or root.said("MessageHeader/messageId")
        or "",
        function=_function(root.name),
        received_at=received_at,
        issued_at=moment(declared, "documentIssueDate") or moment(root, "documentIssueDate"),
        filing_type=declared.said("SpecificCircumstanceIndicator") or "",
        mrn=declared.said("MRN") or root.said("MRN") or "",
    )


def _function(name: str) -> FilingFunction:
    if name.startswith("IE3A"):
        return FilingFunction.AMENDMENT
    return FilingFunction.CANCELLATION if name == "IE3Q04" else FilingFunction.ORIGINAL
