"""An analyst of whom tiring was seen is told when a break would pay, at the queue."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from quaywatch.inspections.readers.pacing import Effect, Paces, Pacing
from quaywatch.node import Node
from quaywatch.node.scanning import measuring
from quaywatch.node.scanning.measuring import Due
from quaywatch.scans import writers
from quaywatch.scans.verdicts import Says, Verdict
from tests.node.making import DAY, NUMBERS
from tests.scans.pictures import radiograph

CLEAR = Verdict(says=Says.CLEAR, seconds=60)
_SAME = Effect(times=1.0, low=1.0, high=1.0)


def _pacing(after: int | None) -> Pacing:
    return Pacing(looks=60, half_hour=_SAME, twenty=_SAME, break_after=after)


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = DAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def tiring(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Paces(everybody=_pacing(None), of={"ann": _pacing(20), "bob": _pacing(None)})
    made: Callable[[object], Paces] = lambda _: told  # noqa: E731
    monkeypatch.setattr(measuring, "paces", made)


@pytest.mark.usefixtures("tiring")
def test_who_tires_is_told_once_they_have_gone_on_for_too_long(tmp_path) -> None:  # type: ignore[no-untyped-def]
    hand = Hand()
    with Node.open(tmp_path / "node.sqlite", clock=hand) as node:
        sent = writers.tiff(radiograph())
        digests = []
        for number, shade in zip(NUMBERS[:4], range(4), strict=True):
            file = sent + bytes(shade)
            taken = node.scans.take(file, actor="scanner", equipment_number=number)
            digests.append(taken.scan.taken.digest)
        told: list[Due | None] = []
        for digest in digests:
            hand.now += timedelta(minutes=8)
            node.verdicts.give(digest, CLEAR, actor="ann")
            told.append(node.readers.due("ann"))
        assert told[:2] == [None, None]
        assert told[3] == Due(minutes=25, after=20)
        assert node.readers.due("bob") is None
        assert node.readers.due("eve") is None
        hand.now += timedelta(minutes=10)
        assert node.readers.due("ann") is None
