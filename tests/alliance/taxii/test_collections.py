"""Whoever reads on from where they were misses nothing, and sees nothing that is not for them."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.alliance import Notice, Tlp, known_by
from quaywatch.alliance.bodies import Withdrawal
from quaywatch.alliance.stix import notice_of
from quaywatch.alliance.taxii import server
from quaywatch.alliance.taxii.asking import asked
from quaywatch.alliance.taxii.shapes import INBOX, MOST, SHARED, Refusal
from tests.alliance import making
from tests.alliance.making import ANTWERP, HANDLING, ROTTERDAM, SEIZURE, notice
from tests.alliance.taxii.place import FREEPORT, HAMBURG, Guest, Place, days

RED = msgspec.structs.replace(HANDLING, tlp=Tlp.RED, audience=frozenset({ANTWERP}))


def ask(place: Place, partner: str = ANTWERP, **query: str) -> Any:
    said = {
        name.replace("match_", "match[") + "]" * name.startswith("match_"): value
        for name, value in query.items()
    }
    answer = server.objects(Guest(place, partner), said, collection=SHARED)
    return json.loads(answer.encoded), answer.headers


def whole(place: Place, partner: str = ANTWERP, *, limit: int = 7) -> list[dict[str, Any]]:
    """Read a collection from its beginning, page after page, by `next`."""
    envelope, _ = ask(place, partner, limit=str(limit))
    found = list(envelope.get("objects", []))
    while envelope.get("more"):
        envelope, _ = ask(place, partner, limit=str(limit), next=envelope["next"])
        found += envelope.get("objects", [])
    return found


def numbered(count: int, **more: Any) -> list[Notice]:
    return [notice(id=known_by(ROTTERDAM, str(place)), **more) for place in range(count)]


def filled(count: int) -> Place:
    place = Place()
    for one in numbered(count):
        place.feed.put(one)
    return place


def test_what_came_at_one_instant_is_resumed_by_instant_without_loss() -> None:
    """250 notices of one instant, read on by the header's instant: medallion 3.0 loses 150."""
    place = filled(250)
    envelope, headers = ask(place, limit="100")
    found = list(envelope["objects"])
    while envelope.get("more"):
        after = headers["X-TAXII-Date-Added-Last"]
        envelope, headers = ask(place, limit="100", added_after=after)
        found += envelope["objects"]
    assert sum(one["type"] == "incident" for one in found) == 250
    assert len(found) == len({one["id"] for one in found}) + 249  # one container, with each notice


def test_a_cursor_is_good_for_ever() -> None:
    place = filled(30)
    envelope, _ = ask(place, limit="10")
    place.at += days(200)
    for one in numbered(40)[30:]:
        place.feed.put(one)
    rest = whole_after(place, envelope["next"])
    assert {one["id"] for one in envelope["objects"] + rest} == {one["id"] for one in whole(place)}


def whole_after(place: Place, cursor: str) -> list[dict[str, Any]]:
    envelope, _ = ask(place, next=cursor)
    assert not envelope.get("more")
    return envelope["objects"]


def test_every_line_has_an_instant_of_its_own_later_than_the_one_before() -> None:
    place = filled(40)
    told = server.manifest(Guest(place, ANTWERP), {}, collection=SHARED)
    added = [one["date_added"] for one in json.loads(told.encoded)["objects"]]
    assert added == sorted(set(added))


@given(st.lists(making.notices(), max_size=6, unique_by=lambda one: one.id), st.integers(1, 9))
@settings(max_examples=25)
def test_nobody_reads_what_the_policy_keeps_from_them(every: list[Notice], limit: int) -> None:
    place = Place()
    for one in every:
        place.feed.put(one)
    for partner in (ANTWERP, HAMBURG, FREEPORT):
        shared = [
            place.policy.share(one, place.partners[partner], ROTTERDAM, place.at.date()).notice
            for one in every
        ]
        may = [one for one in shared if one is not None and not one.withdrawn]
        found = [notice_of(one) for one in whole(place, partner, limit=limit)]
        assert [one for one in found if one is not None] == may


def test_what_may_be_seen_no_more_is_told_revoked_and_empty_and_its_container_is_gone() -> None:
    place = filled(1)
    whole(place)
    place.partners[ANTWERP] = msgspec.structs.replace(
        place.partners[ANTWERP], agreement_until=place.at.date() - days(1)
    )
    found = whole(place)
    (end,) = [one for one in found if one["type"] == "incident"]
    assert end["revoked"]
    assert "MSCU1234566" not in json.dumps(found)
    assert SEIZURE.consignee not in json.dumps(found)


def test_what_a_new_agreement_lets_through_reaches_those_who_had_read_past_it() -> None:
    place = Place()
    place.feed.put(notice(handling=RED))
    place.feed.put(numbered(1)[0])
    whole(place, HAMBURG)
    _, headers = ask(place, HAMBURG)
    seen = headers["X-TAXII-Date-Added-Last"]
    named = msgspec.structs.replace(RED, audience=frozenset({ANTWERP, HAMBURG}))
    place.at += days(1)
    place.feed.put(notice(handling=named, version=2, correction="for Hamburg, too"))
    envelope, _ = ask(place, HAMBURG, added_after=seen)
    assert [one["type"] for one in envelope["objects"] if one["type"] != "marking-definition"] == [
        "cargo-container",
        "incident",
    ]


def test_a_withdrawal_reaches_those_who_had_it_and_nobody_else() -> None:
    place = Place()
    place.feed.put(notice(handling=RED))
    whole(place, ANTWERP), whole(place, HAMBURG)
    gone = notice(Withdrawal(of="seizure", reason="wrong box"), version=2, handling=RED)
    place.feed.put(gone)
    assert [notice_of(one) for one in whole(place, ANTWERP)][-1] == gone
    assert not [one for one in whole(place, HAMBURG) if one["type"] == "incident"]


def test_a_notice_shared_again_after_it_was_taken_away_is_listed_again_with_its_container() -> None:
    place = filled(1)
    first = whole(place)
    agreed = place.partners[ANTWERP]
    place.partners[ANTWERP] = msgspec.structs.replace(agreed, categories=frozenset())
    whole(place)
    place.partners[ANTWERP] = agreed
    assert sorted(map(str, whole(place))) == sorted(map(str, first))


def test_filters_choose_by_type_id_and_version() -> None:
    place = filled(5)
    boxes, _ = ask(place, match_type="cargo-container,identity")
    assert {one["type"] for one in boxes["objects"]} == {"cargo-container", "identity"}
    (name,) = {one["id"] for one in boxes["objects"] if one["type"] == "identity"}
    by_name, _ = ask(place, match_id=name)
    assert [one["id"] for one in by_name["objects"]] == [name]
    none, _ = ask(place, match_version="2001-01-01T00:00:00Z")
    assert not none.get("objects")
    same, _ = ask(place, match_version="2026-03-02T09:30:15.123Z", match_type="incident")
    assert len(same["objects"]) == 5


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "-1"},
        {"limit": "ten"},
        {"limit": "²"},
        {"next": "p1-"},
        {"next": "p1-zz"},
        {"next": "7"},
        {"added_after": "yesterday"},
        {"added_after": "2026-03-02"},
        {"match_version": "2026-03-02T09:30:15"},
    ],
)
def test_a_filter_that_says_nothing_is_refused_by_name(query: dict[str, str]) -> None:
    with pytest.raises(Refusal, match=r"next|limit|added_after|match\[version\]") as refused:
        ask(Place(), **query)
    assert refused.value.status == 400


def test_no_page_is_longer_than_the_server_allows() -> None:
    assert asked({"limit": "999999999999"}).limit == MOST


def test_collections_say_what_they_are_for() -> None:
    told = json.loads(server.collections(Guest(Place(), ANTWERP)).encoded)["collections"]
    assert [(one["id"], one["can_read"], one["can_write"]) for one in told] == [
        (SHARED, True, False),
        (INBOX, True, True),
    ]
