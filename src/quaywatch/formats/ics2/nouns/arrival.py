"""The arrival of the means of transport (IE4N07)."""

from collections.abc import Iterator
from datetime import datetime

from quaywatch.cargo.movement import Classifier
from quaywatch.cargo.transport_call import CallKind, TransportCall
from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.nouns.moments import moment
from quaywatch.formats.ics2.nouns.routes import ship

_ACTUAL, _ESTIMATED = "actualDateAndTimeOfArrival", "estimatedDateAndTimeOfArrival"


def calls(root: Element) -> Iterator[TransportCall]:
    """Yield the arrival as it was expected and as it was; the facility is the customs office."""
    means = root.first("activeBorderTransportMeans")
    if means is None:
        return
    times = ((Classifier.ESTIMATED, _ESTIMATED), (Classifier.ACTUAL, _ACTUAL))
    for classifier, name in times:
        at = moment(means, name)
        if at is not None:
            yield _call(root, means, classifier, at)


def _call(root: Element, means: Element, classifier: Classifier, at: datetime) -> TransportCall:
    number, name = ship(means)
    return TransportCall(
        kind=CallKind.ARRIVAL,
        classifier=classifier,
        at=at,
        location="",
        facility=root.said("actualCustomsOfficeOfFirstEntry/referenceNumber"),
        vessel_name=name,
        imo_number=number,
        voyage=means.said("conveyanceReferenceNumber"),
    )
