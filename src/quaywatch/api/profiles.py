"""Risk profiles of the ledger as the page shows them, and texts of the page as profiles."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import cast

import msgspec

from quaywatch.api.permissions import Permission, Role, allows
from quaywatch.api.profile_shapes import (
    BacktestShape,
    EstimateShape,
    HitShape,
    LintShape,
    LookRequest,
    LookShape,
    MeetingShape,
    OverlapShape,
    ProfileChange,
    ProfileExample,
    ProfileList,
    ProfileRow,
    ProfileShape,
    ProfileStep,
    ProfileStepName,
    ProfileText,
    ProspectShape,
    SpanShape,
    StageName,
    TextsShape,
    TrialShape,
    TriedShape,
    VersionShape,
)
from quaywatch.api.schemas import Language
from quaywatch.inspections.evaluation import Backtest, Finds
from quaywatch.node.profiles import Meeting
from quaywatch.node.profiling import Standing
from quaywatch.node.trying import Looked
from quaywatch.rules import Example, Profile, Texts
from quaywatch.rules.examples import SECTIONS
from quaywatch.rules.life import SHADOW, Life, ProfileEvent, Prospect, Step, Tried, changes

Numbers = Callable[[list[str]], Mapping[str, str]]
"""Gives the container numbers of boxes by their names."""

_OF_THE_SECOND = frozenset({Step.APPROVE, Step.RETURN, Step.RETIRE})
_UNWRITTEN = Texts(en="", fr="", nl="", es="")


def page(standings: list[Standing], language: Language, today: date) -> ProfileList:
    """Return the list."""
    return ProfileList(rows=[_row(each, language, today) for each in standings])


def shape(
    standing: Standing,
    prospects: list[ProspectShape],
    meeting: list[Meeting],
    language: Language,
    today: date,
) -> ProfileShape:
    """Return one profile with its history, and what one can do next."""
    life = standing.life
    draft = _written(life)
    live = None if life.live is None or life.live == draft else life.live.expression
    return ProfileShape(
        row=_row(standing, language, today),
        text=_text(draft),
        next=prospects,
        proposed_by=life.proposed_by,
        versions=_versions(life),
        live_expression=live,
        remarks=list(life.remarks),
        shadow_since=life.shadow_since,
        shadow_until=None if life.shadow_since is None else life.shadow_since + SHADOW,
        steps=[
            ProfileStep(
                kind=_step_name(entry.kind.value),
                at=entry.at,
                actor=entry.actor,
                reason=entry.fact.reason,
            )
            for entry in life.history
        ],
        meeting=[MeetingShape(**msgspec.structs.asdict(each)) for each in meeting],
    )


def profile(text: ProfileText) -> Profile:
    """Return what was written on the page as a profile; raise ValueError where it is none."""
    return Profile(
        code=text.code,
        version=0,
        weight=text.weight,
        expression=text.expression,
        title=Texts(**text.title.model_dump()),
        text=Texts(**text.text.model_dump()),
        source=text.source,
        author="",
        tests=tuple(_example(each) for each in text.tests),
        ends=text.ends,
    )


def looked_at(text: LookRequest) -> Profile:
    """Return what is being written as a profile; raise ValueError where it is none."""
    return Profile(
        code=text.code,
        version=0,
        weight=0.0,
        expression=text.expression,
        title=_UNWRITTEN,
        text=_UNWRITTEN,
        source="",
        author="",
        tests=tuple(_example(each) for each in text.tests),
        ends=text.ends,
    )


def permission(step: Step) -> Permission:
    """Return what an account must be allowed to take a step."""
    return Permission.APPROVE_PROFILES if step in _OF_THE_SECOND else Permission.WRITE_PROFILES


def prospects(found: Sequence[Prospect], role: Role) -> list[ProspectShape]:
    """Return steps with why they cannot be taken: by an account of this role, or by anybody."""
    return [
        ProspectShape(
            step=each.step.value,
            refusal=(each.refusal.value if each.refusal else None)
            if allows(role, permission(each.step))
            else "permission",
        )
        for each in found
    ]


def look(looked: Looked, language: Language, numbers: Numbers) -> LookShape:
    """Return what is to be said of a text."""
    told = looked.backtest
    return LookShape(
        trials=[TrialShape(expected=each.expected, matched=each.matched) for each in looked.trials],
        notices=[
            LintShape(
                kind=each.kind.value,
                severity=each.severity.value,
                text=each.texts.get(language),
                at=each.at,
                other=each.other,
            )
            for each in looked.notices
        ],
        backtest=None if told is None else backtest(told, numbers),
    )


def backtest(told: Backtest, numbers: Numbers) -> BacktestShape:
    """Return a backtest in full."""
    named = numbers([hit.box_id for hit in told.sample])
    return BacktestShape(
        days=told.days,
        candidates=told.candidates,
        met=told.met,
        boxes=told.boxes,
        within=told.within,
        beyond=told.beyond,
        picked=told.picked,
        unseen=told.unseen,
        inspected=told.inspected,
        found=told.found,
        share=_estimate(told.yield_),
        marginal=_estimate(told.marginal),
        expected=told.expected,
        added=told.added,
        overlaps=[OverlapShape(**msgspec.structs.asdict(each)) for each in told.overlaps],
        sample=[
            HitShape(**msgspec.structs.asdict(each), equipment_number=named.get(each.box_id, ""))
            for each in told.sample
        ],
    )


def _versions(life: Life) -> list[VersionShape]:
    """Return every text that was written, the last one first."""
    found: list[VersionShape] = []
    before: Profile | None = None
    for entry in life.history:
        text = entry.fact.profile
        if entry.kind is not ProfileEvent.DRAFTED or text is None:
            continue
        version = VersionShape(
            number=text.version,
            at=entry.at,
            actor=entry.actor,
            live=life.live is not None and life.live.version == text.version,
            changes=[
                ProfileChange(
                    field=change.field,
                    spans=[SpanShape(kind=each.kind, text=each.text) for each in change.spans],
                )
                for change in changes(before, text)
            ],
        )
        found.insert(0, version)
        before = text
    return found


def _row(standing: Standing, language: Language, today: date) -> ProfileRow:
    life = standing.life
    draft = _written(life)
    counts = life.live is not None and not _over(life.live, today)
    return ProfileRow(
        code=life.code,
        version=life.version,
        stage=_stage(life, today),
        counts=counts,
        title=draft.title.get(language),
        weight=draft.weight,
        ends=draft.ends,
        met=standing.met,
        tried=None if life.tried is None else _tried(life.tried),
        written_by=sorted(life.writers),
        approved_by=life.approved_by,
        retiring_by=life.retiring_by,
    )


def _stage(life: Life, today: date) -> StageName:
    over = life.stage.value == "live" and _over(_written(life), today)
    return "ended" if over else life.stage.value


def _over(text: Profile, today: date) -> bool:
    return text.ends is not None and text.ends <= today


def _written(life: Life) -> Profile:
    assert life.draft is not None  # noqa: S101 - every stream begins with a draft
    return life.draft


def _step_name(kind: str) -> ProfileStepName:
    return cast("ProfileStepName", kind.removeprefix("profile.").replace("-", "_"))


def _tried(told: Tried) -> TriedShape:
    known = msgspec.structs.asdict(told)
    return TriedShape(**{name: known[name] for name in TriedShape.model_fields})


def _estimate(told: Finds) -> EstimateShape:
    return EstimateShape(
        value=told.value,
        low=told.low,
        high=told.high,
        reasons=[reason.value for reason in told.reasons],
    )


def _text(written: Profile) -> ProfileText:
    assert written.ends is not None  # noqa: S101 - none is written without an end
    return ProfileText(
        code=written.code,
        weight=written.weight,
        expression=written.expression,
        title=TextsShape(**msgspec.structs.asdict(written.title)),
        text=TextsShape(**msgspec.structs.asdict(written.text)),
        source=written.source,
        ends=written.ends,
        tests=[_example_shape(each) for each in written.tests],
    )


def _example(shown: ProfileExample) -> Example:
    unknown = shown.sections.keys() - set(SECTIONS)
    if unknown:
        raise ValueError(f"an example has no section {min(unknown)}")
    return Example(
        name=shown.name,
        match=shown.match,
        findings=tuple(shown.findings),
        goods=tuple(shown.goods),
        equipment=tuple(shown.equipment),
        **shown.sections,
    )


def _example_shape(example: Example) -> ProfileExample:
    known = {name: getattr(example, name) for name in SECTIONS}
    return ProfileExample(
        name=example.name,
        match=example.match,
        findings=list(example.findings),
        goods=list(example.goods),
        equipment=list(example.equipment),
        sections={name: fields for name, fields in known.items() if fields},
    )
