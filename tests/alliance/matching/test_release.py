"""Nothing is told of a match until people of both sides have said so."""

import itertools

import msgspec
import pytest

from quaywatch.alliance import Purpose
from quaywatch.alliance.matching import (
    Hit,
    NotNow,
    Release,
    ReleaseRequest,
    canaries,
    hits,
    releases,
)
from quaywatch.alliance.matching.hits import State
from quaywatch.alliance.matching.releases import Asked
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM
from tests.alliance.matching.match_making import Pair, containers

NOTICES = ("seizure/0a0b0c0d-0000-5000-8000-000000000001",)


def hit(pair: Pair) -> Hit:
    epoch = pair.begin()
    pair.hold(epoch, containers(range(10)))
    pair.ask(epoch, containers([7]))
    with pair.asker_store.reading() as connection:
        (found,) = hits.hits(connection, State.FOUND)
    return found


def requested(pair: Pair) -> ReleaseRequest:
    found = hit(pair)
    with pair.asker_store.writing() as connection:
        request = hits.confirm(connection, found.id, "an", "it is due tonight", NOW)
    pair.holder.requested(ANTWERP, request, NOW)
    return request


def agree(
    pair: Pair, name: str, officer: str, notices: tuple[str, ...] = NOTICES
) -> Release | None:
    with pair.owner_store.writing() as connection:
        return releases.agree(connection, name, officer, notices, NOW)


def test_an_officer_who_asked_and_two_of_who_holds_release_it(pair_on_each: Pair) -> None:
    request = requested(pair_on_each)
    assert agree(pair_on_each, request.id, "kees") is None
    release = agree(pair_on_each, request.id, "mo")
    assert release == Release(id=request.id, agreed=True, notices=NOTICES)
    with pair_on_each.asker_store.writing() as connection:
        hits.told(connection, ROTTERDAM, release, NOW)
        (told,) = hits.hits(connection)
    assert (told.state, told.notices, told.officer) == (State.RELEASED, NOTICES, "an")
    with pair_on_each.owner_store.reading() as connection:
        (kept,) = releases.requests(connection, Asked.RELEASED)
    assert (kept.first_officer, kept.second_officer) == ("kees", "mo")


def test_the_owner_hears_of_no_match_that_nobody_confirmed(pair: Pair) -> None:
    found = hit(pair)
    with pair.owner_store.reading() as connection:
        assert releases.requests(connection) == []
    with pair.asker_store.writing() as connection:
        hits.dismiss(connection, found.id, "an", "a common number", NOW)
        with pytest.raises(NotNow):
            hits.confirm(connection, found.id, "an", "after all", NOW)


@pytest.mark.parametrize("steps", [*itertools.permutations(["an", "kees", "mo"])])
def test_no_order_of_steps_leaves_one_side_or_one_person_out(steps: tuple[str, ...]) -> None:
    pair = Pair()
    found = hit(pair)
    done, released = set[str](), None
    for who in (*steps, *steps):
        if who == "an" and "an" not in done:
            with pair.asker_store.writing() as connection:
                request = hits.confirm(connection, found.id, "an", "due tonight", NOW)
            pair.holder.requested(ANTWERP, request, NOW)
            done.add(who)
        elif who != "an":
            try:
                released = agree(pair, found.id, who) or released
                done.add(who)
            except NotNow:
                continue
        assert (released is not None) == (done == {"an", "kees", "mo"})
    assert released is not None
    pair.close()


def test_one_person_is_not_two_and_two_agree_to_the_same(pair: Pair) -> None:
    request = requested(pair)
    agree(pair, request.id, "kees")
    for officer, notices in (("kees", NOTICES), ("", NOTICES), ("mo", ())):
        with pytest.raises(NotNow):
            agree(pair, request.id, officer, notices)
    agree(pair, request.id, "mo")
    with pytest.raises(NotNow):
        agree(pair, request.id, "jo")


def test_a_refusal_tells_no_reason_and_not_whether_it_was_held(pair: Pair) -> None:
    request = requested(pair)
    with pair.owner_store.writing() as connection:
        release = releases.refuse(connection, request.id, "kees", "a running case", NOW)
    assert release == Release(id=request.id, agreed=False)
    assert b"running" not in msgspec.msgpack.encode(release)
    with pytest.raises(NotNow):
        agree(pair, request.id, "mo")
    with pair.asker_store.writing() as connection:
        hits.told(connection, ROTTERDAM, release, NOW)
        assert hits.hits(connection)[0].state is State.REFUSED


def test_a_request_is_no_way_round_the_budget(pair_on_each: Pair) -> None:
    """Who has not asked about a thing cannot ask for it: the fingerprint is unknown to it."""
    request = requested(pair_on_each)
    for said in (containers([8])[0].said, containers([80])[0].said, b"\xff", b"container"):
        other = msgspec.structs.replace(request, id="another", said=said)
        with pytest.raises(NotNow):
            pair_on_each.holder.requested(ANTWERP, other, NOW)
    with pytest.raises(NotNow):
        pair_on_each.holder.requested("hamburg.customs.example", request, NOW)
    pair_on_each.holder.requested(ANTWERP, request, NOW)
    with pair_on_each.owner_store.reading() as connection:
        assert len(releases.requests(connection)) == 1


def test_nobody_but_who_was_asked_releases(pair: Pair) -> None:
    request = requested(pair)
    release = Release(id=request.id, agreed=True)
    with pair.asker_store.writing() as connection, pytest.raises(NotNow):
        hits.told(connection, "hamburg.customs.example", release, NOW)


def test_who_claims_to_have_met_what_is_nobodys_has_guessed(pair_on_each: Pair) -> None:
    with pair_on_each.owner_store.writing() as connection:
        canaries.add(connection, containers([7]))
        assert canaries.canaries(connection) == set(containers([7]))
    requested(pair_on_each)
    with pair_on_each.owner_store.reading() as connection:
        (trap,) = releases.requests(connection, Asked.TRAP)
    assert trap.item == containers([7])[0]
    suspended = pair_on_each.holder.budget(ANTWERP, Purpose.RISK_ANALYSIS, NOW).suspended
    assert "nobody has" in suspended
    with pytest.raises(NotNow):
        agree(pair_on_each, trap.id, "kees")
