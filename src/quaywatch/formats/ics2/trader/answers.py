"""Telling a filer how the filing stands."""

from collections.abc import Sequence
from datetime import datetime

from quaywatch.cargo.problem import Problem
from quaywatch.formats.ics2.composing import country, moment, person
from quaywatch.formats.ics2.element import Element, group, group_if, leaf
from quaywatch.formats.ics2.message import Message, write
from quaywatch.formats.ics2.referral import pointer
from quaywatch.formats.ics2.subject import Document, containers, document
from quaywatch.formats.ics2.trader.addressee import Addressee

_TEXT = 512
_CODE = 8


def registered(to: Addressee, *, lrn: str, mrn: str, filing_type: str, at: datetime) -> bytes:
    """Tell that a filing is registered, and under which MRN (IE3R01)."""
    told = group(
        "IE3R01",
        leaf("LRN", lrn),
        leaf("MRN", mrn),
        moment("registrationDate", at),
        leaf("SpecificCircumstanceIndicator", filing_type),
        _addressed(to),
        person("representative", to.representative),
        document("transportDocument", to.document),
        person("carrier", to.carrier),
        person("declarant", to.declarant),
        _office(to),
    )
    return write(Message(told))


def validation_errors(
    to: Addressee,
    *,
    problems: Sequence[Problem],
    at: datetime,
    mrn: str | None = None,
    structure_code: str = "STRUCT",
) -> bytes:
    """Tell what is wrong with a filing (IE3N01), a pointer to each element.

    A rule's problem goes under the rule's own number; any other under `structure_code`. Whether
    the partner's CL723 has them is configuration.
    """
    told = group(
        "IE3N01",
        leaf("LRN", to.lrn),
        leaf("MRN", mrn),
        moment("notificationDate", at),
        _addressed(to),
        person("representative", to.representative),
        document("transportDocument", to.document),
        person("declarant", to.declarant),
        _office(to),
        *(_error(problem, structure_code) for problem in problems),
    )
    return write(Message(told))


def _error(problem: Problem, structure_code: str) -> Element:
    return group(
        "error",
        leaf("description", problem.message[:_TEXT]),
        leaf("validationCode", rule_of(problem) or structure_code[:_CODE]),
        pointer((problem.field or "/")[-_TEXT:]),
    )


def rule_of(problem: Problem) -> str | None:
    """Return the number of the rule or condition that a problem is about, such as `R3005`."""
    last = problem.code.rpartition(".")[2]
    return last if last[:1] in ("R", "C") and last[1:].isdigit() else None


def not_complete(to: Addressee, *, mrn: str, at: datetime, missing_from: Sequence[str]) -> bytes:
    """Tell that partial filings are still missing (IE3N02), and whose, by EORI number."""
    told = group(
        "IE3N02",
        leaf("MRN", mrn),
        moment("notificationDate", at),
        person("representative", to.representative),
        document("transportDocument", to.document),
        person("declarant", to.declarant),
        _office(to),
        *(person("supplementaryDeclarant", eori) for eori in missing_from),
    )
    return write(Message(told))


def assessment_complete(
    to: Addressee,
    *,
    mrn: str,
    member_state: str,
    at: datetime,
    documents: Sequence[Document] = (),
    boxes: Sequence[str] = (),
) -> bytes:
    """Tell that the assessment is complete (IE3N03), of the documents and containers named."""
    told = group(
        "IE3N03",
        leaf("MRN", mrn),
        moment("completionDate", at),
        group_if(
            "assessmentComplete",
            *(document("transportDocument", one) for one in documents),
            *containers(boxes),
        ),
        country("responsibleMemberState", member_state),
        person("representative", to.representative),
        document("transportDocument", to.document),
        person("carrier", to.carrier),
        person("declarant", to.declarant),
    )
    return write(Message(told))


def invalidated(to: Addressee, *, mrn: str, at: datetime) -> bytes:
    """Tell that a filing is invalidated as asked (IE3R07)."""
    told = group(
        "IE3R07",
        leaf("MRN", mrn),
        moment("completionDate", at),
        _addressed(to),
        person("representative", to.representative),
        document("transportDocument", to.document),
        person("declarant", to.declarant),
        _office(to),
    )
    return write(Message(told))


def error(
    to: Addressee,
    *,
    at: datetime,
    problems: Sequence[Problem],
    reference: str | None = None,
    code: str = "STRUCT",
) -> bytes:
    """Tell that a message could not be processed at all (IE3N99).

    `reference` is that of the message, as far as it could be read; `code` one of CL723.
    """
    told = group(
        "IE3N99",
        leaf("functionalReference", reference),
        moment("notificationDate", at),
        _addressed(to),
        person("representative", to.representative),
        document("transportDocument", to.document),
        person("declarant", to.declarant),
        _office(to),
        *(
            group(
                "error",
                leaf("description", problem.message[:_TEXT]),
                leaf("validationCode", rule_of(problem) or code[:_CODE]),
                pointer(problem.field and problem.field[-_TEXT:]),
            )
            for problem in problems
        ),
    )
    return write(Message(told))


def _addressed(to: Addressee) -> Element | None:
    return None if to.member_state is None else country("addressedMemberState", to.member_state)


def _office(to: Addressee) -> Element | None:
    if to.office is None:
        return None
    return group("customsOfficeOfFirstEntry", leaf("referenceNumber", to.office))
