"""Rules of filings, by their numbers, at the element that breaks them."""

import pytest

from quaywatch.cargo import Problem, Severity
from quaywatch.formats import read
from tests.formats.ics2.samples import changed, sample


def problems(data: bytes) -> list[Problem]:
    return [problem for part in read(data) for problem in part.problems]


def test_a_right_filing_breaks_none() -> None:
    assert problems(sample("ie3f11")) == []


@pytest.mark.parametrize(
    ("rule", "at", "old", "new"),
    [
        (
            "R3005",
            "<identificationNumber>0123456789",
            "<identificationNumber>BE0123456789",
            "<identificationNumber>0123456789",
        ),
        ("R3013", "<placeOfLoading>", "<placeOfLoading>\n      <UNLOCODE>EC", None),
        ("R3014", "<placeOfUnloading>", "<placeOfUnloading>\n      <UNLOCODE>BE", None),
        ("R3018", "<referenceNumber>NL000510", "BE101000", "NL000510"),
        ("R3053", "<activeBorderTransportMeans>", "2026-02-14T00:00:00Z", "2026-01-14T00:00:00Z"),
        ("filing-type", "<SpecificCircumstanceIndicator>", ">F11<", ">F12<"),
        ("C3001", "<splitConsignment>", "Indicator>0</splitC", "Indicator>1</splitC"),
    ],
)
def test_a_broken_rule_is_told_where_it_is_broken(
    rule: str, at: str, old: str, new: str | None
) -> None:
    data = changed("ie3f11", old, old[:-2] + "PA" if new is None else new, 1)
    found = [problem for problem in problems(data) if problem.code == f"ics2.{rule}"]
    assert [problem.offset for problem in found] == [data.index(at.encode())]
    assert {problem.code for problem in problems(data)} == {f"ics2.{rule}"}


def without(name: str, times: int) -> bytes:
    """The filing without the first so many elements of a name."""
    text = sample("ie3f11").decode()
    for _ in range(times):
        start = text.index(f"<{name}>")
        end = text.index(f"</{name}>") + len(name) + 3
        text = text[:start] + text[end:]
    return text.encode()


@pytest.mark.parametrize(
    ("rule", "missing", "times"),
    [
        ("R3035", "estimatedDateAndTimeOfDeparture", 1),
        ("C3017", "seal", 6),
        ("C3018", "seal", 6),
        ("C3022", "consignee", 1),
        ("C3020", "goodsShipment", 1),
    ],
)
def test_what_a_condition_asks_for_is_missed(rule: str, missing: str, times: int) -> None:
    assert f"ics2.{rule}" in {problem.code for problem in problems(without(missing, times))}


def test_a_bill_to_order_needs_no_consignee_but_someone_to_notify() -> None:
    to_order = "<additionalInformation><code>10600</code></additionalInformation>"
    text = without("consignee", 1).decode()
    data = text.replace("<carrier>", f"{to_order}<carrier>", 1).encode()
    assert [problem.code for problem in problems(data)] == ["ics2.C3024"]


def test_a_rule_with_exceptions_that_a_filing_cannot_state_only_warns() -> None:
    (problem,) = problems(without("goodsShipment", 1))
    assert (problem.code, problem.severity) == ("ics2.C3020", Severity.WARNING)


def test_what_the_common_repository_sends_is_not_judged_by_the_rules_for_filers() -> None:
    assert problems(changed("ie4r05", "BE101000", "NL000510")) == []
