"""Asking the Common Repository for a filing and all that is known of it (IE4Q10)."""

from collections.abc import Sequence

from quaywatch.formats.ics2.codes import NO_CODES, CodeLists
from quaywatch.formats.ics2.element import group, leaf
from quaywatch.formats.ics2.message import Message, write
from quaywatch.formats.ics2.repository.envelope import Envelope, header
from quaywatch.formats.ics2.subject import Document, document


def query_filing(
    envelope: Envelope,
    *,
    reference: str,
    parameters: Sequence[str],
    mrn: str | None = None,
    transport_document: Document | None = None,
    codes: CodeLists = NO_CODES,
) -> bytes:
    """Query a filing by its MRN or its transport document (IE4Q10); IE4R05 answers.

    `parameters` say which parts are wanted (CL728), one to nine. Raises InvalidMessageError when
    the message would break its structure or a configured code list, ValueError when the filing is
    named neither way.
    """
    if mrn is None and transport_document is None:
        message = "a query names an MRN or a transport document"
        raise ValueError(message)
    asked = group(
        "IE4Q10",
        header(envelope),
        leaf("functionalReference", reference),
        leaf("MRN", mrn),
        *(group("ENSQueryParameters", leaf("parameter", code)) for code in parameters),
        document("transportDocument", transport_document),
    )
    return write(Message(asked), codes=codes)
