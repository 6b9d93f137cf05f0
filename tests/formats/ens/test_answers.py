"""Customs answers each declaration in XML that keeps to the tables."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from quaywatch.cargo import MovementKind, Problem
from quaywatch.formats import read
from quaywatch.formats.ens.answers import Decision, Intervention, accept, intervene, reject
from quaywatch.formats.ens.checking import schema
from quaywatch.formats.xml import Document
from tests.formats.ens.making import AMENDMENT, DECLARATION, document

DECISION = Decision(
    sender="GBCUSTOMS",
    reference="ANSWER-1",
    mrn="26GB00000000000001",
    at=datetime(2026, 2, 1, 6, 45, tzinfo=UTC),
)
FAULT = Problem(code="ens.rule.8114", message="not an IMO number", field="/ie:CC315A[1]/HEAHEA[1]")
BROKEN = Problem(code="ens.schema", message="x" * 1000, field="/ie:CC315A[1]")


def rejected(said: Document, decision: Decision) -> bytes:
    return reject(said, decision, [FAULT, BROKEN])


def stopped(said: Document, decision: Decision) -> bytes:
    orders = [Intervention(code="A001", text="DO NOT LOAD", item=1), Intervention(code="A002")]
    return intervene(said, decision, orders, registered_at=DECISION.at)


@pytest.mark.parametrize(
    ("data", "answer", "name"),
    [
        (DECLARATION, accept, "CC328A"),
        (AMENDMENT, accept, "CC304A"),
        (DECLARATION, rejected, "CC316A"),
        (AMENDMENT, rejected, "CC305A"),
        (DECLARATION, stopped, "CC351A"),
        (AMENDMENT, stopped, "CC351A"),
    ],
)
def test_an_answer_keeps_to_its_table_and_is_the_same_each_time(
    data: bytes, answer: Callable[[Document, Decision], bytes], name: str
) -> None:
    made = answer(document(data), DECISION)
    assert made == answer(document(data), DECISION)
    understood = document(made)
    assert schema("new").problems(understood) == []
    assert understood.root.tag == f"{{http://ics.dgtaxud.ec/{name}}}{name}"
    assert understood.root.findtext("CorIdeMES25") == "EXAMPLE-1"
    assert understood.root.findtext("MesRecMES6") == "GBEXAMPLE01/0000000001"


def test_an_acceptance_gives_the_number() -> None:
    assert document(accept(document(), DECISION)).root.findtext("HEAHEA/DocNumHEA5") == DECISION.mrn


def test_a_rejection_names_each_fault_by_code_and_place() -> None:
    root = document(rejected(document(), DECISION)).root
    first, second = root.iterfind("FUNERRER1")
    assert [element.text for element in first] == ["8114", FAULT.field, FAULT.message]
    assert second.findtext("ErrTypER11") == "12"


def test_a_declaration_that_breaks_its_schema_can_be_rejected() -> None:
    start, end = DECLARATION.index(b"<HEAHEA>"), DECLARATION.index(b"<TRACONCO1>")
    made = reject(document(DECLARATION[:start] + DECLARATION[end:]), DECISION, [BROKEN])
    assert schema("new").problems(document(made)) == []


def test_an_intervention_that_was_written_is_read_as_a_hold() -> None:
    (part,) = read(stopped(document(), DECISION))
    assert part.filing is not None
    assert {movement.kind for movement in part.filing.movements} == {MovementKind.HELD}
    assert {movement.equipment_number for movement in part.filing.movements} == {
        "CSQU3054383",
        "MSKU1234565",
    }
