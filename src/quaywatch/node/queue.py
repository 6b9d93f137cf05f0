"""One thread writes; what arrives within moments is assessed together and on disk by one fsync.

Requests parse in their own threads and wait here for their durable acknowledgement. Whatever has
queued up while the last batch was written forms the next one, so batches grow with the load and a
lone request waits for nobody. If a batch fails, its members are tried one by one: a bad one spoils
nothing but itself.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from sqlalchemy import Connection

from quaywatch.ledger import Receipt
from quaywatch.node.drafts import BATCH_CONSIGNMENTS, Draft, weight

Make = Callable[[Connection], Sequence[Draft]]
"""Returns what to append, given the derived tables as of the last event."""

Commit = Callable[[Make], list[Receipt]]

Answer = Future[list[Receipt]]


class Queue:
    """Hands work to `commit` in the order of arrival, in batches where it can."""

    def __init__(self, commit: Commit) -> None:
        self._commit = commit
        self._drafts: deque[tuple[Sequence[Draft] | Make, Answer]] = deque()
        self._arrived = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="quaywatch-writer", daemon=True)
        self._thread.start()

    def append(self, drafts: Sequence[Draft]) -> Answer:
        """Queue drafts; the answer comes once they are on disk."""
        return self._put(drafts)

    def commit(self, make: Make) -> list[Receipt]:
        """Queue a decision that depends on the state, and wait until it is on disk."""
        return self._put(make).result()

    def close(self) -> None:
        """Finish what has been queued and end the thread."""
        with self._arrived:
            self._closed = True
            self._arrived.notify()
        self._thread.join()

    def _put(self, work: Sequence[Draft] | Make) -> Answer:
        answer: Answer = Future()
        with self._arrived:
            if self._closed:
                raise RuntimeError("the node is closed")
            self._drafts.append((work, answer))
            self._arrived.notify()
        return answer

    def _run(self) -> None:
        while True:
            with self._arrived:
                self._arrived.wait_for(lambda: self._drafts or self._closed)
                if not self._drafts:
                    return
                taken = self._take()
            if isinstance(taken, tuple):
                _answer(taken[1], lambda make=taken[0]: self._commit(make))
            else:
                self._write(taken)

    def _take(self) -> tuple[Make, Answer] | list[tuple[Sequence[Draft], Answer]]:
        """Take a decision by itself, or all drafts at the head that fit into one batch."""
        batch: list[tuple[Sequence[Draft], Answer]] = []
        room = BATCH_CONSIGNMENTS
        while self._drafts:
            work, answer = self._drafts[0]
            if callable(work):
                if batch:
                    break
                self._drafts.popleft()
                return work, answer
            room -= weight(work)
            if batch and room < 0:
                break
            batch.append((work, answer))
            self._drafts.popleft()
        return batch

    def _write(self, batch: list[tuple[Sequence[Draft], Answer]]) -> None:
        together = [draft for drafts, _ in batch for draft in drafts]
        try:
            receipts = self._commit(lambda _: together)
        except Exception as error:  # noqa: BLE001 - goes to whoever caused it, below
            if len(batch) == 1:
                batch[0][1].set_exception(error)
                return
            for drafts, answer in batch:
                _answer(answer, lambda alone=drafts: self._commit(lambda _: alone))
            return
        start = 0
        for drafts, answer in batch:
            answer.set_result(receipts[start : start + len(drafts)])
            start += len(drafts)


def _answer(answer: Answer, work: Callable[[], list[Receipt]]) -> None:
    try:
        answer.set_result(work())
    except Exception as error:  # noqa: BLE001 - raised again in the thread that waits
        answer.set_exception(error)
