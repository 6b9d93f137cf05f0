"""A disk that is full while analysts work: nothing is half said, and work goes on later."""

import random
from collections.abc import Callable
from string import ascii_letters

import pytest
from sqlalchemy.exc import DBAPIError

from quaywatch.cargo import ConcealmentPlace
from quaywatch.inspections.readers.record import Insertion
from quaywatch.inspections.readers.scheduling import Rule
from quaywatch.node import Node
from quaywatch.node.facts import NoteKind, ScanNoted
from quaywatch.node.scanning.inserting import _Ready  # pyright: ignore[reportPrivateUsage]
from quaywatch.node.scanning.insertions import shown
from quaywatch.scans import writers
from quaywatch.scans.reading import Region
from quaywatch.scans.verdicts import Says, Verdict
from tests.node.making import NUMBERS
from tests.node.tables import contents
from tests.places import FullDisk, is_full
from tests.scans.pictures import radiograph

CORNER = Region(first_line=0, last_line=5, first_row=0, last_row=4)
WORDS = "".join(random.Random(1).choices(ascii_letters, k=4500))
"""Fills a page of the database: no two pages of it are alike, so that none can be made smaller."""


def judge(node: Node, digest: str, number: int) -> None:
    verdict = Verdict(says=Says.SECOND_LOOK, seconds=9, comment=f"{number} {WORDS}")
    node.verdicts.give(digest, verdict, actor=f"reader-{number}")


def note(node: Node, digest: str, number: int) -> None:
    said = ScanNoted(digest=digest, region=CORNER, kind=NoteKind.DOUBT, text=f"{number} {WORDS}")
    node.notes.write(said, actor=f"reader-{number}")


def insert(node: Node, digest: str, number: int) -> None:
    reader = f"reader-{number}"
    made = Insertion(
        digest=digest,
        reader=reader,
        period="2026-03",
        goods=WORDS,
        place=ConcealmentPlace.BEHIND_DOORS,
        kg=21.0,
        region=CORNER,
        detectability=30.0,
    )
    node.inserting._ready[reader] = _Ready(made, None)  # pyright: ignore[reportPrivateUsage]
    node.inserting.taken(digest, actor=reader)


def until_full(act: Callable[[int], None]) -> int:
    """Act until the disk is full; return how often that was acknowledged."""
    for number in range(1000):
        try:
            act(number)
        except DBAPIError as error:
            if not is_full(error):
                raise
            return number
    raise AssertionError("the disk was never full")


def of_verdicts(node: Node, digest: str) -> int:
    return len(node.verdicts.of(digest).given)


def of_notes(node: Node, digest: str) -> int:
    return len(node.notes.of(digest))


def of_threats(node: Node, _: str) -> int:
    with node._reading() as connection:  # pyright: ignore[reportPrivateUsage]
        return len(shown(connection))


@pytest.mark.parametrize(
    ("act", "count"), [(judge, of_verdicts), (note, of_notes), (insert, of_threats)]
)
def test_what_does_not_fit_is_told_and_leaves_no_trace(
    node: Node,
    full_disk: FullDisk,
    act: Callable[[Node, str, int], None],
    count: Callable[[Node, str], int],
) -> None:
    node.readers.set_rule(Rule(every=4, spare_minutes=0), actor="chief")
    taken = node.scans.take(
        writers.tiff(radiograph()), actor="scanner-1", equipment_number=NUMBERS[0]
    )
    digest = taken.scan.taken.digest
    with full_disk(node.ledger.engine):
        said = until_full(lambda number: act(node, digest, number))
    assert count(node, digest) == said
    assert node.ledger.verify() is None
    rows = contents(node)
    node.rebuild()
    assert contents(node) == rows
    act(node, digest, said)
    assert count(node, digest) == said + 1
