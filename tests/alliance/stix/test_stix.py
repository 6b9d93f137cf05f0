"""What a partner's tools read is the notice, and what comes back is the same notice."""

import copy

import pytest
import stix2
from hypothesis import given, settings

from quaywatch.alliance import Notice
from quaywatch.alliance.bodies import Indicator, Seen, Withdrawal
from quaywatch.alliance.stix import NotAlike, bundle, notice_of, notices, objects
from quaywatch.alliance.stix.pattern import pattern
from tests.alliance import making
from tests.alliance.making import SEIZURE, notice


@given(making.notices())
@settings(max_examples=200)
def test_every_notice_comes_back_the_same(one: Notice) -> None:
    assert [found for found, _ in notices(bundle([one]))] == [one]


@given(making.notices())
@settings(max_examples=60)
def test_the_maintained_library_takes_every_object(one: Notice) -> None:
    for each in objects(one):
        stix2.parse(each, allow_custom=True)


def test_the_same_container_is_the_same_object_at_every_node() -> None:
    here, there = notice(), notice(origin="hamburg.customs.example")
    one, other = (
        next(each for each in objects(said) if each["type"] == "cargo-container")
        for said in (here, there)
    )
    assert one == other


def test_a_bundle_names_each_thing_once() -> None:
    made = bundle([notice(), notice(version=2, correction="twice")])
    names = [one["id"] for one in made["objects"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("what", "value", "text"),
    [
        (Seen.CONTAINER, "MSCU1234566", "[cargo-container:iso6346 = 'MSCU1234566']"),
        (Seen.SEAL_PATTERN, "EC00*", "[cargo-container:seals[*] LIKE 'EC00%']"),
        (Seen.PARTY, "O'HARA \\ SONS", "[identity:name = 'O\\'HARA \\\\ SONS']"),
    ],
)
def test_indicators_are_patterns_that_others_can_match(what: Seen, value: str, text: str) -> None:
    assert pattern(Indicator(what=what, value=value)) == text


def test_what_has_to_come_together_is_of_one_observation() -> None:
    one = Indicator(what=Seen.HEADING, value="0803", together=((Seen.ROUTE, "ECGYE>*>BEANR"),))
    assert pattern(one) == (
        "[cargo-container:heading = '0803' AND cargo-container:route LIKE 'ECGYE>%>BEANR']"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "1 kg flour"),
        ("modified", "2020-01-01T00:00:00.000Z"),
        ("object_marking_refs", []),
        ("revoked", True),
        ("x_more", 1),
    ],
)
def test_an_object_changed_beside_its_notice_is_refused(name: str, value: object) -> None:
    changed = copy.deepcopy(objects(notice())[-1])
    changed[name] = value
    with pytest.raises(NotAlike, match=name):
        notice_of(changed)


def test_a_notice_that_is_none_is_refused_with_its_place() -> None:
    changed = copy.deepcopy(objects(notice())[-1])
    extension = next(iter(changed["extensions"].values()))
    extension["notice"]["handling"]["tlp"] = "white"
    with pytest.raises(NotAlike, match=r"\.handling\.tlp"):
        notice_of(changed)


def test_an_instant_that_is_none_in_utc_is_refused() -> None:
    changed = copy.deepcopy(objects(notice())[-1])
    extension = next(iter(changed["extensions"].values()))
    extension["notice"]["body"]["found_at"] = "0001-01-01T00:00:00+23:59"
    with pytest.raises(NotAlike, match="between 1970 and 2200"):
        notice_of(changed)


def test_a_withdrawn_notice_is_revoked_and_keeps_nothing_of_what_it_said() -> None:
    gone = notice(Withdrawal(of="seizure", reason="another container"), version=2)
    one = objects(gone)[-1]
    assert one["revoked"]
    assert one["id"] == objects(notice())[-1]["id"]
    assert SEIZURE.consignee not in str(one)


def test_objects_of_others_are_passed_by() -> None:
    assert notice_of({"type": "identity", "id": "identity--1"}) is None
