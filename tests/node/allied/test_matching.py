"""Two nodes match without showing, over real sockets: terms, ration, people on both sides."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from quaywatch.alliance import Purpose, Tlp
from quaywatch.alliance.accords import PolicyText, Topic
from quaywatch.alliance.bodies import Seen
from quaywatch.alliance.matching import Item, NotNow, Question, Sort, Telling, of, prf, wire
from quaywatch.alliance.matching.hits import State
from quaywatch.alliance.matching.releases import Asked
from quaywatch.alliance.policy import Policy
from quaywatch.alliance.transport import Refusal
from quaywatch.node import Node
from quaywatch.node.allied.matching.facts import MatchAnswered, MatchAsked
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, ROTTERDAM, Clock, carry
from tests.node.allied.meeting import RISK, Ends, hold, meeting, settle, terms
from tests.node.making import NUMBERS, consignment, filing


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pair(tmp_path: Path, clock: Clock) -> Iterator[tuple[Ends, Ends]]:
    """Rotterdam, which holds, and Antwerp, which asks; both with terms in force."""
    with (
        allies.node(tmp_path, ROTTERDAM, clock) as rotterdam,
        allies.node(tmp_path, ANTWERP, clock) as antwerp,
    ):
        antwerp.intake(filing(consignment("A1", NUMBERS[10:13], consignee="Acme Fruit BV")))
        with meeting(tmp_path, rotterdam, antwerp) as (one, other):
            settle(rotterdam, terms(antwerp, they_ask=RISK, per_day=512))
            settle(antwerp, terms(rotterdam, we_ask=RISK))
            yield one, other


def hits(node: Node) -> list[tuple[str, State]]:
    found, _ = node.allied.matching.read("olga")
    return [(one.item.value, one.state) for one in found]


def asked(node: Node) -> list[MatchAsked]:
    told = (one.fact for one in node.allied.matching.told())
    return [one for one in told if isinstance(one, MatchAsked)]


def refusals(node: Node) -> list[str]:
    told = (one.fact for one in node.allied.matching.told())
    return [one.refused for one in told if isinstance(one, MatchAnswered) and one.refused]


def test_a_match_is_told_by_people_of_both_sides_and_by_nobody_before(pair) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    reference = hold(rotterdam, Seen.CONTAINER, NUMBERS[10])
    hold(rotterdam, Seen.CONTAINER, NUMBERS[20])
    carry(rotterdam, antwerp)
    assert antwerp.allied.inbox()[1] == 0
    pair[1].go(rotterdam)
    assert hits(antwerp) == [(NUMBERS[10], State.FOUND)]
    assert hits(rotterdam) == []
    assert rotterdam.allied.matching.read("olga")[1] == []
    (told,) = asked(antwerp)
    assert (told.partner, told.matched) == (ROTTERDAM, 1)

    (hit,), _ = antwerp.allied.matching.read("olga")
    antwerp.allied.matching.confirm(hit.id, "It arrives on Monday.", actor="olga")
    pair[1].go(rotterdam)
    _, (pending,) = rotterdam.allied.matching.read("piet")
    assert (pending.request.partner, pending.request.item.value) == (ANTWERP, NUMBERS[10])
    assert [one.reference for one in pending.notices] == [reference]

    desk = rotterdam.allied.matching
    assert not desk.agree(hit.id, [reference], actor="piet")
    with pytest.raises(NotNow):
        desk.agree(hit.id, [reference], actor="piet")
    assert antwerp.allied.inbox()[1] == 0
    assert desk.agree(hit.id, [reference], actor="bram")
    carry(rotterdam, antwerp)
    (notice,), _ = antwerp.allied.inbox()
    assert notice.notice is not None
    assert notice.notice.reference == reference
    pair[1].go(rotterdam)
    (hit,), _ = antwerp.allied.matching.read("olga")
    assert (hit.state, hit.notices) == (State.RELEASED, (reference,))
    assert [(one.partner, one.allowed) for one in rotterdam.allied.went()] == [(ANTWERP, True)]


def test_a_refusal_says_nothing_and_sends_nothing(pair) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    hold(rotterdam, Seen.CONTAINER, NUMBERS[10])
    pair[1].go(rotterdam)
    (hit,), _ = antwerp.allied.matching.read("olga")
    antwerp.allied.matching.confirm(hit.id, "It arrives on Monday.", actor="olga")
    pair[1].go(rotterdam)
    rotterdam.allied.matching.refuse(hit.id, "an investigation runs", actor="piet")
    pair[1].go(rotterdam)
    (hit,), _ = antwerp.allied.matching.read("olga")
    assert (hit.state, hit.notices, hit.note) == (State.REFUSED, (), "It arrives on Monday.")
    carry(rotterdam, antwerp)
    assert antwerp.allied.inbox()[1] == 0


def test_firms_meet_by_their_names_however_they_are_written(pair) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    hold(rotterdam, Seen.PARTY, "ACME FRUIT B.V.")
    pair[1].go(rotterdam)
    assert {item for item, _ in hits(antwerp)} == {
        one.value for one in of(Sort.NAME, "Acme Fruit BV")
    }


def test_what_the_policy_would_not_send_matches_nothing(pair) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    hold(rotterdam, Seen.CONTAINER, NUMBERS[10], tlp=Tlp.RED, audience=frozenset({ANTWERP}))
    hold(rotterdam, Seen.CONTAINER, NUMBERS[11], purposes=frozenset({Purpose.STATISTICS}))
    hold(rotterdam, Seen.CONTAINER, NUMBERS[12], audience=frozenset({"hamburg.example"}))
    pair[1].go(rotterdam)
    assert asked(antwerp)[0].asked > 0
    assert hits(antwerp) == []


def test_what_is_withdrawn_ends_the_table_that_knew_it(pair, clock: Clock) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    reference = hold(rotterdam, Seen.CONTAINER, NUMBERS[10])
    pair[1].go(rotterdam)
    life = rotterdam.allied.accords.read(Topic.NOTICE, reference.partition("/")[2])
    rotterdam.allied.accords.end(Topic.NOTICE, life.name, "over", actor="o", seen=life.version)
    antwerp.intake(filing(consignment("A2", NUMBERS[14:15])))
    clock.on(0.5)
    pair[1].go(rotterdam)
    assert [one.matched for one in asked(antwerp)] == [0, 1]
    assert asked(antwerp)[0].asked > asked(antwerp)[1].asked  # all of it under another key


def test_a_suspended_policy_or_terms_answer_nobody(pair) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    hold(rotterdam, Seen.CONTAINER, NUMBERS[10])
    accords = rotterdam.allied.accords
    accords.propose(PolicyText(text=Policy.default().text), actor="anna", seen=0)
    accords.confirm(Topic.POLICY, "sharing", actor="bram", seen=1)
    accords.suspend(Topic.POLICY, "sharing", "a leak", actor="bram", seen=2)
    pair[1].go(rotterdam)
    assert hits(antwerp) == []
    accords.suspend(Topic.MATCHING, ANTWERP, "a leak", actor="bram", seen=2)
    antwerp.allied.matching.session.hurry(ROTTERDAM)
    with pytest.raises(Refusal) as refused:
        pair[1].go(rotterdam)
    assert refused.value.fault == "terms"


def test_counts_name_nothing_and_ask_nothing_where_too_few_are_asked(pair) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    hold(rotterdam, Seen.CONTAINER, NUMBERS[10])
    settle(rotterdam, terms(antwerp, they_ask=RISK, counts_only=True, per_day=512))
    settle(antwerp, terms(rotterdam, we_ask=RISK, counts_only=True))
    pair[1].go(rotterdam)
    assert asked(antwerp) == []
    many = [f"MSCU{number:07}" for number in range(200)]
    antwerp.intake(filing(*(consignment(f"C{at}", [one]) for at, one in enumerate(many))))
    antwerp.allied.matching.session.hurry(ROTTERDAM)
    pair[1].go(rotterdam)
    (told,) = asked(antwerp)
    assert (told.matched, told.counts_only) == (1, True)
    assert hits(antwerp) == []


def test_who_tries_a_million_numbers_is_answered_as_far_as_its_ration_goes(pair) -> None:
    rotterdam = pair[0].node
    hold(rotterdam, Seen.CONTAINER, NUMBERS[10])
    client = pair[1].client(rotterdam)

    def ask(said: msgspec.Struct) -> bytes:
        return client.ask(wire.DESK, msgspec.msgpack.encode(said))

    with pytest.raises(Refusal) as refused:
        ask(wire.Commitment(root=bytes(32), size=1_000_000))
    assert refused.value.fault == "manifest"
    ask(wire.Commitment(root=bytes(32), size=100_000))
    tables = msgspec.msgpack.decode(
        ask(wire.Tables(purpose=Purpose.RISK_ANALYSIS, telling=Telling.ITEMS)), type=wire.TablesAre
    )
    sized = 256
    answered, faults = 0, dict[str, int]()
    real = b"".join(sorted(prf.base_times(number) for number in range(1, sized + 1)))
    for at in range(1_000_000 // sized):
        elements = real
        if answered:  # refused before anything is computed: bytes that are no elements do
            elements = b"".join(sorted(os.urandom(32) for _ in range(sized)))
        question = Question(epoch=tables.epoch.id, manifest=bytes(32), elements=elements)
        try:
            ask(wire.Ask(question=question))
            answered += sized
        except Refusal as why:
            faults[why.fault] = faults.get(why.fault, 0) + 1
            if at > 20:
                break
    client.close()
    assert answered <= 512
    assert set(faults) <= {"day", "hour", "malformed"}
    # One line of the ledger an hour for each reason, however often it is tried.
    assert len(refusals(rotterdam)) == len(set(refusals(rotterdam)))


def test_who_claims_to_have_met_what_is_nobodys_may_ask_no_more(pair) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    nobody = Item(Sort.CONTAINER, NUMBERS[12])
    rotterdam.allied.matching.plant([nobody])
    pair[1].go(rotterdam)
    (hit,), _ = antwerp.allied.matching.read("olga")
    antwerp.allied.matching.confirm(hit.id, "We have met it.", actor="olga")
    pair[1].go(rotterdam)
    _, (pending,) = rotterdam.allied.matching.read("piet")
    assert pending.request.state is Asked.TRAP
    antwerp.intake(filing(consignment("A2", NUMBERS[14:15])))
    antwerp.allied.matching.session.hurry(ROTTERDAM)
    with pytest.raises(Refusal) as refused:
        pair[1].go(rotterdam)
    assert refused.value.fault == "suspended"
    # Two people who put terms in force anew lift it.
    settle(rotterdam, terms(antwerp, they_ask=RISK, per_day=512))
    pair[1].go(rotterdam)
    assert len(asked(antwerp)) == 2


def test_the_ledger_names_nothing_that_was_asked_or_held(pair) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    hold(rotterdam, Seen.CONTAINER, NUMBERS[10])
    pair[1].go(rotterdam)
    for node, word in ((antwerp, "match.asked"), (rotterdam, "match.answered")):
        events = [one for one in node.ledger.read() if one.kind.startswith("match.")]
        assert word in {one.kind for one in events}
        assert all(NUMBERS[10].encode() not in one.payload for one in events)


def test_terms_last_no_longer_than_the_agreement(pair, clock: Clock) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    assert rotterdam.allied.matching.budgets(terms(antwerp, they_ask=RISK))[0].left_today > 0
    clock.at = clock.at.replace(year=date(2027, 1, 2).year, month=1, day=2)
    with pytest.raises(Refusal, match="no terms"):
        pair[1].client(rotterdam).ask(wire.DESK, msgspec.msgpack.encode(wire.Poll(ids=())))
