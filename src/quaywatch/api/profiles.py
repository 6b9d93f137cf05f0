"""Risk profiles of the ledger as the page shows them, and texts of the page as profiles."""

from datetime import date
from typing import cast

import msgspec

from quaywatch.api.profile_shapes import (
    BacktestShape,
    EstimateShape,
    ExpressionShape,
    FormShape,
    HitShape,
    LookShape,
    NoticeShape,
    OverlapShape,
    ProfileExample,
    ProfileList,
    ProfileRow,
    ProfileShape,
    ProfileStep,
    ProfileStepName,
    ProfileText,
    StageName,
    TextsShape,
    TriedShape,
)
from quaywatch.api.schemas import Language
from quaywatch.inspections import Estimate
from quaywatch.inspections.backtest import Backtest
from quaywatch.node.profiling import Looked, Standing
from quaywatch.rules import Example, Profile, Texts
from quaywatch.rules.examples import SECTIONS
from quaywatch.rules.form import Form, form_of, node_of
from quaywatch.rules.language import ExpressionError, parse, unparse
from quaywatch.rules.life import Life, Tried


def page(standings: list[Standing], language: Language, today: date) -> ProfileList:
    """Return the list."""
    return ProfileList(rows=[_row(each, language, today) for each in standings])


def shape(standing: Standing, meeting: list[str], language: Language, today: date) -> ProfileShape:
    """Return one profile with its history."""
    life = standing.life
    draft = _written(life)
    live = None if life.live is None or life.live == draft else life.live.expression
    return ProfileShape(
        row=_row(standing, language, today),
        text=_text(draft),
        live_expression=live,
        remarks=list(life.remarks),
        shadow_since=life.shadow_since,
        steps=[
            ProfileStep(
                kind=_step_name(entry.kind.value),
                at=entry.at,
                actor=entry.actor,
                reason=entry.fact.reason,
            )
            for entry in life.history
        ],
        meeting=meeting,
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


def look(looked: Looked, language: Language) -> LookShape:
    """Return what is to be said of a text."""
    return LookShape(
        failed=looked.failed,
        notices=[
            NoticeShape(
                kind=each.kind.value,
                severity=each.severity.value,
                text=each.texts.get(language),
                at=each.at,
                other=each.other,
            )
            for each in looked.notices
        ],
        backtest=None if looked.backtest is None else backtest(looked.backtest),
    )


def backtest(told: Backtest) -> BacktestShape:
    """Return a backtest in full."""
    return BacktestShape(
        days=told.days,
        candidates=told.candidates,
        met=told.met,
        boxes=told.boxes,
        within=told.within,
        beyond=told.beyond,
        picked=told.picked,
        unseen=told.unseen,
        share=_estimate(told.yield_),
        marginal=_estimate(told.marginal),
        expected=told.expected,
        added=told.added,
        overlaps=[OverlapShape(**msgspec.structs.asdict(each)) for each in told.overlaps],
        sample=[HitShape(**msgspec.structs.asdict(each)) for each in told.sample],
    )


def of_text(text: str) -> ExpressionShape:
    """Return a text with its form, or with what is wrong with it."""
    try:
        form = form_of(parse(text))
    except ExpressionError as error:
        return ExpressionShape(expression=text, form=None, error=str(error), at=error.at)
    made = FormShape.model_validate(msgspec.to_builtins(form))
    return ExpressionShape(expression=text, form=made, error=None, at=None)


def of_form(form: FormShape) -> ExpressionShape:
    """Return a form with its text, or with what is wrong with it."""
    try:
        node = node_of(msgspec.convert(form.model_dump(), Form))
    except ExpressionError as error:
        return ExpressionShape(expression="", form=form, error=str(error), at=None)
    return ExpressionShape(expression=unparse(node), form=form, error=None, at=None)


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


def _estimate(told: Estimate) -> EstimateShape:
    known = msgspec.structs.asdict(told)
    return EstimateShape(**{name: known[name] for name in EstimateShape.model_fields})


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
