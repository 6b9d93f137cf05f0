"""Asking: for information (RFI), for an amendment (RFA), for screening (RFS)."""

from collections.abc import Iterator, Sequence

import msgspec

from quaywatch.formats.ics2.codes import NO_CODES, CodeLists
from quaywatch.formats.ics2.composing import country, moment, person
from quaywatch.formats.ics2.element import Element, group, leaf
from quaywatch.formats.ics2.message import Message, write
from quaywatch.formats.ics2.referral import (
    AMENDMENT,
    INFORMATION,
    SCREENING,
    Referral,
    information,
    screening,
)
from quaywatch.formats.ics2.repository.envelope import Envelope, header
from quaywatch.formats.ics2.subject import Document, document


class Case(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The filing and the risk analysis that raise a question; parties are EORI numbers."""

    analysis: str
    """Reference of the request for risk analysis, as it came."""
    member_state: str
    """Country responsible for the risk analysis."""
    mrn: str | None = None
    master: Document | None = None
    """Master transport document; a request for screening states it."""
    declarant: str | None = None
    representative: str | None = None
    carrier: str | None = None
    category: str | None = None
    """Aim of the analysis (CL736)."""
    made: str | None = None
    """How its latest result was made (CL739)."""


def case_of(related: Element, *, member_state: str | None = None) -> Case:
    """Return the case of a related filing (IE4R05) or a hit (IE4N03): its latest risk analysis.

    `member_state` is the one responsible unless the message names it. Raises ValueError when the
    message tells of no risk analysis, or no state is responsible.
    """
    ens = related.first("relatedENS") or related
    current = ens.first("fullRiskAnalysis") or related
    analyses = [
        *ens.all("previousFullRiskAnalysis/riskAnalysis"),
        *current.all("riskAnalysis"),
    ]
    latest = analyses[-1] if analyses else Element("riskAnalysis")
    reference = latest.said("riskAnalysisRequestReference")
    state = latest.said("responsibleMemberState/country") or member_state
    if reference is None or state is None:
        message = "the message tells of no risk analysis that a state is responsible for"
        raise ValueError(message)
    bill = "consignmentMasterLevel/transportDocumentMasterLevel"
    number, kind = ens.said(f"{bill}/documentNumber"), ens.said(f"{bill}/type")
    return Case(
        analysis=reference,
        member_state=state,
        mrn=ens.said("MRN"),
        master=Document(number, kind) if number and kind else None,
        declarant=ens.said("declarant/identificationNumber"),
        representative=ens.said("representative/identificationNumber"),
        carrier=ens.said("consignmentMasterLevel/carrier/identificationNumber"),
        category=latest.said("category"),
        made=next(reversed(latest.every("riskAnalysisResult/riskAnalysisType")), None),
    )


def request_for_information(
    envelope: Envelope, case: Case, referrals: Sequence[Referral], *, codes: CodeLists = NO_CODES
) -> bytes:
    """Ask for information (IE4Q04).

    Raises InvalidMessageError when the message would break its structure or a configured code list.
    """
    return _ask(envelope, case, referrals, INFORMATION, codes)


def request_for_amendment(
    envelope: Envelope, case: Case, referrals: Sequence[Referral], *, codes: CodeLists = NO_CODES
) -> bytes:
    """Ask that the filing be amended (IE4Q04). Raises as `request_for_information` does."""
    return _ask(envelope, case, referrals, AMENDMENT, codes)


def _ask(
    envelope: Envelope, case: Case, referrals: Sequence[Referral], kind: str, codes: CodeLists
) -> bytes:
    asked = group(
        "IE4Q04",
        *_head(envelope, case),
        person("representative", case.representative),
        person("carrier", case.carrier),
        person("declarant", case.declarant),
        *(information(one, kind) for one in referrals),
    )
    return write(Message(asked), codes=codes)


def request_for_screening(
    envelope: Envelope, case: Case, referrals: Sequence[Referral], *, codes: CodeLists = NO_CODES
) -> bytes:
    """Ask for screening as high-risk cargo and mail (IE4Q05).

    Each referral names its house document and the methods that are recommended. Raises as
    `request_for_information` does.
    """
    asked = group(
        "IE4Q05",
        *_head(envelope, case),
        person("representative", case.representative),
        document("transportDocument", case.master),
        person("carrier", case.carrier),
        person("declarant", case.declarant),
        *(screening(one, SCREENING) for one in referrals),
    )
    return write(Message(asked), codes=codes)


def _head(envelope: Envelope, case: Case) -> Iterator[Element | None]:
    yield header(envelope)
    yield moment("documentIssueDate", envelope.at)
    yield leaf("riskAnalysisRequestReference", case.analysis)
    yield leaf("MRN", case.mrn)
    yield country("responsibleMemberState", case.member_state)
