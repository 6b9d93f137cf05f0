"""The story of a box in a language, with the words of its contradictions."""

from typing import Literal

from quaywatch import checks
from quaywatch.api.schemas import Language
from quaywatch.api.story_shapes import (
    AmendmentShape,
    BerthShape,
    ChangeShape,
    ContradictionShape,
    FilingPartShape,
    JoinedBillShape,
    MissingShape,
    NeighbourShape,
    SaidShape,
    StoryShape,
    TripEventShape,
    TripShape,
)
from quaywatch.cargo import Finding, Subject
from quaywatch.node.berth import Berth
from quaywatch.node.contradicted import Contradicted
from quaywatch.node.story import Story, Trip, TripEvent
from quaywatch.story.filings import Amendment, JoinedBill, Part

_CHECKS = {check.code: check for check in checks.ALL}
_CERTAINTIES: dict[str, Literal["planned", "estimated", "actual", "declared"]] = {
    "planned": "planned",
    "estimated": "estimated",
    "actual": "actual",
    "declared": "declared",
}
_AWAITED: dict[str, Literal["master", "houses", "house-of-container", "consignee"]] = {
    "master": "master",
    "houses": "houses",
    "house-of-container": "house-of-container",
    "consignee": "consignee",
}

_REACHES: dict[str, Literal["under_deck", "high_on_deck", "low_on_deck", "at_hand"]] = {
    "under_deck": "under_deck",
    "high_on_deck": "high_on_deck",
    "low_on_deck": "low_on_deck",
    "at_hand": "at_hand",
}


def shape(story: Story, number: str, language: Language) -> StoryShape:
    """Return the story of container `number`."""
    joined = story.joined
    bills = ([] if joined.master is None else [joined.master]) + list(joined.houses)
    return StoryShape(
        trips=[_trip(trip, number, language) for trip in reversed(story.trips)],
        bills=[_bill(bill) for bill in bills],
        missing=[MissingShape(what=_AWAITED[m.what], of=m.of) for m in joined.missing],
        amendments=[_amendment(each) for each in reversed(story.amendments)],
    )


def _trip(trip: Trip, number: str, language: Language) -> TripShape:
    codes = [found.code for found in trip.contradictions]
    return TripShape(
        mine=trip.mine,
        events=[_event(event, codes) for event in trip.events],
        contradictions=[_contradiction(found, number, language) for found in trip.contradictions],
        berth=None if trip.berth is None else _berth(trip.berth),
    )


def _berth(berth: Berth) -> BerthShape:
    return BerthShape(
        cell=berth.cell,
        bay=berth.bay,
        row=berth.row,
        tier=berth.tier,
        on_deck=berth.on_deck,
        reach=_REACHES[berth.reach],
        planned=berth.planned,
        sailed=berth.sailed,
        aboard=berth.aboard,
        others=berth.others,
        as_reachable=berth.as_reachable,
        position=berth.position,
        neighbours=[
            NeighbourShape(row=box.row, tier=box.tier, reefer=box.reefer, empty=box.empty)
            for box in berth.neighbours
        ],
    )


def _event(event: TripEvent, codes: list[str]) -> TripEventShape:
    return TripEventShape(
        at=event.at,
        kind=event.kind,
        certainty=_CERTAINTIES[event.certainty],
        location=event.location,
        location_name=event.location_name,
        facility=event.facility,
        vessel=event.vessel,
        said=[SaidShape(field=field, value=value) for field, value in event.said],
        format=event.format,
        sender=event.sender,
        position=event.position,
        contradictions=[codes.index(code) for code in event.contradictions],
    )


def _contradiction(found: Contradicted, number: str, language: Language) -> ContradictionShape:
    check = _CHECKS[found.code]
    values = {
        "equipment.number": number,
        "earlier": found.earlier,
        "later": found.later,
        "figure": str(found.figure),
        "limit": str(found.limit),
    }
    finding = Finding(
        code=found.code, severity=check.severity, subject=Subject.EQUIPMENT, values=values
    )
    return ContradictionShape(
        code=found.code,
        severity=check.severity.value,
        text=checks.text(finding, language),
        source=check.source,
    )


def _bill(bill: JoinedBill) -> JoinedBillShape:
    return JoinedBillShape(
        reference=bill.consignment.reference,
        level=bill.consignment.level.value,
        cancelled=bill.cancelled,
        parts=[_part(part) for part in bill.parts],
    )


def _part(part: Part) -> FilingPartShape:
    return FilingPartShape(
        position=part.position,
        sender=part.sender,
        format=part.format,
        filing_type=part.filing_type,
        mrn=part.mrn,
        function=part.function,
        known_at=part.known_at,
        in_force=part.in_force,
        gives=list(part.gives),
    )


def _amendment(amendment: Amendment) -> AmendmentShape:
    return AmendmentShape(
        position=amendment.position,
        reference=amendment.reference,
        sender=amendment.sender,
        function=amendment.function,
        known_at=amendment.known_at,
        changes=[
            ChangeShape(field=change.field, before=change.before, after=change.after)
            for change in amendment.changes
        ],
    )
