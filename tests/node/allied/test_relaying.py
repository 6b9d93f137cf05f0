"""A node between carries what it cannot read: the two at the ends share as on any line."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from quaywatch.alliance.accords import Refused, Topic
from quaywatch.alliance.bodies import Indicator, Seen
from quaywatch.alliance.line import What
from quaywatch.alliance.policy import Partner, Policy
from quaywatch.alliance.relaying import Hand, sealed
from quaywatch.alliance.relaying.carrying import parcel
from quaywatch.alliance.sealing import PublicKey
from quaywatch.alliance.transport import LineServer, Refusal, certificate_at
from quaywatch.node import Node
from tests.alliance.canaries.canary import Search
from tests.alliance.policy.test_policy import ALLY, TODAY, handled
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, ROTTERDAM, Clock, agree, agreement
from tests.node.allied.meeting import SURE, Ends
from tests.places import Places

HUB = "hub.example"
CANARY = "+593 4 471 1474"


class Three:
    """Antwerp and Rotterdam, who cannot call each other, and a hub that both can."""

    def __init__(self, path: Path, places: Places, stack: ExitStack) -> None:
        self.places, clock = places, Clock()
        nodes = [
            stack.enter_context(allies.node(path, n, clock, places))
            for n in (ANTWERP, ROTTERDAM, HUB)
        ]
        self.antwerp, self.rotterdam, self.hub = nodes
        self.passed: list[bytes] = []
        """All that the hub was asked and answered, as it saw it."""
        ends = [
            Ends(one, *certificate_at(one.allied.node, path / one.allied.node)[:2]) for one in nodes
        ]
        self.one, self.other, between = ends
        desks = {name: self._heard(desk) for name, desk in self.hub.allied.desks.items()}
        server = LineServer(self.hub.allied.line, between.certificate, between.key, desks=desks)
        server.start()
        stack.callback(server.stop)
        between.server = server
        for end in (self.one, self.other):
            shown = {"certificate": end.certificate.read_text(), "carries": True}
            agree(self.hub, agreement(end.node, **shown))
            shown = {"address": between.address, "certificate": between.certificate.read_text()}
            agree(end.node, agreement(self.hub, **shown))
        server.trust_peers()
        for mine, other in ((self.antwerp, self.rotterdam), (self.rotterdam, self.antwerp)):
            key = other.allied.relaying.seals_to
            agree(mine, agreement(other, relay=HUB, seals_to=key))

    def _heard(self, desk):
        def hear(partner: str, body: bytes) -> bytes:
            answer = desk(partner, body)
            self.passed.extend((body, answer))
            return answer

        return hear

    def go(self, end: Ends) -> None:
        with closing(end.client(self.hub)) as client:
            end.node.allied.relaying.errand(client)

    def round(self) -> None:
        for end in (self.one, self.other, self.one, self.other):
            self.go(end)

    def waiting(self) -> int:
        """How many parcels the hub holds for others."""
        with self.hub.ledger.engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(parcel)) or 0

    def on_the_hub(self, trace: bytes) -> bool:
        """Whether some bytes are in its tables, or went through its hands."""
        return any(trace in data for data in (self.places.data(HUB), *self.passed))


@pytest.fixture
def three(tmp_path: Path, places: Places) -> Iterator[Three]:
    with ExitStack() as stack:
        yield Three(tmp_path, places, stack)


def publish(node: Node, value: str = CANARY) -> str:
    handling = msgspec.structs.replace(HANDLING, audience=frozenset({ANTWERP, ROTTERDAM}))
    body = Indicator(what=Seen.TELEPHONE, value=value)
    life = node.allied.publish(f"i/{value}", body, handling, SURE, actor="olga")
    node.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
    return life.name


def alive(node: Node) -> set[str]:
    arrivals = node.allied.line.arrivals()
    return {one.id for one in arrivals if one.what is What.NOTICE and one.notice is not None}


def test_what_is_shared_arrives_signed_and_the_node_between_never_sees_it(three: Three) -> None:
    name = publish(three.antwerp)
    three.go(three.one)
    # At rest there, in whatever guise, nothing of it is to be found; its author has it.
    assert three.waiting() == 1
    assert not Search(three.places.data(HUB), *three.passed).finds(CANARY)
    assert Search(three.places.data(ANTWERP)).finds(CANARY)
    three.round()
    assert (alive(three.rotterdam), three.waiting()) == ({name}, 0)
    assert not alive(three.hub)
    line = three.antwerp.allied.line
    (body,) = line.after(ROTTERDAM, 0)
    traces = [CANARY.encode(), *(body[at : at + 24] for at in range(60, len(body) - 24, 24))]
    # The author's own tables do show them, so that this could fail.
    own = three.places.data(ANTWERP)
    assert all(trace in own for trace in traces)
    assert len(three.passed) >= 8
    assert not [trace for trace in traces if three.on_the_hub(trace)]
    # It is known by signature that it arrived, and nothing waits any more.
    assert line.peers.get(ROTTERDAM).acknowledged == 1


def test_what_is_withdrawn_before_it_was_fetched_is_taken_out_at_the_node_between(
    three: Three,
) -> None:
    name = publish(three.antwerp)
    three.go(three.one)
    life = three.antwerp.allied.accords.read(Topic.NOTICE, name)
    three.antwerp.allied.accords.end(Topic.NOTICE, name, "wrong", actor="olga", seen=life.version)
    three.round()
    three.go(three.one)  # the receipt
    assert not alive(three.rotterdam)
    assert set(three.antwerp.allied.line.receipts(name)) == {ROTTERDAM}
    came = [one.what for one in three.rotterdam.allied.line.arrivals()]
    assert What.NOTICE not in came


def test_a_node_carries_for_nobody_whose_agreement_does_not_say_so(three: Three) -> None:
    accords = three.hub.allied.accords
    life = accords.read(Topic.PARTNER, ROTTERDAM)
    accords.suspend(Topic.PARTNER, ROTTERDAM, "talks", actor="anna", seen=life.version)
    publish(three.antwerp)
    with pytest.raises(Refusal, match="no agreement lets this node carry"):
        three.go(three.one)
    assert not alive(three.rotterdam)


def test_nobody_leaves_a_parcel_in_anothers_name_and_a_changed_one_opens_nothing(
    three: Three,
) -> None:
    key = PublicKey(bytes.fromhex(three.rotterdam.allied.relaying.seals_to))
    forged = sealed(b"anything", ROTTERDAM, ANTWERP, 1, key)
    with closing(three.one.client(three.hub)) as client, pytest.raises(Refusal):
        client.ask("relay", msgspec.msgpack.encode(Hand(recipient=ROTTERDAM, parcels=[forged])))
    mixed = msgspec.structs.replace(sealed(b"x", ANTWERP, ROTTERDAM, 2, key), number=1)
    with closing(three.one.client(three.hub)) as client:
        client.ask("relay", msgspec.msgpack.encode(Hand(recipient=ROTTERDAM, parcels=[mixed])))
    three.go(three.other)
    assert three.rotterdam.allied.line.peers.get(ANTWERP).taken == 0


def test_the_policy_may_keep_from_a_way_through_another_node() -> None:
    text = Policy.default().text + (
        '\n@id("no-relay")\nforbid (principal, action, resource) when { principal.relayed };\n'
    )
    sender = handled().origin
    through: Partner = msgspec.structs.replace(ALLY, relayed=True)
    assert Policy.default().share(handled(), through, sender, TODAY).notice is not None
    assert Policy(text).share(handled(), through, sender, TODAY).notice is None
    assert Policy(text).share(handled(), ALLY, sender, TODAY).notice is not None


def test_nothing_goes_through_a_node_with_which_nothing_is_agreed(three: Three) -> None:
    key = three.rotterdam.allied.relaying.seals_to
    through = agreement(three.rotterdam, relay="nobody.example", seals_to=key)
    with pytest.raises(Refused, match=r"no agreement in force with nobody\.example"):
        three.antwerp.allied.accords.propose(through, actor="olga", seen=2)


def test_a_way_through_another_node_needs_a_key_to_seal_to(three: Three) -> None:
    with pytest.raises(ValueError, match="key is missing"):
        agreement(three.rotterdam, relay=HUB)
