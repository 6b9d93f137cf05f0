"""A subscriber sees each event once, in order, those to come included."""

from threading import Event as Flag
from threading import Thread

from quaywatch.ledger import Ledger
from tests.ledger.making import an_event


def test_a_subscriber_gets_what_stands_and_what_comes(ledger: Ledger) -> None:
    ledger.append([an_event(n) for n in range(1, 4)])
    stop = Flag()
    later = Thread(target=lambda: [ledger.append([an_event(n)]) for n in range(4, 9)])
    seen: list[int] = []
    for event in ledger.subscribe(after=1, stop=stop, poll_s=0.01):
        seen.append(event.position)
        if event.position == 3:
            later.start()
        if event.position == 8:
            stop.set()
    later.join()
    assert seen == [2, 3, 4, 5, 6, 7, 8]


def test_a_backlog_longer_than_one_page_comes_whole(ledger: Ledger) -> None:
    ledger.append([an_event(n) for n in range(2_500)])
    stop, seen = Flag(), []
    for event in ledger.subscribe(after=0, stop=stop):
        seen.append(event.position)
        if len(seen) == 2_500:
            stop.set()
    assert seen == list(range(1, 2_501))


def test_a_subscriber_may_ask_for_some_kinds(ledger: Ledger) -> None:
    ledger.append([an_event(1), an_event(2, kind="outcome.recorded"), an_event(3)])
    stop = Flag()
    for event in ledger.subscribe(0, stop, kinds=["outcome.recorded"]):
        assert event.position == 2
        stop.set()


def test_a_stopped_subscription_ends(ledger: Ledger) -> None:
    stop = Flag()
    stop.set()
    assert list(ledger.subscribe(after=0, stop=stop)) == []
