"""Everything about a consignment that might be otherwise and that an officer can verify."""

from collections.abc import Collection, Mapping

from quaywatch.cargo import Reason, ReasonKind
from quaywatch.risk.counterfactual.cargo import boxes, goods
from quaywatch.risk.counterfactual.case import Alternative, Case
from quaywatch.risk.counterfactual.journey import beside, journey
from quaywatch.risk.counterfactual.parties import parties

_SPEAKING = frozenset({ReasonKind.FINDING, ReasonKind.PROFILE, ReasonKind.WATCH_LIST})


def alternatives(
    case: Case, reasons: Collection[Reason], past: Mapping[str, float]
) -> list[Alternative]:
    """Return what might be otherwise, in a fixed order.

    What is declared is doubted only where a reason that raises the risk rests on it; what is left
    out may always be given. `past` is what the past says of the consignment.
    """
    suspect = {
        field
        for reason in reasons
        if reason.kind in _SPEAKING and reason.contribution > 0
        for field in reason.fields
    }
    consignment = case.consignment
    return [
        *parties(consignment, suspect),
        *goods(consignment, suspect, past),
        *boxes(consignment, suspect),
        *journey(consignment, suspect),
        *beside(case.told, past),
    ]
