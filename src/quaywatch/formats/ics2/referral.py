"""One question to a filer or about a filing, whoever puts it to whom."""

from collections.abc import Iterator, Sequence

import msgspec

from quaywatch.formats.ics2.element import Element, group, leaf
from quaywatch.formats.ics2.subject import Document, Remark, document, remarks, supporting


class Referral(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One question: about what, why, and what is asked."""

    reference: str
    """Number of the question, up to 17 characters; the answer repeats it."""
    type: str | None = None
    """CL735; None: the usual abbreviation of the function called, which the list may not have."""
    house: Document | None = None
    master: Document | None = None
    supporting: tuple[Document, ...] = ()
    """Documents that are asked for or about."""
    remarks: tuple[Remark, ...] = ()
    """The question and its reason, as coded statements (CL752) or text."""
    pointer: str | None = None
    """Path of the element that the question is about."""
    screening_methods: tuple[str, ...] = ()
    """CL724; what screening is recommended, when screening is asked for."""


INFORMATION, AMENDMENT, SCREENING = "RFI", "RFA", "RFS"
"""What each request is called in public texts; whether CL735 spells them so is configuration."""


def information(said: Referral, kind: str) -> Element:
    """Return a question for information or amendment; `kind` is its type unless it has one."""
    return group(
        "referralRequestDetails",
        leaf("referralRequestReference", said.reference),
        leaf("requestType", said.type or kind),
        document("transportDocumentHouse", said.house),
        document("transportDocumentMaster", said.master),
        *supporting(said.supporting),
        *remarks(said.remarks),
        pointer(said.pointer),
    )


def screening(said: Referral, kind: str) -> Element:
    """Return a request to screen; `kind` is its type unless it has one."""
    return group(
        "referralRequestDetails",
        leaf("referralRequestReference", said.reference),
        leaf("requestType", said.type or kind),
        *methods(said.screening_methods),
        document("transportDocumentHouse", said.house),
    )


def methods(codes: Sequence[str]) -> Iterator[Element]:
    """Yield recommended screening methods."""
    for code in codes:
        yield group("recommendedHRCMScreeningMethod", leaf("method", code))


def pointer(path: str | None) -> Element | None:
    """Return a pointer to an element of the filing; None when there is none."""
    return None if path is None else group("pointer", leaf("messageElementPath", path))
