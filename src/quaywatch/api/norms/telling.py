"""The ports' standard as shapes."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import exp

import msgspec

from quaywatch.api.norms.shapes import (
    Maturity,
    NormAnswer,
    NormAssessment,
    NormCase,
    NormCases,
    NormCounts,
    NormDispute,
    NormDrill,
    NormEvidence,
    NormFigure,
    NormGap,
    NormGroup,
    NormMatrix,
    NormOdds,
    NormOutline,
    NormPlace,
    NormPoint,
    NormPort,
    NormPortRow,
    NormQuestion,
    NormRequirement,
    NormStep,
    NormTask,
    NormWord,
)
from quaywatch.api.schemas import Language
from quaywatch.cargo.identifiers import unlocode
from quaywatch.node.norms import AtPort, Matrix, Outline, Point, PortView, Task
from quaywatch.node.norms.weighing import shift_of
from quaywatch.norms import Catalogue, Evidence, Group, Requirement
from quaywatch.norms.answer import Answer, Applies, Word
from quaywatch.norms.claims import Counts, Place, expiry
from quaywatch.norms.evidence import Figure
from quaywatch.norms.life import Assessment
from quaywatch.norms.measures import MEASURES, Case, Measured
from quaywatch.norms.origin import OriginShift
from quaywatch.norms.standing import Stated

_MOST_CASES = 100


def matrix(made: Matrix, language: Language) -> NormMatrix:
    """Return ports by groups."""
    return NormMatrix(
        day=made.day,
        catalogue=made.catalogue.version,
        groups=groups(made.catalogue, language),
        ports=[row(view) for view in made.ports],
    )


def port(
    view: PortView,
    catalogue: Catalogue,
    day: date,
    language: Language,
    *,
    waiting: Iterable[Task],
    made: Iterable[Outline],
    trend: Iterable[Point],
) -> NormPort:
    """Return all that one port comes to."""
    by_id = {one.id: one for one in catalogue.requirements}
    return NormPort(
        day=day,
        catalogue=catalogue.version,
        row=row(view),
        groups=groups(catalogue, language),
        requirements=[
            requirement(by_id[one.standing.requirement], language) for one in view.places
        ],
        places=[place(one, view.port) for one in view.places],
        tasks=[task(each) for each in waiting],
        assessments=[outline(each) for each in made],
        trend=[point(each) for each in trend],
        odds=_odds(shift_of(view, catalogue)),
    )


def row(view: PortView) -> NormPortRow:
    """Return a port as a row of the matrix."""
    return NormPortRow(
        port=view.port,
        name=unlocode.name(view.port) or "",
        level=view.level.value,
        level_met=None if view.level_met is None else view.level_met.value,
        groups=[counts(each) for each in view.groups],
        total=counts(view.total),
    )


def counts(told: Counts) -> NormCounts:
    """Return what some requirements come to."""
    return NormCounts(
        group=told.group,
        states={state.value: count for state, count in told.states.items()},
        backings={backing.value: count for backing, count in told.backings.items()},
        weight=told.weight,
        weight_met=told.weight_met,
        disputed=told.disputed,
        asked_otherwise=told.asked_otherwise,
        observed_on=told.observed_on,
        valid_until=told.valid_until,
    )


def groups(catalogue: Catalogue, language: Language) -> list[NormGroup]:
    """Return the groups by name."""
    return [group(each, language) for each in catalogue.groups]


def group(each: Group, language: Language) -> NormGroup:
    """Return a group by name."""
    return NormGroup(code=each.code, name=each.name[language])


def requirement(one: Requirement, language: Language) -> NormRequirement:
    """Return what a requirement asks for."""
    return NormRequirement(
        id=one.id,
        group=one.group,
        level=one.level.value,
        statement=one.statement[language],
        metric=one.metric,
        unit=one.unit.value,
        better=one.better.value,
        threshold=one.threshold,
        weight=one.weight,
        evidence=[kind.value for kind in one.evidence],
        measure=one.measure,
        source=one.source,
        source_check=one.source_check.value,
    )


def place(one: Place, where: str) -> NormPlace:
    """Return where a port stands with a requirement."""
    standing, claim = one.standing, one.claim
    stated = claim.stated if claim else None
    answer = stated.answer if stated else None
    return NormPlace(
        port=where,
        name=unlocode.name(where) or "",
        requirement=standing.requirement,
        state=standing.state.value,
        backing=standing.backing.value,
        said=_said(answer),
        figure=figure(standing.figure),
        certain=standing.certain,
        observed_on=standing.observed_on,
        valid_until=expiry(one),
        assessment=claim.assessment if claim else "",
        evidence=list(standing.evidence),
        expired=list(standing.expired),
        note=answer.note if answer else "",
        gap=_gap(answer) if answer and _has_gap(answer) else None,
        stated=word(stated.stated if stated else None),
        confirmed=word(stated.confirmed if stated else None),
        verified=word(stated.verified if stated else None),
        disputed=claim is not None and claim.disputed,
        overturned=claim is not None and claim.overturned,
        asked_otherwise=one.asked_otherwise,
    )


def drill(
    one: Place, asked: Requirement, where: str, steps: Iterable[AtPort], language: Language
) -> NormDrill:
    """Return one cell to the bottom."""
    return NormDrill(
        requirement=requirement(asked, language),
        place=place(one, where),
        evidence=[evidence(each) for each in one.claim.evidence] if one.claim else [],
        steps=[_step(each, asked.id) for each in steps],
    )


def cases(told: Measured, found: Sequence[Case]) -> NormCases:
    """Return what a figure was made of."""
    measure = MEASURES[told.measure]
    bad = measure.more_is_worse
    return NormCases(
        since=told.period.since,
        until=told.period.until,
        kind=measure.kind.value,
        count=len(found),
        cases=[
            NormCase(id=one.id, as_asked=None if one.counts is None else one.counts is not bad)
            for one in found[:_MOST_CASES]
        ],
    )


def assessment(
    made: Assessment,
    catalogue: Catalogue,
    known: Iterable[Place],
    speaks_for: str,
    language: Language,
) -> NormAssessment:
    """Return the form with all that was said in it."""
    plan = made.plan
    assert plan is not None  # noqa: S101 - from the first event on there is one
    before = {one.standing.requirement: one for one in known if one.claim is not None}
    asked = [one for one in catalogue.requirements if plan.level.includes(one.level)]
    return NormAssessment(
        assessment=made.id,
        port=plan.port,
        level=plan.level.value,
        catalogue=plan.catalogue,
        stage="open" if made.stage.value == "open" else "closed",
        version=made.version,
        from_on=plan.from_on,
        until_on=plan.until_on,
        assessors=list(plan.assessors),
        origin=made.origin,
        closed=word(made.closed),
        groups=groups(catalogue, language),
        questions=[_question(made, one, before.get(one.id), language) for one in asked],
        evidence=[evidence(each) for each in made.evidence.values()],
        speaks_for=speaks_for,
    )


def evidence(one: Evidence) -> NormEvidence:
    """Return something to rest on."""
    return NormEvidence(
        id=one.id,
        kind=one.kind.value,
        observed_on=one.observed_on,
        valid_until=one.valid_until,
        uploaded_at=one.uploaded_at,
        author=one.author,
        note=one.note,
        name=one.name,
        digest=one.digest,
        figure=figure(one.figure),
    )


def task(one: Task) -> NormTask:
    """Return one thing that waits."""
    return NormTask(
        kind=one.kind.value,
        port=one.port,
        assessment=one.assessment,
        requirement=one.requirement,
        count=one.count,
        due_on=one.due_on,
        who=one.who,
    )


def outline(one: Outline) -> NormOutline:
    """Return an assessment in short."""
    return NormOutline(
        assessment=one.assessment,
        port=one.port,
        stage="open" if one.stage == "open" else "closed",
        from_on=one.from_on,
        closed_on=one.closed_on,
        origin=one.origin,
        answered=one.answered,
    )


def point(one: Point, group_code: str | None = None) -> NormPoint:
    """Return what a port came to when an assessment was closed, in all groups or one."""
    chosen = [each for each in one.counts if group_code in (None, each.group)]
    states: dict[str, int] = {}
    for each in chosen:
        for state, count in each.states.items():
            states[state.value] = states.get(state.value, 0) + count
    return NormPoint.model_validate(
        {
            "port": one.port,
            "assessment": one.assessment,
            "on": one.on,
            "states": states,
            "weight": sum(each.weight for each in chosen),
            "weight_met": sum(each.weight_met for each in chosen),
        }
    )


def figure(told: Figure | None) -> NormFigure | None:
    """Return a figure, if there is one."""
    return None if told is None else NormFigure(**msgspec.structs.asdict(told))


def word(said: Word | None) -> NormWord | None:
    """Return who says so, if anybody does."""
    return None if said is None else NormWord(by=said.by, port=said.port, at=said.at)


def _question(
    made: Assessment, one: Requirement, before: Place | None, language: Language
) -> NormQuestion:
    stated = made.stated.get(one.id)
    return NormQuestion(
        requirement=requirement(one, language),
        version=made.version_of(one.id),
        answer=None if stated is None else _answer(stated),
        disputes=[
            NormDispute(
                raised=_word(each.raised),
                note=each.note,
                settled=word(each.settled),
                upheld=each.upheld,
            )
            for each in made.disputes.get(one.id, ())
        ],
        before=None if before is None or made.plan is None else place(before, made.plan.port),
    )


def _answer(stated: Stated) -> NormAnswer:
    said = _said(stated.answer)
    assert said is not None  # noqa: S101 - there is an answer
    return NormAnswer(
        said=said,
        evidence=list(stated.answer.evidence),
        note=stated.answer.note,
        gap=_gap(stated.answer),
        stated=_word(stated.stated),
        confirmed=word(stated.confirmed),
        verified=word(stated.verified),
    )


def _step(one: AtPort, asked: str) -> NormStep:
    entry, fact = one.entry, one.entry.fact
    answer = fact.answer
    if answer is None and fact.received is not None:
        stated = fact.received.stated.get(asked)
        answer = stated.answer if stated else None
    return NormStep.model_validate(
        {
            "kind": entry.kind.value.partition(".")[2],
            "assessment": one.assessment,
            "word": _word(entry.word),
            "said": _said(answer),
            "note": answer.note if answer else fact.note,
            "upheld": fact.upheld,
        }
    )


def _word(said: Word) -> NormWord:
    return NormWord(by=said.by, port=said.port, at=said.at)


def _said(answer: Answer | None) -> Maturity | None:
    if answer is None:
        return None
    if isinstance(answer.said, Applies):
        return answer.said.value
    return answer.said.value


def _odds(found: OriginShift) -> NormOdds:
    times, least, most = (exp(each) for each in (found.shift, found.low, found.high))
    return NormOdds(times=times, least=least, most=most, known=found.known)


def _has_gap(answer: Answer) -> bool:
    return bool(answer.gap_owner or answer.gap_until or answer.gap_eur is not None)


def _gap(answer: Answer) -> NormGap:
    return NormGap(owner=answer.gap_owner, until=answer.gap_until, eur=answer.gap_eur)
