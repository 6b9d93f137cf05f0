"""Container 360 as the page shows it."""

from typing import Literal

import msgspec

from quaywatch import checks, risk
from quaywatch.api import stories, why, wording
from quaywatch.api.listing import rows
from quaywatch.api.schemas import (
    DocumentShape,
    Dossier,
    EquipmentShape,
    FindingShape,
    GoodsItemShape,
    HistoryEntry,
    JourneyStop,
    Language,
    OrderShape,
    OutcomeShape,
    PartyShape,
    PastOutcome,
    PrecedentShape,
    ReasonShape,
    UnlikeShape,
)
from quaywatch.api.why_shapes import InspectionWhyShape
from quaywatch.cargo import (
    Equipment,
    Finding,
    GoodsItem,
    Order,
    Outcome,
    OutcomeResult,
    Party,
    Reason,
    SelectionBasis,
)
from quaywatch.cargo.identifiers import hs_code
from quaywatch.inspections import BoxEvent, Entry
from quaywatch.node import View
from quaywatch.node import dossier as kept
from quaywatch.node.journey import Stop
from quaywatch.node.precedents import Precedent
from quaywatch.rules import RuleBook

_SOURCES = {check.code: check.source for check in checks.ALL}
_Kind = Literal[
    "selected", "ordered", "held", "released", "outcome", "lapsed", "skipped", "detained", "lifted"
]

_DONE: dict[BoxEvent, _Kind] = {
    BoxEvent.SELECTED: "selected",
    BoxEvent.WITHDRAWN: "skipped",
    BoxEvent.FOLLOWED: "selected",
    BoxEvent.ORDERED: "ordered",
    BoxEvent.DELAYED: "ordered",
    BoxEvent.SKIPPED: "skipped",
    BoxEvent.CANCELLED: "skipped",
    BoxEvent.HELD: "held",
    BoxEvent.OFFERED: "held",
    BoxEvent.ACCEPTED: "held",
    BoxEvent.DECLINED: "held",
    BoxEvent.DETAINED: "detained",
    BoxEvent.LIFTING: "detained",
    BoxEvent.LIFTED: "lifted",
    BoxEvent.RELEASED: "released",
    BoxEvent.OUTCOME: "outcome",
    BoxEvent.CORRECTED: "outcome",
    BoxEvent.LAPSED: "lapsed",
}


def shape(view: View, language: Language, rulebook: RuleBook, timezone: str) -> Dossier:
    """Return a dossier with its texts in a language."""
    box = view.dossier
    consignment = box.consignment
    return Dossier(
        row=rows([view.line], language, rulebook)[0],
        parties=[_party(party) for party in consignment.parties],
        goods_items=[_goods(item, language) for item in consignment.goods_items],
        equipment=[_equipment(equipment) for equipment in consignment.equipment],
        freight_payment=consignment.freight_payment,
        journey=[_stop(stop) for stop in box.journey],
        story=stories.shape(box.story, box.equipment_number, language),
        log_odds=box.log_odds,
        unlike=_unlike(box.unlike, language),
        reasons=[
            _reason(reason, box.precedents.get(reason.code, []), language, rulebook)
            for reason in box.reasons
        ],
        findings=[_finding(finding, language) for finding in box.findings],
        versions=box.versions,
        documents=[_document(document) for document in box.documents],
        past_outcomes=[_past(past) for past in box.past],
        order=_order(box.record.order, box.record.ordered_by),
        why=why_shape(box, language, rulebook, timezone),
        outcome=outcome_shape(box.record.outcome),
        history=_history(box, language),
        next_box_id=view.next_box_id,
        previous_box_id=view.previous_box_id,
    )


def _party(party: Party) -> PartyShape:
    return PartyShape(
        role=party.role.value,
        name=party.name,
        identifier=party.identifier,
        address=party.address,
        city=party.city,
        postcode=party.postcode,
        country=party.country,
        telephone=party.telephone,
        email=party.email,
    )


def _goods(item: GoodsItem, language: Language) -> GoodsItemShape:
    return GoodsItemShape(
        sequence=item.sequence,
        description=item.description,
        hs_code=item.hs_code,
        hs_title=hs_code.title(item.hs_code, language) if item.hs_code else None,
        package_count=item.package_count,
        package_type=item.package_type,
        gross_mass_kg=item.gross_mass_kg,
        marks=item.marks,
        undg=item.undg,
    )


def _equipment(equipment: Equipment) -> EquipmentShape:
    return EquipmentShape(
        number=equipment.number,
        size_type=equipment.size_type,
        packed_status=equipment.packed_status,
        seals=[seal.number for seal in equipment.seals],
        gross_mass_kg=equipment.gross_mass_kg,
        verified_gross_mass_kg=equipment.verified_gross_mass_kg,
        temperature_c=equipment.temperature_c,
    )


def _stop(stop: Stop) -> JourneyStop:
    return JourneyStop.model_validate(msgspec.structs.asdict(stop))


def _unlike(values: dict[str, str], language: Language) -> UnlikeShape | None:
    if not values:
        return None
    from quaywatch.risk import telling  # the compiler of the past is slow to load

    return UnlikeShape(
        text=telling.fact(telling.UNLIKE, values, language),
        never_seen=float(values["value"]) >= telling.NEVER_SEEN_FROM,
    )


def _reason(
    reason: Reason, precedents: list[Precedent], language: Language, rulebook: RuleBook
) -> ReasonShape:
    return ReasonShape(
        kind=reason.kind.value,
        code=reason.code,
        text=risk.text(reason, language, rulebook),
        contribution=reason.contribution,
        fields=list(reason.fields),
        values=reason.values,
        precedents=[PrecedentShape.model_validate(msgspec.structs.asdict(p)) for p in precedents],
    )


def _finding(finding: Finding, language: Language) -> FindingShape:
    return FindingShape(
        code=finding.code,
        severity=finding.severity.value,
        text=checks.text(finding, language),
        source=_SOURCES[finding.code],
        subject=finding.subject.value,
        index=finding.index,
        fields=list(finding.fields),
        values=finding.values,
    )


def _document(document: kept.Document) -> DocumentShape:
    return DocumentShape.model_validate(msgspec.structs.asdict(document))


def _past(past: kept.Past) -> PastOutcome:
    outcome = past.record.outcome or Outcome(result=OutcomeResult.NOTHING)
    order = past.record.order
    return PastOutcome(
        box_id=past.box_id,
        equipment_number=past.equipment_number,
        at=past.at,
        kind=order.kind.value if order else "",
        basis=order.basis.value if order else SelectionBasis.OFFICER.value,
        result=outcome.result.value,
        substance=outcome.substance,
        mass_kg=outcome.mass_kg,
        shared=past.shared,
    )


def _order(order: Order | None, ordered_by: str | None) -> OrderShape | None:
    if order is None:
        return None
    return OrderShape(
        kind=order.kind.value,
        basis=order.basis.value,
        selection_probability=order.selection_probability,
        terminal=order.terminal,
        slot_at=order.slot_at,
        deadline_at=order.deadline_at,
        ordered_by=ordered_by or "",
        note=order.note,
    )


def why_shape(
    box: kept.Dossier, language: Language, rulebook: RuleBook, timezone: str
) -> InspectionWhyShape | None:
    """Return why an inspection of the box is asked for; None where nobody said."""
    strongest = max(box.reasons, key=lambda reason: reason.contribution, default=None)
    raises = strongest is not None and strongest.contribution > 0
    planned = box.record.why
    return why.why(
        why.in_record(box.record),
        language,
        timezone,
        strongest=risk.title(strongest, language, rulebook) if strongest and raises else "",
        anew=planned is not None and not box.assessed.startswith(planned.assessment),
    )


def outcome_shape(outcome: Outcome | None) -> OutcomeShape | None:
    """Return what an inspection showed; None while nobody has looked."""
    if outcome is None:
        return None
    return OutcomeShape(
        result=outcome.result.value,
        substance=outcome.substance,
        mass_kg=outcome.mass_kg,
        concealment=outcome.concealment.value if outcome.concealment else None,
        place=outcome.place.value if outcome.place else None,
        seals_before=list(outcome.seals_before),
        seals_after=list(outcome.seals_after),
        photos=list(outcome.photos),
        note=outcome.note,
    )


def _history(box: kept.Dossier, language: Language) -> list[HistoryEntry]:
    """Return all that was done with the box, in order of time."""
    entries = [
        HistoryEntry(
            at=document.received_at,
            actor=document.sender,
            kind="filed",
            text=wording.filed(document.function, document.reference, language),
        )
        for document in box.documents
        if document.received_at is not None
    ]
    entries += [_entry(entry, language) for entry in box.record.history]
    entries += [
        HistoryEntry(at=look.at, actor=look.actor, kind="viewed", text=wording.viewed(language))
        for look in box.looks
    ]
    return sorted(entries, key=lambda entry: entry.at)


def _entry(entry: Entry, language: Language) -> HistoryEntry:
    return HistoryEntry(
        at=entry.at,
        actor=entry.actor,
        kind=_DONE[entry.kind],
        text=wording.done(entry, language),
    )
