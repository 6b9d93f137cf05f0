"""Three nodes on a bad line: whatever is lost, doubled or late, nothing is lost for good."""

from typing import Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from quaywatch.alliance import Notice, known_by
from quaywatch.alliance.exchange import BadBatch, Batch, Fault, Inbox, Outbox, Published
from tests.alliance.exchange.test_exchange import HAMBURG, KEYS, ONWARD, inbox, origins, withdrawn
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM, notice

NODES = (ANTWERP, ROTTERDAM, HAMBURG)
NODE = st.sampled_from(NODES)
WHICH = st.integers(0, 50)


class Line(RuleBasedStateMachine):
    """Each node publishes to both others; the line drops, doubles and reorders; nodes crash."""

    @initialize()
    def begin(self) -> None:
        self.inboxes = {node: inbox(node) for node in NODES}
        self.kept = {node: self.stored(node) for node in NODES}
        self.outboxes = {
            (a, b): Outbox(sender=a, recipient=b, batches=[])
            for a in NODES
            for b in NODES
            if a != b
        }
        self.written: dict[str, list[Notice]] = {node: [] for node in NODES}
        self.withdrawn: set[str] = set()
        self.gone: dict[str, set[str]] = {node: set() for node in NODES}
        self.flying: list[Batch] = []

    @rule(node=NODE)
    def publish(self, node: str) -> None:
        name = known_by(node, str(len(self.written[node])))
        one = notice(id=name, origin=node, handling=ONWARD)
        self.written[node].append(one)
        self.spread(node, one)

    @rule(node=NODE, which=WHICH)
    def withdraw(self, node: str, which: int) -> None:
        alive = [one for one in self.written[node] if one.id not in self.withdrawn]
        if alive:
            one = alive[which % len(alive)]
            self.withdrawn.add(one.id)
            self.spread(node, withdrawn(one))

    def spread(self, node: str, one: Notice) -> None:
        item = Published(notice=msgspec.msgpack.encode(one))
        for other in NODES:
            if other != node:
                self.flying.append(self.outboxes[node, other].send([item], KEYS[node], NOW))

    @rule(node=NODE, which=WHICH)
    def pass_on(self, node: str, which: int) -> None:
        held = [(key, one) for key, one in self.inboxes[node].held.items() if one.notice]
        if held:
            (origin, _), one = held[which % len(held)]
            other = next(each for each in NODES if each not in (node, origin))
            assert one.notice is not None
            item = Published(notice=msgspec.msgpack.encode(one.notice), proof=one.proof)
            self.flying.append(self.outboxes[node, other].send([item], KEYS[node], NOW))

    @rule(which=WHICH)
    def arrive(self, which: int) -> None:
        """Any batch on the line, in any order."""
        if self.flying:
            self.take(self.flying.pop(which % len(self.flying)))

    @rule(which=WHICH)
    def double(self, which: int) -> None:
        if self.flying:
            self.flying.append(self.flying[which % len(self.flying)])

    @rule(which=WHICH)
    def drop(self, which: int) -> None:
        if self.flying:
            self.flying.pop(which % len(self.flying))

    @rule(node=NODE)
    def crash(self, node: str) -> None:
        """What was on disk is all that is left."""
        self.inboxes[node] = msgspec.msgpack.decode(self.kept[node], type=Inbox)

    @rule()
    def catch_up(self) -> None:
        """The line heals: everybody asks for what they miss, until there is nothing more."""
        for (sender, recipient), box in self.outboxes.items():
            for batch in box.after(self.inboxes[recipient].chains[sender].taken):
                self.take(batch)
        for recipient in NODES:
            for sender in NODES:
                for one in self.written[sender] if sender != recipient else ():
                    alive = self.inboxes[recipient].notices().get((sender, one.id))
                    assert (alive is None) == (one.id in self.withdrawn)

    def take(self, batch: Batch) -> None:
        recipient = header(batch)["recipient"]
        box = self.inboxes[recipient]
        try:
            taken = box.take(batch, NOW, origins)
        except BadBatch as refused:
            if refused.fault is not Fault.GAP:
                raise
            return
        assert not taken.refused
        self.gone[recipient] |= {one.id for one in taken.gone}
        self.kept[recipient] = self.stored(recipient)

    def stored(self, node: str) -> bytes:
        return msgspec.msgpack.encode(self.inboxes[node])

    @invariant()
    def what_a_node_knows_to_be_withdrawn_is_alive_there_at_no_moment(self) -> None:
        for node in NODES:
            alive = {name for _, name in self.inboxes[node].notices()}
            assert not alive & self.gone[node]

    @invariant()
    def nobody_holds_what_nobody_wrote(self) -> None:
        for node in NODES:
            for (origin, _), one in self.inboxes[node].notices().items():
                assert one in self.written[origin]

    def teardown(self) -> None:
        if hasattr(self, "outboxes"):
            self.catch_up()


def header(batch: Batch) -> dict[str, Any]:
    return msgspec.msgpack.decode(batch.header)


Line.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
test_three_nodes_on_a_bad_line = Line.TestCase
