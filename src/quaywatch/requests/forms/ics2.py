"""Requests as messages of the ICS2 trader interface: IE3Q01, IE3Q02, IE3Q03."""

from collections.abc import Iterator
from datetime import datetime

from quaywatch.cargo import BillLevel
from quaywatch.formats.ics2 import InvalidMessageError, trader
from quaywatch.formats.ics2.referral import AMENDMENT, Referral
from quaywatch.formats.ics2.subject import Document, DoNotLoad, Remark
from quaywatch.requests.kinds import RequestKind
from quaywatch.requests.nouns import Purpose
from quaywatch.requests.outgoing import Notice

_HOUSE = "N714"
"""Type of a house bill of lading (code list 754)."""
_TEXT = 512
"""Characters that one statement may have."""
_STATEMENTS = 99


class Ics2:
    """Answers who files by ICS2; a reminder or a withdrawal has no message there."""

    name, media_type, suffix = "ics2", "application/xml", "xml"

    def write(self, notice: Notice) -> bytes | None:
        """Return the message; None when it has no MRN, or ICS2 cannot say it."""
        mrn = notice.header.mrn or notice.draft.addressee.mrn
        at = notice.occasion.at
        if notice.occasion.purpose is not Purpose.REQUEST or at is None or not mrn:
            return None
        try:
            return _message(notice, mrn, at)
        except InvalidMessageError:
            return None


def _message(notice: Notice, mrn: str, at: datetime) -> bytes:
    to = trader.addressee_for(notice.header, notice.consignment)
    state, kind, house = (to.office or mrn[2:])[:2], notice.draft.kind, _house(notice)
    if kind is RequestKind.DO_NOT_LOAD:
        forbidden = DoNotLoad(containers=_boxes(notice))
        return trader.do_not_load(
            to, mrn=mrn, member_state=state, at=at, forbidden=forbidden, house=house
        )
    referral = Referral(
        reference=notice.occasion.request_id,
        type=AMENDMENT if kind is RequestKind.AMENDMENT else None,
        house=house,
        master=to.document if house is None else None,
        remarks=tuple(_remarks(notice))[:_STATEMENTS],
    )
    ask = (
        trader.request_for_screening
        if kind is RequestKind.SCREENING
        else trader.request_for_information
    )
    return ask(to, mrn=mrn, member_state=state, at=at, referrals=[referral])


def _house(notice: Notice) -> Document | None:
    bill = notice.consignment
    return Document(bill.reference, _HOUSE) if bill.level is BillLevel.HOUSE else None


def _boxes(notice: Notice) -> tuple[str, ...]:
    asked = notice.draft.equipment_number
    return (asked,) if asked else tuple(box.number for box in notice.consignment.equipment)


def _remarks(notice: Notice) -> Iterator[Remark]:
    """Yield what is asked, in the filer's language: each question, then the officer's words."""
    if notice.occasion.simulated:
        yield Remark(text="SIMULATED")
    said = [
        " ".join(part for part in (block.about, block.wrong, block.basis, block.wanted) if part)
        for block in notice.letter.blocks
    ]
    for text in (*said, notice.letter.remark):
        for start in range(0, len(text), _TEXT):
            yield Remark(text=" ".join(text[start : start + _TEXT].split()))
