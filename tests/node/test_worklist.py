"""Windows, filters, ranks and neighbours agree with the plain list."""

from datetime import timedelta

import pytest

from quaywatch.cargo import FilingFunction, MovementKind
from quaywatch.node import Filters, Line, Node, Query, Sort
from tests.node.making import DAY, NUMBERS, consignment, filing, movement

PORTS = ("ECGYE", "BRSSZ", "CNSHA")


@pytest.fixture
def full(node: Node) -> Node:
    made = [
        consignment(
            f"BL{i:03d}",
            NUMBERS[i * 2 : i * 2 + 1 + i % 2],
            description=("FRESH BANANAS", "SCRAP", "COLD ROLLED STEEL COILS")[i % 3],
            consignee=f"BUYER{i % 7}X NV",
            port=PORTS[i % 3],
            arrival=DAY + timedelta(hours=i),
        )
        for i in range(40)
    ]
    plans = tuple(
        movement(NUMBERS[i * 2], MovementKind.GATE_OUT, DAY + timedelta(days=3 + i % 4), "planned")
        for i in range(0, 40, 3)
    )
    node.intake(filing(*made, movements=plans))
    return node


def everything(node: Node) -> list[Line]:
    return node.worklist(Query(limit=500)).lines


def test_windows_join_into_the_whole_list(full: Node) -> None:
    whole = everything(full)
    assert [line.rank for line in whole] == list(range(1, 61))
    pages = [full.worklist(Query(offset=start, limit=7)) for start in range(0, 60, 7)]
    assert [line for page in pages for line in page.lines] == whole
    assert {page.total for page in pages} == {60}


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("descending", [True, False])
def test_every_order_is_strict_and_keeps_the_ranks(
    full: Node, sort: Sort, *, descending: bool
) -> None:
    lines = full.worklist(Query(sort=sort, descending=descending, limit=500)).lines
    assert sorted(lines, key=lambda line: line.rank) == everything(full)
    far = DAY + timedelta(days=10_000)
    keys = [(getattr(line, sort.value), line.box_id) for line in lines]
    keys = [(far if key is None else key, box) for key, box in keys]
    assert keys == sorted(keys, reverse=descending)


@pytest.mark.parametrize(
    ("filters", "meets"),
    [
        (Filters(port_of_loading="BRSSZ"), lambda line: line.port_of_loading == "BRSSZ"),
        (
            Filters(terminal="MSC PSA European Terminal"),
            lambda line: line.terminal == "MSC PSA European Terminal",
        ),
        (Filters(q="banan buyer3x"), lambda line: _says(line, "banan", "buyer3x")),
        (Filters(q=NUMBERS[4][2:]), lambda line: line.equipment_number == NUMBERS[4]),
        (Filters(hs="08"), lambda line: line.hs_code.startswith("08")),
        (Filters(hs="84"), lambda _: False),
        (
            Filters(arriving_before=DAY + timedelta(hours=5)),
            lambda line: line.arrival_at < DAY + timedelta(hours=5),
        ),
        (Filters(finding="description-vague"), lambda line: line.description == "SCRAP"),
        (Filters(status="held"), lambda _: False),
        (Filters(q="100%_'\""), lambda _: False),
    ],
)
def test_filters_keep_what_meets_them_and_rank_it_anew(full: Node, filters, meets) -> None:
    expected = [line.box_id for line in everything(full) if meets(line)]
    page = full.worklist(Query(filters=filters, limit=500))
    assert [line.box_id for line in page.lines] == expected
    assert page.total == len(expected)
    by_arrival = full.worklist(Query(filters=filters, sort=Sort.ARRIVAL_AT, limit=500)).lines
    ranked = sorted(by_arrival, key=lambda line: line.rank)
    assert [(line.rank, line.box_id) for line in ranked] == list(enumerate(expected, 1))


def _says(line: Line, *words: str) -> bool:
    return all(word in f"{line.description} {line.consignee}".lower() for word in words)


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("sort", [Sort.PROBABILITY, Sort.CONSIGNEE])
def test_neighbours_walk_the_list_as_asked_for(full: Node, sort: Sort, *, descending: bool) -> None:
    query = Query(sort=sort, descending=descending, filters=Filters(q="scrap"), limit=500)
    names = [line.box_id for line in full.worklist(query).lines]
    walked, box = [], names[0]
    assert full.dossier(box, "ann", query).previous_box_id is None
    while box is not None:
        walked.append(box)
        box = full.dossier(box, "ann", query).next_box_id
    assert walked == names


def test_counts_follow_changes(full: Node) -> None:
    scrap = Filters(q="scrap")
    before = full.worklist(Query(filters=scrap)).total
    gone = consignment("BL001")
    full.intake(filing(gone, function=FilingFunction.CANCELLATION, reference="M2"))
    assert full.worklist(Query(filters=scrap)).total == before - 2
    assert full.worklist().total == 58


def test_options_count_the_list(full: Node) -> None:
    options = full.options()
    assert options["status"] == [("open", 60)]
    lines = everything(full)
    counted = {p: sum(line.port_of_loading == p for line in lines) for p in PORTS}
    assert dict(options["port_of_loading"]) == counted
    counts = [count for _, count in options["finding"]]
    assert counts == sorted(counts, reverse=True)
