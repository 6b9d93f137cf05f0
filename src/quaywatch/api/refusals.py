"""What the node refuses, as HTTP answers."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Protocol, cast

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from quaywatch.alliance.accords import Refusal as AccordRefusal
from quaywatch.alliance.accords import Refused as AccordRefused
from quaywatch.alliance.accords import named as accord_of
from quaywatch.alliance.inquiries import Refusal as InquiryRefusal
from quaywatch.alliance.inquiries import Refused as InquiryRefused
from quaywatch.alliance.inquiries import inquiry_of
from quaywatch.alliance.matching import NotNow
from quaywatch.alliance.misp import BadEvent
from quaywatch.alliance.packages import BadPackage, NoPackage
from quaywatch.alliance.sealing import NotHere
from quaywatch.alliance.sums import Refusal as SumRefusal
from quaywatch.alliance.sums import Refused as SumRefused
from quaywatch.alliance.sums import named as sum_of
from quaywatch.alliance.witness import NotYet
from quaywatch.api.errors import error_response
from quaywatch.inspections import Refusal, Refused
from quaywatch.inspections.calendar import STREAM as CALENDAR
from quaywatch.inspections.calendar import Refusal as CalendarRefusal
from quaywatch.inspections.calendar import Refused as CalendarRefused
from quaywatch.inspections.drawing import Refusal as DrawRefusal
from quaywatch.inspections.drawing import Refused as DrawRefused
from quaywatch.inspections.drawing import draw_of
from quaywatch.inspections.reading import UnreadableCalendar
from quaywatch.intake import Foreign
from quaywatch.ledger import Conflict
from quaywatch.node import (
    NoAlliance,
    NoScanLeft,
    NoSlot,
    NothingLeft,
    NotLetOut,
    Tampered,
    UnknownAccord,
    UnknownBox,
    UnknownDocument,
    UnknownDraw,
    UnknownFile,
    UnknownInquiry,
    UnknownModel,
    UnknownNotice,
    UnknownParty,
    UnknownProfile,
    UnknownRequest,
    UnknownResource,
    UnknownSubject,
    UnknownSum,
    UnknownTest,
)
from quaywatch.node.allied.bringing.door import NothingAgreed
from quaywatch.node.allied.bringing.reissuing import Refusal as ReissueRefusal
from quaywatch.node.allied.bringing.reissuing import Refused as ReissueRefused
from quaywatch.node.allied.packages.learned import NotAgreed
from quaywatch.node.board import PhotoError
from quaywatch.node.norms import Unfit, UnknownAssessment
from quaywatch.node.scanning import NoteRefusal, NoteRefused, ScanRefused
from quaywatch.node.strategy import UnknownScenario
from quaywatch.norms.catalogue import BadCatalogue
from quaywatch.norms.faults import Unreadable
from quaywatch.norms.gaps.life import Refusal as GapRefusal
from quaywatch.norms.gaps.life import Refused as GapRefused
from quaywatch.norms.handover import Tampered as HandoverTampered
from quaywatch.norms.handover import UnknownSigner
from quaywatch.norms.life import Refusal as AssessmentRefusal
from quaywatch.norms.life import Refused as AssessmentRefused
from quaywatch.norms.life import assessment_of
from quaywatch.norms.register import STREAM as REGISTER
from quaywatch.norms.register import Refusal as RegisterRefusal
from quaywatch.norms.register import Refused as RegisterRefused
from quaywatch.norms.sheet import BadSheet
from quaywatch.requests import Refusal as RequestRefusal
from quaywatch.requests import Refused as RequestRefused
from quaywatch.requests import request_of
from quaywatch.risk.life import Refusal as ModelRefusal
from quaywatch.risk.life import Refused as ModelRefused
from quaywatch.risk.life import model_of
from quaywatch.rules.life import Refusal as ProfileRefusal
from quaywatch.rules.life import Refused as ProfileRefused
from quaywatch.rules.life import code_of
from quaywatch.scans.emptiness.known import InvalidReferenceError
from quaywatch.scans.emptiness.life import Refusal as EmptiesRefusal
from quaywatch.scans.emptiness.life import Refused as EmptiesRefused
from quaywatch.scans.verdicts import Refusal as VerdictRefusal
from quaywatch.scans.verdicts import Refused as VerdictRefused
from quaywatch.strategy.scenarios.saved import Refused as ScenarioRefused
from quaywatch.strategy.seeding import Refusal as SeedingRefusal
from quaywatch.strategy.seeding import Refused as SeedingRefused
from quaywatch.strategy.seeding import named as test_of

Handler = Callable[[Request, Exception], JSONResponse]


class Coded(Protocol):
    """A refusal with a code."""

    code: StrEnum


_REFUSED: tuple[tuple[type[Exception], str, Mapping[Any, int]], ...] = (
    (
        Refused,
        "box",
        {
            Refusal.NOT_HOLDER: 403,
            Refusal.FOUR_EYES: 403,
            Refusal.NOT_OFFERED: 403,
            Refusal.SAME_PERSON: 422,
            Refusal.REASON_NEEDED: 422,
            Refusal.KEY_REUSED: 422,
            Refusal.UNKNOWN_PHOTO: 422,
        },
    ),
    (
        RequestRefused,
        "request",
        {
            RequestRefusal.FOUR_EYES: 403,
            RequestRefusal.FILER: 403,
            RequestRefusal.NOT_YOURS: 403,
            RequestRefusal.EMPTY: 422,
            RequestRefusal.TELLS_TOO_MUCH: 422,
        },
    ),
    (
        ProfileRefused,
        "profile",
        {ProfileRefusal.FOUR_EYES: 403, ProfileRefusal.NO_END: 422, ProfileRefusal.TAKEN: 422},
    ),
    (ModelRefused, "model", {ModelRefusal.FOUR_EYES: 403, ModelRefusal.TOO_LITTLE: 422}),
    (ScenarioRefused, "scenario", {}),
    (NoteRefused, "note", {NoteRefusal.OUTSIDE: 422, NoteRefusal.NOT_YOURS: 403}),
    (
        AccordRefused,
        "accord",
        {AccordRefusal.FOUR_EYES: 403, AccordRefusal.REASON_NEEDED: 422},
    ),
    (
        InquiryRefused,
        "inquiry",
        {
            InquiryRefusal.FOUR_EYES: 403,
            InquiryRefusal.NOT_OURS: 403,
            InquiryRefusal.NO_REASON: 422,
            InquiryRefusal.NOT_THE_ANSWER: 422,
            InquiryRefusal.TOO_EARLY: 422,
        },
    ),
    (
        SumRefused,
        "sum",
        {
            SumRefusal.FOUR_EYES: 403,
            SumRefusal.NOT_OURS: 403,
            SumRefusal.REASON_NEEDED: 422,
            SumRefusal.UNKNOWN_SOURCE: 422,
            SumRefusal.NOT_IN_SOURCE: 422,
            SumRefusal.NO_ALLY: 422,
        },
    ),
    (
        ReissueRefused,
        "reissue",
        dict.fromkeys(
            (
                ReissueRefusal.LEAVE_NEEDED,
                ReissueRefusal.WIDER,
                ReissueRefusal.PURPOSES,
                ReissueRefusal.LONGER,
            ),
            422,
        ),
    ),
    (DrawRefused, "draw", {DrawRefusal.NOT_YOURS: 403, DrawRefusal.FORM: 422}),
    (
        VerdictRefused,
        "scan",
        {
            VerdictRefusal.FOUR_EYES: 403,
            VerdictRefusal.NOT_BLIND: 403,
            VerdictRefusal.KEY_REUSED: 422,
        },
    ),
    (
        EmptiesRefused,
        "empties",
        {EmptiesRefusal.FOUR_EYES: 403, EmptiesRefusal.REASON_NEEDED: 422},
    ),
    (
        AssessmentRefused,
        "assessment",
        {
            AssessmentRefusal.FOUR_EYES: 403,
            AssessmentRefusal.OWN_PORT: 403,
            AssessmentRefusal.OTHER_PORT: 403,
            AssessmentRefusal.UNKNOWN_REQUIREMENT: 422,
            AssessmentRefusal.NOT_ASKED: 422,
            AssessmentRefusal.UNKNOWN_EVIDENCE: 422,
        },
    ),
    (
        GapRefused,
        "gap",
        {
            GapRefusal.FOUR_EYES: 403,
            GapRefusal.OTHER_PORT: 403,
            GapRefusal.REASON_NEEDED: 422,
            GapRefusal.NOTHING_SHOWN: 422,
        },
    ),
    (
        RegisterRefused,
        "catalogue",
        {RegisterRefusal.FOUR_EYES: 403, RegisterRefusal.UNKNOWN_CATALOGUE: 404},
    ),
    (
        SeedingRefused,
        "seeded",
        {
            SeedingRefusal.FOUR_EYES: 403,
            SeedingRefusal.NOT_YOURS: 403,
            SeedingRefusal.REASON_NEEDED: 422,
            SeedingRefusal.TOO_SOON: 422,
        },
    ),
    (
        CalendarRefused,
        "calendar",
        {CalendarRefusal.UNKNOWN_RESOURCE: 404, CalendarRefusal.PAST: 422},
    ),
)
"""What refuses, of which thing, and how; every other code is refused for the state it is in."""

_ANSWERED: tuple[tuple[type[Exception], int, str], ...] = (
    (UnreadableCalendar, 422, "calendar.invalid"),
    (Tampered, 409, f"model.{ModelRefusal.TAMPERED}"),
    (NoSlot, 409, "box.no-slot"),
    (Foreign, 403, "sender.foreign"),
    (NoScanLeft, 409, "scan.nothing-left"),
    (NothingLeft, 409, "board.nothing-left"),
    (PhotoError, 415, "photo.unreadable"),
    (BadCatalogue, 422, "catalogue.invalid"),
    (BadSheet, 422, "sheet.invalid"),
    (InvalidReferenceError, 422, "empties.invalid"),
    (Unreadable, 422, "handover.unreadable"),
    (UnknownSigner, 422, "handover.unknown-signer"),
    (HandoverTampered, 422, "handover.tampered"),
    (Unfit, 422, "handover.unfit"),
    (UnknownAssessment, 404, "not-found"),
    (NoAlliance, 409, "alliance.unnamed"),
    (NotLetOut, 409, "inquiry.not-let-out"),
    (UnknownInquiry, 404, "not-found"),
    (NotNow, 409, "matching.not-now"),
    (NotYet, 409, "audit.not-yet"),
    (NoPackage, 409, "package.not-now"),
    (NotHere, 409, "scan.away"),
    (BadPackage, 422, "package.unreadable"),
    (NotAgreed, 409, "package.not-agreed"),
    (UnknownAccord, 404, "not-found"),
    (UnknownFile, 404, "not-found"),
    (UnknownNotice, 404, "not-found"),
    (NothingAgreed, 409, "alliance.nothing-agreed"),
    (BadEvent, 422, "alliance.no-event"),
    (UnknownBox, 404, "not-found"),
    (UnknownDocument, 404, "not-found"),
    (UnknownDraw, 404, "not-found"),
    (UnknownModel, 404, "not-found"),
    (UnknownParty, 404, "not-found"),
    (UnknownProfile, 404, "not-found"),
    (UnknownRequest, 404, "not-found"),
    (UnknownResource, 404, "not-found"),
    (UnknownScenario, 404, "not-found"),
    (UnknownSubject, 404, "not-found"),
    (UnknownSum, 404, "not-found"),
    (UnknownTest, 404, "not-found"),
)


def install_refusals(app: FastAPI) -> None:
    """Make `app` answer the node's refusals with their codes."""
    for kind, thing, statuses in _REFUSED:
        app.add_exception_handler(kind, _refusing(thing, statuses))
    for kind, status, code in _ANSWERED:
        app.add_exception_handler(kind, _answering(status, code))
    app.add_exception_handler(Conflict, _conflict)
    app.add_exception_handler(ScanRefused, _no_scan)


def _refusing(thing: str, statuses: Mapping[Any, int]) -> Handler:
    def refused(_request: Request, error: Exception) -> JSONResponse:
        code = cast("Coded", error).code
        return error_response(statuses.get(code, 409), f"{thing}.{code}", str(error))

    return refused


def _answering(status: int, code: str) -> Handler:
    def answered(_request: Request, error: Exception) -> JSONResponse:
        return error_response(status, code, str(error))

    return answered


def _conflict(_request: Request, error: Exception) -> JSONResponse:
    conflict = cast("Conflict", error)
    thing = "box" if request_of(conflict.stream) is None else "request"
    thing = thing if code_of(conflict.stream) is None else "profile"
    thing = thing if model_of(conflict.stream) is None else "model"
    thing = thing if draw_of(conflict.stream) is None else "draw"
    thing = thing if assessment_of(conflict.stream) is None else "assessment"
    thing = "catalogue" if conflict.stream == REGISTER else thing
    thing = thing if accord_of(conflict.stream) is None else "accord"
    thing = thing if inquiry_of(conflict.stream) is None else "inquiry"
    thing = thing if sum_of(conflict.stream) is None else "sum"
    thing = "calendar" if conflict.stream == CALENDAR else thing
    thing = thing if test_of(conflict.stream) is None else "seeded"
    code = f"{thing}.{Refusal.STALE_VERSION}"
    return error_response(409, code, f"Somebody else changed this {thing} in the meantime.")


def _no_scan(_request: Request, error: Exception) -> JSONResponse:
    refused = cast("ScanRefused", error)
    return error_response(422, refused.problems[0].code, str(refused))
