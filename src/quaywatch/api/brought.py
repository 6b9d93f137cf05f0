"""What authorities without a line bring, as shapes."""

from typing import Any, cast

from quaywatch.alliance.line import Quarantined
from quaywatch.alliance.line.bringing import way_of
from quaywatch.api import alliance
from quaywatch.api import brought_shapes as shapes
from quaywatch.ledger.acts import same_person
from quaywatch.node.allied.bringing import files
from quaywatch.node.allied.bringing.polling import Polled


def file(one: files.Waiting, asks: str) -> shapes.BroughtFile:
    """Return a file as it is shown to whoever asks."""
    return shapes.BroughtFile(
        number=one.number,
        partner=one.partner,
        name=one.name,
        size=one.size,
        digest=one.digest,
        brought_by=one.brought_by,
        brought_at=one.brought_at,
        mine=same_person(one.brought_by, asks),
    )


def preview(one: files.Preview, asks: str) -> shapes.BroughtPreview:
    """Return what taking a file comes to."""
    return shapes.BroughtPreview(
        file=file(one.file, asks),
        lines=[
            shapes.BroughtLine(
                place=each.place,
                fate=None if each.fate is None else cast("Any", each.fate.value),
                reason=each.reason,
                title="" if each.notice is None else alliance.title(each.notice),
                notice=None if each.notice is None else alliance.notice(each.notice),
            )
            for each in one.lines
        ],
        taken=one.taken,
        refused=one.refused,
        lost=list(one.lost),
    )


def polled(partner: str, collection: str, last: Polled | None) -> shapes.PolledShape:
    """Return how the reading of a collection goes."""
    return shapes.PolledShape(
        partner=partner,
        collection=collection,
        read_at=None if last is None else last.read_at,
        came=0 if last is None else last.came,
        refused=0 if last is None else last.refused,
        trouble="" if last is None else last.trouble,
    )


def refused(one: Quarantined) -> shapes.RefusedShape:
    """Return what was refused, without its bytes."""
    return shapes.RefusedShape(
        number=one.number,
        sender=alliance.partner_of(one.sender),
        brought=cast("Any", way_of(one.sender) or ""),
        batch=one.batch,
        place=one.place,
        fault=one.fault,
        reason=one.reason,
        size=len(one.data),
        arrived_at=one.arrived_at,
    )
