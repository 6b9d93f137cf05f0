"""An assessment at a node: what is said is kept, by whom, and who comes too late is told."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import msgspec
import pytest

from quaywatch.node import Node
from quaywatch.node.norms import Shown, UnknownAssessment
from quaywatch.norms import EvidenceKind
from quaywatch.norms.answer import Answer, Maturity
from quaywatch.norms.documents import DocumentFault, NoDocument
from quaywatch.norms.life import Refusal, Refused, Stage
from tests.node.norms.assessing import (
    ANN,
    BOB,
    EVA,
    KIM,
    SCAN,
    TODAY,
    answered,
    figure,
    planned,
    seen,
)
from tests.node.tables import contents


def test_an_assessment_is_kept_with_all_that_happened_in_it(node: Node) -> None:
    name = planned(node).id
    answered(node, name)
    desk = node.norms.desk
    desk.confirm(name, SCAN, BOB, seen(node, name))
    desk.verify(name, SCAN, "seen at the gate", EVA, seen(node, name))
    made = desk.close(name, BOB, desk.read(name).version)
    assert made.stage is Stage.CLOSED
    stated = made.stated[SCAN]
    assert (stated.stated.by, stated.confirmed and stated.confirmed.by) == ("ann", "bob")
    assert stated.verified is not None
    assert stated.verified.port == "NLRTM"
    assert [entry.actor for entry in made.history] == ["ann", "ann", "ann", "bob", "eva", "bob"]


def test_two_who_answer_different_requirements_do_not_get_in_each_others_way(node: Node) -> None:
    name = planned(node).id
    desk = node.norms.desk
    desk.answer(name, Answer(requirement="GOV-01", said=Maturity.BEGUN), ANN, 0)
    made = desk.answer(name, Answer(requirement="GOV-02", said=Maturity.ABSENT), BOB, 0)
    assert set(made.stated) == {"GOV-01", "GOV-02"}


def test_who_comes_too_late_to_the_same_requirement_is_told(node: Node) -> None:
    name = planned(node).id
    desk = node.norms.desk
    desk.answer(name, Answer(requirement="GOV-01", said=Maturity.BEGUN), ANN, 0)
    with pytest.raises(Refused) as refused:
        desk.answer(name, Answer(requirement="GOV-01", said=Maturity.DONE), BOB, 0)
    assert refused.value.code is Refusal.STALE_VERSION
    assert desk.read(name).stated["GOV-01"].answer.said is Maturity.BEGUN


def test_an_answer_sent_again_over_a_bad_line_changes_nothing(node: Node) -> None:
    name = planned(node).id
    said = Answer(requirement="GOV-01", said=Maturity.BEGUN)
    first = node.norms.desk.answer(name, said, ANN, 0)
    again = node.norms.desk.answer(name, said, ANN, 0)
    assert again.version == first.version


def test_a_second_assessment_of_a_year_has_a_name_of_its_own(node: Node) -> None:
    assert [planned(node).id, planned(node).id] == ["BEANR-2026", "BEANR-2026-2"]


def document(name: str = "act.pdf") -> Shown:
    return Shown(
        kind=EvidenceKind.DOCUMENT, observed_on=TODAY, valid_until=TODAY, name=name, note="the act"
    )


def test_a_document_comes_back_as_it_was_and_the_look_is_on_the_ledger(node: Node) -> None:
    name, data = planned(node).id, b"%PDF-1.7 act of designation"
    kept = node.norms.desk.add(name, document(), ANN, data)
    found, media, back = node.norms.desk.document(name, kept.id, "eva")
    assert (found, media, back) == (kept, "application/pdf", data)
    last = list(node.ledger.read(0))[-1]
    assert (last.kind, last.actor) == ("evidence.read", "eva")


def zipped(*entries: tuple[str, bytes]) -> bytes:
    """Return the same bytes at any time of day: names of tests are made of them."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for entry, content in entries:
            archive.writestr(ZipInfo(entry), content, ZIP_DEFLATED)
    return out.getvalue()


BAD = [
    ("act.pdf", b"", DocumentFault.EMPTY),
    ("act.pdf", b"MZ\x90\x00 program", DocumentFault.WRONG_TYPE),
    ("act.txt", b"<script>alert(1)</script>", DocumentFault.WRONG_TYPE),
    ("act.zip", zipped(("a.txt", b"x")), DocumentFault.WRONG_TYPE),
    ("act.png", b"%PDF-1.7", DocumentFault.NAME_LIES),
    ("act.pdf", b"%PDF-1.7 /JavaScript (app.alert)", DocumentFault.ACTS),
    ("a.xlsx", zipped(("xl/workbook.xml", b"x"), ("xl/vbaProject.bin", b"x")), DocumentFault.ACTS),
    ("a.xlsx", zipped(("xl/workbook.xml", b"\0" * 10**8)), DocumentFault.SWELLS),
    ("a.xlsx", zipped(("xl/workbook.xml", b"x"))[:30], DocumentFault.DAMAGED),
]


@pytest.mark.parametrize(("file", "data", "code"), BAD)
def test_what_is_no_document_is_refused_with_the_reason_and_kept_in_quarantine(
    node: Node, file: str, data: bytes, code: DocumentFault
) -> None:
    name = planned(node).id
    with pytest.raises(NoDocument) as refused:
        node.norms.desk.add(name, document(file), ANN, data)
    assert refused.value.code is code
    assert not node.norms.desk.read(name).evidence
    (kept,) = node.quarantine()
    assert (kept.reasons, kept.sender) == ([f"{code}: {refused.value}"], "ann")
    assert (node.ledger.original(kept.position) or b"") == data


def test_what_there_is_not_is_told(node: Node) -> None:
    for ask in (
        lambda: node.norms.desk.read("none"),
        lambda: node.norms.desk.document(planned(node).id, "E9", "ann"),
        lambda: node.norms.editions.catalogue("none"),
        lambda: node.norms.standings.port("XXXXX", TODAY),
        lambda: node.norms.standings.requirement("XXX-01", TODAY),
    ):
        with pytest.raises(UnknownAssessment):
            ask()


def test_an_objection_is_raised_by_anybody_and_settled_by_a_third(node: Node) -> None:
    name = planned(node).id
    answered(node, name)
    desk = node.norms.desk
    desk.dispute(name, SCAN, "counted from the gate", EVA, seen(node, name))
    with pytest.raises(Refused):
        desk.settle(name, SCAN, "no", ANN, seen(node, name), upheld=False)
    made = desk.settle(name, SCAN, "so it is", KIM, seen(node, name), upheld=True)
    assert made.disputes[SCAN][-1].upheld


def test_the_tables_are_made_anew_from_the_ledger_alike(node: Node) -> None:
    for since in (TODAY.replace(year=2024), TODAY):
        name = planned(node, since=since).id
        answered(node, name)
        node.norms.desk.confirm(name, SCAN, BOB, seen(node, name))
        node.norms.desk.dispute(name, SCAN, "no", EVA, seen(node, name))
        node.norms.desk.close(name, BOB, node.norms.desk.read(name).version)
    node.norms.editions.own(SCAN, "Scanning board", KIM, node.norms.editions.register().revision)
    before = contents(node)
    node.rebuild()
    assert contents(node) == before
    assert before["port_claims"]


def test_a_figure_of_tomorrow_is_no_evidence(node: Node) -> None:
    name = planned(node).id
    later = msgspec.structs.replace(figure(), observed_on=TODAY.replace(year=2027))
    with pytest.raises(ValueError, match=r"valid at least|before it was uploaded"):
        node.norms.desk.add(name, later, ANN)
