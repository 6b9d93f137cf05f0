"""What is sent is on disk, once, whatever it is."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quaywatch.cargo import FilingFunction, MovementKind
from quaywatch.node import Node, Query, Sort
from tests.node.making import DAY, NUMBERS, consignment, filing, movement


def originals(node: Node) -> bytes:
    events = node.ledger.read(limit=10_000)
    return b"".join(node.ledger.original(event.position) or b"" for event in events)


def test_a_filing_is_ranked_when_it_is_acknowledged(node: Node) -> None:
    receipt = node.intake(filing(consignment("BL1", NUMBERS[:2]), consignment("BL2", NUMBERS[2:3])))
    assert (receipt.consignments, receipt.quarantined, receipt.duplicates) == (2, 0, 0)
    page = node.worklist()
    assert {line.box_id for line in page.lines} == set(receipt.boxes)
    assert [line.rank for line in page.lines] == [1, 2, 3]
    odds = [line.probability for line in page.lines]
    assert odds == sorted(odds, reverse=True)
    assert all(line.strongest for line in page.lines)


def test_sent_again_it_changes_nothing(node: Node) -> None:
    message = filing(consignment())
    first = node.intake(message)
    head, page = node.ledger.head(), node.worklist()
    again = node.intake(message)
    assert again.positions == first.positions
    assert again.duplicates == len(first.positions)
    assert node.ledger.head() == head
    assert node.worklist() == page


def test_a_message_twice_in_one_input_is_one_event(node: Node) -> None:
    message = filing(consignment())
    node.intake(message)
    twice = node.intake(filing(consignment("BL9")) + b"\n" + b"no message at all\n")
    assert node.intake(b"no message at all\n").duplicates == 1
    assert twice.quarantined == 1


def test_what_cannot_be_read_is_kept_with_its_reason(node: Node) -> None:
    bad = b'{"type": "filing", "header": 7}\n'
    good = filing(consignment())
    receipt = node.intake(good + bad + filing(consignment("BL2", NUMBERS[1:2]), reference="M2"))
    assert (receipt.consignments, receipt.quarantined) == (2, 1)
    assert receipt.problems
    (entry,) = node.quarantine()
    assert entry.size_bytes == len(bad)
    assert entry.excerpt.startswith('{"type": "filing"')
    assert entry.reasons


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.binary(max_size=60) | st.just(filing(consignment("BL3"))), max_size=4))
def test_every_byte_is_in_exactly_one_event(small_node: Node, pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    before = small_node.ledger.head().position
    receipt = small_node.intake(whole)
    events = [small_node.ledger.original(position) or b"" for position in receipt.positions]
    assert b"".join(events) == whole
    assert small_node.ledger.head().position == before + len(receipt.positions) - receipt.duplicates


def test_an_amendment_replaces_what_was_declared(node: Node) -> None:
    node.intake(filing(consignment("BL1", NUMBERS[:2])))
    amended = consignment("BL1", NUMBERS[1:3], description="SCRAP METAL")
    node.intake(filing(amended, function=FilingFunction.AMENDMENT, reference="M2"))
    lines = node.worklist().lines
    assert {line.equipment_number for line in lines} == set(NUMBERS[1:3])
    assert {line.description for line in lines} == {"SCRAP METAL"}
    documents = node.dossier(lines[0].box_id, "ann").dossier.documents
    assert [document.function for document in documents] == ["original", "amendment"]


def test_a_cancelled_consignment_leaves_the_list_and_keeps_its_dossier(node: Node) -> None:
    receipt = node.intake(filing(consignment()))
    cancellation = filing(consignment(), function=FilingFunction.CANCELLATION, reference="M2")
    node.intake(cancellation)
    assert node.worklist().total == 0
    dossier = node.dossier(receipt.boxes[0], "ann").dossier
    assert [document.function for document in dossier.documents] == ["original", "cancellation"]


def test_a_cancellation_of_nothing_is_kept_and_harmless(node: Node) -> None:
    receipt = node.intake(filing(consignment(), function=FilingFunction.CANCELLATION))
    assert receipt.consignments == 1
    assert node.worklist().total == 0


def test_movements_tell_terminal_and_deadline_in_whatever_order_they_come(node: Node) -> None:
    pick_up = DAY + timedelta(days=3)
    planned = movement(NUMBERS[0], MovementKind.GATE_OUT, pick_up, "planned")
    node.intake(filing(movements=(planned,)))
    node.intake(filing(consignment(), reference="M2"))
    (line,) = node.worklist().lines
    assert (line.terminal, line.deadline_at) == ("MSC PSA European Terminal", pick_up)
    later = movement(NUMBERS[0], MovementKind.GATE_OUT, pick_up + timedelta(hours=5), "planned")
    node.intake(filing(movements=(later,), reference="M3"))
    (line,) = node.worklist().lines
    assert line.deadline_at == pick_up + timedelta(hours=5)


def test_a_box_that_left_the_port_leaves_the_list(node: Node) -> None:
    node.intake(filing(consignment()))
    early = movement(NUMBERS[0], MovementKind.GATE_OUT, DAY - timedelta(days=20), location="ECGYE")
    node.intake(filing(movements=(early,), reference="M2"))
    assert node.worklist().total == 1
    out = movement(NUMBERS[0], MovementKind.GATE_OUT, DAY + timedelta(days=2))
    node.intake(filing(movements=(out,), reference="M3"))
    assert node.worklist().total == 0


def test_a_container_on_two_bills_of_one_voyage_is_found_on_both(node: Node) -> None:
    first = node.intake(filing(consignment("BL1")))
    assert not _doubled(node, first.boxes[0])
    second = node.intake(filing(consignment("BL2"), reference="M2"))
    assert _doubled(node, first.boxes[0])
    assert _doubled(node, second.boxes[0])
    node.intake(filing(consignment("BL2"), function=FilingFunction.CANCELLATION, reference="M3"))
    assert not _doubled(node, first.boxes[0])


def _doubled(node: Node, box_id: str) -> bool:
    findings = node.dossier(box_id, "ann").dossier.findings
    return any("duplicate" in finding.code for finding in findings)


def test_no_declared_text_upsets_the_tables(node: Node) -> None:
    strange = consignment("BL\x00 1'\"%_", ("\x00", "", "X" * 300), description="\x00\ufffd 木材 ß")
    receipt = node.intake(filing(strange))
    assert receipt.consignments == 1
    assert node.worklist(Query(sort=Sort.DESCRIPTION)).total == 2
