"""Many writers at once: one order, nothing lost, nothing doubled, nobody fails."""

from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

from quaywatch.ledger import Conflict, Ledger
from tests.ledger.making import an_event

WRITERS = 4
BATCHES = 15


def write(url: str) -> list[int]:
    """Append the same batches as every other writer does."""
    with Ledger.open(url) as ledger:
        return [
            receipt.position
            for start in range(BATCHES)
            for receipt in ledger.append([an_event(start + n) for n in range(5)])
        ]


def test_processes_that_send_the_same_events_get_the_same_positions(ledger_url: str) -> None:
    with get_context("forkserver").Pool(WRITERS) as pool:
        answers = pool.map(write, [ledger_url] * WRITERS, chunksize=1)
    assert all(answer == answers[0] for answer in answers)
    with Ledger.open(ledger_url) as ledger:
        assert [event.position for event in ledger.read()] == list(range(1, BATCHES + 5))
        assert ledger.verify() is None


def test_threads_share_one_ledger(ledger: Ledger) -> None:
    def append(number: int) -> int:
        return ledger.append([an_event(number)])[0].position

    with ThreadPoolExecutor(8) as pool:
        positions = list(pool.map(append, range(60)))
    assert sorted(positions) == list(range(1, 61))
    assert ledger.verify() is None


def hold(url: str, officer: int) -> bool:
    with Ledger.open(url) as ledger:
        try:
            ledger.append([an_event(officer, stream="box/0f", version=1)])
        except Conflict:
            return False
        return True


def test_one_of_many_officers_gets_the_box(ledger_url: str) -> None:
    Ledger.open(ledger_url).close()
    with get_context("forkserver").Pool(WRITERS) as pool:
        held = pool.starmap(hold, [(ledger_url, officer) for officer in range(8)], chunksize=1)
    assert held.count(True) == 1


def test_a_reader_sees_no_event_before_its_transaction_ends(ledger: Ledger) -> None:
    ledger.append([an_event(1)])
    with ledger.transaction() as tx:
        tx.append([an_event(2)])
        with ThreadPoolExecutor(1) as pool:
            assert [e.position for e in pool.submit(ledger.read).result(timeout=10)] == [1]
    assert [event.position for event in ledger.read()] == [1, 2]


def test_verify_is_not_disturbed_by_a_writer(ledger: Ledger) -> None:
    ledger.append([an_event(n) for n in range(50)])
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(lambda: [ledger.append([an_event(n)]) for n in range(50, 150)])
        while not writing.done():
            assert ledger.verify() is None
        writing.result()
