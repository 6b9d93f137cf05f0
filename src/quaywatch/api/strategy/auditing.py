"""Audits, tests and warnings as shapes."""

from datetime import date
from typing import Any

import msgspec

from quaywatch.api.errors import ApiError
from quaywatch.api.strategy.audit_shapes import (
    AuditAsked,
    AuditNeeds,
    AuditPlan,
    SeedDetected,
    SeedPlanted,
    SeedStep,
    SeedTest,
    SeedTests,
    WarningAlert,
    WarningsShape,
)
from quaywatch.ledger.acts import same_person
from quaywatch.node.auditing.auditing import Tests
from quaywatch.strategy.audits import Assumed, Wished, plan
from quaywatch.strategy.seeding import Planted, Standing, Test
from quaywatch.strategy.warning import Watched

_WISHED = {"power", "error", "level"}


def planned(asked: AuditAsked) -> AuditPlan:
    """Return the ways to answer each question; raises ApiError where nothing is asked."""
    assumed, wished = supposed(asked)
    return AuditPlan(
        needs=[AuditNeeds(**msgspec.to_builtins(one)) for one in plan(assumed, wished)]
    )


def supposed(asked: AuditAsked) -> tuple[Assumed, Wished]:
    """Return what is supposed and wished; raises ApiError where nothing is asked."""
    if asked.factor == 1:
        raise ApiError(422, "audits.no-change", "A change by nothing cannot be told.")
    assumed = Assumed(**asked.model_dump(exclude=_WISHED))
    return assumed, Wished(**asked.model_dump(include=_WISHED))


def planted(said: SeedPlanted) -> Planted:
    """Return what is to be put down; raises ApiError where its dates contradict each other."""
    try:
        return msgspec.convert(said.model_dump(), Planted)
    except (msgspec.ValidationError, ValueError) as error:
        raise ApiError(422, "seeded.form", str(error)) from error


def tests(seen: Tests, actor: str, today: date, *, may: bool) -> SeedTests:
    """Return what one person may see of tests."""
    return SeedTests(
        own=[test(one, actor, today) for one in seen.own],
        over=[test(one, actor, today) for one in seen.over],
        running=seen.running,
        detected=[SeedDetected(**msgspec.to_builtins(one)) for one in seen.detected],
        may=may,
    )


def test(one: Test, actor: str, today: date) -> SeedTest:
    """Return one test with what a person may do with it."""
    assert one.planted is not None  # noqa: S101 - from the first event on there is one
    runs = one.standing in (Standing.REGISTERED, Standing.OPEN)
    said: dict[str, Any] = msgspec.to_builtins(one.planted)
    return SeedTest(
        **said,
        name=one.name,
        version=one.version,
        standing=one.standing.value,
        first=one.first,
        found=one.found,
        on=one.on,
        reason=one.reason,
        stale=one.stale,
        due=runs and one.planted.refresh_due <= today,
        steps=_steps(one, actor),
    )


def warnings(seen: Watched, *, named: bool) -> WarningsShape:
    """Return what stands out; boxes and notices by name only where whoever asks may see them."""
    return WarningsShape(
        since=seen.periods.since,
        until=seen.periods.until,
        before=seen.periods.before,
        alerts=[
            WarningAlert(
                kind=one.kind.value,
                name=one.name,
                sign=one.sign.value,
                last=one.last,
                usual=one.usual,
                chance=one.chance,
                finds=list(one.finds) if named else [],
                count=len(one.finds),
            )
            for one in seen.alerts
        ],
        series=seen.series,
        one_in=seen.one_in,
    )


def _steps(one: Test, actor: str) -> list[SeedStep]:
    if not one.responsible(actor):
        return []
    match one.standing:
        case Standing.REGISTERED:
            first = same_person(actor, one.first)
            return ["call-off"] if first else ["confirm", "call-off"]
        case Standing.OPEN:
            return ["report", "call-off"]
        case Standing.REPORTED:
            return [] if same_person(actor, one.reported_by) else ["close", "call-off"]
        case _:
            return []
