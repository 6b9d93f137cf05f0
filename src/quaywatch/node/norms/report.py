"""The minister's report on a port of a node."""

from datetime import date

from quaywatch.letters import Letter
from quaywatch.node.norms.norms import Norms
from quaywatch.norms.report import report


def report_on(
    norms: Norms, port: str, day: date, language: str, *, authority: str, simulated: bool
) -> Letter:
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
