"""A message is judged as a node would, to the byte, and nothing is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo import Severity
from quaywatch.conformance import LARGEST, Place, TooLarge, judge
from quaywatch.conformance.place import find
from tests.node.making import DAY, NUMBERS, consignment, filing

MANIFEST = (
    b"UNB+UNOC:3+TSTL+CUSTOMS+260301:0600+1'UNH+1+CUSCAR:D:95B:UN'BGM+785+M1+9'"
    b"TDT+20+601N+1++TSTL:172:20+++9074729:146:11:TEST STAR'"
    b"LOC+9+ECGYE:139:6'LOC+11+BEANR:139:6'"
    b"CNI+1+BL1'NAD+CZ+++EXPORTADORA SA'NAD+CN+++FRUIT NV'"
    b"GID+1+20:CT'FTX+AAA+++GENERAL CARGO'MEA+AAE+G+KGM:21000'SGP+TSTU1000000'"
    b"EQD+CN+TSTU1000000+45R1'UNT+14+1'UNZ+1+1'"
)


def test_a_finding_points_at_the_bytes_that_it_speaks_of() -> None:
    verdict = judge(MANIFEST, at=DAY)
    vague = next(f for f in verdict.findings if f.finding.code == "description-vague")
    assert vague.reference == "BL1"
    assert [MANIFEST[o : o + n] for o, n in vague.places] == [b"GENERAL CARGO"]


def test_what_is_missing_is_missed_where_the_consignment_begins() -> None:
    verdict = judge(MANIFEST.replace(b"GENERAL CARGO", b"FRESH BANANAS"), at=DAY)
    code = next(f for f in verdict.findings if f.finding.code == "hs-code-missing")
    assert code.places
    assert all(place.offset >= MANIFEST.index(b"CNI+1") for place in code.places)


def test_a_defect_of_the_message_comes_with_its_place() -> None:
    verdict = judge(MANIFEST.replace(b"UNT+14", b"UNT+99"), at=DAY)
    (count,) = [p for p in verdict.problems if p.code == "message.count"]
    assert count.offset == MANIFEST.index(b"UNT+")


def test_a_clean_message_is_acceptable_and_nonsense_is_not() -> None:
    assert not judge(b"nonsense", at=DAY).acceptable
    verdict = judge(b"nonsense", at=DAY)
    assert verdict.quarantined == len(b"nonsense")
    errors = [
        f.finding.code
        for f in judge(filing(consignment()), at=DAY).findings
        if f.finding.severity is Severity.ERROR
    ]
    assert set(errors) <= {"container-check-digit"}


def test_counts_say_what_would_be_read() -> None:
    verdict = judge(filing(consignment("BL1", NUMBERS[:2]), consignment("BL2")), at=DAY)
    assert (verdict.consignments, verdict.formats) == (2, ("native",))


def test_a_test_message_has_its_bounds() -> None:
    with pytest.raises(TooLarge):
        judge(b" " * (LARGEST + 1), at=DAY)


@given(st.binary(max_size=300))
def test_nothing_that_is_sent_makes_it_fail(data: bytes) -> None:
    judge(data, at=DAY)


@given(st.text(min_size=1, max_size=12), st.binary(max_size=20), st.binary(max_size=20))
def test_a_place_holds_the_value(value: str, before: bytes, after: bytes) -> None:
    encoded = value.encode("utf-8", "surrogatepass")
    data = before + b"|" + encoded + b"|" + after
    place = find(data, 0, len(data), value)
    assert place is not None
    assert place.length > 0


def test_an_instant_is_found_as_messages_write_it() -> None:
    assert find(b"DTM+133:202603020600:203'", 0, 99, "2026-03-02 06:00 UTC") == Place(8, 12)
    assert find(b"nothing", 0, 7, "2026-03-02 06:00 UTC") is None
