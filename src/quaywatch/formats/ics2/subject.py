"""What an assessment, a request or a control is about."""

from collections.abc import Iterator, Sequence

import msgspec

from quaywatch.formats.ics2.element import Element, group, leaf


class Document(msgspec.Struct, frozen=True):
    """A transport document or a supporting one."""

    number: str
    type: str
    """Code of the kind of document: CL754 for transport documents, CL013 for supporting ones."""


class Remark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Additional information: a code, a text, or both."""

    text: str | None = None
    """Up to 512 characters."""
    code: str | None = None
    """CL752 in a referral, CL755 in a recommendation or control."""
    type: str | None = None
    """CL703; a recommendation or a control requires it."""


class HouseSubject(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One house consignment that is meant, and what of it."""

    document: Document
    sequence: int | None = None
    """Its number within the filing; a control result requires it."""
    goods_items: tuple[int, ...] = ()
    containers: tuple[str, ...] = ()


class Subject(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What of a filing is to be controlled, or was."""

    document: Document | None = None
    """The master transport document."""
    goods_items: tuple[int, ...] = ()
    """Numbers of goods items at master level."""
    houses: tuple[HouseSubject, ...] = ()
    containers: tuple[str, ...] = ()


class DoNotLoad(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What must not be loaded on the vessel that brings it here."""

    containers: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    receptacles: tuple[str, ...] = ()


def document(name: str, said: Document | None) -> Element | None:
    """Return a transport document; None when there is none."""
    if said is None:
        return None
    return group(name, leaf("documentNumber", said.number), leaf("type", said.type))


def supporting(said: Sequence[Document]) -> Iterator[Element]:
    """Yield supporting documents."""
    for one in said:
        yield group(
            "supportingDocuments", leaf("referenceNumber", one.number), leaf("type", one.type)
        )


def remarks(said: Sequence[Remark]) -> Iterator[Element]:
    """Yield additional information."""
    for one in said:
        yield group(
            "additionalInformation",
            leaf("code", one.code),
            leaf("text", one.text),
            leaf("type", one.type),
        )


def subject(said: Subject) -> Element:
    """Return what is to be controlled."""
    return group(
        "controlSubject",
        group(
            "consignmentMasterLevel",
            *_items(said.goods_items),
            *(_house(one) for one in said.houses),
            document("transportDocumentMasterLevel", said.document),
            *containers(said.containers),
        ),
    )


def _house(said: HouseSubject) -> Element:
    return group(
        "consignmentHouseLevel",
        leaf("sequenceNumber", said.sequence),
        *_items(said.goods_items),
        document("transportDocumentHouseLevel", said.document),
        *containers(said.containers),
    )


def _items(numbers: Sequence[int]) -> Iterator[Element]:
    for number in numbers:
        yield group("goodsItem", leaf("goodsItemNumber", number))


def containers(numbers: Sequence[str]) -> Iterator[Element]:
    """Yield containers by their numbers."""
    for number in numbers:
        yield group("transportEquipment", leaf("containerIdentificationNumber", number))


def not_to_load(said: DoNotLoad | None) -> Element | None:
    """Return what must not be loaded; None when nothing is forbidden."""
    if said is None:
        return None
    return group(
        "doNotLoadDetails",
        *(
            group("receptacle", leaf("receptacleIdentificationNumber", number))
            for number in said.receptacles
        ),
        *(document("transportDocument", one) for one in said.documents),
        *containers(said.containers),
    )
