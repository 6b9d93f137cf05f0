"""A filer is answered with 997 and 355, which read back without a problem."""

from datetime import UTC, datetime

from quaywatch.cargo import Finding, Problem, Severity, Subject
from quaywatch.formats.x12 import acknowledge, answer_manifest
from tests.formats.making import filing, problems, understood
from tests.formats.x12.writing import MANIFEST, STATUS, a_set, interchange

AT = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


def answered(text: str) -> list[str]:
    """The segments of the 997 to what reading `text` finds, checked to be sound itself."""
    parts, _ = understood(text.encode())
    answer = acknowledge(text.encode(), problems(parts), at=AT, control=3)
    assert answer == acknowledge(text.encode(), problems(parts), at=AT, control=3)
    own, _ = understood(answer)
    assert problems(own) == []
    assert not any(part.quarantined for part in own)
    return answer.decode().replace("\n", "").split("~")


def test_a_sound_set_is_accepted() -> None:
    said = answered(interchange(a_set(*MANIFEST)))
    assert said[0].split("*")[6:9] == ["CUSTOMS        ", "ZZ", "EXAMPLE LINE   "]
    assert said[1] == "GS*FA*CUSTOMS*EXAMPLE LINE*20260520*1200*3*X*004010"
    assert said[3:7] == ["AK1*SO*5", "AK2*309*0001", "AK5*A", "AK9*A*1*1*1"]


def test_a_wrong_count_is_accepted_with_a_note() -> None:
    said = answered(interchange(a_set(*MANIFEST, count=9)))
    assert said[4:7] == ["AK2*309*0001", "AK5*E*4", "AK9*E*1*1*1"]


def test_a_set_with_an_error_is_rejected_and_the_segment_named() -> None:
    bad = a_set(STATUS[0].replace("20260520", ""), *STATUS[1:], kind="315", number="0002")
    said = answered(interchange(a_set(*STATUS, kind="315"), bad, group="QO"))
    assert said[4:6] == ["AK2*315*0001", "AK5*A"]
    assert said[6:10] == ["AK2*315*0002", "AK3*B4*2**8", "AK5*R*5", "AK9*P*2*2*1"]


def test_a_set_of_another_type_is_accepted_as_not_understood() -> None:
    said = answered(interchange(a_set("BEG*00", kind="850"), group="PO"))
    assert said[5] == "AK5*E*1"


def test_a_group_without_end_is_said() -> None:
    said = answered(interchange(a_set(*MANIFEST)).replace("GE*1*5~", ""))
    assert said[6] == "AK9*A*1*1*1*3"


def test_every_interchange_has_its_answer() -> None:
    said = answered(interchange(a_set(*MANIFEST)) * 2)
    assert [s.split("*")[13] for s in said if s.startswith("ISA")] == ["000000003", "000000004"]


def test_a_manifest_is_answered_bill_by_bill() -> None:
    sent = filing(3)
    refused, noted, _ = [bill.reference for bill in sent.consignments]
    finding = Finding(
        code="container-number.check-digit",
        severity=Severity.ERROR,
        subject=Subject.EQUIPMENT,
        values={"equipment.number": "TSTU*1~"},
    )
    remark = Problem(code="seal.form", message="a seal is odd", severity=Severity.WARNING)
    answer = answer_manifest(sent, {refused: [finding], noted: [remark]}, sender="CUSTOMS", at=AT)
    own, _ = understood(answer)
    assert problems(own) == []
    said = answer.decode().replace("\n", "").split("~")
    assert said[2] == "ST*355*0001"
    assert said[3] == "M10*EXLU*O**9074729*EXAMPLE STAR*123N*M1***L"
    assert said[4] == "P4*BEANR*20260214"
    assert said[5:7] == ["LX*1", "M11*EXLU000001*ECGYE*1081*CT*20412.5*K******EXLU"]
    assert said[7] == "K1*REJECTED*container-number.check-digit:"
    assert said[8] == "K1*equipment.number TSTU 1"
    assert "LX*2" in said
    assert "LX*3" not in said
    assert said[-5] == "K3*BILLS 3 ACCEPTED 2 REJECTED 1"


def test_a_manifest_without_remarks_is_accepted() -> None:
    said = answer_manifest(filing(2), {}, sender="CUSTOMS", at=AT).decode()
    assert "K3*BILLS 2 ACCEPTED 2 REJECTED 0" in said
