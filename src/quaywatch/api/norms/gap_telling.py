"""Gaps, their plans and other regimes as shapes."""

from datetime import date

from quaywatch.api.norms import telling
from quaywatch.api.norms.gap_shapes import (
    NormAssumption,
    NormClause,
    NormGapPlan,
    NormGaps,
    NormGapStep,
    NormRankedGap,
    NormRegime,
    NormRegimes,
    NormShowing,
)
from quaywatch.api.schemas import Language
from quaywatch.node.norms.gaps import Ranking
from quaywatch.node.norms.standings import PortView
from quaywatch.norms import Catalogue
from quaywatch.norms.gaps import assumptions
from quaywatch.norms.gaps.life import Entry, Plan
from quaywatch.norms.mapping import Mappings, Shown, shown_for
from quaywatch.norms.standing import State


def gaps(found: Ranking, day: date, language: Language, *, plans: bool, agrees: bool) -> NormGaps:
    """Return what a port lacks."""
    places = {one.standing.requirement: one for one in found.view.places}
    asked = {one.id: one for one in found.catalogue.requirements}
    groups = {one.code: one for one in found.catalogue.groups}
    return NormGaps(
        day=day,
        row=telling.row(found.view),
        gaps=[
            NormRankedGap(
                requirement=telling.requirement(asked[one.requirement], language),
                place=telling.place(places[one.requirement], found.view.port),
                removed=one.removed,
                removed_low=one.removed_low,
                removed_high=one.removed_high,
                eur=one.eur,
                per_million=one.per_million,
                ahead=one.ahead,
                plan=_plan(found.plans.get(one.requirement), day),
            )
            for one in found.gaps
        ],
        closed=[
            name
            for name, plan in sorted(found.plans.items())
            if plan.agreed and name in places and places[name].standing.state is State.MET
        ],
        assumptions=[
            NormAssumption(
                group=telling.group(groups[code], language),
                low=one.low,
                likely=one.likely,
                high=one.high,
                basis=one.basis.value,
                source=one.source,
            )
            for code, one in assumptions().items()
            if code in groups
        ],
        plans=plans,
        agrees=agrees,
    )


def regimes(
    view: PortView, catalogue: Catalogue, day: date, mappings: Mappings, language: Language
) -> NormRegimes:
    """Return what a port's standing shows for other regimes."""
    standings = [one.standing for one in view.places]
    return NormRegimes(
        day=day,
        row=telling.row(view),
        regimes=[
            NormRegime(
                code=one.code,
                name=one.name,
                edition=one.edition,
                read=one.read.value,
                clauses=[
                    _clause(each, catalogue, language)
                    for each in shown_for(one.code, mappings, standings)
                ],
            )
            for one in mappings.regimes
        ],
    )


def _plan(plan: Plan | None, day: date) -> NormGapPlan | None:
    if plan is None:
        return None
    return NormGapPlan(
        version=plan.version,
        owner=plan.owner,
        until=plan.until,
        late=plan.is_late(day),
        closed_by=plan.closed_by,
        evidence=list(plan.evidence),
        agreed=plan.agreed,
        moves=plan.moves,
        history=[_step(each) for each in reversed(plan.history)],
    )


def _step(entry: Entry) -> NormGapStep:
    return NormGapStep.model_validate(
        {
            "kind": entry.kind.value.partition(".")[2],
            "at": entry.at,
            "by": entry.actor,
            "until": entry.fact.until,
            "what": entry.fact.what,
            "evidence": list(entry.fact.evidence),
        }
    )


def _clause(shown: Shown, catalogue: Catalogue, language: Language) -> NormClause:
    return NormClause(
        clause=shown.clause.clause,
        about=shown.clause.about,
        source=shown.clause.source,
        showing=shown.showing.value,
        by=[
            NormShowing(
                requirement=one.mapped.requirement,
                statement=asked.statement[language] if asked is not None else "",
                relation=one.mapped.relation.value,
                strength=one.mapped.strength,
                state=one.state.value,
                backing=one.backing.value,
                evidence=list(one.evidence),
            )
            for one in shown.by
            for asked in [catalogue.get(one.mapped.requirement)]
        ],
    )
