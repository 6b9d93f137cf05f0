"""A document in which anything does not fit is told from one in which all does, fault by fault."""

from datetime import date, timedelta

import msgspec
import pytest

from quaywatch.norms.answer import Maturity, Word
from quaywatch.norms.faults import FaultKind, Unreadable, faults, read
from quaywatch.norms.life import confirm, verify
from quaywatch.norms.package import Package, packed
from tests.norms.making import CATALOGUE, DAY, PEER, PORT, act, answered

KNOWN = {CATALOGUE.version: CATALOGUE}
replace = msgspec.structs.replace


def sound() -> Package:
    made = answered()
    made = made.apply(confirm(made, "SCN-06", act(made, "bob"), PORT))
    made = made.apply(verify(made, "SCN-06", act(made, "eva"), PEER))
    return packed(made, CATALOGUE, DAY)


def kinds(package: Package) -> set[FaultKind]:
    return {fault.kind for fault in faults(package, KNOWN)}


def test_what_a_node_hands_over_fits_and_reads_back_the_same() -> None:
    package = sound()
    assert faults(package, KNOWN) == ()
    assert read(msgspec.json.encode(package)) == package


def with_answer(**more: object) -> Package:
    package = sound()
    finding = package.findings[0]
    return replace(package, findings=(replace(finding, answer=replace(finding.answer, **more)),))


def with_finding(**more: object) -> Package:
    package = sound()
    return replace(package, findings=(replace(package.findings[0], **more),))


def test_a_finding_on_an_unknown_requirement() -> None:
    assert FaultKind.UNKNOWN_REQUIREMENT in kinds(with_answer(requirement="SCN-99"))


def test_a_result_without_a_plan() -> None:
    assert kinds(replace(sound(), plan=None)) == {FaultKind.NO_PLAN}


def test_a_result_older_than_its_plan() -> None:
    package = sound()
    assert package.plan is not None
    later = replace(package.plan, from_on=DAY + timedelta(days=5))
    assert kinds(replace(package, plan=later)) == {FaultKind.RESULT_BEFORE_PLAN}


def test_a_finding_that_rests_on_what_is_not_there() -> None:
    assert kinds(with_answer(evidence=("E7",))) == {FaultKind.DANGLING_EVIDENCE}


def test_evidence_that_ran_out_years_ago() -> None:
    package = sound()
    old = replace(package.evidence[0], observed_on=date(2019, 1, 1), valid_until=date(2020, 1, 1))
    assert kinds(replace(package, evidence=(old,))) == {FaultKind.EXPIRED_EVIDENCE}


def test_a_scope_that_names_an_unknown_requirement() -> None:
    package = sound()
    assert kinds(replace(package, scope=(*package.scope, "ZZZ-01"))) == {FaultKind.UNKNOWN_IN_SCOPE}


def test_an_id_that_stands_there_twice() -> None:
    package = sound()
    assert kinds(replace(package, evidence=package.evidence * 2)) == {FaultKind.TWICE}


def test_a_state_that_there_is_not() -> None:
    said = msgspec.to_builtins(sound())
    said["findings"][0]["answer"]["said"] = "splendid"
    with pytest.raises(Unreadable, match=r"findings\[0\]\.answer\.said"):
        read(msgspec.json.encode(said))


def test_the_most_claimed_and_nothing_shown() -> None:
    bare = with_answer(said=Maturity.PROVEN, evidence=())
    assert kinds(bare) == {FaultKind.NO_EVIDENCE}


def test_a_word_confirmed_by_its_own_speaker_or_verified_by_the_port_itself() -> None:
    package = sound()
    stated = package.findings[0].stated
    assert kinds(with_finding(confirmed=replace(stated, by="ANN"))) == {FaultKind.CONFIRMED_ALONE}
    own = Word(by="eva", at=stated.at, port=PORT)
    assert kinds(with_finding(verified=own)) == {FaultKind.VERIFIED_BY_OWN_PORT}


def test_a_catalogue_and_a_format_that_nobody_knows() -> None:
    package = sound()
    assert package.plan is not None
    other = replace(package, plan=replace(package.plan, catalogue="0" * 16))
    assert kinds(other) == {FaultKind.UNKNOWN_CATALOGUE}
    assert kinds(replace(package, format="oscal")) == {FaultKind.UNKNOWN_FORMAT}


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[" * 5000, b'{"plan": 1}', b"PK\x03\x04"])
def test_what_is_no_document_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data)
