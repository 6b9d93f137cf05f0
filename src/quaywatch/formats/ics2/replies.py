"""Replies to referrals: information given (IE3R02, IE4R02), screening done (IE3R03, IE4R03)."""

import base64
import binascii
from collections.abc import Iterator

import msgspec

from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.subject import Document, Remark


class Attachment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that came with a reply, or a reference to one."""

    name: str
    media_type: str | None = None
    uri: str | None = None
    content: bytes | None = None
    """None when the file is elsewhere, or its encoding is broken."""
    description: str | None = None


class Reply(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer to one referral."""

    reference: str | None
    """That of the referral; None where the message has no place for it."""
    remarks: tuple[Remark, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    house: Document | None = None
    """The house bill that it is about."""
    screening_result: str | None = None
    """CL726, when it tells of screening."""
    screening_methods: tuple[str, ...] = ()
    """CL724."""


def replies(root: Element) -> tuple[Reply, ...]:
    """Return the answers that a message gives, in its order; none when it is of another type."""
    if root.name[:3] not in ("IE3", "IE4") or root.name[3:] not in ("R02", "R03"):
        return ()
    groups = ("additionalInformationResponse", "hrcmScreeningResults")
    return tuple(_reply(one) for name in groups for one in root.all(name))


def _reply(said: Element) -> Reply:
    return Reply(
        reference=said.said("referralRequestReference"),
        remarks=tuple(
            Remark(text=one.said("text"), code=one.said("code"), type=one.said("type"))
            for one in said.all("additionalInformation")
        ),
        attachments=tuple(_attachments(said)),
        house=_document(said.first("transportDocumentHouseLevel")),
        screening_result=said.said("result"),
        screening_methods=said.every("screeningMethod/method"),
    )


def _attachments(said: Element) -> Iterator[Attachment]:
    for name in ("binaryAttachment", "binaryFile"):
        for one in said.all(name):
            yield Attachment(
                name=one.said("filename") or "",
                media_type=one.said("MIME"),
                uri=one.said("URI"),
                content=_content(one.said("includedBinaryObject")),
                description=one.said("description"),
            )


def _content(written: str | None) -> bytes | None:
    if written is None:
        return None
    try:
        return base64.b64decode("".join(written.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _document(said: Element | None) -> Document | None:
    number = None if said is None else said.said("documentNumber")
    kind = None if said is None else said.said("type")
    return Document(number, kind) if number and kind else None
