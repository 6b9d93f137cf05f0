"""What MISP's own library reads is the notice; what it says back is read, and what is lost told."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pymisp import MISPEvent

from quaywatch.alliance import Notice, Purpose, Tlp
from quaywatch.alliance.bodies import Indicator, Seen, Withdrawal
from quaywatch.alliance.misp import exported, imported
from quaywatch.alliance.misp.reading import LARGEST, BadEvent
from quaywatch.alliance.taxii.foreign import Terms
from tests.alliance import making
from tests.alliance.making import ANTWERP, HANDLING, NOW, ROTTERDAM, notice

TERMS = Terms(
    origin=ROTTERDAM,
    purposes=frozenset({Purpose.RISK_ANALYSIS}),
    legal_basis="agreement of the allied ports, art. 4",
    keep_days=30,
)


def through_pymisp(data: bytes) -> bytes:
    """What MISP's library makes of an event."""
    event = MISPEvent()
    event.load(data)
    return json.dumps({"Event": json.loads(event.to_json())}).encode()


@given(making.notices())
@settings(max_examples=20, deadline=None)
def test_a_notice_comes_back_from_the_maintained_library_as_it_was(one: Notice) -> None:
    assume(not _blank(plain(one)))
    told = imported(through_pymisp(exported(one).data), TERMS, NOW)
    assert [_trimmed(plain(each)) for each in told.notices] == [_trimmed(plain(one))]
    assert not told.lost


def plain(one: Notice) -> Any:
    return json.loads(msgspec.json.encode(one, order="deterministic"))


def _blank(value: Any) -> bool:
    """MISP has no values that are blank…"""
    if isinstance(value, str):
        return bool(value) and not value.strip()
    each = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_blank(one) for one in each)


def _trimmed(value: Any) -> Any:
    """…and trims those that it has."""
    if isinstance(value, dict):
        return {name: _trimmed(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_trimmed(one) for one in value]
    return value.strip() if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("tlp", "distribution"),
    [(Tlp.AMBER_STRICT, "0"), (Tlp.AMBER, "1"), (Tlp.GREEN, "2"), (Tlp.CLEAR, "3")],
)
def test_the_light_is_a_tag_and_a_distribution(tlp: Tlp, distribution: str) -> None:
    handling = msgspec.structs.replace(HANDLING, tlp=tlp)
    event = MISPEvent()
    event.load(exported(notice(handling=handling)).data)
    assert [tag.name for tag in event.tags] == [f"tlp:{tlp}"]
    assert str(event.distribution) == distribution


def test_an_audience_is_a_sharing_group_of_its_nodes() -> None:
    handling = msgspec.structs.replace(HANDLING, audience=frozenset({ANTWERP, ROTTERDAM}))
    told = exported(notice(handling=handling))
    event = json.loads(told.data)["Event"]
    members = event["SharingGroup"]["SharingGroupOrg"]
    assert event["distribution"] == "4"
    assert [one["Organisation"]["name"] for one in members] == [ANTWERP, ROTTERDAM]
    assert any("may still receive" in one for one in told.lost)


def test_what_misp_does_not_enforce_is_told() -> None:
    lost = " ".join(exported(notice()).lost)
    for word in ("purposes", "retention", "onward", "signature"):
        assert word in lost
    gone = notice(Withdrawal(of="seizure", reason="no"), version=2)
    assert any("withdrawal" in one for one in exported(gone).lost)


def test_what_a_recipient_can_look_out_for_is_marked() -> None:
    event = MISPEvent()
    event.load(exported(notice()).data)
    watched = {one.value for each in event.objects for one in each.attributes if one.to_ids}
    assert watched == {"MSCU1234566", "ML-EC0012345", "+31 10 000 0000"}


def others(*attributes: tuple[str, str, bool], distribution: str = "1", tags: Any = ()) -> bytes:
    event = MISPEvent()
    event.info, event.distribution = "Calls from a phone shop", int(distribution)
    event.set_date("2026-02-01")
    event.Orgc = None
    for kind, value, to_ids in attributes:
        event.add_attribute(kind, value, to_ids=to_ids)
    for tag in tags:
        event.add_tag(tag)
    return json.dumps({"Event": json.loads(event.to_json())}).encode()


def test_of_an_event_of_others_what_customs_can_look_out_for_becomes_indicators() -> None:
    data = others(
        ("phone-number", "+593 4 000 0000", True),
        ("text", "mscu 123456-6", False),
        ("text", "MSCU1234567", False),
        ("ip-dst", "192.0.2.1", True),
        ("email-src", "a@shop.example", False),
        tags=["tlp:green"],
    )
    told = imported(data, TERMS, NOW)
    bodies = [one.body for one in told.notices]
    assert [(one.what, one.value) for one in bodies if isinstance(one, Indicator)] == [
        (Seen.TELEPHONE, "+593 4 000 0000"),
        (Seen.CONTAINER, "MSCU1234566"),
    ]
    assert told.lost[:3] == ("1 of type email-src", "1 of type ip-dst", "1 of type text")
    assert {one.handling.tlp for one in told.notices} == {Tlp.AMBER}
    assert {one.handling.onward for one in told.notices} == {False}


@pytest.mark.parametrize(
    ("distribution", "tags", "tlp"),
    [
        ("0", ["tlp:clear"], Tlp.AMBER_STRICT),
        ("3", ["tlp:white"], Tlp.CLEAR),
        ("3", ["tlp:clear", "TLP:RED"], Tlp.RED),
        ("3", [], Tlp.AMBER_STRICT),
        ("2", ["tlp:clear"], Tlp.GREEN),
    ],
)
def test_the_strictest_of_tags_and_distribution_counts(
    distribution: str, tags: list[str], tlp: Tlp
) -> None:
    data = others(("text", "MSCU1234566", True), distribution=distribution, tags=tags)
    assert [one.handling.tlp for one in imported(data, TERMS, NOW).notices] == [tlp]


def test_a_tag_that_somebody_made_stricter_binds() -> None:
    event = json.loads(exported(notice()).data)
    event["Event"]["Tag"].append({"name": "tlp:red"})
    (one,) = imported(json.dumps(event).encode(), TERMS, NOW).notices
    assert one.handling.tlp is Tlp.RED


def test_nobody_brings_a_notice_of_another_authority() -> None:
    with pytest.raises(BadEvent, match=f"nothing proves that {ANTWERP} wrote it"):
        imported(exported(notice(origin=ANTWERP)).data, TERMS, NOW)


def test_what_somebody_added_is_told() -> None:
    event = json.loads(exported(notice()).data)
    more = json.loads(others(("text", "more", False)))["Event"]["Attribute"]
    event["Event"]["Attribute"] = more
    assert imported(json.dumps(event).encode(), TERMS, NOW).lost == (
        "1 attributes that somebody added",
    )


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ((0, 0, "value"), "2", "origin"),
        ((0, 1, "value"), "0", "version"),
        ((1, 0, "value"), "soon", "found_at"),
        ((1, 0, "object_relation"), "at", "there twice"),
        ((1, 0, "deleted"), True, "found_at"),
    ],
)
def test_an_event_that_was_changed_into_nonsense_is_refused_with_its_place(
    path: tuple[int, int, str], value: object, reason: str
) -> None:
    event = json.loads(exported(notice()).data)
    event["Event"]["Object"][path[0]]["Attribute"][path[1]][path[2]] = value
    with pytest.raises(BadEvent, match=reason if reason != "origin" else "nothing proves"):
        imported(json.dumps(event).encode(), TERMS, NOW)


@given(st.binary(max_size=60) | st.just(b"[" * 50_000) | st.just(b" " * (LARGEST + 1)))
@settings(max_examples=40)
def test_what_is_no_event_is_refused(data: bytes) -> None:
    with pytest.raises(BadEvent):
        imported(data, TERMS, NOW)
