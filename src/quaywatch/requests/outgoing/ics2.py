"""ICS2: IE3Q01 (do not load) and IE3Q02 (information, amendment)."""

from textwrap import wrap

from quaywatch.cargo import BillLevel
from quaywatch.formats.ics2 import trader
from quaywatch.formats.ics2.message import InvalidMessageError
from quaywatch.formats.ics2.referral import AMENDMENT, INFORMATION, Referral
from quaywatch.formats.ics2.subject import Document, DoNotLoad, Remark
from quaywatch.requests.asking import table
from quaywatch.requests.kinds import RequestKind
from quaywatch.requests.outgoing.notice import Notice

_LONGEST = 512
"""Characters of one text."""

_HOUSE_BILL = "N714"
"""Type of a house bill of lading (CL754)."""

_TYPES = {RequestKind.INFORMATION: INFORMATION, RequestKind.AMENDMENT: AMENDMENT}


class Ics2:
    """The trader interface; whom it cannot reach gets a letter.

    That is so of a filing without an MRN, of a withdrawal, for which there is no message, and of
    a request for screening: IE3Q03 takes coded methods and no words, and its codes (CL724) are
    not public.
    """

    name, media_type, suffix = "ics2", "application/xml", "xml"

    def write(self, notice: Notice) -> bytes | None:
        """Return the message for the kind of request."""
        state = (notice.consignment.route.port_of_discharge or "")[:2]
        screening = notice.draft.kind is RequestKind.SCREENING
        if notice.taken_back or screening or not notice.header.mrn or not state:
            return None
        try:
            return _write(notice, notice.header.mrn, state)
        except InvalidMessageError:
            return None


def _write(notice: Notice, mrn: str, state: str) -> bytes:
    draft = notice.draft
    to = trader.addressee_for(notice.header, notice.consignment)
    if draft.kind is RequestKind.DO_NOT_LOAD:
        number = draft.equipment_number
        forbidden = DoNotLoad(containers=(number,) if number else ())
        return trader.do_not_load(
            to, mrn=mrn, member_state=state, at=notice.at, forbidden=forbidden, house=_house(notice)
        )
    return trader.request_for_information(
        to, mrn=mrn, member_state=state, at=notice.at, referrals=_referrals(notice, to.document)
    )


def _house(notice: Notice) -> Document | None:
    bill = notice.consignment
    return Document(bill.reference, _HOUSE_BILL) if bill.level is BillLevel.HOUSE else None


def _referrals(notice: Notice, master: Document | None) -> list[Referral]:
    """Return what is said of the whole request as the first referral, then one a question."""
    said = list(notice.sentences())
    whole = [text for code, text in said if code not in table()]
    questions = [[text] for code, text in said if code in table()]
    return [
        Referral(
            reference=f"{notice.occasion.request_id}-{number}",
            type=_TYPES[notice.draft.kind],
            house=_house(notice),
            master=master,
            remarks=tuple(Remark(text=part) for text in texts for part in wrap(text, _LONGEST)),
        )
        for number, texts in enumerate([whole, *questions])
    ]
