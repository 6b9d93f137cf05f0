"""Ports learn together over the line: none sees another's part, and a killed port goes on."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import numpy as np
import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from quaywatch.alliance.accords import PolicyText, Topic
from quaywatch.alliance.learning import Growing, Logistic, Trees, Why, logistic
from quaywatch.alliance.learning.masks import encoded
from quaywatch.alliance.sums import Refusal, Refused, Stage, SumEvent, work
from quaywatch.alliance.sums.wire import Give
from quaywatch.ledger.line import line_head
from quaywatch.node.allied.sums.facts import SUM_ROUND, SumRound
from tests.node.allied.summing import LATE, NAME, PLAN, PORTS, PROPOSAL, Meeting, pooled, rows_of
from tests.node.tables import contents
from tests.places import Places

EVERYBODY = (0, 1, 2, 3)
ASKED = msgspec.msgpack.encode(Give(name=NAME))
"""What a port asks another for."""


@pytest.fixture
def ports(tmp_path: Path, places: Places) -> Iterator[Meeting]:
    with ExitStack() as stack:
        yield Meeting(tmp_path, places, stack)


def learned(ports: Meeting, number: int) -> Logistic:
    model = ports.sums(number).model(NAME)
    assert isinstance(model, Logistic)
    return model


def silenced(ports: Meeting, number: int) -> None:
    """Let a port's policy let nothing go any more."""
    accords = ports.node(number).allied.accords
    text = ports.node(number).allied.policy().text
    accords.propose(PolicyText(text=text), actor="anna", seen=0)
    accords.confirm(Topic.POLICY, "sharing", actor="bram", seen=1)
    accords.suspend(Topic.POLICY, "sharing", "a leak", actor="bram", seen=2)


def test_ports_come_to_the_model_of_all_rows_and_one_that_leaves_is_left_out(
    ports: Meeting,
) -> None:
    ports.start()
    ports.round(*EVERYBODY)
    ports.round(*EVERYBODY)
    # Vigo is heard of no more.
    for _ in range(3):
        ports.round(0, 1, 2)
    assert {ports.life(number).stage for number in (0, 1, 2)} == {Stage.RUNNING}
    ports.clock.on(LATE)
    for _ in range(PLAN.steps + 4):
        ports.round(0, 1, 2)
    lives = [ports.life(number) for number in (0, 1, 2)]
    assert {life.stage for life in lives} == {Stage.FINISHED}
    assert {life.parties for life in lives} == {PORTS[:3]}
    assert len({life.digest for life in lives}) == 1
    # Its rows counted for the common scale, before it left; the fit is of the three that stayed.
    model = learned(ports, 0)
    assert np.allclose(model.weights, pooled(0, 1, 2), atol=0.05)
    assert all(low < weight < high for weight, (low, high) in zip(
        model.weights, model.intervals(), strict=True
    ))  # fmt: skip
    # The one that was left out hears so, and does not go on by itself.
    ports.round(3)
    assert ports.life(3).stage is Stage.FAILED
    assert "without this one" in ports.life(3).reason
    assert ports.life(3).why is Why.LEFT_OUT


@pytest.mark.parametrize("seed", [1, 2])
def test_ports_killed_at_any_moment_come_to_the_same_model(ports: Meeting, seed: int) -> None:
    drawn = np.random.default_rng(seed)
    ports.start()
    for _ in range(3 * (PLAN.steps + 4)):
        number, other = (int(one) for one in drawn.choice(4, 2, replace=False))
        ports.kill(number)
        ports.ask(number, other)
        ports.kill(other)
        ports.round(int(drawn.integers(4)))
    for _ in range(PLAN.steps + 4):
        ports.round(*EVERYBODY)
    lives = [ports.life(number) for number in EVERYBODY]
    assert {life.stage for life in lives} == {Stage.FINISHED}
    assert {life.parties for life in lives} == {PORTS}
    assert np.allclose(learned(ports, 0).weights, pooled(*EVERYBODY), atol=1e-5)
    assert len({life.digest for life in lives}) == 1
    # Each step is on each ledger once, with the same digest at each.
    told = [
        [
            msgspec.json.decode(one.payload, type=SumRound)
            for one in ports.node(number).ledger.read(kinds=[SUM_ROUND])
        ]
        for number in EVERYBODY
    ]
    assert [one.step for one in told[0]] == list(range(PLAN.steps + 1))
    assert all([one.total for one in each] == [one.total for one in told[0]] for each in told)


def test_nothing_of_rows_lies_on_the_ledger_or_unsealed_beside_it(ports: Meeting) -> None:
    ports.start()
    for _ in range(2):
        ports.round(*EVERYBODY)
    rows, _ = rows_of(0)
    assert ports.life(0).stage is Stage.RUNNING
    lies = ports.places.data(PORTS[0])
    for value in (*rows[:, 0], *rows[:, 1]):
        for said in (np.float64(value).tobytes(), repr(float(value)).encode()):
            assert said not in lies
    before = contents(ports.node(0))
    ports.node(0).rebuild()
    assert contents(ports.node(0)) == before


def test_what_a_port_gives_of_its_rows_lies_at_no_other_in_clear(ports: Meeting) -> None:
    ports.start()
    for _ in range(3):
        ports.round(*EVERYBODY)
    rows, found = rows_of(0)
    own = encoded(logistic.moments(rows, found))[1:]
    given = ports.sums(0)._running.given(NAME)
    assert given is not None
    behind_masks = [
        one.said for one in given.contributions if b"antwerp" in one.said.split(b"parties")[0]
    ]
    for number in (1, 2, 3):
        lies = ports.places.data(PORTS[number])
        assert any(said in lies for said in behind_masks)
        assert not [value for value in (*own, *rows.ravel()) if value.tobytes() in lies]


def test_ports_grow_trees_where_the_plan_asks_for_them(ports: Meeting) -> None:
    how = Trees(number=2, depth=2, bins=8, least_rows=20)
    plan = msgspec.structs.replace(PLAN, trees=how)
    ports.start(msgspec.structs.replace(PROPOSAL, plan=plan))
    for step in range(10):
        ports.round(*EVERYBODY)
        ports.kill(step % 4)
    models = [ports.sums(number).model(NAME) for number in EVERYBODY]
    assert models[0] == models[1] == models[2] == models[3]
    rows, found = (np.concatenate(part) for part in zip(*map(rows_of, EVERYBODY), strict=True))
    pooled = Growing(how, plan.features, rows, found)
    while pooled.model is None:
        pooled.took(pooled.part())
    assert models[0] == pooled.model


def test_nothing_is_told_or_joined_by_one_person(ports: Meeting) -> None:
    sums = ports.sums(0)
    sums.propose(PROPOSAL, "inspections", actor="anna")
    ports.ask(1, 0)
    assert ports.sums(1).all() == []
    with pytest.raises(Refused) as refused:
        sums.confirm(NAME, actor=" Anna ", seen=1)
    assert refused.value.code is Refusal.FOUR_EYES
    sums.confirm(NAME, actor="bram", seen=1)
    ports.ask(1, 0)
    asked = ports.life(1)
    assert (asked.stage, asked.proposal) == (Stage.INVITED, PROPOSAL)
    ports.sums(1).put(NAME, "inspections", actor="cora", seen=1)
    ports.ask(0, 1)
    assert ports.life(0).answers == {}
    returned = ports.sums(1).give_back(NAME, "not these rows", actor="dirk", seen=2)
    assert returned.stage is Stage.INVITED
    ports.sums(1).put(NAME, "inspections", actor="dirk", seen=3)
    with pytest.raises(Refused) as refused:
        ports.sums(1).confirm(NAME, actor="dirk", seen=4)
    assert refused.value.code is Refusal.FOUR_EYES
    ports.sums(1).confirm(NAME, actor="cora", seen=4)
    ports.ask(0, 1)
    assert ports.life(0).answers == {PORTS[1]: "joined"}
    kinds = [one.kind for one in ports.node(1).ledger.read(kinds=[*SumEvent])]
    assert kinds == ["sum.invited", "sum.put", "sum.returned", "sum.put", "sum.confirmed"]


def test_a_sum_starts_with_those_who_joined_and_no_fewer_than_agreed(ports: Meeting) -> None:
    ports.propose()
    ports.join(1)
    ports.ask(2, 0)
    ports.sums(2).decline(NAME, "we may not", actor="cora", seen=1)
    ports.ask(0, 1, 2)
    assert ports.life(0).answers == {PORTS[1]: "joined", PORTS[2]: "declined"}
    with pytest.raises(Refused) as refused:
        ports.sums(0).start(NAME, actor="anna", seen=ports.life(0).version)
    assert refused.value.code is Refusal.TOO_FEW_PORTS
    with pytest.raises(Refused) as refused:
        ports.sums(1).start(NAME, actor="anna", seen=ports.life(1).version)
    assert refused.value.code is Refusal.NOT_OURS
    ports.join(3)
    ports.ask(0, 3)
    ports.sums(0).start(NAME, actor="anna", seen=ports.life(0).version)
    for _ in range(PLAN.steps + 4):
        ports.round(0, 1, 3)
    assert ports.life(0).parties == (PORTS[0], PORTS[1], PORTS[3])
    assert np.allclose(learned(ports, 3).weights, pooled(0, 1, 3), atol=1e-5)


def test_who_begins_to_doubt_leaves_and_nothing_more_is_given(ports: Meeting) -> None:
    ports.start()
    ports.round(*EVERYBODY)
    ports.sums(3).decline(NAME, "the rows were wrong", actor="cora", seen=ports.life(3).version)
    for _ in range(2):
        ports.round(0, 1, 2)
    ports.clock.on(LATE)
    for _ in range(PLAN.steps + 4):
        ports.round(*EVERYBODY)
    assert ports.life(3).stage is Stage.DECLINED
    assert ports.life(3).reason == "the rows were wrong"
    assert ports.life(0).parties == PORTS[:3]


def test_too_few_rows_and_what_the_policy_forbids_are_refused_with_the_reason(
    ports: Meeting,
) -> None:
    ports.shelves[0].rows, ports.shelves[0].found = (part[:40] for part in rows_of(0))
    with pytest.raises(Refused, match="40 rows; it takes 50") as refused:
        ports.sums(0).propose(PROPOSAL, "inspections", actor="anna")
    assert refused.value.code is Refusal.TOO_FEW_ROWS
    rows, _ = rows_of(0)
    ports.shelves[0].rows, ports.shelves[0].found = rows, np.zeros(len(rows))
    with pytest.raises(Refused, match="both outcomes") as refused:
        ports.sums(0).propose(PROPOSAL, "inspections", actor="anna")
    assert refused.value.code is Refusal.UNFIT_ROWS
    ports.shelves[0].found = rows_of(0)[1]
    more = msgspec.structs.replace(PROPOSAL, least_rows=81)
    with pytest.raises(Refused, match="takes 81"):
        ports.sums(0).propose(more, "inspections", actor="anna")
    ports.propose()
    ports.ask(1, 0)
    silenced(ports, 1)
    (ready,) = ports.sums(1).ready(NAME)
    assert ready.refusal is Refusal.POLICY
    with pytest.raises(Refused, match="lets nothing go") as refused:
        ports.sums(1).put(NAME, "inspections", actor="anna", seen=1)
    assert refused.value.code is Refusal.POLICY


def test_a_policy_that_forbids_it_while_it_runs_ends_what_is_given(ports: Meeting) -> None:
    ports.start()
    ports.round(*EVERYBODY)
    silenced(ports, 3)
    ports.round(*EVERYBODY)
    ports.clock.on(LATE)
    for _ in range(PLAN.steps + 4):
        ports.round(0, 1, 2)
    assert ports.life(0).parties == PORTS[:3]


def test_what_is_not_begun_in_time_and_what_is_over_ends(ports: Meeting) -> None:
    ports.propose()
    ports.ask(1, 0)
    ports.clock.on(400)
    ports.sums(0).tick()
    ports.sums(1).tick()
    assert [ports.life(number).stage for number in (0, 1)] == [Stage.FAILED] * 2
    assert "not begun by 2026-12-31" in ports.life(1).reason
    assert ports.life(1).why is Why.NOT_BEGUN


def test_a_model_is_deleted_when_its_time_is_over(ports: Meeting) -> None:
    ports.start()
    for _ in range(PLAN.steps + 4):
        ports.round(*EVERYBODY)
    digest = ports.life(0).digest
    assert learned(ports, 0)
    ports.clock.on(400)
    ports.sums(0).tick()
    assert ports.sums(0).model(NAME) is None
    assert (ports.life(0).forgotten, ports.life(0).digest) == (True, digest)
    assert ports.sums(1).model(NAME) is not None


def test_without_what_it_needs_a_port_fails_with_the_reason(ports: Meeting) -> None:
    ports.start()
    ports.round(*EVERYBODY)
    ports.kill(1)
    with ports.node(1).ledger.transaction() as transaction:
        work.clear(transaction.connection, NAME)
    ports.round(1)
    assert ports.life(1).stage is Stage.FAILED
    assert "not here any more" in ports.life(1).reason
    assert ports.life(1).why is Why.LOST


def test_a_port_that_was_restored_from_a_backup_gives_nothing_twice(ports: Meeting) -> None:
    ports.start()
    ports.round(*EVERYBODY)
    ports.kill(1)
    # It goes on as a restored node does: in an epoch of its own.
    with ports.node(1).ledger.transaction() as transaction:
        transaction.connection.execute(update(line_head).values(epoch=2))
    ports.ask(0, 1)
    assert ports.life(1).stage is Stage.FAILED
    assert "restored from a backup" in ports.life(1).reason
    assert ports.life(1).why is Why.RESTORED
    for _ in range(2):
        ports.round(0, 2, 3)
    ports.clock.on(LATE)
    for _ in range(PLAN.steps + 4):
        ports.round(0, 2, 3)
    assert ports.life(0).parties == (PORTS[0], *PORTS[2:])


def test_a_step_that_the_disk_does_not_take_is_given_to_nobody(
    ports: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OperationalError("insert", {}, Exception("disk full"))

    ports.start()
    ports.round(1, 2, 3)
    given = [ports.sums(0).desk(port, ASKED) for port in PORTS[1:]]
    with monkeypatch.context() as patch:
        patch.setattr(work, "save", full)
        with pytest.raises(OperationalError):
            ports.ask(0, 1, 2, 3)
    assert [ports.sums(0).desk(port, ASKED) for port in PORTS[1:]] == given
    for _ in range(PLAN.steps + 4):
        ports.round(*EVERYBODY)
    assert {ports.life(number).parties for number in EVERYBODY} == {PORTS}
    assert np.allclose(learned(ports, 0).weights, pooled(*EVERYBODY), atol=1e-5)
