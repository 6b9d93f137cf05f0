"""What is kept of a history, and what is refused."""

from pathlib import Path

import msgspec
import pytest

from quaywatch.cargo import Filing
from quaywatch.cargo.columns import to_frames
from quaywatch.history import CATALOGUE, History
from quaywatch.ledger import Event, Ledger
from tests.history.making import bill, day, filed, header, outcomes


def test_a_snapshot_holds_the_events_of_its_instant_too() -> None:
    history = History()
    history.read(filed((0, bill()), (1, bill())))
    again = History.load(history.dump())
    assert again.dump() == history.dump()
    more = filed((1, bill()), (2, bill()))
    assert again.read(more).values.tobytes() == history.read(more).values.tobytes()


def test_a_history_without_events_can_be_kept() -> None:
    assert History.load(History().dump()).keys() == 0


def test_a_snapshot_of_other_features_is_refused() -> None:
    data = History(CATALOGUE[:-1]).dump()
    with pytest.raises(ValueError, match="features"):
        History.load(data)


@pytest.mark.parametrize("data", [b"", b"x", b"\x95\x00", bytes(100)])
def test_what_is_no_snapshot_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no snapshot"):
        History.load(data)


def test_a_history_made_anew_from_the_ledger_is_the_same(tmp_path: Path) -> None:
    live = History()
    with Ledger.open(str(tmp_path / "ledger.sqlite")) as ledger:
        for number in range(6):
            said = bill(reference=f"B{number}")
            filing = Filing(header=header(number // 2), consignments=(said,))
            ledger.append(
                [
                    Event(
                        kind="filing.received",
                        payload=msgspec.json.encode(filing),
                        known_at=day(number // 2),
                        key=f"k{number}",
                    )
                ]
            )
            live.read(to_frames([(filing.header, said)]))
        again = History()
        for event in ledger.read():
            filing = msgspec.json.decode(event.payload, type=Filing)
            again.read(to_frames((filing.header, each) for each in filing.consignments))
    assert again.dump() == live.dump()


def test_outcomes_of_a_snapshot_go_on_to_be_learned_from() -> None:
    history = History()
    frames = filed((0, bill()))
    history.read(frames)
    history.learn(frames, outcomes((0, True, 1)))
    again = History.load(history.dump())
    later = filed((2, bill()))
    assert again.read(later).frame()["route_since_found"].to_list() == [1.0]
