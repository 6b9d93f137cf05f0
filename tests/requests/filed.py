"""Messages as filers sent them, whole, with some of what they say put in other words."""

from datetime import UTC, datetime

from quaywatch.cargo import Filing
from quaywatch.formats import read
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
