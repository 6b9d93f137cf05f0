"""Measures of choices, of inspections and of what came of them."""

from collections.abc import Iterator

from quaywatch.cargo import InspectionKind, OutcomeResult, SelectionBasis
from quaywatch.norms.measures.facts import THOROUGH, Examined, Facts
from quaywatch.norms.measures.measure import Case, CaseKind, Measure, Method


def selections_with_reason(known: Facts) -> Iterator[Case]:
    """Of choices of a box in the period, those whose reason is on record."""
    for one in known.chosen:
        if known.period.holds(one.at):
            yield Case(one.box_id, one.reasoned)


def results_fed_back(known: Facts) -> Iterator[Case]:
    """Of inspections whose slot was in the period and long enough ago, those with a result."""
    for one in known.examined:
        due = one.slot_at or one.ordered_at
        if one.taken_back or not known.period.holds(due):
            continue
        if due + known.terms.feedback <= known.period.as_of:
            yield Case(one.box_id, known.period.known(one.recorded_at))


def finds_recorded_in_48_hours(known: Facts) -> Iterator[Case]:
    """Of finds recorded in the period, those on record within two days of their slot.

    A find that nobody has recorded yet is not known and counts nowhere.
    """
    for one in _finds(known):
        if one.slot_at is None or one.recorded_at is None:
            yield Case(one.box_id, None)
        else:
            yield Case(one.box_id, one.recorded_at - one.slot_at <= known.terms.find)


def finds_with_mass(known: Facts) -> Iterator[Case]:
    """Of finds recorded in the period, those with their mass."""
    for one in _finds(known):
        yield Case(one.box_id, one.mass_kg is not None and one.mass_kg > 0)


def opened_with_photographs(known: Facts) -> Iterator[Case]:
    """Of high-risk boxes and boxes on risk routes opened in the period, those with photographs."""
    for one in known.examined:
        box = known.by_id.get(one.box_id)
        asked = known.is_risky(box) or known.on_risk_route(box)
        opened = one.kind is InspectionKind.OPEN and known.period.holds(one.recorded_at)
        if asked and opened:
            yield Case(one.box_id, one.photographed)


def chosen_by_lot(known: Facts) -> Iterator[Case]:
    """Of boxes on risk routes that left in the period, those chosen by lot and looked into."""
    for box in known.boxes:
        if known.on_risk_route(box) and known.period.holds(box.left_at):
            looks = known.examined_of.get(box.box_id, ())
            yield Case(box.box_id, any(_audited(known, one) for one in looks))


def audits_with_verdict(known: Facts) -> Iterator[Case]:
    """Of audits recorded in the period, those of which the verdict of targeting is kept."""
    for one in known.examined:
        if one.basis is SelectionBasis.RANDOM_AUDIT and known.period.holds(one.recorded_at):
            yield Case(one.box_id, one.verdict_kept)


def reefer_hours(known: Facts) -> Iterator[Case]:
    """Hours for which reefers were kept, of those kept from the period on and looked into."""
    for one in known.holds:
        box = known.by_id.get(one.box_id)
        if box is None or not box.reefer or not known.period.holds(one.since):
            continue
        if known.done(one.box_id, THOROUGH, None):
            over = known.period.known(one.until)
            end = one.until if over and one.until is not None else known.period.as_of
            yield Case(one.box_id, over, (end - one.since).total_seconds() / 3600)


def _finds(known: Facts) -> Iterator[Examined]:
    return (
        one
        for one in known.examined
        if one.result is OutcomeResult.FOUND and known.period.holds(one.recorded_at)
    )


def _audited(known: Facts, one: Examined) -> bool:
    looked = one.kind in THOROUGH and known.period.known(one.recorded_at)
    return looked and one.basis is SelectionBasis.RANDOM_AUDIT


MEASURES = (
    Measure(name="selections_with_reason", cases=selections_with_reason, kind=CaseKind.BOX),
    Measure(name="results_fed_back", cases=results_fed_back, kind=CaseKind.BOX),
    Measure(
        name="finds_recorded_in_48_hours",
        cases=finds_recorded_in_48_hours,
        kind=CaseKind.BOX,
        method=Method.COUNTED,
        least=1,
    ),
    Measure(
        name="finds_with_mass",
        cases=finds_with_mass,
        kind=CaseKind.BOX,
        method=Method.COUNTED,
        least=1,
    ),
    Measure(name="opened_with_photographs", cases=opened_with_photographs, kind=CaseKind.BOX),
    Measure(name="chosen_by_lot", cases=chosen_by_lot, kind=CaseKind.BOX),
    Measure(name="audits_with_verdict", cases=audits_with_verdict, kind=CaseKind.BOX),
    Measure(
        name="reefer_hours", cases=reefer_hours, kind=CaseKind.BOX, method=Method.MEDIAN, least=10
    ),
)
