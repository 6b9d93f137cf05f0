"""Telling what was found: e-screening assessment (IE4S01), risk analysis result (IE4S02)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from quaywatch.formats.ics2.codes import NO_CODES, CodeLists
from quaywatch.formats.ics2.composing import country, moment
from quaywatch.formats.ics2.element import Element, group, leaf
from quaywatch.formats.ics2.message import Message, write
from quaywatch.formats.ics2.referral import Referral, methods, pointer
from quaywatch.formats.ics2.repository.envelope import Envelope, header
from quaywatch.formats.ics2.subject import (
    DoNotLoad,
    Remark,
    Subject,
    document,
    not_to_load,
    remarks,
    subject,
    supporting,
)


class Analyst(msgspec.Struct, frozen=True, kw_only=True):
    """Who answers for the assessment, and how to reach them."""

    name: str
    communication: tuple[tuple[str, str], ...]
    """One to nine of (identifier, kind): a telephone number or mail address, and its CL707 code."""


class RiskResult(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One result of an analysis."""

    type: str
    """How it was made (CL739)."""
    area: str | None = None
    """What is feared (CL740)."""
    level: str | None = None
    """How much (CL758)."""
    criteria: str | None = None
    """Identifier of the criteria that were met, up to 17 characters."""
    code: str | None = None
    """What follows from it (CL737)."""
    reason: str | None = None
    """Why, in words, up to 512 characters."""
    completed_at: datetime | None = None
    pointers: tuple[str, ...] = ()
    """Paths of the elements that it rests on."""


class RiskAnalysis(msgspec.Struct, frozen=True, kw_only=True):
    """The results to one request for analysis."""

    request: str
    """Reference of the request, as it came."""
    category: str
    """Security and safety, or another aim (CL736)."""
    results: tuple[RiskResult, ...]


class Recommendation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What should be controlled, and where."""

    place: str
    """Before loading, at first entry, at discharge … (CL731)."""
    subject: Subject
    remarks: tuple[Remark, ...] = ()


def risk_result(
    envelope: Envelope,
    *,
    function: str,
    reference: str,
    member_state: str,
    analyses: Sequence[RiskAnalysis],
    analyst: Analyst | None = None,
    recommendations: Sequence[Recommendation] = (),
    forbidden: DoNotLoad | None = None,
    codes: CodeLists = NO_CODES,
) -> bytes:
    """Give the result of risk analysis (IE4S02).

    `function` says whether it is a first result or replaces one (CL727); `reference` is ours, up
    to 35 characters. Raises InvalidMessageError when the message would break its structure or a
    code list.
    """
    told = group(
        "IE4S02",
        *_head(envelope, function, reference),
        country("responsibleMemberState", member_state),
        None if analyst is None else _analyst(analyst),
        *(_analysis(one) for one in analyses),
        *_recommendations(recommendations),
        not_to_load(forbidden),
    )
    return write(Message(told), codes=codes)


def do_not_load(
    envelope: Envelope,
    *,
    function: str,
    reference: str,
    member_state: str,
    analyses: Sequence[RiskAnalysis],
    forbidden: DoNotLoad,
    analyst: Analyst | None = None,
    codes: CodeLists = NO_CODES,
) -> bytes:
    """Forbid loading (IE4S02 with do-not-load details); the reason is in `analyses`.

    Raises ValueError when `forbidden` names nothing, else as `risk_result` does.
    """
    if not (forbidden.containers or forbidden.documents or forbidden.receptacles):
        message = "a do-not-load order names a container, a document or a receptacle"
        raise ValueError(message)
    return risk_result(
        envelope,
        function=function,
        reference=reference,
        member_state=member_state,
        analyses=analyses,
        analyst=analyst,
        forbidden=forbidden,
        codes=codes,
    )


def screening_assessment(
    envelope: Envelope,
    *,
    function: str,
    reference: str,
    member_state: str,
    analyst: Analyst,
    analysis: RiskAnalysis,
    recommendations: Sequence[Recommendation] = (),
    forbidden: DoNotLoad | None = None,
    referrals: Sequence[Referral] = (),
    codes: CodeLists = NO_CODES,
) -> bytes:
    """Give our assessment of an e-screening hit to the state responsible (IE4S01).

    Referrals must name their type (CL735). Arguments otherwise as for `risk_result`.
    """
    told = group(
        "IE4S01",
        *_head(envelope, function, reference),
        country("involvedMemberState", member_state),
        _analyst(analyst),
        _analysis(analysis),
        *_recommendations(recommendations),
        not_to_load(forbidden),
        *(_referral(one) for one in referrals),
    )
    return write(Message(told), codes=codes)


def _head(envelope: Envelope, function: str, reference: str) -> Iterator[Element | None]:
    yield header(envelope)
    yield leaf("messageFunction", function)
    yield leaf("functionalReference", reference)
    yield moment("documentIssueDate", envelope.at)


def _analyst(said: Analyst) -> Element:
    return group(
        "riskAnalyst",
        leaf("name", said.name),
        *(
            group("communication", leaf("identifier", identifier), leaf("type", kind))
            for identifier, kind in said.communication
        ),
    )


def _analysis(said: RiskAnalysis) -> Element:
    return group(
        "riskAnalysis",
        leaf("riskAnalysisRequestReference", said.request),
        leaf("category", said.category),
        *(_result(one) for one in said.results),
    )


def _result(said: RiskResult) -> Element:
    return group(
        "riskAnalysisResult",
        leaf("riskAnalysisType", said.type),
        leaf("riskAreaCode", said.area),
        leaf("riskLevel", said.level),
        leaf("riskCriteriaIdentifier", said.criteria),
        leaf("resultCode", said.code),
        leaf("resultText", said.reason),
        moment("dateAndTimeOfCompletion", said.completed_at),
        *(pointer(path) for path in said.pointers),
    )


def _recommendations(said: Sequence[Recommendation]) -> Iterator[Element]:
    for one in said:
        yield group(
            "controlRecommendations",
            leaf("placeOfControl", one.place),
            subject(one.subject),
            *remarks(one.remarks),
        )


def _referral(said: Referral) -> Element:
    return group(
        "referralRequestDetails",
        leaf("referralRequestReference", said.reference),
        leaf("requestType", said.type),
        *methods(said.screening_methods),
        document("transportDocumentHouseLevel", said.house),
        document("transportDocumentMaster", said.master),
        *supporting(said.supporting),
        *remarks(said.remarks),
        pointer(said.pointer),
    )
