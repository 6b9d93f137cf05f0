"""`/api/profiles`: risk profiles that officers write, try, approve and end."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends

from quaywatch.api import profiles
from quaywatch.api.access import Reader, guard, requires
from quaywatch.api.errors import ApiError
from quaywatch.api.language import RequestLanguage
from quaywatch.api.permissions import Permission
from quaywatch.api.profile_shapes import (
    BacktestShape,
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
from quaywatch.rules.life import Step

T = TypeVar("T")

router = APIRouter(prefix="/api", tags=["profiles"])

Writer = Annotated[OpenSession, Depends(requires(Permission.WRITE_PROFILES))]
_READ = guard(Permission.READ)
_WRITE = guard(Permission.WRITE_PROFILES)


@router.get("/profiles", dependencies=_READ)
def read_profiles(held: Held, language: RequestLanguage) -> ProfileList:
    """Return the profiles that were written here."""
    return profiles.page(held.node.profiles.all(), language, held.node.today())


@router.post("/profiles/look", dependencies=_WRITE)
def look_at_profile(body: LookRequest, held: Held, language: RequestLanguage) -> LookShape:
    """Try and lint a text that is being written, and backtest it if asked; nothing is kept."""
    trying = held.node.profiles.trying
    looked = _readable(
        lambda: trying.look(profiles.looked_at(body), backtest=body.backtest), language
    )
    return profiles.look(looked, language, held.node.profiles.numbers)


@router.post("/profiles")
def draft_profile(
    body: ProfileDraft, writer: Writer, held: Held, language: RequestLanguage
) -> ProfileShape:
    """Write a profile, or write it anew."""
    life = _readable(
        lambda: held.node.profiles.draft(
            profiles.profile(body.profile), actor=writer.user.username, seen=body.version
        ),
        language,
    )
    return _shape(held, language, life.code, writer)


@router.get("/profiles/{code}")
def read_profile(code: str, reader: Reader, held: Held, language: RequestLanguage) -> ProfileShape:
    """Return one profile with its history, and what this reader can do next with it."""
    return _shape(held, language, code, reader)


@router.get("/profiles/{code}/worth", dependencies=_READ)
def read_worth(code: str, held: Held) -> BacktestShape | None:
    """Return what it cost and brought on the days planned since it counts; null while not."""
    told = held.node.profiles.worth(code)
    return None if told is None else profiles.backtest(told, held.node.profiles.numbers)


def _offer(step: Step, meaning: str) -> None:
    """Add the route of a step that needs no words."""

    @router.post(f"/profiles/{{code}}/{step}", name=f"{step}_profile", description=meaning)
    def take(
        code: str,
        body: ProfileStepRequest,
        session: Annotated[OpenSession, Depends(requires(profiles.permission(step)))],
        held: Held,
        language: RequestLanguage,
    ) -> ProfileShape:
        held.node.profiles.take(step, code, actor=session.user.username, seen=body.version)
        return _shape(held, language, code, session)


def _offer_with_reason(step: Step, meaning: str) -> None:
    """Add the route of a step that says why."""

    @router.post(f"/profiles/{{code}}/{step}", name=f"{step}_profile", description=meaning)
    def take(
        code: str,
        body: ProfileReason,
        session: Annotated[OpenSession, Depends(requires(profiles.permission(step)))],
        held: Held,
        language: RequestLanguage,
    ) -> ProfileShape:
        held.node.profiles.take(
            step, code, actor=session.user.username, seen=body.version, reason=body.reason
        )
        return _shape(held, language, code, session)


_offer(Step.EXAMINE, "Run its tests and the linter.")
_offer(Step.BACKTEST, "Try it on the planned days of the last year and keep what that told.")
_offer(Step.SHADOW, "Begin to note what meets it.")
_offer(Step.PROPOSE, "Ask another officer to approve.")
_offer(Step.APPROVE, "Let it count, as somebody who had no part in it.")
_offer_with_reason(Step.RETURN, "Do not approve, and say why.")
_offer_with_reason(Step.PROPOSE_RETIREMENT, "Ask another officer to end it.")
_offer(Step.RETIRE, "End it, as the second person where it counts.")


def _shape(
    held: Services, language: RequestLanguage, code: str, session: OpenSession
) -> ProfileShape:
    own, user = held.node.profiles, session.user
    return profiles.shape(
        own.read(code),
        profiles.prospects(own.outlook(code, user.username), user.role),
        own.meeting(code),
        language,
        held.node.today(),
    )


def _readable(work: Callable[[], T], language: RequestLanguage) -> T:
    try:
        return work()
    except ExpressionError as error:
        raise ApiError(422, "profile.expression", error.said(language)) from error
    except ValueError as error:
        raise ApiError(422, "profile.form", str(error)) from error
