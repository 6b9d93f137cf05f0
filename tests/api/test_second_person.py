"""Over the commands of the service: nobody alone lets a box go that is kept or raised an alarm."""

from collections.abc import Callable, Iterator

import msgspec
import pytest
from fastapi.testclient import TestClient
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from quaywatch.inspections import BoxEvent, Record, fold
from quaywatch.ledger.acts import same_person
from quaywatch.node import Node
from tests.node.making import NUMBERS, consignment, filing

WHO = st.sampled_from(["officer", "supervisor"])
RESULTS = st.sampled_from(["nothing", "irregularity", "found"])
COMMANDS = st.sampled_from(
    [
        ("order", {"kind": "documents", "override": "other"}),
        ("order", {"kind": "open", "override": "other"}),
        ("hold", {}),
        ("release", {}),
        ("skip", {"reason": "no-staff"}),
        ("skip", {"reason": "no-staff", "knowing": True}),
        ("detain", {"reason": "seal"}),
        ("lifting", {"reason": "explained"}),
        ("lift", {}),
        ("offer", {"to": "officer"}),
        ("offer", {"to": "supervisor"}),
        ("accept", {}),
        ("decline", {}),
        ("delay", {"slot_at": "2026-03-02T09:00:00Z", "reason": "weather"}),
    ]
)


class Service(RuleBasedStateMachine):
    """An officer and a supervisor who send whatever they like, on the sight that they have."""

    node: Node
    people: dict[str, TestClient]
    boxes: Iterator[str]

    @initialize(who=WHO, result=st.none() | RESULTS)
    def arrive(self, who: str, result: str | None) -> None:
        """Most of what can go wrong does so after an inspection."""
        self.box = next(self.boxes)
        self.send(who, "order", {"kind": "open", "override": "other"})
        if result is not None:
            self.conclude(who, result)

    @rule(who=WHO, command=COMMANDS)
    def command(self, who: str, command: tuple[str, dict[str, object]]) -> None:
        self.send(who, *command)

    @rule(who=WHO, result=RESULTS)
    def conclude(self, who: str, result: str) -> None:
        self.send(who, "outcome", {"outcome": {"result": result}})

    @rule(who=WHO, result=RESULTS)
    def correct(self, who: str, result: str) -> None:
        self.send(who, "correction", {"outcome": {"result": result}, "reason": "looked again"})

    @rule(who=WHO)
    def take_next(self, who: str) -> None:
        self.people[who].post("/api/board/next", json={})

    @invariant()
    def nobody_let_it_go_alone(self) -> None:
        record, alarmed, proposed = Record(box_id=self.box), False, ""
        for event in self.node.ledger.read(stream=f"box/{self.box}"):
            before, record = record, record.apply(event)
            entry = record.history[-1]
            result = entry.fact.outcome.result.value if entry.fact.outcome else ""
            alarmed = alarmed or result in ("irregularity", "found")
            if before.detention is not None and record.detention is None:
                if entry.kind is BoxEvent.LIFTED:
                    assert not same_person(proposed, entry.actor)
                else:
                    assert (entry.kind, result, alarmed) == (BoxEvent.OUTCOME, "nothing", False)
            if entry.kind is BoxEvent.LIFTING:
                proposed = entry.actor

    @invariant()
    def every_change_was_told_and_nothing_else(self) -> None:
        record, changes = Record(box_id=self.box), list[str]()
        for event in self.node.ledger.read(stream=f"box/{self.box}"):
            before, record = record, record.apply(event)
            if (before.detention is None) != (record.detention is None):
                changes.append("release" if record.detention is None else "hold")
        assert told(self.node, self.box) == changes

    def send(self, who: str, verb: str, body: dict[str, object]) -> None:
        version = fold(self.box, self.node.ledger.read(stream=f"box/{self.box}")).version
        answer = self.people[who].post(
            f"/api/boxes/{self.box}/{verb}", json={"version": version, **body}
        )
        assert answer.status_code in (200, 403, 409, 422), answer.text


def told(node: Node, box: str) -> list[str]:
    """What the carrier was told of a box."""
    said = (
        msgspec.json.decode(event.payload)
        for event in node.ledger.read(limit=100_000, kinds=["notice.made"])
    )
    return [each["told"] for each in said if each["box_id"] == box and each["recipient"] == "TSTL"]


@pytest.fixture(autouse=True)
def _service(node: Node, sign_in: Callable[[str], TestClient]) -> None:
    made = [consignment(f"S{i}", NUMBERS[i : i + 1]) for i in range(10, 110)]
    boxes = [
        box for each in made for box in node.intake(filing(each, reference=each.reference)).boxes
    ]
    Service.node, Service.boxes = node, iter(boxes * 20)
    Service.people = {who: sign_in(who) for who in ("officer", "supervisor")}


Service.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


def test_nobody_alone_lets_a_box_go() -> None:
    Service.TestCase("runTest").runTest()
