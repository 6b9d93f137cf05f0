"""ICS2's Common Repository: IE4Q04 and IE4Q05 ask, IE4S02 orders not to load."""

from textwrap import wrap

import msgspec

from quaywatch.cargo import BillLevel
from quaywatch.formats.ics2 import repository
from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.repository import (
    Case,
    DoNotLoad,
    Envelope,
    RiskAnalysis,
    RiskResult,
)
from quaywatch.formats.ics2.subject import Document
from quaywatch.requests.kinds import RequestKind
from quaywatch.requests.outgoing.notice import Notice
from quaywatch.requests.outgoing.referrals import LONGEST, referrals

_MASTER = "consignmentMasterLevel"
_HOUSE = "transportDocumentHouseLevel"
_ORIGINAL = "9"
"""Function of a first message, where no list (CL727) says otherwise (UN/EDIFACT 1225)."""


def asked(notice: Notice, filed: Element) -> bytes | None:
    """Return the message about a related filing that came from the Common Repository.

    None when it would say less than the request: a screening with words of the officer's or of a
    master bill (IE4Q05 has no place for either), an analysis that is told too little of. Raises
    InvalidMessageError when the message would break its structure or a configured code list.
    """
    envelope, case = _envelope(notice, filed), _case(notice, filed)
    if envelope is None or case is None:
        return None
    house = _house(notice, filed)
    match notice.draft.kind:
        case RequestKind.DO_NOT_LOAD:
            return _order(notice, envelope, case, house)
        case RequestKind.SCREENING:
            return _screening(notice, envelope, case, house)
        case RequestKind.AMENDMENT:
            ask = repository.request_for_amendment
        case RequestKind.INFORMATION:
            ask = repository.request_for_information
    return ask(envelope, case, referrals(notice, house, case.master), codes=notice.codes)


def _envelope(notice: Notice, filed: Element) -> Envelope | None:
    """Return the way back: from whom the filing went to, to whom it came from."""
    sender = filed.said("MessageHeader/messageRecipient")
    recipient = filed.said("MessageHeader/messageSender")
    if sender is None or recipient is None:
        return None
    return Envelope(message_id=_reference(notice), at=notice.at, sender=sender, recipient=recipient)


def _reference(notice: Notice) -> str:
    return f"{notice.occasion.request_id}-{notice.occasion.round}"


def _case(notice: Notice, filed: Element) -> Case | None:
    try:
        return repository.case_of(filed, member_state=notice.member_state or None)
    except ValueError:
        return None


def _house(notice: Notice, filed: Element) -> Document | None:
    bill = notice.consignment
    if bill.level is BillLevel.MASTER:
        return None
    for master in (filed.first("relatedENS") or filed).all(_MASTER):
        for written in master.all(f"consignmentHouseLevel/{_HOUSE}"):
            kind = written.said("type")
            if written.said("documentNumber") == bill.reference and kind is not None:
                return Document(bill.reference, kind)
    return None


def _screening(
    notice: Notice, envelope: Envelope, case: Case, house: Document | None
) -> bytes | None:
    """Return the request to screen one house bill; which methods is left to who screens."""
    if notice.letter.remark or house is None:
        return None
    bare = msgspec.structs.replace(referrals(notice, house, None)[0], remarks=())
    return repository.request_for_screening(envelope, case, [bare], codes=notice.codes)


def _order(notice: Notice, envelope: Envelope, case: Case, house: Document | None) -> bytes | None:
    """Return the order, with its reason in words as the results of the analysis."""
    made = notice.codes.code("CL739", "manual") or case.made
    number, bill = notice.draft.equipment_number, house or case.master
    if case.category is None or made is None or not (number or bill):
        return None
    parts = [part for _, text in notice.sentences() for part in wrap(text, LONGEST)]
    results = tuple(RiskResult(type=made, reason=part) for part in parts)
    return repository.do_not_load(
        envelope,
        function=notice.codes.code("CL727", "original") or _ORIGINAL,
        reference=_reference(notice),
        member_state=case.member_state,
        analyses=[RiskAnalysis(request=case.analysis, category=case.category, results=results)],
        forbidden=DoNotLoad(
            containers=(number,) if number else (),
            documents=(bill,) if bill and not number else (),
        ),
        codes=notice.codes,
    )
