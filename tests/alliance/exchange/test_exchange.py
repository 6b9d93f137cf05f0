"""Batches go out once, in order and signed; what was taken back comes to life nowhere."""

from datetime import timedelta

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.alliance import Notice, known_by
from quaywatch.alliance.bodies import Withdrawal
from quaywatch.alliance.exchange import (
    BadBatch,
    Batch,
    Fault,
    Inbox,
    KeyChange,
    OriginProof,
    Outbox,
    Published,
    Recall,
    Taken,
)
from tests.alliance.making import ANTWERP, HANDLING, NOW, ROTTERDAM, notice

HAMBURG = "hamburg.customs.example"
KEYS = {
    node: Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    for number, node in enumerate((ANTWERP, ROTTERDAM, HAMBURG), 1)
}
OTHER = Ed25519PrivateKey.from_private_bytes(bytes([9]) * 32)
ONWARD = msgspec.structs.replace(HANDLING, onward=True)


def raw(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def origins(node: str, _: OriginProof) -> Ed25519PublicKey | None:
    return KEYS[node].public_key() if node in KEYS else None


def inbox(node: str = ANTWERP) -> Inbox:
    made = Inbox(node=node)
    for sender, key in KEYS.items():
        made.trust(sender, raw(key))
    return made


def outbox(sender: str = ROTTERDAM, recipient: str = ANTWERP) -> Outbox:
    return Outbox(sender=sender, recipient=recipient)


def published(one: Notice) -> Published:
    return Published(notice=msgspec.msgpack.encode(one))


def send(box: Outbox, *said: Notice | Recall | KeyChange) -> Batch:
    items = [published(one) if isinstance(one, Notice) else one for one in said]
    return box.send(items, KEYS[box.sender], NOW)


def take(box: Inbox, batch: Batch) -> Taken:
    return box.take(batch, NOW, origins)


def fault(box: Inbox, batch: Batch) -> Fault:
    before = msgspec.msgpack.encode(list(box.held.items())), box.chains[ROTTERDAM].taken
    with pytest.raises(BadBatch) as refused:
        take(box, batch)
    assert before == (msgspec.msgpack.encode(list(box.held.items())), box.chains[ROTTERDAM].taken)
    return refused.value.fault


def withdrawn(one: Notice) -> Notice:
    body = Withdrawal(of=one.kind, reason="another container")
    return msgspec.structs.replace(one, version=one.version + 1, body=body)


def test_what_was_sent_is_held_and_a_batch_that_comes_twice_changes_nothing() -> None:
    mine, batch = inbox(), send(outbox(), notice())
    assert take(mine, batch).notices == [notice()]
    again = take(mine, batch)
    assert again.again
    assert not again.notices
    assert list(mine.notices().values()) == [notice()]


def test_a_missing_batch_is_noticed_and_taken_when_it_comes() -> None:
    mine, box = inbox(), outbox()
    first, second = send(box, notice()), send(box, notice(id=known_by(ROTTERDAM, "18")))
    assert fault(mine, second) is Fault.GAP
    for batch in box.after(mine.chains[ROTTERDAM].taken):
        take(mine, batch)
    assert len(mine.notices()) == 2
    assert take(mine, first).again


def test_two_stories_under_one_number_are_a_fork() -> None:
    mine = inbox()
    take(mine, send(outbox(), notice()))
    other = send(outbox(), notice(id=known_by(ROTTERDAM, "18")))
    assert fault(mine, other) is Fault.FORK


def test_a_batch_that_follows_another_story_is_refused() -> None:
    mine, told, other = inbox(), outbox(), outbox()
    take(mine, send(told, notice()))
    send(other, notice(id=known_by(ROTTERDAM, "18")))
    assert fault(mine, send(other, notice())) is Fault.CHAIN


def test_what_another_key_signed_or_is_for_another_node_is_refused() -> None:
    forged = outbox().send([published(notice())], OTHER, NOW)
    assert fault(inbox(), forged) is Fault.SIGNATURE
    assert fault(inbox(), send(outbox(recipient=HAMBURG), notice())) is Fault.RECIPIENT
    stranger = outbox(sender="nobody.example")
    batch = stranger.send([published(notice())], OTHER, NOW)
    assert fault(inbox(), batch) is Fault.SENDER


@given(st.data())
def test_one_changed_bit_anywhere_in_a_batch_is_noticed(data: st.DataObject) -> None:
    batch = send(outbox(), notice(), notice(id=known_by(ROTTERDAM, "18")))
    part = data.draw(st.sampled_from(["header", "signature", "payloads"]))
    said = batch.payloads[1] if part == "payloads" else getattr(batch, part)
    bit = data.draw(st.integers(0, len(said) * 8 - 1))
    other = bytearray(said)
    other[bit // 8] ^= 1 << bit % 8
    changed = (batch.payloads[0], bytes(other)) if part == "payloads" else bytes(other)
    assert fault(inbox(), msgspec.structs.replace(batch, **{part: changed})) in {
        Fault.SIGNATURE,
        Fault.ROOT,
        Fault.UNREADABLE,
        Fault.SENDER,
        Fault.RECIPIENT,
    }


def test_a_bad_payload_waits_and_what_came_with_it_goes_on() -> None:
    mine, box = inbox(), outbox()
    bad = Published(notice=b"\x81\xa4kind")
    batch = box.send([bad, published(notice())], KEYS[ROTTERDAM], NOW)
    taken = take(mine, batch)
    assert taken.notices == [notice()]
    assert [one.place for one in taken.refused] == [0]
    assert taken.refused[0].payload == batch.payloads[0]


def test_what_is_withdrawn_is_gone_with_a_receipt_and_no_older_copy_revives_it() -> None:
    mine, box = inbox(), outbox()
    take(mine, send(box, notice()))
    taken = take(mine, send(box, withdrawn(notice())))
    assert [(one.id, one.version) for one in taken.gone] == [(notice().id, 1)]
    take(mine, send(box, notice()))
    later = notice(version=3, correction="it was so after all")
    take(mine, send(box, later))
    assert not mine.notices()


def test_a_withdrawal_that_overtakes_its_notice_holds() -> None:
    mine, relay = inbox(), outbox(HAMBURG)
    one = notice(handling=ONWARD)
    take(mine, send(outbox(), withdrawn(one)))
    take(mine, relay.send([at_third_hand(one)], KEYS[HAMBURG], NOW))
    assert not mine.notices()


def test_what_is_recalled_may_come_again_from_its_originator_alone() -> None:
    mine, box, relay = inbox(), outbox(), outbox(HAMBURG)
    one = notice(handling=ONWARD)
    take(mine, send(box, one))
    recall = Recall(origin=ROTTERDAM, id=one.id, reason="agreement ended")
    assert take(mine, send(box, recall)).gone
    take(mine, relay.send([at_third_hand(one)], KEYS[HAMBURG], NOW))
    assert not mine.notices()
    take(mine, send(box, one))
    assert list(mine.notices().values()) == [one]


def test_nobody_recalls_what_another_wrote() -> None:
    mine, relay = inbox(), outbox(HAMBURG)
    take(mine, send(outbox(), notice()))
    recall = Recall(origin=ROTTERDAM, id=notice().id, reason="so that nobody looks")
    taken = take(mine, relay.send([recall], KEYS[HAMBURG], NOW))
    assert "cannot recall" in taken.refused[0].reason
    assert mine.notices()


def at_third_hand(one: Notice) -> Published:
    """The notice as Hamburg got it from Rotterdam, with the proof that it did."""
    theirs = inbox(HAMBURG)
    take(theirs, send(outbox(recipient=HAMBURG), one))
    held = theirs.held[one.origin, one.id]
    return Published(notice=msgspec.msgpack.encode(one), proof=held.proof)


def test_a_notice_at_third_hand_is_believed_on_its_originators_signature() -> None:
    mine, relay, one = inbox(), outbox(HAMBURG), notice(handling=ONWARD)
    taken = take(mine, relay.send([at_third_hand(one)], KEYS[HAMBURG], NOW))
    assert taken.notices == [one]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (published(notice(handling=ONWARD)), "nothing proves"),
        (at_third_hand(notice()), "did not allow"),
        (
            msgspec.structs.replace(
                at_third_hand(notice(handling=ONWARD)),
                notice=msgspec.msgpack.encode(
                    notice(handling=ONWARD, valid_until=NOW + timedelta(days=900))
                ),
            ),
            "not in the batch",
        ),
    ],
)
def test_a_notice_at_third_hand_without_proof_or_leave_is_refused(
    item: Published, reason: str
) -> None:
    mine, relay = inbox(), outbox(HAMBURG)
    taken = take(mine, relay.send([item], KEYS[HAMBURG], NOW))
    assert reason in taken.refused[0].reason
    assert not mine.notices()


def test_from_a_change_of_key_on_only_the_new_one_signs() -> None:
    mine, box = inbox(), outbox()
    take(mine, send(box, KeyChange(public=raw(OTHER))))
    assert fault(mine, send(box, notice())) is Fault.SIGNATURE
    box.batches.pop()
    take(mine, box.send([published(notice())], OTHER, NOW))
    assert mine.notices()
    with pytest.raises(ValueError, match="goes alone"):
        box.send([KeyChange(public=raw(OTHER)), published(notice())], OTHER, NOW)
