"""Requests that arrive together are written together, and none suffers for another."""

import threading
from collections.abc import Sequence

import pytest

from quaywatch.ledger import Event, Receipt
from quaywatch.node.drafts import Draft
from quaywatch.node.queue import Make, Queue
from tests.node.making import DAY


def draft(name: str) -> Draft:
    return Draft(event=Event(kind="test", payload=b"{}", known_at=DAY, key=name))


class Writer:
    """Writes when it is let, and refuses batches that hold a bad draft."""

    def __init__(self) -> None:
        self.let = threading.Event()
        self.begun = threading.Event()
        self.batches: list[list[str]] = []

    def commit(self, make: Make) -> list[Receipt]:
        self.begun.set()
        assert self.let.wait(10)
        drafts: Sequence[Draft] = make(None)  # type: ignore[arg-type]
        keys = [each.event.key for each in drafts]
        if "bad" in keys:
            raise ValueError("bad")
        self.batches.append(keys)
        return [Receipt(int(key), False) for key in keys]


@pytest.fixture
def writer() -> Writer:
    return Writer()


def test_what_waits_is_written_together_and_answered_apart(writer: Writer) -> None:
    queue = Queue(writer.commit)
    first = queue.append([draft("1")])
    assert writer.begun.wait(10)
    others = [queue.append([draft(str(2 * i)), draft(str(2 * i + 1))]) for i in range(1, 4)]
    writer.let.set()
    assert first.result(10) == [Receipt(1, False)]
    positions = [[receipt.position for receipt in answer.result(10)] for answer in others]
    assert positions == [[2, 3], [4, 5], [6, 7]]
    assert writer.batches == [["1"], ["2", "3", "4", "5", "6", "7"]]
    queue.close()


def test_a_bad_one_spoils_nothing_but_itself(writer: Writer) -> None:
    queue = Queue(writer.commit)
    queue.append([draft("1")])
    assert writer.begun.wait(10)
    good, bad, also = (queue.append([draft(name)]) for name in ("2", "bad", "3"))
    writer.let.set()
    assert good.result(10) == [Receipt(2, False)]
    assert also.result(10) == [Receipt(3, False)]
    with pytest.raises(ValueError, match="bad"):
        bad.result(10)
    queue.close()


def test_a_decision_sees_everything_that_came_before_it(writer: Writer) -> None:
    queue = Queue(writer.commit)
    writer.let.set()
    queue.append([draft("1")])
    seen: list[list[str]] = []

    def decide(_: object) -> list[Draft]:
        seen.extend(writer.batches)
        return [draft("2")]

    assert queue.commit(decide) == [Receipt(2, False)]
    assert seen == [["1"]]
    queue.close()


def test_closing_finishes_what_was_queued_and_takes_nothing_more(writer: Writer) -> None:
    queue = Queue(writer.commit)
    answers = [queue.append([draft(str(i))]) for i in range(1, 6)]
    writer.let.set()
    queue.close()
    assert all(answer.done() for answer in answers)
    with pytest.raises(RuntimeError, match="closed"):
        queue.append([draft("9")])
