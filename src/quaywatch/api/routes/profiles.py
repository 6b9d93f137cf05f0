"""`/api/profiles`: risk profiles that officers write, try, approve and end."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends

from quaywatch.api import profiles
from quaywatch.api.access import guard, requires
from quaywatch.api.errors import ApiError
from quaywatch.api.language import RequestLanguage
from quaywatch.api.permissions import Permission
from quaywatch.api.profile_shapes import (
    BacktestShape,
    ExpressionRequest,
    ExpressionShape,
    FormRequest,
    LookRequest,
    LookShape,
    ProfileDraft,
    ProfileList,
    ProfileReason,
    ProfileShape,
    ProfileStepRequest,
)
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.rules import ExpressionError

T = TypeVar("T")

router = APIRouter(prefix="/api", tags=["profiles"])

Writer = Annotated[OpenSession, Depends(requires(Permission.WRITE_PROFILES))]
Approver = Annotated[OpenSession, Depends(requires(Permission.APPROVE_PROFILES))]
_READ = guard(Permission.READ)
_WRITE = guard(Permission.WRITE_PROFILES)


@router.get("/profiles", dependencies=_READ)
def read_profiles(held: Held, language: RequestLanguage) -> ProfileList:
    """Return the profiles that were written here."""
    return profiles.page(held.node.profiles.all(), language, held.node.today())


@router.post("/profiles/expression", dependencies=_WRITE)
def read_expression(body: ExpressionRequest) -> ExpressionShape:
    """Return an expression as a form; nothing is kept."""
    return profiles.of_text(body.expression)


@router.post("/profiles/form", dependencies=_WRITE)
def read_form(body: FormRequest) -> ExpressionShape:
    """Return a form as an expression; nothing is kept."""
    return profiles.of_form(body.form)


@router.post("/profiles/look", dependencies=_WRITE)
def look_at_profile(body: LookRequest, held: Held, language: RequestLanguage) -> LookShape:
    """Try and lint a text that is being written, and backtest it if asked; nothing is kept."""
    looked = _readable(
        lambda: held.node.profiles.look(profiles.profile(body.profile), backtest=body.backtest)
    )
    return profiles.look(looked, language)


@router.post("/profiles")
def draft_profile(
    body: ProfileDraft, writer: Writer, held: Held, language: RequestLanguage
) -> ProfileShape:
    """Write a profile, or write it anew."""
    life = _readable(
        lambda: held.node.profiles.draft(
            profiles.profile(body.profile), actor=writer.user.username, seen=body.version
        )
    )
    return _shape(held, language, life.code)


@router.get("/profiles/{code}", dependencies=_READ)
def read_profile(code: str, held: Held, language: RequestLanguage) -> ProfileShape:
    """Return one profile with its history."""
    return _shape(held, language, code)


@router.get("/profiles/{code}/worth", dependencies=_READ)
def read_worth(code: str, held: Held) -> BacktestShape | None:
    """Return what it cost and brought on the days planned since it counts; null while not."""
    told = held.node.profiles.worth(code)
    return None if told is None else profiles.backtest(told)


@router.post("/profiles/{code}/examine")
def examine_profile(
    code: str, body: ProfileStepRequest, writer: Writer, held: Held, language: RequestLanguage
) -> ProfileShape:
    """Run its tests and the linter."""
    held.node.profiles.examine(code, actor=writer.user.username, seen=body.version)
    return _shape(held, language, code)


@router.post("/profiles/{code}/backtest")
def backtest_profile(
    code: str, body: ProfileStepRequest, writer: Writer, held: Held, language: RequestLanguage
) -> ProfileShape:
    """Try it on the days that were planned and keep what that told."""
    held.node.profiles.backtest(code, actor=writer.user.username, seen=body.version)
    return _shape(held, language, code)


@router.post("/profiles/{code}/shadow")
def shadow_profile(
    code: str, body: ProfileStepRequest, writer: Writer, held: Held, language: RequestLanguage
) -> ProfileShape:
    """Begin to note what meets it."""
    held.node.profiles.shadow(code, actor=writer.user.username, seen=body.version)
    return _shape(held, language, code)


@router.post("/profiles/{code}/propose")
def propose_profile(
    code: str, body: ProfileStepRequest, writer: Writer, held: Held, language: RequestLanguage
) -> ProfileShape:
    """Ask another officer to approve."""
    held.node.profiles.propose(code, actor=writer.user.username, seen=body.version)
    return _shape(held, language, code)


@router.post("/profiles/{code}/approve")
def approve_profile(
    code: str, body: ProfileStepRequest, approver: Approver, held: Held, language: RequestLanguage
) -> ProfileShape:
    """Let it count, as somebody who had no part in it."""
    held.node.profiles.approve(code, actor=approver.user.username, seen=body.version)
    return _shape(held, language, code)


@router.post("/profiles/{code}/return")
def return_profile(
    code: str, body: ProfileReason, approver: Approver, held: Held, language: RequestLanguage
) -> ProfileShape:
    """Do not approve, and say why."""
    actor = approver.user.username
    held.node.profiles.give_back(code, body.reason, actor=actor, seen=body.version)
    return _shape(held, language, code)


@router.post("/profiles/{code}/retirement")
def propose_retirement(
    code: str, body: ProfileReason, writer: Writer, held: Held, language: RequestLanguage
) -> ProfileShape:
    """Ask another officer to end it."""
    actor = writer.user.username
    held.node.profiles.propose_retirement(code, body.reason, actor=actor, seen=body.version)
    return _shape(held, language, code)


@router.post("/profiles/{code}/retire")
def retire_profile(
    code: str, body: ProfileStepRequest, approver: Approver, held: Held, language: RequestLanguage
) -> ProfileShape:
    """End it, as the second person where it counts."""
    held.node.profiles.retire(code, actor=approver.user.username, seen=body.version)
    return _shape(held, language, code)


def _shape(held: Services, language: RequestLanguage, code: str) -> ProfileShape:
    standing = held.node.profiles.read(code)
    meeting = held.node.profiles.meeting(code)
    return profiles.shape(standing, meeting, language, held.node.today())


def _readable(work: Callable[[], T]) -> T:
    try:
        return work()
    except ExpressionError as error:
        raise ApiError(422, "profile.expression", str(error)) from error
    except ValueError as error:
        raise ApiError(422, "profile.form", str(error)) from error
