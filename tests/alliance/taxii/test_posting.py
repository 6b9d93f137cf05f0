"""What partners write is taken as theirs, or waits with the reason why not; nothing is lost."""

import copy
import json
from typing import Any

import msgspec
import pytest

from quaywatch.alliance import Tlp
from quaywatch.alliance.bodies import Indicator, Seen, Withdrawal
from quaywatch.alliance.stix import bundle, notice_of
from quaywatch.alliance.taxii import server
from quaywatch.alliance.taxii.shapes import INBOX, LARGEST, SHARED, Refusal
from tests.alliance.making import ANTWERP, ROTTERDAM, notice
from tests.alliance.taxii.place import HAMBURG, Guest, Place

OURS = notice(origin=ANTWERP)
FOREIGN = {
    "type": "indicator",
    "spec_version": "2.1",
    "id": "indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
    "created": "2026-02-01T08:00:00.000Z",
    "modified": "2026-02-01T08:00:00.000Z",
    "pattern": "[cargo-container:iso6346 = 'MSCU1234566' AND identity:name = 'O\\'HARA']",
    "pattern_type": "stix",
    "valid_from": "2026-02-01T08:00:00Z",
    "object_marking_refs": ["marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"],
}


def post(place: Place, *objects: Any, partner: str = ANTWERP) -> Any:
    body = json.dumps({"objects": objects}).encode()
    return json.loads(server.add(Guest(place, partner), INBOX, body, place.at).encoded)


def inbox(place: Place, partner: str = ANTWERP) -> list[Any]:
    answer = server.objects(Guest(place, partner), {}, collection=INBOX)
    return json.loads(answer.encoded).get("objects", [])


def test_a_partners_notice_is_taken_as_written() -> None:
    place = Place()
    told = post(place, *bundle([OURS])["objects"])
    assert told["failure_count"] == 0
    assert [one for one in map(notice_of, inbox(place)) if one] == [OURS]
    assert not inbox(place, HAMBURG)


def test_what_is_posted_twice_is_there_once() -> None:
    place = Place()
    objects = bundle([OURS])["objects"]
    post(place, *objects), post(place, *objects)
    assert len(inbox(place)) == len(objects)


def test_an_indicator_of_others_is_bound_by_what_was_agreed() -> None:
    place = Place()
    post(place, FOREIGN)
    (found,) = [one for one in map(notice_of, inbox(place)) if one]
    assert isinstance(found.body, Indicator)
    assert (found.body.what, found.body.value) == (Seen.CONTAINER, "MSCU1234566")
    assert found.body.together == ((Seen.PARTY, "O'HARA"),)
    assert found.handling.tlp is Tlp.RED
    assert found.origin == ANTWERP


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"pattern": "[cargo-container:iso6346 = 'A'] FOLLOWEDBY [url:value = 'x']"}, "pattern"),
        ({"pattern": "[cargo-container:iso6346 = 'A' OR identity:name = 'B']"}, "character 32"),
        ({"pattern": "[file:name = 'a']"}, "character 2"),
        ({"pattern": "[]"}, "pattern"),
        ({"pattern": ["["]}, "pattern: it is no text"),
        ({"pattern_type": "yara"}, "pattern_type"),
        ({"type": "malware"}, "malware"),
        ({"id": "indicator--1"}, "id"),
        ({"created": "then"}, "created"),
        ({"modified": "2026-02-01T08:00:00"}, "modified"),
        ({"modified": "2025-02-01T08:00:00Z"}, "older"),
        ({"extensions": []}, "extensions"),
        ({"object_marking_refs": 1.5}, "object_marking_refs"),
        ({"created": "9999-12-31T23:59:59-23:59"}, "created"),
    ],
)
def test_what_is_not_understood_waits_with_its_place_and_reason(
    changes: dict[str, Any], reason: str
) -> None:
    place = Place()
    told = post(place, FOREIGN | changes)
    assert told["failure_count"] == 1
    assert told["failures"][0]["message"].startswith("objects[0]: ")
    assert reason in told["failures"][0]["message"]
    ((partner, data, why),) = place.refused
    assert (partner, json.loads(data)) == (ANTWERP, FOREIGN | changes)
    assert why == told["failures"][0]["message"]


def test_nobody_writes_in_the_name_of_another_authority() -> None:
    place = Place()
    told = post(place, *bundle([notice(origin=ROTTERDAM)])["objects"])
    assert told["failures"][0]["message"].endswith(f"nothing proves that {ROTTERDAM} wrote it")


def test_a_notice_changed_beside_its_extension_is_refused_and_what_came_with_it_is_taken() -> None:
    place = Place()
    changed = copy.deepcopy(bundle([OURS])["objects"])
    changed[-1]["name"] = "1 kg flour"
    told = post(place, *changed, FOREIGN)
    assert (told["success_count"], told["failure_count"]) == (4, 1)
    assert len([one for one in inbox(place) if one["type"] == "indicator"]) == 1


def test_what_its_originator_deletes_is_gone_for_ever_and_says_so() -> None:
    place = Place()
    post(place, *bundle([OURS])["objects"])
    main = inbox(place)[-1]
    server.delete(Guest(place, ANTWERP), collection=INBOX, which=main["id"])
    (end,) = [one for one in inbox(place) if one["id"] == main["id"]]
    assert end["revoked"]
    told = post(place, *bundle([OURS])["objects"])
    assert told["failures"][0]["message"].endswith("]: a later version is held")
    (still,) = [one for one in inbox(place) if one["id"] == main["id"]]
    assert still["revoked"]


def test_nobody_deletes_what_another_wrote_or_what_is_shared() -> None:
    place = Place()
    post(place, *bundle([OURS])["objects"])
    main = inbox(place)[-1]
    for partner, collection, status in ((HAMBURG, INBOX, 404), (ANTWERP, SHARED, 403)):
        with pytest.raises(Refusal) as refused:
            server.delete(Guest(place, partner), collection=collection, which=main["id"])
        assert refused.value.status == status


def test_a_status_is_for_whoever_posted() -> None:
    place = Place()
    told = post(place, FOREIGN)
    answer = server.status(Guest(place, ANTWERP), status=told["id"])
    assert json.loads(answer.encoded) == told
    with pytest.raises(Refusal):
        server.status(Guest(place, HAMBURG), status=told["id"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff", 400),
        (b"[]", 422),
        (b'{"objects": {}}', 422),
        (b"[" * 100_000, 422),
        (b'{"objects": [' + b"[" * 100_000, 422),
        (b" " * (LARGEST + 1), 413),
        (b'{"objects": [' + b"1," * 10_000 + b"1]}", 422),
    ],
)
def test_what_is_no_envelope_is_refused_whole(body: bytes, status: int) -> None:
    with pytest.raises(Refusal) as refused:
        server.add(Guest(Place(), ANTWERP), INBOX, body, Place().at)
    assert refused.value.status == status


@pytest.mark.parametrize("one", [1, None, "text", [], [[]], {}, {"id": 7}, {"type": []}])
def test_what_is_no_object_waits(one: Any) -> None:
    assert post(Place(), one)["failure_count"] == 1


def test_what_is_nested_too_deep_waits() -> None:
    deep: Any = 1
    for _ in range(70):
        deep = {"x": deep}
    assert "deep" in post(Place(), FOREIGN | {"x_deep": deep})["failures"][0]["message"]


def test_a_withdrawal_is_posted_as_a_notice() -> None:
    place = Place()
    gone = msgspec.structs.replace(OURS, body=Withdrawal(of="seizure", reason="no"), version=2)
    post(place, *bundle([OURS])["objects"])
    main = inbox(place)[-1]["id"]
    post(place, *bundle([gone])["objects"])
    assert [notice_of(one) for one in inbox(place) if one["id"] == main] == [gone]
