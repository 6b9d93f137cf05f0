"""Nodes witness each other's logs over real sockets: what two have seen cannot be rewritten."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import delete

from quaywatch.alliance import Source, known_by
from quaywatch.alliance.accords import Topic
from quaywatch.alliance.bodies import Indicator, Seen
from quaywatch.alliance.transport import Refusal
from quaywatch.alliance.witness import NotYet, schema, verify
from quaywatch.alliance.witness.decisions import decoded
from quaywatch.ledger.engine import for_writing
from quaywatch.node import Node
from quaywatch.node.allied.audit.facts import AUDIT_ALARM, AUDIT_SHOWN
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, ROTTERDAM, Clock
from tests.node.allied.meeting import Ends, meeting

HAMBURG = "hamburg.example"
MINUTE = 2 / 24 / 60


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def three(tmp_path: Path, clock: Clock) -> Iterator[list[Ends]]:
    """Rotterdam, with Antwerp and Hamburg as its allies."""
    with ExitStack() as stack:
        nodes = [
            stack.enter_context(allies.node(tmp_path, name, clock))
            for name in (ROTTERDAM, ANTWERP, HAMBURG)
        ]
        yield stack.enter_context(meeting(tmp_path, *nodes))


def publish(node: Node, value: str = "ML-1") -> None:
    body = Indicator(what=Seen.SEAL, value=value)
    life = node.allied.publish(f"i/{value}", body, HANDLING, Source(), actor="olga")
    node.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)


def take_back(node: Node, value: str = "ML-1") -> None:
    name = known_by(ROTTERDAM, f"i/{value}")
    lives = node.allied.accords.all(Topic.NOTICE)
    life = next(life for life in lives if life.name == name)
    node.allied.accords.end(Topic.NOTICE, name, "a mistake", actor="sandra", seen=life.version)


def witnessed(ends: list[Ends], clock: Clock) -> None:
    """Let a minute pass, and go to both allies."""
    clock.on(MINUTE)
    for other in ends[1:]:
        ends[0].go(other.node)


def kinds(node: Node) -> list[str]:
    return [one.kind for one in node.ledger.read()]


def test_every_decision_is_under_a_checkpoint_that_two_allies_have_seen(
    three: list[Ends], clock: Clock
) -> None:
    rotterdam = three[0].node
    publish(rotterdam)
    with pytest.raises(NotYet):
        rotterdam.allied.audit.proof(1, actor="sandra")
    witnessed(three, clock)
    standings = {one.name: one for one in rotterdam.allied.audit.standings()}
    sharing = standings[f"{ROTTERDAM}/sharing"]
    assert sharing.entries == sharing.size == sharing.witnessed == 2
    assert [one.node for one in sharing.cosigned] == [ANTWERP, HAMBURG]
    assert standings[f"{ROTTERDAM}/ledger"].witnessed > 0
    made = rotterdam.allied.audit.proof(1, actor="sandra")
    found = verify(made, sharing.key)
    assert (found.wrong, found.shown, found.witnesses) == ((), 1, (ANTWERP, HAMBURG))
    assert AUDIT_SHOWN in kinds(rotterdam)
    assert verify(made, three[1].node.allied.audit.standings()[0].key).wrong


def test_the_entry_says_who_released_what_to_whom_by_which_rules(
    three: list[Ends], clock: Clock
) -> None:
    rotterdam = three[0].node
    publish(rotterdam)
    log = rotterdam.allied.audit.sharing
    with rotterdam.ledger.engine.connect() as connection:
        entries = [decoded(one) for one in log.entries(connection, 0, 2)]
    assert [one.partner for one in entries] == [ANTWERP, HAMBURG]
    assert {one.officer for one in entries} == {"piet"}
    assert all(len(one.sent) == 32 and one.allowed for one in entries)
    take_back(rotterdam)
    with rotterdam.ledger.engine.connect() as connection:
        entries = [decoded(one) for one in log.entries(connection, 2, 4)]
    assert [(one.partner, one.version) for one in entries] == [(ANTWERP, 2), (HAMBURG, 2)]
    assert {(one.officer, len(one.sent)) for one in entries} == {("sandra", 32)}
    witnessed(three, clock)


def test_an_ally_that_was_away_cosigns_what_came_since(three: list[Ends], clock: Clock) -> None:
    rotterdam = three[0].node
    publish(rotterdam)
    witnessed(three, clock)
    publish(rotterdam, "ML-2")
    clock.on(MINUTE)
    three[0].go(three[1].node)
    publish(rotterdam, "ML-3")
    clock.on(MINUTE)
    three[0].go(three[2].node)
    three[0].go(three[1].node)
    sharing = rotterdam.allied.audit.standings()[1]
    assert (sharing.size, sharing.witnessed) == (6, 6)
    # Asked again where nothing is new, nobody is asked.
    three[0].go(three[1].node)
    assert AUDIT_ALARM not in kinds(rotterdam)


def test_a_log_that_was_rewritten_is_refused_and_both_sides_are_told(
    three: list[Ends], clock: Clock
) -> None:
    rotterdam, antwerp = three[0].node, three[1].node
    publish(rotterdam)
    witnessed(three, clock)
    publish(rotterdam, "ML-2")
    # An insider with the database in hand takes a decision out, and has the log made anew.
    from quaywatch.ledger.line import line_egress

    with for_writing(rotterdam.ledger.engine.connect()) as connection, connection.begin():
        for table in (schema.log, schema.tile, schema.run, schema.checkpoint):
            connection.execute(delete(table).where(_of(table, "sharing")))
        connection.execute(
            line_egress.update().where(line_egress.c.number == 1).values(partner=HAMBURG)
        )
    clock.on(MINUTE)
    with pytest.raises(Refusal):
        three[0].go(antwerp)
    (fork,) = antwerp.allied.audit.forks()
    assert fork.origin == f"{ROTTERDAM}/sharing"
    assert AUDIT_ALARM in kinds(antwerp)
    assert AUDIT_ALARM in kinds(rotterdam)


def test_who_is_no_partner_is_not_witnessed(three: list[Ends]) -> None:
    with pytest.raises(Refusal) as refused:
        three[1].client(three[0].node).ask("witness", b"old 0\n\nelsewhere/log\n1\nAAAA\n")
    assert refused.value.status == 404


def _of(table, part: str):
    column = table.c.name if "name" in table.c else table.c.log
    return column == f"{ROTTERDAM}/{part}"
