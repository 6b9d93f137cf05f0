"""The derived tables are a function of the ledger alone."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from quaywatch.cargo import (
    FilingFunction,
    InspectionKind,
    MovementKind,
    Outcome,
    OutcomeResult,
    OverrideReason,
)
from quaywatch.node import Description, Node, Wish, schema
from tests.node.making import DAY, NUMBERS, consignment, filing, movement
from tests.node.tables import contents
from tests.node.teaching import promoted, taught

PLAN = b"plan the day"
REFERENCES = ("BL1", "BL2", "BL3")

consignments = st.builds(
    consignment,
    st.sampled_from(REFERENCES),
    st.lists(st.sampled_from(NUMBERS[:4]), max_size=3).map(tuple),
    description=st.sampled_from(("FRESH BANANAS", "SCRAP", "")),
    voyage=st.sampled_from(("601N", "602N", "")),
)
movements = st.builds(
    movement,
    st.sampled_from(NUMBERS[:4]),
    st.sampled_from(list(MovementKind)),
    st.integers(-20, 20).map(lambda days: DAY + timedelta(days=days)),
    st.sampled_from(("planned", "actual")),
    st.sampled_from(("BEANR", "ECGYE")),
)
messages = st.builds(
    filing,
    consignments,
    movements=st.lists(movements, max_size=2).map(tuple),
    function=st.sampled_from(list(FilingFunction)),
    reference=st.integers(0, 10_000).map(str),
    filing_type=st.sampled_from(("", "F14", "F16")),
)


def work(node: Node) -> None:
    """Do a little of everything."""
    node.describe(Description(name="Test", simulated=True))
    receipt = node.intake(filing(consignment("BL1", NUMBERS[:2]), consignment("BL2", NUMBERS[1:3])))
    node.intake(b"nonsense\n")
    box = receipt.boxes[0]
    node.dossier(box, "ann")
    ordered = node.order(
        box, Wish(kind=InspectionKind.DOCUMENTS, override=OverrideReason.OTHER), actor="ann", seen=0
    )
    outcome = Outcome(result=OutcomeResult.FOUND, mass_kg=3.5)
    node.outcome(box, outcome, actor="ann", seen=ordered.version)
    node.hold(receipt.boxes[1], actor="bob", seen=0)
    node.plan_day()
    promoted(taught(node, first=200))
    node.intake(filing(consignment("BL3", NUMBERS[2:4]), reference="M9"))


def test_a_rebuild_gives_the_same_rows(node: Node) -> None:
    work(node)
    before = contents(node)
    assert all(
        before[name] for name in ("box", "party", "inspection", "plan", "look", "quarantine")
    )
    node.rebuild()
    assert contents(node) == before
    assert node.ledger.verify() is None


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(sent=st.lists(st.one_of(messages, st.just(PLAN)), min_size=1, max_size=8))
def test_rows_do_not_depend_on_how_events_were_batched(
    open_node: Callable[[str], Node], tmp_path_factory, sent: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("batched")
    one_by_one = open_node(str(folder / "node.sqlite"))
    for days, message in enumerate(sent):
        if message == PLAN:
            one_by_one.plan_day(DAY.date() + timedelta(days=days))
        else:
            one_by_one.intake(message)
    rows = contents(one_by_one)
    one_by_one.rebuild()
    assert contents(one_by_one) == rows


def test_a_voyage_without_number_is_not_shared(small_node: Node) -> None:
    for reference in ("BL1", "BL2"):
        bill = consignment(reference, NUMBERS[:1], voyage="")
        small_node.intake(filing(bill, reference=reference))
    rows = contents(small_node)
    assert "container-duplicate" not in {code for code, _ in rows["box_finding"]}
    small_node.rebuild()
    assert contents(small_node) == rows


def test_a_second_process_sees_and_continues_what_the_first_does(
    open_node: Callable[[str], Node], ledger_url: str
) -> None:
    first, second = open_node(ledger_url), open_node(ledger_url)
    first.intake(filing(consignment("BL1")))
    assert second.worklist().total == 1
    second.intake(filing(consignment("BL2", NUMBERS[1:3]), reference="M2"))
    assert [line.rank for line in first.worklist().lines] == [1, 2, 3]
    assert first.worklist() == second.worklist()
    rows = contents(first)
    first.rebuild()
    assert contents(first) == rows


def test_events_that_others_appended_are_worked_in_on_opening(
    open_node: Callable[[str], Node], new_ledger_url: Callable[[], str]
) -> None:
    source, url = open_node(new_ledger_url()), new_ledger_url()
    work(source)
    with open_node(url).ledger as ledger:
        for recorded in source.ledger.read(limit=1000):
            ledger.append([_copied(source, recorded)])
    assert contents(open_node(url)) == contents(source)


def test_who_opens_a_node_that_other_versions_made_hears_how_far_it_has_come(
    ledger_url: str, open_node: Callable[[str], Node]
) -> None:
    node = open_node(ledger_url)
    work(node)
    rows = contents(node)
    last = node.ledger.head().position
    heard: list[tuple[int, int]] = []
    with Node.open(ledger_url, told=lambda *so_far: heard.append(so_far)):
        assert heard == []
    with node.ledger.engine.begin() as connection:
        connection.execute(update(schema.projection).values(made_with="another version"))
    with Node.open(ledger_url, told=lambda *so_far: heard.append(so_far)) as again:
        assert contents(again) == rows
    assert heard[0] == (0, last)
    assert [done for done, _ in heard] == sorted({done for done, _ in heard})
    assert {of for _, of in heard} == {last}


def _copied(source: Node, recorded):
    from quaywatch.ledger import Event

    return Event(
        kind=recorded.kind,
        payload=recorded.payload,
        known_at=recorded.known_at,
        key=recorded.key,
        actor=recorded.actor,
        stream=recorded.stream,
        version=recorded.version,
        original=source.ledger.original(recorded.position),
    )
