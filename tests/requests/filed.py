"""Messages as filers sent them, whole, with some of what they say put in other words."""

from base64 import b64encode
from datetime import UTC, datetime

from quaywatch.cargo import Filing
from quaywatch.formats import read
from quaywatch.formats.ics2.element import Element, group, leaf
from quaywatch.formats.ics2.message import Message, write
from quaywatch.formats.ics2.trader import Particulars, entry_summary
from tests.formats.ens.making import AMENDMENT
from tests.formats.ics2.samples import sample

MRN = "26BE000000000001A1"
ANALYSED = ("shipper not seen before", "<riskLevel>", "<riskAreaCode>", "X7")
"""What the related filing tells of earlier analyses, which is no filer's business."""


def related(goods: str = "FRESH BANANAS", consignor: str = "NARDIM &amp; TASQUE") -> bytes:
    """Return a related filing (IE4R05) with house bills, an earlier analysis and a control."""
    return _reworded(sample("ie4r05"), ("FRESH BANANAS", goods), ("NARDIM &amp; TASQUE", consignor))


def summary(goods: str = "FRESH BANANAS", consignor: str = "NARDIM &amp; TASQUE") -> bytes:
    """Return a filer's amended entry summary declaration (IE3A11)."""
    filing, _ = understood(sample("ie3f11"))
    particulars = Particulars(
        vessel_type="1511",
        vessel_flag="PA",
        member_state="BE",
        supplementary=(("BE0555555555", "F14"),),
    )
    at = datetime(2026, 1, 30, 12, tzinfo=UTC)
    made = entry_summary(filing, kind="F11", lrn="L-1", at=at, particulars=particulars, mrn=MRN)
    return _reworded(made, ("FRESH BANANAS", goods), ("NARDIM &amp; TASQUE", consignor))


def declaration(
    goods: str = "Fresh bananas,  in cartons", consignor: str = "Example Growers"
) -> bytes:
    """Return the amendment of a declaration of the older kind (CC313A)."""
    return _reworded(
        AMENDMENT, ("Fresh bananas,  in cartons", goods), ("Example Growers", consignor)
    )


def reply(name: str, *answers: Element, sender: str, written: str = "m-1") -> bytes:
    """Return an answer to questions of ICS2: `name` is its type, `written` its own number."""
    at = group("documentIssueDate", leaf("DateTime", "2026-03-02T06:00:00Z"))
    header = group(
        "MessageHeader",
        leaf("messageId", written),
        leaf("messageTimestamp", "2026-03-02T06:00:00Z"),
        leaf("messageSender", sender),
        leaf("messageRecipient", "NES.BE"),
    )
    said = group(
        name,
        header if name.startswith("IE4") else None,
        at,
        leaf("MRN", MRN),
        group("responsibleMemberState", leaf("country", "NL")),
        group("declarant", leaf("identificationNumber", sender if name[2] == "3" else "BE1")),
        *answers,
    )
    return write(Message(said))


def information(number: str, text: str, *files: tuple[str, bytes]) -> Element:
    """Return one answer in words, with files by name."""
    return group(
        "additionalInformationResponse",
        leaf("referralRequestReference", number),
        group("additionalInformation", leaf("text", text)),
        *(
            group(
                "binaryAttachment",
                leaf("filename", name),
                leaf("MIME", "application/pdf"),
                leaf("includedBinaryObject", b64encode(data).decode()),
            )
            for name, data in files
        ),
    )


def screened(number: str) -> Element:
    """Return one answer to a request for screening."""
    return group(
        "hrcmScreeningResults",
        leaf("referralRequestReference", number),
        leaf("result", "A1"),
        *(group("screeningMethod", leaf("method", code)) for code in ("XRY", "EDD")),
        group("transportDocumentHouseLevel", leaf("documentNumber", "HB-1"), leaf("type", "N714")),
    )


def understood(data: bytes) -> tuple[Filing, bytes]:
    """Return the filing that a message makes, and its bytes as a node keeps them."""
    part = next(part for part in read(data) if part.filing is not None)
    assert part.filing is not None
    return part.filing, part.data


def _reworded(data: bytes, *pairs: tuple[str, str]) -> bytes:
    text = data.decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text.encode()
