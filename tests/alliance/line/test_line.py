"""Batches go out once, in order and signed; what was taken back comes to life nowhere."""

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec
import pytest
from sqlalchemy import select

from quaywatch.alliance import Notice, known_by
from quaywatch.alliance.exchange import (
    BadBatch,
    Batch,
    Fault,
    Published,
    Recall,
    Receipt,
    encoded,
    origin_proof,
    sealed,
)
from quaywatch.alliance.exchange.batch import NOTHING, unsigned_header
from quaywatch.alliance.line import Going, Line, What, Withdrawn
from quaywatch.alliance.line.packing import packed, unpacked
from quaywatch.ledger.line import line_sent, line_taken
from tests.alliance.line.lines import (
    HAMBURG,
    KEYS,
    ONWARD,
    OTHER,
    alive,
    allowed,
    batches,
    catch_up,
    denied,
    lines,
    publish,
    raw,
    withdraw,
    withdrawn,
)
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM, notice

SECOND = notice(id=known_by(ROTTERDAM, "18"))
Url = Callable[[], str]


@pytest.fixture
def three(new_line_url: Url) -> tuple[Line, Line, Line]:
    """Antwerp, Rotterdam and Hamburg."""
    antwerp, rotterdam, hamburg = lines(new_line_url, ANTWERP, ROTTERDAM, HAMBURG)
    return antwerp, rotterdam, hamburg


def fault(line: Line, batch: Batch) -> Fault:
    before = line.arrivals(), line.peers.get(ROTTERDAM).taken
    with pytest.raises(BadBatch) as refused:
        line.take(batch)
    assert before == (line.arrivals(), line.peers.get(ROTTERDAM).taken)
    return refused.value.fault


def other_story(*notices: Notice, number: int = 1, previous: bytes = NOTHING) -> Batch:
    """Something else that Rotterdam signs under a number."""
    payloads = [encoded(Published(notice=msgspec.msgpack.encode(one))) for one in notices]
    return sealed(
        payloads,
        KEYS[ROTTERDAM],
        sender=ROTTERDAM,
        recipient=ANTWERP,
        number=number,
        previous=previous,
        made_at=NOW,
    )


def test_what_was_sent_is_held_and_a_batch_that_comes_twice_changes_nothing(three) -> None:
    antwerp, rotterdam, _ = three
    publish(rotterdam, notice())
    (batch,) = batches(rotterdam, antwerp)
    assert antwerp.take(batch).notices == 1
    again = antwerp.take(batch)
    assert again.again
    assert not again.notices
    assert list(alive(antwerp).values()) == [notice()]
    assert [one.number for one in antwerp.arrivals()] == [1]


def test_a_missing_batch_is_noticed_and_taken_when_it_comes(three) -> None:
    antwerp, rotterdam, _ = three
    publish(rotterdam, notice())
    publish(rotterdam, SECOND)
    first, second = batches(rotterdam, antwerp)
    assert fault(antwerp, second) is Fault.GAP
    assert antwerp.quarantined() == []
    catch_up(rotterdam, antwerp)
    assert len(alive(antwerp)) == 2
    assert antwerp.take(first).again


def test_two_stories_under_one_number_are_a_fork_and_both_are_kept(three) -> None:
    antwerp, rotterdam, _ = three
    publish(rotterdam, notice())
    catch_up(rotterdam, antwerp)
    told = other_story(SECOND)
    assert fault(antwerp, told) is Fault.FORK
    (kept,) = antwerp.quarantined()
    assert (kept.fault, kept.batch, kept.sender) == ("fork", 1, ROTTERDAM)
    assert unpacked(kept.data) == told


def test_a_batch_that_follows_another_story_is_refused(three) -> None:
    antwerp, rotterdam, _ = three
    publish(rotterdam, notice())
    catch_up(rotterdam, antwerp)
    assert fault(antwerp, other_story(SECOND, number=2)) is Fault.CHAIN


def test_what_another_key_signed_or_is_for_another_node_is_refused(three) -> None:
    antwerp, rotterdam, _ = three
    publish(rotterdam, notice(), to=[ANTWERP, HAMBURG])
    (batch,) = batches(rotterdam, antwerp)
    forged = msgspec.structs.replace(batch, signature=OTHER.sign(batch.header))
    assert fault(antwerp, forged) is Fault.SIGNATURE
    assert fault(antwerp, unpacked(rotterdam.after(HAMBURG, 0)[0])) is Fault.RECIPIENT
    assert [one.fault for one in antwerp.quarantined()] == ["signature", "recipient"]
    stranger = msgspec.structs.replace(unsigned_header(batch.header), sender="nobody.example")
    unknown = msgspec.structs.replace(batch, header=msgspec.msgpack.encode(stranger))
    assert fault(antwerp, unknown) is Fault.SENDER


def test_a_bad_payload_waits_and_what_came_with_it_goes_on(three) -> None:
    antwerp, _, _ = three
    good = encoded(Published(notice=msgspec.msgpack.encode(notice())))
    deep = encoded(Published(notice=b"\x91" * 100_000 + b"\x90"))
    bad = encoded(Published(notice=b"\x81\xa4kind"))
    batch = sealed(
        [bad, good, deep, b"\xc1"],
        KEYS[ROTTERDAM],
        sender=ROTTERDAM,
        recipient=ANTWERP,
        number=1,
        previous=NOTHING,
        made_at=NOW,
    )
    taken = antwerp.take(batch)
    assert taken.notices == 1
    waiting = antwerp.quarantined()
    assert [(one.place, one.data) for one in waiting] == [(0, bad), (2, deep), (3, b"\xc1")]
    assert all(one.reason for one in waiting)
    assert antwerp.settle(waiting[0].number)
    assert len(antwerp.quarantined()) == 2


def test_what_is_withdrawn_is_gone_everywhere_with_a_receipt(three) -> None:
    antwerp, rotterdam, _ = three
    publish(rotterdam, notice(), SECOND)
    catch_up(rotterdam, antwerp)
    assert withdraw(rotterdam, notice()) == [ANTWERP]
    (taken,) = catch_up(rotterdam, antwerp)
    assert [(one.id, one.version) for one in taken.gone] == [(notice().id, 1)]
    assert list(alive(antwerp).values()) == [SECOND]
    assert [one.what for one in antwerp.arrivals()] == [What.NOTICE, What.NOTICE, What.WITHDRAWN]
    assert rotterdam.receipts(notice().id) == {}
    catch_up(antwerp, rotterdam)
    assert rotterdam.receipts(notice().id) == {ANTWERP: NOW}


def test_after_a_withdrawal_no_copy_goes_to_whoever_was_away(three) -> None:
    antwerp, rotterdam, _ = three
    publish(rotterdam, notice(), SECOND)
    withdraw(rotterdam, notice())
    first, _ = batches(rotterdam, antwerp)
    assert notice().id.encode() not in b"".join(first.payloads)
    catch_up(rotterdam, antwerp)
    assert list(alive(antwerp).values()) == [SECOND]
    with pytest.raises(Withdrawn):
        publish(rotterdam, notice())
    with pytest.raises(Withdrawn), rotterdam.transaction() as connection:
        rotterdam.record(connection, notice(), allowed(notice(), ANTWERP).shared, Going.TAXII)


def test_no_later_version_revives_what_was_withdrawn(three) -> None:
    antwerp, rotterdam, _ = three
    publish(rotterdam, notice())
    withdraw(rotterdam, notice())
    catch_up(rotterdam, antwerp)
    head = rotterdam.peers.get(ANTWERP).sent
    later = notice(version=3, correction="it was so after all")
    previous = batches(rotterdam, antwerp, head - 1)[0].digest
    antwerp.take(other_story(later, number=head + 1, previous=previous))
    assert not alive(antwerp)


def test_a_further_version_takes_the_place_of_the_one_before(three) -> None:
    antwerp, rotterdam, _ = three
    later = notice(version=2, correction="another seal")
    publish(rotterdam, notice(), later)
    publish(rotterdam, notice())
    catch_up(rotterdam, antwerp)
    assert list(alive(antwerp).values()) == [later]
    assert [one.notice for one in antwerp.arrivals()] == [None, later]


def test_a_withdrawal_that_overtakes_its_notice_holds(three) -> None:
    antwerp, rotterdam, hamburg = three
    one = notice(handling=ONWARD)
    publish(rotterdam, one, to=[HAMBURG, ANTWERP])
    catch_up(rotterdam, hamburg)
    pass_on(hamburg, one)
    withdraw(rotterdam, one)
    catch_up(rotterdam, antwerp)
    catch_up(hamburg, antwerp)
    assert not alive(antwerp)


def pass_on(relay: Line, one: Notice, to: str = ANTWERP) -> None:
    with relay.transaction() as connection:
        sent = relay.publish(connection, [allowed(one, to)])
    assert sent.withheld == []


def test_a_withdrawal_follows_what_was_passed_on_and_the_receipt_comes_all_the_way_back(
    three,
) -> None:
    antwerp, rotterdam, hamburg = three
    one = notice(handling=ONWARD)
    publish(rotterdam, one, to=[HAMBURG])
    catch_up(rotterdam, hamburg)
    pass_on(hamburg, one)
    catch_up(hamburg, antwerp)
    assert alive(antwerp)
    withdraw(rotterdam, one)
    catch_up(rotterdam, hamburg)
    catch_up(hamburg, antwerp)
    assert not alive(antwerp)
    catch_up(antwerp, hamburg)
    catch_up(hamburg, rotterdam)
    assert set(rotterdam.receipts(one.id)) == {HAMBURG, ANTWERP}


def first_of_hamburg(*receipts: Receipt) -> Batch:
    """The first batch that Hamburg sends Rotterdam."""
    return sealed(
        [encoded(one) for one in receipts],
        KEYS[HAMBURG],
        sender=HAMBURG,
        recipient=ROTTERDAM,
        number=1,
        previous=NOTHING,
        made_at=NOW,
    )


@pytest.mark.parametrize("proven", [False, True])
def test_nobody_says_for_another_ally_that_it_has_deleted_something(three, proven: bool) -> None:
    antwerp, rotterdam, hamburg = three
    one, other = notice(handling=ONWARD), msgspec.structs.replace(SECOND, handling=ONWARD)
    publish(rotterdam, one, other, to=[HAMBURG, ANTWERP])
    catch_up(rotterdam, hamburg)
    catch_up(rotterdam, antwerp)
    proof = None
    if proven:
        # What Antwerp did sign, of the other notice, is no word on this one.
        withdraw(rotterdam, other)
        catch_up(rotterdam, antwerp)
        (batch,) = batches(antwerp, rotterdam)
        proof = origin_proof(batch.header, batch.signature, batch.leaves(), 0)
    said = Receipt(
        origin=ROTTERDAM, id=one.id, version=1, deleted_at=NOW, holder=ANTWERP, proof=proof
    )
    (refused,) = rotterdam.take(first_of_hamburg(said)).refused
    assert refused.fault is Fault.ORIGIN
    assert rotterdam.receipts(one.id) == {}


@pytest.mark.parametrize(
    ("version", "deleted_at"),
    [(2**31, NOW), (2**64 - 1, NOW), (-1, NOW), (1, NOW.replace(tzinfo=None))],
)
def test_a_receipt_of_what_cannot_be_is_refused_and_all_else_is_taken(
    three, version: int, deleted_at: datetime
) -> None:
    _, rotterdam, _ = three
    wrong = Receipt(origin=ROTTERDAM, id=SECOND.id, version=version, deleted_at=deleted_at)
    right = Receipt(origin=ROTTERDAM, id=notice().id, version=1, deleted_at=NOW)
    (refused,) = rotterdam.take(first_of_hamburg(wrong, right)).refused
    assert (refused.place, refused.fault) == (0, Fault.UNREADABLE)
    assert set(rotterdam.receipts(notice().id)) == {HAMBURG}


def test_what_is_recalled_may_come_again_from_its_originator_alone(three) -> None:
    antwerp, rotterdam, hamburg = three
    one = notice(handling=ONWARD)
    publish(rotterdam, one, to=[HAMBURG, ANTWERP])
    catch_up(rotterdam, antwerp)
    catch_up(rotterdam, hamburg)
    with rotterdam.transaction() as connection:
        assert rotterdam.recall(connection, ANTWERP, one.id, "agreement ended")
        assert not rotterdam.recall(connection, ANTWERP, SECOND.id, "agreement ended")
    assert catch_up(rotterdam, antwerp)[0].gone
    pass_on(hamburg, one)
    catch_up(hamburg, antwerp)
    assert not alive(antwerp)
    publish(rotterdam, one)
    catch_up(rotterdam, antwerp)
    assert list(alive(antwerp).values()) == [one]


def test_nobody_recalls_what_another_wrote(three) -> None:
    antwerp, rotterdam, _ = three
    publish(rotterdam, notice())
    catch_up(rotterdam, antwerp)
    recall = encoded(Recall(origin=ROTTERDAM, id=notice().id, reason="so that nobody looks"))
    batch = sealed(
        [recall],
        KEYS[HAMBURG],
        sender=HAMBURG,
        recipient=ANTWERP,
        number=1,
        previous=NOTHING,
        made_at=NOW,
    )
    taken = antwerp.take(batch)
    assert "cannot recall" in taken.refused[0].reason
    assert alive(antwerp)


def test_a_notice_at_third_hand_is_believed_on_its_originators_signature(three) -> None:
    antwerp, rotterdam, hamburg = three
    one = notice(handling=ONWARD)
    publish(rotterdam, SECOND, one, to=[HAMBURG])
    catch_up(rotterdam, hamburg)
    pass_on(hamburg, one)
    assert [taken.notices for taken in catch_up(hamburg, antwerp)] == [1]
    assert antwerp.proof(ROTTERDAM, one.id) == hamburg.proof(ROTTERDAM, one.id) is not None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"proof": None}, "nothing proves"),
        (
            {
                "notice": msgspec.msgpack.encode(
                    notice(handling=ONWARD, valid_until=NOW + timedelta(days=900))
                )
            },
            "not in the batch",
        ),
    ],
)
def test_a_notice_at_third_hand_without_proof_is_refused(three, change, reason: str) -> None:
    antwerp, rotterdam, hamburg = three
    one = notice(handling=ONWARD)
    publish(rotterdam, one, to=[HAMBURG])
    catch_up(rotterdam, hamburg)
    item = Published(notice=msgspec.msgpack.encode(one), proof=hamburg.proof(ROTTERDAM, one.id))
    batch = sealed(
        [encoded(msgspec.structs.replace(item, **change))],
        KEYS[HAMBURG],
        sender=HAMBURG,
        recipient=ANTWERP,
        number=1,
        previous=NOTHING,
        made_at=NOW,
    )
    taken = antwerp.take(batch)
    assert reason in taken.refused[0].reason
    assert not alive(antwerp)


def test_what_its_originator_keeps_to_one_node_is_not_passed_on(three) -> None:
    _, rotterdam, hamburg = three
    publish(rotterdam, notice(), to=[HAMBURG])
    catch_up(rotterdam, hamburg)
    with hamburg.transaction() as connection:
        sent = hamburg.publish(connection, [allowed(notice(), ANTWERP)])
    assert sent.batches == {}
    assert "did not allow" in sent.withheld[0][2]


def test_from_a_change_of_key_on_only_the_new_one_signs(three) -> None:
    antwerp, rotterdam, _ = three
    publish(rotterdam, notice())
    with rotterdam.transaction() as connection:
        rotterdam.rotate(connection, OTHER)
    publish(rotterdam, SECOND)
    catch_up(rotterdam, antwerp)
    assert len(alive(antwerp)) == 2
    assert [(key.since_batch, key.until_batch) for key in antwerp.peers.keys(ROTTERDAM)] == [
        (1, 2),
        (3, None),
    ]
    previous = batches(rotterdam, antwerp, 2)[0].digest
    assert fault(antwerp, other_story(SECOND, number=4, previous=previous)) is Fault.SIGNATURE


def test_a_revoked_key_is_believed_by_nobody_at_first_or_third_hand(three) -> None:
    antwerp, rotterdam, hamburg = three
    one = notice(handling=ONWARD)
    publish(rotterdam, one, to=[HAMBURG, ANTWERP])
    catch_up(rotterdam, hamburg)
    antwerp.peers.revoke(ROTTERDAM, raw(KEYS[ROTTERDAM]), NOW, instead=raw(OTHER))
    assert fault(antwerp, batches(rotterdam, antwerp)[0]) is Fault.SIGNATURE
    pass_on(hamburg, one)
    (taken,) = catch_up(hamburg, antwerp)
    assert "no" in taken.refused[0].reason
    assert not alive(antwerp)


def test_every_decision_is_on_record_with_what_it_let_go(three) -> None:
    _, rotterdam, _ = three
    with rotterdam.transaction() as connection:
        rotterdam.publish(connection, [allowed(notice(), ANTWERP), denied(SECOND, HAMBURG)])
        rotterdam.record(connection, SECOND, allowed(SECOND, "paper.example").shared, Going.TAXII)
    told = rotterdam.egress()
    assert [(one.number, one.partner, one.allowed, one.way, one.batch) for one in told] == [
        (1, ANTWERP, True, "line", 1),
        (2, HAMBURG, False, "", 0),
        (3, "paper.example", True, "taxii", 0),
    ]
    assert msgspec.json.decode(told[1].decisions)[0]["rules"] == ["red"]
    assert told[0].policy == "00" * 32


def test_a_send_that_is_not_committed_never_was(three) -> None:
    _, rotterdam, _ = three
    with pytest.raises(RuntimeError), rotterdam.transaction() as connection:  # noqa: PT012
        rotterdam.publish(connection, [allowed(notice(), ANTWERP)])
        raise RuntimeError
    assert rotterdam.after(ANTWERP, 0) == []
    assert rotterdam.egress() == []


def test_to_a_closed_peer_nothing_new_goes_and_withdrawals_still_do(three) -> None:
    antwerp, rotterdam, _ = three
    publish(rotterdam, notice())
    catch_up(rotterdam, antwerp)
    rotterdam.peers.change(ANTWERP, closed=True)
    antwerp.peers.change(ROTTERDAM, closed=True)
    with rotterdam.transaction() as connection:
        assert "closed" in rotterdam.publish(connection, [allowed(SECOND, ANTWERP)]).withheld[0][2]
    withdraw(rotterdam, notice())
    catch_up(rotterdam, antwerp)
    assert not alive(antwerp)


def test_at_the_end_of_its_retention_a_notice_is_gone_here_and_from_what_was_sent(three) -> None:
    antwerp, rotterdam, _ = three
    longer = notice(
        id=SECOND.id,
        handling=msgspec.structs.replace(
            ONWARD, retain_until=ONWARD.retain_until + timedelta(days=30)
        ),
    )
    publish(rotterdam, notice(), longer)
    catch_up(rotterdam, antwerp)
    over = NOW.replace(year=2027, month=3, day=3)
    for line in (antwerp, rotterdam):
        line.now = lambda: over
    assert antwerp.end() == 1
    assert antwerp.end() == 0
    assert list(alive(antwerp).values()) == [longer]
    assert antwerp.arrivals()[-1].what is What.ENDED
    rotterdam.end()
    (batch,) = batches(rotterdam, antwerp, 0)
    assert [bool(payload) for payload in batch.payloads] == [False, True]


def test_what_is_not_meant_for_a_node_or_is_over_is_refused_there(three) -> None:
    antwerp, rotterdam, _ = three
    elsewhere = msgspec.structs.replace(ONWARD, audience=frozenset({HAMBURG}))
    over = msgspec.structs.replace(ONWARD, retain_until=NOW.date() - timedelta(days=1))
    publish(rotterdam, notice(handling=elsewhere), notice(id=SECOND.id, handling=over))
    (taken,) = catch_up(rotterdam, antwerp)
    assert [one.fault for one in taken.refused] == [Fault.NOT_ALLOWED, Fault.NOT_ALLOWED]
    assert not alive(antwerp)


def test_no_byte_of_what_was_withdrawn_is_left_in_files_backups_or_logs(tmp_path, caplog) -> None:
    caplog.set_level("DEBUG")
    numbers = iter(range(9))
    antwerp, rotterdam = lines(
        lambda: f"sqlite:///{tmp_path}/{next(numbers)}.sqlite", ANTWERP, ROTTERDAM
    )
    canary = notice(msgspec.structs.replace(notice().body, note="canary-4711"))
    publish(rotterdam, canary, SECOND)
    catch_up(rotterdam, antwerp)
    # Batches are compressed: what has to be gone is what they looked like with it, too.
    body = rotterdam.after(ANTWERP, 0)[0]
    trace = body[len(body) // 3 : 2 * len(body) // 3]
    assert sum(trace in file.read_bytes() for file in tmp_path.iterdir()) >= 2
    withdraw(rotterdam, canary)
    catch_up(rotterdam, antwerp)
    for number, line in enumerate((antwerp, rotterdam)):
        with line.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")  # a copy is made outside of transactions
            connection.exec_driver_sql(f"VACUUM INTO '{tmp_path}/backup-{number}.sqlite'")
    assert len(list(tmp_path.glob("backup-*"))) == 2
    for file in tmp_path.iterdir():
        assert b"canary-4711" not in file.read_bytes(), file
        assert trace not in file.read_bytes(), file
    assert "canary-4711" not in caplog.text
    for line in (antwerp, rotterdam):
        with line.engine.connect() as connection:
            for table in (line_sent, line_taken):
                for body in connection.execute(select(table.c.body)).scalars():
                    assert b"canary-4711" not in b"".join(unpacked(body).payloads)


def test_what_travels_is_what_was_sealed(three) -> None:
    _, rotterdam, _ = three
    publish(rotterdam, notice(), withdraw_me := notice(id=known_by(ROTTERDAM, "19")))
    withdraw(rotterdam, withdraw_me)
    thinner = unpacked(rotterdam.after(ANTWERP, 0)[0])
    assert unpacked(packed(thinner)) == thinner
    assert withdrawn(withdraw_me).reference == withdraw_me.reference


def test_overwriting_waits_for_readers_and_holds_up_nobody_meanwhile(tmp_path) -> None:
    numbers = iter(range(9))
    antwerp, rotterdam = lines(
        lambda: f"sqlite:///{tmp_path}/{next(numbers)}.sqlite", ANTWERP, ROTTERDAM
    )
    canary = notice(msgspec.structs.replace(notice().body, note="canary-4711"))
    publish(rotterdam, canary)
    with rotterdam.engine.connect() as reader:
        reader.execute(select(line_sent.c.number)).all()
        withdraw(rotterdam, canary)
        assert not rotterdam.scrub()
        publish(rotterdam, SECOND)
    assert antwerp.scrub()
    assert rotterdam.end() == 0  # what the node's rounds do
    assert rotterdam.scrub()
    for file in tmp_path.glob("*-wal"):
        assert not file.stat().st_size


def test_what_goes_and_comes_again_in_one_transaction_stands_as_it_came_last(
    three: tuple[Line, Line, Line],
) -> None:
    antwerp, rotterdam, _ = three
    publish(rotterdam, notice(), SECOND)
    sent = rotterdam.after(ANTWERP, 0)
    with rotterdam.transaction() as connection:
        assert rotterdam.recall(connection, ANTWERP, SECOND.id, "not for Antwerp")
    publish(rotterdam, SECOND)
    withdraw(rotterdam, notice())
    antwerp.receive(ROTTERDAM, sent + rotterdam.after(ANTWERP, len(sent)))
    assert alive(antwerp) == {(ROTTERDAM, SECOND.id): SECOND}
    with antwerp.engine.connect() as connection:
        query = select(line_taken.c.body).order_by(line_taken.c.number)
        first, _, again, _ = map(unpacked, connection.execute(query).scalars())
    assert (first.payloads, sorted(first.gone)) == ((b"", b""), [0, 1])
    assert again.payloads[0]
