"""The gate is bounded and measured, and lets nobody file under another's name."""

import threading
from datetime import timedelta

import pytest

from quaywatch.intake import Busy, Gate, Meter, Origin, Sender
from quaywatch.node import Node
from tests.intake.conftest import CARRIER
from tests.node.making import DAY, consignment, filing


def take(gate: Gate, data: bytes, sender: Sender = CARRIER):
    return gate.take(data, sender, Origin.HTTP, size_bytes=len(data))


def test_what_a_sender_files_under_its_own_name_is_taken(node: Node, gate: Gate) -> None:
    receipt = take(gate, filing(consignment()))
    assert (receipt.consignments, receipt.quarantined) == (1, 0)
    assert node.worklist().total == 1


def test_what_bears_the_name_of_another_waits_for_a_person(node: Node, gate: Gate) -> None:
    receipt = take(gate, filing(consignment()), Sender("rival", frozenset({"RVLU"})))
    assert (receipt.consignments, receipt.quarantined) == (0, 1)
    assert receipt.problems[0].startswith("sender.foreign")
    assert node.worklist().total == 0
    (waiting,) = node.quarantine()
    assert waiting.sender == "rival"


def test_a_sender_without_names_may_file_for_all(gate: Gate) -> None:
    assert take(gate, filing(consignment()), Sender("hub")).consignments == 1


def test_a_resend_changes_nothing_and_is_counted(node: Node, gate: Gate) -> None:
    message = filing(consignment())
    first, again = take(gate, message), take(gate, message)
    assert again.duplicates == len(again.positions)
    assert first.positions == again.positions
    (traffic,) = gate.meter.traffic()
    assert (traffic.messages, traffic.duplicates) == (2, again.duplicates)
    assert traffic.size_bytes == 2 * len(message)


def test_a_full_gate_asks_to_come_back_and_takes_nothing_in(node: Node) -> None:
    gate = Gate(node, at_once=1, waiting=0)
    held, go = threading.Event(), threading.Event()

    class Slow:
        """A body that arrives slowly."""

        def __init__(self) -> None:
            self._rest = filing(consignment())

        def read(self, size: int) -> bytes:
            held.set()
            go.wait(10)
            rest, self._rest = self._rest[:size], self._rest[size:]
            return rest

    slow = threading.Thread(
        target=lambda: gate.take(Slow(), CARRIER, Origin.HTTP, size_bytes=1)  # type: ignore[arg-type]
    )
    slow.start()
    assert held.wait(10)
    assert gate.inside == 1
    with pytest.raises(Busy):
        take(gate, filing(consignment("BL2")))
    go.set()
    slow.join()
    assert gate.inside == 0
    assert take(gate, filing(consignment("BL2"))).consignments == 1
    (traffic,) = gate.meter.traffic()
    assert (traffic.refused, traffic.messages) == (1, 2)


def test_what_could_not_be_read_at_all_leaves_the_gate_open(gate: Gate, tmp_path) -> None:
    with pytest.raises(FileNotFoundError):
        gate.take(tmp_path / "gone", CARRIER, Origin.FOLDER, size_bytes=0)
    assert gate.inside == 0
    (traffic,) = gate.meter.traffic()
    assert (traffic.failed, traffic.messages) == (1, 0)


def test_the_meter_tells_of_the_last_hour_only() -> None:
    now = [DAY]
    meter = Meter(lambda: now[0])
    meter.note(Origin.HTTP, "carrier", None)
    now[0] += timedelta(minutes=59)
    assert len(meter.traffic()) == 1
    now[0] += timedelta(minutes=2)
    assert meter.traffic() == []


def test_lag_is_told_by_its_middle_and_its_end(gate: Gate) -> None:
    for n in range(5):
        data = filing(consignment(f"B{n}"))
        gate.take(data, CARRIER, Origin.FOLDER, size_bytes=len(data), waited_s=float(n))
    (traffic,) = gate.meter.traffic()
    assert 2 <= traffic.lag_p50_s < 3
    assert traffic.lag_p99_s >= 4
