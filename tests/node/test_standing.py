"""How a consignment's parties stood is kept with it, as it was known when it was heard of."""

from collections.abc import Callable
from datetime import timedelta

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from quaywatch.cargo import (
    Consignment,
    FilingFunction,
    InspectionKind,
    Order,
    Outcome,
    OutcomeResult,
    Party,
    PartyRole,
    SelectionBasis,
)
from quaywatch.links import COLUMNS, standings
from quaywatch.node import Arrival, Done, Node, schema
from quaywatch.node.hearing import mentions_of
from tests.links.stories import STORIES, Told
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.node.tables import contents

PHONE = "+999 1234 5678"
WIDTH = 8 * len(COLUMNS)


def made(told: Told) -> Consignment:
    bill = consignment(f"BL{told.number}", (NUMBERS[told.number],), voyage=f"60{told.number}N")
    return msgspec.structs.replace(bill, parties=told.parties)


def firm(number: int, name: str, telephone: str | None = None, **fields: str) -> Told:
    role = PartyRole.CONSIGNEE
    return Told(number, (Party(role=role, name=name, telephone=telephone, **fields),), "080390")


def file(node: Node, told: Told, day: int, *, again: bool = False, filing_type: str = "") -> None:
    function = FilingFunction.AMENDMENT if again else FilingFunction.ORIGINAL
    data = filing(made(told), reference=f"M{day}", function=function, filing_type=filing_type)
    node.replay([Arrival(data=data, at=DAY - timedelta(days=90 - day))])


def inspect(node: Node, number: int, day: int, result: OutcomeResult) -> None:
    order = Order(
        consignment_id=f"TSTL:BL{number}",
        equipment_number=NUMBERS[number],
        kind=InspectionKind.OPEN,
        basis=SelectionBasis.RANDOM_AUDIT,
        selection_probability=0.5,
        terminal="Quay 1",
    )
    at = DAY - timedelta(days=90 - day)
    node.take_over([Done(order=order, outcome=Outcome(result=result), at=at, actor="past")])


def stood(node: Node, number: int) -> bytes:
    """Return how the parties of a consignment stood when it was last heard of, as kept."""
    column = schema.consignment.c
    query = select(column.past).where(column.consignment_id == f"TSTL:BL{number}")
    with node.ledger.engine.connect() as connection:
        return bytes(connection.scalar(query) or b"")[-WIDTH:]


def said(kept: bytes) -> dict[str, float]:
    numbers = np.frombuffer(kept, dtype="<f8").tolist()
    return dict(zip((column.name for column in COLUMNS), numbers, strict=True))


def live(node_of: Callable[[int], Node], story: list[Told]) -> list[bytes]:
    """Tell the node of each day what happened; return how each that was filed stood then."""
    filed: set[int] = set()
    kept: list[bytes] = []
    for day, told in enumerate(story):
        node = node_of(day)
        if told.parties:
            again = told.number in filed
            kind = "F14" if again and day % 3 == 0 else ""
            file(node, told, day, again=again and not kind, filing_type=kind)
            filed.add(told.number)
            kept.append(stood(node, told.number))
        elif told.number in filed:
            result = OutcomeResult.NOTHING if day % 4 == 3 else OutcomeResult.FOUND
            inspect(node, told.number, day, result)
    return kept


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(story=STORIES)
def test_rows_do_not_depend_on_batches_or_restarts(
    open_node: Callable[[str], Node], tmp_path_factory, story: list[Told]
) -> None:
    folder = tmp_path_factory.mktemp("standing")
    node = open_node(str(folder / "node.sqlite"))
    live(lambda _: node, story)
    rows = contents(node)
    node.close()
    again = open_node(str(folder / "node.sqlite"))
    assert contents(again) == rows
    again.rebuild()
    assert contents(again) == rows


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(story=STORIES, cut=st.integers(0, 12))
def test_a_node_opened_again_goes_on_as_if_it_had_never_closed(
    open_node: Callable[[str], Node], tmp_path_factory, story: list[Told], cut: int
) -> None:
    folder = tmp_path_factory.mktemp("standing")

    def told(reopens: bool) -> tuple[list[bytes], object]:
        where = str(folder / f"{reopens}.sqlite")
        opened = [open_node(where)]

        def node_of(day: int) -> Node:
            if reopens and day == cut:
                opened[-1].close()
                opened.append(open_node(where))
            return opened[-1]

        kept = live(node_of, story)
        return kept, contents(opened[-1])

    assert told(reopens=True) == told(reopens=False)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(story=STORIES)
def test_what_is_kept_is_what_a_batch_over_the_ledger_gives(
    open_node: Callable[[str], Node], tmp_path_factory, story: list[Told]
) -> None:
    node = open_node(str(tmp_path_factory.mktemp("standing") / "node.sqlite"))
    kept: list[bytes] = []
    filings, finds = [], []
    for day, told in enumerate(story):
        at = DAY - timedelta(days=90 - day)
        if told.parties:
            file(node, told, day, again=any(name == made(told).id for name, _ in filings))
            kept.append(stood(node, told.number))
            filings.append((made(told).id, mentions_of(made(told), at)))
        elif any(name == f"TSTL:BL{told.number}" for name, _ in filings):
            inspect(node, told.number, day, OutcomeResult.FOUND)
            finds.append((f"TSTL:BL{told.number}", at))
    rows = standings(filings, finds).fill_null(np.nan).to_numpy().astype("<f8")
    assert [row.tobytes() for row in rows] == kept


def test_a_firm_in_another_spelling_stands_in_its_own_find(small_node: Node) -> None:
    number = {"identifier": "BESIM123456789"}
    file(small_node, firm(0, "Vulvarel Haven NV", **number), 0)
    inspect(small_node, 0, 1, OutcomeResult.FOUND)
    file(small_node, firm(1, "VULVAREL HAVEN B.V.", **number), 2)
    assert said(stood(small_node, 1))["parties_finds"] == 1.0


def test_a_find_is_known_at_once_of_all_that_share_a_telephone_with_its_parties(
    small_node: Node,
) -> None:
    for place, name in enumerate(("Vulvarel NV", "Zalmora BV", "Brendrisa SA")):
        file(small_node, firm(place, name, PHONE if place < 2 else None), place)
    assert said(stood(small_node, 1))["parties_nearness"] == 0.0
    inspect(small_node, 0, 5, OutcomeResult.FOUND)
    assert said(stood(small_node, 1))["parties_near_by_telephone"] == 1.0
    assert said(stood(small_node, 2))["parties_nearness"] == 0.0


def test_a_lesson_keeps_how_its_parties_stood_when_the_box_was_chosen(small_node: Node) -> None:
    file(small_node, firm(0, "Vulvarel NV", PHONE), 0)
    file(small_node, firm(1, "Zalmora BV", PHONE), 1)
    inspect(small_node, 1, 2, OutcomeResult.NOTHING)
    inspect(small_node, 0, 3, OutcomeResult.FOUND)
    taught = small_node.lessons()
    assert taught.known.past is not None
    nearness = dict(
        zip(taught.outcomes["consignment_id"], taught.known.past["parties_nearness"], strict=True)
    )
    assert nearness == {"TSTL:BL0": 0.0, "TSTL:BL1": 0.0}
    assert said(stood(small_node, 1))["parties_nearness"] == 1.0


def test_what_was_not_written_was_never_heard(small_node: Node, monkeypatch) -> None:
    from quaywatch.node.changes import Changes

    def refuse(*_: object) -> None:
        raise RuntimeError("the disk is full")

    file(small_node, firm(0, "Vulvarel NV", PHONE), 0)
    with monkeypatch.context() as broken:
        broken.setattr(Changes, "write", refuse)
        with pytest.raises(RuntimeError, match="disk is full"):
            file(small_node, firm(1, "Zalmora BV", PHONE), 1)
    file(small_node, firm(2, "Brendrisa SA", PHONE), 2)
    assert said(stood(small_node, 2))["parties_at_telephone"] == 1.0


def test_who_names_nobody_stands_nowhere(small_node: Node) -> None:
    file(small_node, firm(0, "TO ORDER"), 0)
    assert all(value != value for value in said(stood(small_node, 0)).values())
