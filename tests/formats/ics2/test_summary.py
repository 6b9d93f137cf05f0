"""Entry summary declarations composed from the nouns."""

from datetime import UTC, datetime

import msgspec
import pytest

from quaywatch.cargo import BillLevel, Filing
from quaywatch.formats import read
from quaywatch.formats.ics2 import InvalidMessageError, parse
from quaywatch.formats.ics2.names import FILINGS
from quaywatch.formats.ics2.trader import Particulars, entry_summary
from tests.formats.ics2.samples import sample

NOON = datetime(2026, 1, 30, 12, tzinfo=UTC)
PARTICULARS = Particulars(
    vessel_type="1511",
    vessel_flag="PA",
    member_state="BE",
    supplementary=(("BE0555555555", "F14"),),
)
(PART,) = read(sample("ie3f11"))
assert PART.filing is not None
FILING: Filing = PART.filing


def declared(kind: str) -> Filing:
    """What there is to declare by that type: all, one house bill, or a straight bill."""
    house = FILING.consignments[1]
    straight = msgspec.structs.replace(
        house, level=BillLevel.MASTER, reference="EXLU000001", master_reference=None
    )
    one = {"F10": straight, "F13": straight, "F15": house, "F16": house, "F17": straight}
    chosen = (one[kind],) if kind in one else FILING.consignments
    return msgspec.structs.replace(FILING, consignments=chosen)


def composed(kind: str, mrn: str | None = None) -> bytes:
    return entry_summary(
        declared(kind), kind=kind, lrn="L-1", at=NOON, particulars=PARTICULARS, mrn=mrn
    )


@pytest.mark.parametrize("kind", ["F10", "F11"])
def test_a_complete_filing_read_and_filed_again_says_the_same(kind: str) -> None:
    (again,) = read(composed(kind))
    assert again.problems == ()
    assert again.filing is not None
    assert again.filing.consignments == declared(kind).consignments


@pytest.mark.parametrize("kind", FILINGS)
def test_each_type_has_what_it_has_a_place_for(kind: str) -> None:
    content = parse(composed(kind)).content
    assert content.name == f"IE3{kind}"
    assert content.said("SpecificCircumstanceIndicator") == kind
    houses = list(content.all("consignmentMasterLevel/consignmentHouseLevel"))
    assert len(houses) == {"F11": 2, "F12": 0, "F14": 2}.get(kind, 1)


def test_an_amendment_names_what_it_amends() -> None:
    content = parse(composed("F12", mrn="26BE000000000001A1")).content
    assert (content.name, content.said("MRN")) == ("IE3A12", "26BE000000000001A1")


def test_what_a_type_requires_and_the_filing_lacks_is_named() -> None:
    bare = msgspec.structs.replace(FILING.consignments[0], parties=())
    with pytest.raises(InvalidMessageError, match="carrier"):
        entry_summary(
            Filing(header=FILING.header, consignments=(bare,)),
            kind="F12",
            lrn="L-1",
            at=NOON,
            particulars=PARTICULARS,
        )


def test_there_is_something_to_declare_and_a_type_to_declare_it_as() -> None:
    with pytest.raises(ValueError, match="F99"):
        composed("F99")
