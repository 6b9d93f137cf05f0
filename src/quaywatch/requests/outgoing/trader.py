"""ICS2's trader interface: IE3Q01 (do not load) and IE3Q02 (information, amendment)."""

from quaywatch.cargo import BillLevel
from quaywatch.formats.ics2 import trader
from quaywatch.formats.ics2.subject import Document, DoNotLoad
from quaywatch.requests.kinds import RequestKind
from quaywatch.requests.outgoing.notice import Notice
from quaywatch.requests.outgoing.referrals import referrals

_HOUSE_BILL = "N714"
"""Type of a house bill of lading (CL754)."""


def asked(notice: Notice) -> bytes | None:
    """Return the message to the filer; None when it would say less than the request.

    That is so of a filing without an MRN, and of a request for screening: IE3Q03 takes coded
    methods and no words. Raises InvalidMessageError when the message would break its structure or
    a configured code list.
    """
    mrn, state = notice.header.mrn, notice.member_state
    draft = notice.draft
    if draft.kind is RequestKind.SCREENING or not mrn or not state:
        return None
    to = trader.addressee_for(notice.header, notice.consignment)
    if draft.kind is RequestKind.DO_NOT_LOAD:
        number = draft.equipment_number
        return trader.do_not_load(
            to,
            mrn=mrn,
            member_state=state,
            at=notice.at,
            forbidden=DoNotLoad(containers=(number,) if number else ()),
            house=_house(notice),
            codes=notice.codes,
        )
    return trader.request_for_information(
        to,
        mrn=mrn,
        member_state=state,
        at=notice.at,
        referrals=referrals(notice, _house(notice), to.document),
        codes=notice.codes,
    )


def _house(notice: Notice) -> Document | None:
    bill = notice.consignment
    return Document(bill.reference, _HOUSE_BILL) if bill.level is BillLevel.HOUSE else None
