"""What format an input is in, told by its content alone."""

import re
from enum import StrEnum


class Format(StrEnum):
    """A format that can be read."""

    EDIFACT = "edifact"
    ENS = "ens"
    ICS2 = "ics2"
    X12 = "x12"
    WCO = "wco"
    ASYCUDA = "asycuda"
    NATIVE = "native"
    DCSA = "dcsa"
    CSV = "csv"
    PARQUET = "parquet"
    ARROW = "arrow"


_SERVICE = re.compile(rb"UNA.{4,6}\s*UN[BGH]|(?<![A-Z0-9])UN[BGH]\s*[^\sA-Za-z0-9]", re.DOTALL)
_MESSAGE = re.compile(rb"\s*BGM[+]")
_ICS2 = b"urn:wco:datamodel:eu:ics2:2"
_ENS = re.compile(rb"<(?:[\w.-]+:)?CC3(?:04|05|13|15|16|23|28|51)A[\s/>]")
_WCO = re.compile(
    rb"urn:wco:datamodel:WCO:|<(?:[\w.-]+:)?(?:WCOTypeName|inventoryLinking[A-Za-z]+)[\s/>]"
)
_ASYCUDA = re.compile(rb"<(?:[\w.-]+:)?(?:Awmds|Awbolds|Awmcds)[\s/>]")
_MARKUP = (b"<", b"--", b"MIME-Version", b"Content-Type")
_X12 = re.compile(
    rb"(?<![A-Za-z0-9])ISA([^A-Za-z0-9\s])[0-9]{2}\1"
    rb"|\A(?:GS([^A-Za-z0-9\s])[A-Z]{2}\2|ST([^A-Za-z0-9\s])[0-9]{3}\3)"
)
_DCSA = re.compile(
    rb'(?<!\\)"(?:eventType|eventClassification|eventDateTime|arrivalNotices|transportDocument\w*'
    rb"|vesselSchedules|consignmentItems|requestedEquipments|shipmentLocations|requestUri"
    rb'|utilizedTransportEquipments|documentParties|carrierServiceName)"\s*:'
)
"""Names that DCSA gives, as keys: a quote within a text would have a backslash before it."""
_LOOKED_AT = 4096
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def detect(head: bytes) -> Format | None:
    """Return the format that the first bytes of an input speak for, or None."""
    if head.startswith(b"PAR1"):
        return Format.PARQUET
    if head.startswith((b"ARROW1", b"\xff\xff\xff\xff")):
        return Format.ARROW
    start = head[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n")
    if _speaks_ics2(head):
        return Format.ICS2
    if _ENS.search(head.replace(b"\0", b"")):
        return Format.ENS
    if found := _speaks_markup(head):
        return found
    if start.startswith((b"{", b"[")):
        return Format.DCSA if _DCSA.search(start) or start.startswith(b"[") else Format.NATIVE
    if _SERVICE.search(start) or _MESSAGE.match(start):
        return Format.EDIFACT
    if _X12.search(start):
        return Format.X12
    return Format.CSV if _looks_like_table(head) else None


def _looks_like_table(head: bytes) -> bool:
    if head.startswith(_BOMS[1:]):
        return True
    first, _, _ = head.lstrip(b"\xef\xbb\xbf\r\n").partition(b"\n")
    return any(mark in first for mark in (b",", b";", b"\t", b"|")) and b"\0" not in first


def _speaks_ics2(head: bytes) -> bool:
    """Whether it is markup, or mail around it, that names the namespace of ICS2."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return text.startswith(_MARKUP) and _ICS2 in text


def _speaks_markup(head: bytes) -> Format | None:
    """Return the format that the names of elements speak for."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not text.startswith(b"<"):
        return None
    if _ASYCUDA.search(text):
        return Format.ASYCUDA
    return Format.WCO if _WCO.search(text) else None
