"""Ports learn together over the line: none sees another's part, and who took part is on record."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import msgspec
import numpy as np
import pytest

from quaywatch.alliance.learning import Growing, Trees, logistic
from quaywatch.alliance.learning.masks import Floats
from quaywatch.alliance.learning.rounds import Refused
from quaywatch.alliance.learning.sitting import Plan, Sitting
from quaywatch.node.allied.summing import SUM_ENDED, SUM_OPENED, SUM_PROPOSED, SumEnded
from tests.alliance.line.lines import KEYS
from tests.alliance.making import NOW
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, ROTTERDAM, Clock
from tests.node.allied.meeting import Ends, meeting
from tests.places import Places

PORTS = tuple(sorted((ANTWERP, ROTTERDAM, "hamburg.example", "vigo.example")))
PLAN = Plan(session="spring", parties=PORTS, features=("age", "route"), steps=6)
LATE = 700 / 86_400


def rows_of(number: int) -> tuple[Floats, Floats]:
    drawn = np.random.default_rng(number)
    rows = drawn.normal(size=(80, 2))
    chance = 1 / (1 + np.exp(-(rows @ np.array([1.0, -0.5]) - 0.3)))
    return rows, (drawn.random(80) < chance).astype(np.float64)


def pooled(*numbers: int) -> tuple[float, ...]:
    """The same steps over the rows of some ports laid together: what no port has."""
    rows, found = (np.concatenate(part) for part in zip(*map(rows_of, numbers), strict=True))
    scale = logistic.scale_of(logistic.moments(rows, found))
    weights = logistic.start(PLAN.features)
    for _ in range(PLAN.steps):
        part = logistic.part(rows, found, scale, weights)
        weights = logistic.stepped(weights, part, PLAN.ridge)
    return weights


class Meeting:
    def __init__(self, path: Path, places: Places, stack: ExitStack) -> None:
        self.clock = Clock()
        nodes = [stack.enter_context(allies.node(path, port, self.clock, places)) for port in PORTS]
        self.ends: list[Ends] = stack.enter_context(meeting(path, *nodes))

    def open(self, *numbers: int, plan: Plan = PLAN) -> None:
        for number in numbers:
            summing = self.ends[number].node.allied.summing
            summing.propose(plan, actor="anna")
            summing.open("spring", *rows_of(number), actor="bram")

    def round(self, *numbers: int) -> None:
        for number in numbers:
            for other in range(len(PORTS)):
                if other != number:
                    with closing(self.ends[number].client(self.ends[other].node)) as client:
                        self.ends[number].node.allied.summing.errand(client)

    def ended(self, number: int) -> SumEnded:
        (said,) = self.ends[number].node.ledger.read(kinds=[SUM_ENDED])
        return msgspec.json.decode(said.payload, type=SumEnded)


@pytest.fixture
def ports(tmp_path: Path, places: Places) -> Iterator[Meeting]:
    with ExitStack() as stack:
        yield Meeting(tmp_path, places, stack)


def test_ports_come_to_the_model_of_all_rows_and_one_that_leaves_is_left_out(
    ports: Meeting,
) -> None:
    summing = ports.ends[0].node.allied.summing
    summing.propose(PLAN, actor="anna")
    with pytest.raises(ValueError, match="another person"):
        summing.open("spring", *rows_of(0), actor=" Anna ")
    # One alone opens nothing: nothing leaves before a second person agreed.
    ports.round(1)
    ports.open(0, 1, 2, 3)
    everybody = (0, 1, 2, 3)
    ports.round(*everybody)
    ports.round(*everybody)
    # Vigo's process ends in the middle: its keys are gone with it.
    ports.ends[3].node.allied.summing._sittings.clear()
    for _ in range(3):
        ports.round(0, 1, 2)
    assert summing.model("spring") is None
    ports.clock.on(LATE)
    for _ in range(PLAN.steps + 4):
        ports.round(0, 1, 2)
    ended = [ports.ended(number) for number in (0, 1, 2)]
    assert ended[0] == ended[1] == ended[2]
    assert (ended[0].parties, ended[0].out) == (PORTS[:3], PORTS[3:])
    assert len(ended[0].model) == 64
    model = summing.model("spring")
    assert model is not None
    # Its rows counted for the common scale, before it left; the fit is of the three that stayed.
    assert np.allclose(model.weights, pooled(0, 1, 2), atol=0.05)
    kinds = [SUM_PROPOSED, SUM_OPENED]
    actors = [one.actor for one in ports.ends[1].node.ledger.read(kinds=kinds)]
    assert actors == ["anna", "bram"]


def test_ports_grow_trees_where_the_plan_asks_for_them(ports: Meeting) -> None:
    how = Trees(number=2, depth=2, bins=8, least_rows=20)
    plan = msgspec.structs.replace(PLAN, trees=how)
    everybody = (0, 1, 2, 3)
    ports.open(*everybody, plan=plan)
    for _ in range(10):
        ports.round(*everybody)
    models = [ports.ends[number].node.allied.summing.model("spring") for number in everybody]
    assert models[0] == models[1] == models[2] == models[3]
    rows, found = (np.concatenate(part) for part in zip(*map(rows_of, everybody), strict=True))
    pooled = Growing(how, plan.features, rows, found)
    while pooled.model is None:
        pooled.took(pooled.part())
    assert models[0] == pooled.model
    assert {ports.ended(number).model for number in everybody} == {ports.ended(0).model}


def sitting(node: str, number: int, plan: Plan) -> Sitting:
    keys = {other: key.public_key() for other, key in KEYS.items() if other != node}
    return Sitting(plan, node, KEYS[node], keys, *rows_of(number), NOW)


def test_what_another_signed_or_planned_otherwise_is_refused() -> None:
    parties = tuple(sorted(KEYS))
    plan = Plan(session="s", parties=parties, features=("age", "route"))
    one, other, third = (sitting(node, n, plan) for n, node in enumerate(parties))
    for each in (one, other, third):
        for said in (one, other, third):
            each.hear(said.node, said.given)
        each.advance(NOW)
    told = other.given
    mine = next(
        one for one in told.contributions if msgspec.msgpack.decode(one.said)["node"] == other.node
    )
    changed = msgspec.structs.replace(mine, said=mine.said[:-1] + bytes([mine.said[-1] ^ 1]))
    with pytest.raises(Refused, match="signed"):
        one.hear(other.node, msgspec.structs.replace(told, contributions=[changed]))
    with pytest.raises(Refused, match="plan"):
        one.hear(other.node, msgspec.structs.replace(told, plan=b"another"))
    with pytest.raises(Refused, match="offers"):
        one.hear(other.node, third.given)
    # What is given is behind masks: none of it is the port's own part.
    own = logistic.moments(*rows_of(1))
    numbers = np.frombuffer(msgspec.msgpack.decode(mine.said)["numbers"], dtype="<i8") / 2.0**24
    assert not np.isclose(numbers, own).any()


def test_with_fewer_ports_than_agreed_there_is_no_model() -> None:
    parties = tuple(sorted(KEYS))
    plan = Plan(session="s", parties=parties, features=("age", "route"))
    one = sitting(parties[0], 0, plan)
    one.advance(NOW)
    assert not one.why_not
    one.advance(NOW.replace(year=NOW.year + 1))
    assert "too few" in one.why_not
    assert one.model is None
    with pytest.raises(ValueError, match="parties"):
        Plan(session="s", parties=parties, features=("age",), fewest=4)
