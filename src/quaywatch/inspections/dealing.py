"""Which drawn box gets which slot of its hour."""

from quaywatch.cargo import InspectionKind
from quaywatch.inspections.lots import Lots

_THOROUGH = tuple(reversed(InspectionKind))


def deal(
    targeted: list[int], audited: list[int], kinds: list[InspectionKind], lots: Lots
) -> dict[int, InspectionKind]:
    """Kinds for the boxes of one hour; `targeted` comes most probable first.

    Audited boxes draw their kind from all that the hour offers, so that what an audit finds does
    not depend on what was targeted; the most probable boxes then get the most thorough kinds left.
    """
    offer = sorted(kinds, key=_THOROUGH.index)
    dealt = {box: offer.pop(lots.below(len(offer))) for box in audited}
    return dealt | dict(zip(targeted, offer, strict=False))
