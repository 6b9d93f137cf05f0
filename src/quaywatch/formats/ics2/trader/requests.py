"""Orders and questions to a filer: do not load, information, screening."""

from collections.abc import Sequence
from datetime import datetime

from quaywatch.formats.ics2.codes import NO_CODES, CodeLists
from quaywatch.formats.ics2.composing import country, moment, person
from quaywatch.formats.ics2.element import Element, group, leaf
from quaywatch.formats.ics2.message import Message, write
from quaywatch.formats.ics2.referral import (
    INFORMATION,
    SCREENING,
    Referral,
    information,
    screening,
)
from quaywatch.formats.ics2.subject import (
    Document,
    DoNotLoad,
    document,
    not_to_load,
)
from quaywatch.formats.ics2.trader.addressee import Addressee


def do_not_load(
    to: Addressee,
    *,
    mrn: str,
    member_state: str,
    at: datetime,
    forbidden: DoNotLoad,
    house: Document | None = None,
    codes: CodeLists = NO_CODES,
) -> bytes:
    """Order that what `forbidden` names is not loaded (IE3Q01); one document at the most."""
    told = group(
        "IE3Q01",
        *_head(mrn, member_state, at),
        person("representative", to.representative),
        document("transportDocument", to.document),
        document("transportDocumentHouse", house),
        person("carrier", to.carrier),
        person("declarant", to.declarant),
        not_to_load(forbidden),
    )
    return write(Message(told), codes=codes)


def request_for_information(
    to: Addressee,
    *,
    mrn: str,
    member_state: str,
    at: datetime,
    referrals: Sequence[Referral],
    codes: CodeLists = NO_CODES,
) -> bytes:
    """Ask the filer for information, or by the referral's type for an amendment (IE3Q02)."""
    told = group(
        "IE3Q02",
        *_head(mrn, member_state, at),
        person("representative", to.representative),
        person("declarant", to.declarant),
        *(information(one, INFORMATION) for one in referrals),
    )
    return write(Message(told), codes=codes)


def request_for_screening(
    to: Addressee,
    *,
    mrn: str,
    member_state: str,
    at: datetime,
    referrals: Sequence[Referral],
    codes: CodeLists = NO_CODES,
) -> bytes:
    """Ask the filer for screening as high-risk cargo and mail (IE3Q03)."""
    told = group(
        "IE3Q03",
        *_head(mrn, member_state, at),
        person("representative", to.representative),
        document("transportDocument", to.document),
        person("declarant", to.declarant),
        *(screening(one, SCREENING) for one in referrals),
    )
    return write(Message(told), codes=codes)


def _head(mrn: str, member_state: str, at: datetime) -> tuple[Element | None, ...]:
    return (
        moment("documentIssueDate", at),
        leaf("MRN", mrn),
        country("responsibleMemberState", member_state),
    )
