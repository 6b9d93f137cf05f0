"""Whatever comes, no byte is lost, nothing is raised, and problems say where they are."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.formats import Format, detect, read
from quaywatch.formats.ics2 import CodeLists
from quaywatch.formats.ics2 import read as read_ics2
from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.message import Message, parse, unchecked
from quaywatch.formats.source import opened
from tests.formats.edifact.test_mutations import DAMAGES, recode
from tests.formats.ics2.samples import changed, in_soap, sample, with_prefix
from tests.formats.making import codes, understood

F11, R05 = sample("ie3f11"), sample("ie4r05")
SEEDS = (F11, R05, in_soap(R05), sample("ie4n09"), in_soap(F11) + b"\n" + in_soap(R05))
SPLICES = (b"<", b"/>", b"<!--", b"]]>", b"\0", b"&x;", b"<IE3F11>", b"</consignmentHouseLevel>")


@pytest.mark.parametrize("data", SEEDS)
def test_ics2_is_told_by_its_namespace(data: bytes) -> None:
    assert detect(data) is Format.ICS2
    assert detect(data.decode().replace("UTF-8", "UTF-16").encode("utf-16")) is Format.ICS2


def test_another_xml_is_not_taken_for_it() -> None:
    assert detect(b"<order xmlns='urn:other'/>") is not Format.ICS2
    assert detect(b"FTX+AAA+++urn:wco:datamodel:eu:ics2:2'") is not Format.ICS2


def test_mail_around_a_message_is_kept_as_service_bytes() -> None:
    mail = b"--b1\r\nContent-Type: application/xml\r\n\r\n" + F11 + b"\r\n--b1--\r\n"
    parts, found = understood(mail)
    assert len(found) == 3
    assert [part.filing is not None for part in parts] == [False, True, False]


def test_a_message_in_utf_16_says_the_same() -> None:
    wide = F11.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert understood(wide)[1] == understood(F11)[1]


def test_each_consignment_knows_its_bytes() -> None:
    (part,) = read(F11)
    master, first, second = (F11[start:end] for start, end in part.spans)
    assert first.startswith(b"<consignmentHouseLevel>")
    assert first.endswith(b"</consignmentHouseLevel>")
    assert b"HB-1" in first
    assert b"HB-2" in second
    assert first in master


def test_thousands_of_houses_come_in_bounded_parts() -> None:
    content = parse(F11).content
    master = content.first("consignmentMasterLevel")
    assert master is not None
    house = master.first("consignmentHouseLevel")
    assert house is not None
    children = tuple(e for e in master.children if e is not house)
    many = Element(master.name, children=(*children[:9], *[house] * 2500, *children[9:]))
    replaced = tuple(many if e is master else e for e in content.children)
    data = unchecked(Message(Element(content.name, children=replaced)))
    parts, found = understood(data)
    assert [len(part.spans) for part in parts] == [1000, 1000, 502]
    assert len(found) == 2502


def test_a_wrong_structure_is_reported_where_it_is_and_the_rest_is_understood() -> None:
    data = changed("ie3f11", "<grossMass>20412.5</grossMass>", "<grossMass>heavy</grossMass>", 1)
    (part,) = read(data)
    (problem,) = part.problems
    assert problem.code == "xml.schema"
    assert problem.offset == data.index(b"<grossMass>heavy")
    assert part.filing is not None
    assert len(part.filing.consignments) == 3


def test_within_an_envelope_that_declares_its_prefix_a_problem_is_where_it_is() -> None:
    wrong = changed("ie3f11", "<grossMass>20412.5</grossMass>", "<grossMass>heavy</grossMass>", 1)
    data = with_prefix(wrong)
    _, found = understood(data)
    (problem,) = [problem for part in read(data) for problem in part.problems]
    assert len(found) == 3
    assert problem.offset == data.index(b"<ics:grossMass>heavy")
    assert problem.field is not None
    assert problem.field.startswith("/ics:IE3F11[1]/ics:consignmentMasterLevel[1]/")


def test_a_code_that_a_configured_list_lacks_is_reported_where_it_is() -> None:
    lists = CodeLists({"CL710": {"22G1": "dry"}, "CL754": {"N705": "", "N714": ""}})
    with opened(F11) as source:
        (part,) = read_ics2(source, codes=lists)
    assert {problem.code for problem in part.problems} == {"ics2.code"}
    assert part.problems[0].offset == F11.index(b"<containerSizeAndType>45R1")
    assert "CL710" in part.problems[0].message


@pytest.mark.parametrize(
    "attack",
    [
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]>',
        b'<!DOCTYPE x SYSTEM "http://other.example/x.dtd">',
    ],
)
def test_a_document_type_is_refused_whatever_it_says(attack: bytes) -> None:
    _, _, body = F11.partition(b"?>")
    parts, found = understood(attack + body)
    assert found == []
    assert any(part.quarantined for part in parts)
    assert codes(parts) & {"xml.dtd", "ics2.no-message"}


def test_deep_nesting_is_refused() -> None:
    deep = b"<a>" * 5000 + b"</a>" * 5000
    parts, found = understood(F11.replace(b"<LRN>", deep + b"<LRN>"))
    assert found == []
    assert any(part.quarantined for part in parts)


def splice(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data) + 1)
    data[at:at] = dice.choice(SPLICES)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**64))
def test_damaged_messages_are_never_raised_and_never_lost(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(10):
        data = bytearray(dice.choice(SEEDS))
        for damage in dice.choices([*DAMAGES, splice, splice], k=dice.randrange(1, 4)):
            if data:
                damage(data, dice)
        if dice.random() < 0.05:
            recode(data, dice)
        understood(bytes(data))
        assert b"".join(part.data for part in read(bytes(data), format="ics2")) == data
