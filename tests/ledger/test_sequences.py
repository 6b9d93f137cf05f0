"""Whatever is sent, in whatever order: the ledger behaves as a list with a memory for keys."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quaywatch.ledger import Conflict, Event, Ledger
from tests.ledger.making import an_event

EVENTS = st.builds(
    lambda number, stream, sent: an_event(
        number, stream=stream, version=number % 3 if stream else None, original=sent
    ),
    number=st.integers(0, 12),
    stream=st.sampled_from([None, None, "box/a", "box/b"]),
    sent=st.sampled_from([None, b"", b"UNB", b"UNH"]),
)


class Model:
    """What the ledger promises, in its plainest form."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def append(self, batch: list[Event]) -> list[tuple[int, bool]] | None:
        """Positions with their duplicate mark; None for a batch refused by a conflict."""
        events, receipts = list(self.events), []
        for event in batch:
            keys = [standing.key for standing in events]
            duplicate = event.key in keys
            if not duplicate:
                if event.stream and self._claimed(events, event):
                    return None
                events.append(event)
            receipts.append((keys.index(event.key) + 1 if duplicate else len(events), duplicate))
        self.events = events
        return receipts

    def _claimed(self, events: list[Event], event: Event) -> bool:
        return any((e.stream, e.version) == (event.stream, event.version) for e in events)


@given(batches=st.lists(st.lists(EVENTS, max_size=6), max_size=8))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_order_is_gap_free_and_the_chain_sound(new_ledger_url, batches: list[list[Event]]) -> None:
    model = Model()
    with Ledger.open(new_ledger_url()) as ledger:
        for batch in batches:
            expected = model.append(batch)
            if expected is None:
                with pytest.raises(Conflict):
                    ledger.append(batch)
            else:
                assert [(r.position, r.duplicate) for r in ledger.append(batch)] == expected
        standing = ledger.read()
        assert [event.position for event in standing] == list(range(1, len(model.events) + 1))
        assert [event.key for event in standing] == [event.key for event in model.events]
        for position, event in enumerate(model.events, start=1):
            assert ledger.original(position) == event.original
        assert ledger.verify() is None
