"""The minister's report on a port, as PDF/UA typeset as letters are."""

from datetime import date

from quaywatch.node.norms.norms import Norms
from quaywatch.norms.report import Report, report, template
from quaywatch.scorecards.letter import typeset


def pdf(made: Report) -> bytes:
    """Return a report as PDF: the same one makes the same bytes."""
    return typeset(template(), "report", made)


def report_on(
    norms: Norms, port: str, day: date, language: str, *, authority: str, simulated: bool
) -> Report:
    """Return the report on a port as it stands on a day; raises UnknownAssessment.

    Args:
        norms: of the node.
        port: UN/LOCODE.
        day: of the standing.
        language: one of `report.LANGUAGES`.
        authority: whose report it is.
        simulated: whether nothing in it is real.
    """
    found = norms.gaps.at(port, day)
    return report(
        port,
        day,
        found.view.level,
        found.catalogue,
        [place.standing for place in found.view.places],
        found.gaps,
        language=language,
        authority=authority,
        simulated=simulated,
    )
