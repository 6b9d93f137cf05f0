"""A node restored from a backup learns from allies what it forgot, and tells no second story."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from quaywatch.alliance.accords import Topic
from quaywatch.alliance.bodies import Indicator, Seen
from quaywatch.alliance.exchange import BadBatch, Fault
from quaywatch.alliance.exchange.batch import unsigned_header
from quaywatch.alliance.line import What
from quaywatch.alliance.line.packing import unpacked
from quaywatch.alliance.transport import Courier, Refusal, Unreachable
from quaywatch.node import Node
from quaywatch.node.allied.audit.facts import AUDIT_ALARM
from quaywatch.node.allied.restored import Resumed
from quaywatch.node.allied.resuming import Refused
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, ROTTERDAM, Clock
from tests.node.allied.meeting import SURE, Ends, meeting
from tests.places import Places

MINUTE = 2 / 24 / 60


def publish(node: Node, number: int) -> str:
    body = Indicator(what=Seen.TELEPHONE, value=f"+593 4 000 00{number:02}")
    life = node.allied.publish(f"i/{number}", body, HANDLING, SURE, actor="olga")
    node.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
    return life.name


def end(node: Node, name: str) -> None:
    life = node.allied.accords.read(Topic.NOTICE, name)
    node.allied.accords.end(Topic.NOTICE, name, "wrong", actor="olga", seen=life.version)


def pull(one: Ends, other: Ends) -> int:
    """Ask another node once for what is new."""
    courier = Courier(one.node.allied.line, one.certificate, one.key)
    client = one.client(other.node)
    try:
        return courier.pull(client)
    finally:
        client.close()


def alive(node: Node) -> set[str]:
    arrivals = node.allied.line.arrivals()
    return {one.id for one in arrivals if one.what is What.NOTICE and one.notice is not None}


class Story:
    """Antwerp shares, is backed up, goes on, burns down and is put back from the backup."""

    def __init__(self, path: Path, places: Places, stack: ExitStack) -> None:
        self.clock = Clock()
        rotterdam = stack.enter_context(allies.node(path, ROTTERDAM, self.clock, places))
        with (
            allies.node(path, ANTWERP, self.clock, places) as antwerp,
            meeting(path, antwerp, rotterdam) as (one, other),
        ):
            self.before, self.wrong = publish(antwerp, 0), publish(antwerp, 1)
            pull(other, one)
            antwerp.allied.audit.sign()
            one.go(rotterdam)
            antwerp.ledger.engine.dispose()
            places.back_up(ANTWERP)
            self.after = publish(antwerp, 2)
            end(antwerp, self.wrong)
            self.clock.on(MINUTE)
            pull(other, one)
            antwerp.allied.audit.sign()
            one.go(rotterdam)
            publish(antwerp, 3)  # nobody ever took it
            *self.old, self.late = antwerp.allied.line.after(ROTTERDAM, 0)
        places.put_back(ANTWERP)
        self.antwerp = stack.enter_context(allies.node(path, ANTWERP, self.clock, places))
        self.one, self.other = stack.enter_context(meeting(path, self.antwerp, rotterdam))
        self.rotterdam = rotterdam

    def resume(self) -> Resumed:
        room = self.antwerp.allied.restored
        seen = room.propose((), actor="ops", seen=room.life.version).version
        with closing(self.one.client(self.rotterdam)) as client:
            return self.antwerp.allied.resume({ROTTERDAM: client}, actor="duty", seen=seen)


@pytest.fixture
def story(tmp_path: Path, places: Places) -> Iterator[Story]:
    with ExitStack() as stack:
        yield Story(tmp_path, places, stack)


def test_an_ally_takes_no_second_story_and_is_told_why_it_gets_nothing(story: Story) -> None:
    publish(story.antwerp, 7)
    taken = story.rotterdam.allied.line.peers.get(ANTWERP).taken
    with pytest.raises(Refusal) as refused:
        pull(story.other, story.one)
    assert refused.value.fault == Fault.BEHIND
    # Handed over by hand all the same, it is a fork: nothing is rewound.
    bodies = story.antwerp.allied.line.after(ROTTERDAM, 0)
    known = {unpacked(one).digest for one in story.old}
    forked = next(one for one in map(unpacked, bodies) if one.digest not in known)
    with pytest.raises(BadBatch) as bad:
        story.rotterdam.allied.line.take(forked)
    assert bad.value.fault is Fault.FORK
    assert story.rotterdam.allied.line.peers.get(ANTWERP).taken == taken


def test_it_learns_that_it_is_behind_stops_and_goes_on_with_what_allies_have(story: Story) -> None:
    antwerp, rotterdam = story.antwerp, story.rotterdam
    memory = antwerp.allied.line.memory
    new = publish(antwerp, 7)
    assert not memory.behind
    with closing(story.one.client(rotterdam)) as client:
        assert antwerp.allied.restored.look(client)
    assert "signed here and is not known" in memory.behind
    # Stopped: it sends nothing, takes nothing, answers nothing.
    later = publish(antwerp, 8)
    assert later not in {one.id for one in antwerp.allied.line.egress()}
    with pytest.raises(BadBatch) as bad:
        pull(story.one, story.other)
    assert bad.value.fault is Fault.BEHIND
    with closing(story.other.client(antwerp)) as client, pytest.raises(Unreachable):
        client.ask("scans", b"")
    # It goes on in an epoch of its own, with what Rotterdam was sent.
    said = story.resume()
    assert (said.epoch, said.notices, said.withdrawn) == (2, (story.after,), (story.wrong,))
    assert not memory.behind
    pull(story.other, story.one)
    pull(story.one, story.other)
    assert alive(rotterdam) == {story.before, story.after, new, later}
    last = unpacked(antwerp.allied.line.after(ROTTERDAM, 0)[-1])
    assert unsigned_header(last.header).epoch == 2
    peer = rotterdam.allied.line.peers.get(ANTWERP)
    assert (peer.epoch, peer.taken) == (2, antwerp.allied.line.peers.get(ROTTERDAM).sent)
    with closing(story.one.client(rotterdam)) as client:
        assert not antwerp.allied.restored.look(client)


def test_what_was_taken_back_since_the_backup_stays_taken_back(story: Story) -> None:
    assert story.antwerp.allied.accords.read(Topic.NOTICE, story.wrong).in_force is not None
    story.resume()
    assert story.antwerp.allied.accords.read(Topic.NOTICE, story.wrong).in_force is None
    pull(story.other, story.one)
    assert story.wrong not in alive(story.rotterdam)
    # What allies were sent since can be recalled again, too.
    line = story.antwerp.allied.line
    with line.transaction() as connection:
        assert line.recall(connection, ROTTERDAM, story.after, "too old")
    pull(story.other, story.one)
    assert story.after not in alive(story.rotterdam)


def test_nobody_lets_a_restored_node_go_on_alone(story: Story) -> None:
    room = story.antwerp.allied.restored
    with closing(story.one.client(story.rotterdam)) as client:
        allies = {ROTTERDAM: client}
        with pytest.raises(Refused, match="Nobody proposed"):
            story.antwerp.allied.resume(allies, actor="ops", seen=0)
        life = room.propose(("vigo.example",), actor="ops", seen=0)
        with pytest.raises(Refused, match="Somebody else than"):
            story.antwerp.allied.resume(allies, actor=" OPS", seen=life.version)
        with pytest.raises(Refused, match="meanwhile"):
            story.antwerp.allied.resume(allies, actor="duty", seen=0)
        life = room.decline("Vigo answers again.", actor="duty", seen=life.version)
        with pytest.raises(Refused, match="Nobody proposed"):
            story.antwerp.allied.resume(allies, actor="duty", seen=life.version)
        assert story.antwerp.allied.line.memory.epoch == 1
        life = room.propose((), actor="ops", seen=life.version)
        said = story.antwerp.allied.resume(allies, actor="duty", seen=life.version)
    assert (said.epoch, said.without) == (2, ())
    assert [(step.kind.value, step.actor) for step in room.life.history] == [
        ("resume.proposed", "ops"),
        ("resume.declined", "duty"),
        ("resume.proposed", "ops"),
        ("resume.done", "duty"),
    ]


def test_what_was_made_before_is_refused_once_the_epoch_has_begun(story: Story) -> None:
    story.resume()
    line = story.rotterdam.allied.line
    for _ in range(2):
        with pytest.raises(BadBatch) as bad:
            line.take(unpacked(story.late))
        assert bad.value.fault is Fault.EPOCH
        if line.peers.get(ANTWERP).taken == len(story.old):
            publish(story.antwerp, 7)
            pull(story.other, story.one)
    for body in story.old:
        assert line.take(unpacked(body)).again
    (alarm,) = [
        one
        for one in story.rotterdam.ledger.read(kinds=[AUDIT_ALARM])
        if b"restored from a backup" in one.payload
    ]
    assert alarm.actor == ANTWERP


def test_checkpoints_that_allies_cosigned_tell_where_no_batch_was_sent(
    tmp_path: Path, places: Places
) -> None:
    clock = Clock()
    with (
        allies.node(tmp_path, ROTTERDAM, clock, places) as rotterdam,
        allies.node(tmp_path, ANTWERP, clock, places) as antwerp,
        meeting(tmp_path, antwerp, rotterdam) as (one, _),
    ):
        antwerp.allied.audit.sign()
        one.go(rotterdam)
        notes = rotterdam.allied.audit.cosigned_for(ANTWERP)
        assert notes
        assert not antwerp.allied.audit.forgotten(notes)
        with antwerp.allied.line.transaction() as connection:
            connection.exec_driver_sql("UPDATE witnessed_log SET size = 1")
        with closing(one.client(rotterdam)) as client:
            assert antwerp.allied.restored.look(client)
        assert "entries" in antwerp.allied.line.memory.behind


def test_no_ally_can_talk_a_node_into_having_forgotten(story: Story) -> None:
    """Only what the node signed itself is believed."""
    story.resume()
    memory = story.antwerp.allied.line.memory
    told = story.rotterdam.allied.line.memory.of(ANTWERP, 0)
    theirs = story.rotterdam.allied.line.after(ANTWERP, 0)
    lie = type(told)(taken=99, last=b"\1" * 32, epoch=1, at=b"", bodies=theirs)
    assert not memory.compare(ROTTERDAM, lie)
    assert not memory.behind
