"""Declarations become filings; what is wrong is located; no byte is lost."""

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo import (
    BillLevel,
    FilingFunction,
    MovementKind,
    PartyRole,
    Severity,
)
from quaywatch.formats import Format, Part, detect, read
from tests.formats.ens.making import AMENDMENT, DECLARATION

NOW = datetime(2026, 2, 1, 7, 0, tzinfo=UTC)
INTERVENTION = b"""<i:CC351A xmlns:i="http://ics.dgtaxud.ec/CC351A">
<MesSenMES3>GBCUSTOMS</MesSenMES3><DatOfPreMES9>260201</DatOfPreMES9>
<TimOfPreMES10>0700</TimOfPreMES10><MesIdeMES19>A1</MesIdeMES19><MesTypMES20>CC351A</MesTypMES20>
<HEAHEA><RefNumHEA4>LRN-EXAMPLE-1</RefNumHEA4><DocNumHEA5>26GB00000000000001</DocNumHEA5>
<NotDatTimHEA104>202602010700</NotDatTimHEA104><DecRegDatTimHEA115>202602010640</DecRegDatTimHEA115>
<DecSubDatTimHEA118>202602010630</DecSubDatTimHEA118></HEAHEA>
<GOOITEGDS><IteNumGDS7>1</IteNumGDS7><CONNR2><ConNumNR21>CSQU3054383</ConNumNR21></CONNR2></GOOITEGDS>
<PERLODSUMDEC><TINPLD1>GBEXAMPLE01</TINPLD1></PERLODSUMDEC>
<CUSOFFFENT730><RefNumCUSOFFFENT731>GB000060</RefNumCUSOFFFENT731></CUSOFFFENT730>
<CUSINT632><CusIntCodCUSINT665>A001</CusIntCodCUSINT665>
<CusIntTexCUSINT666>DO NOT LOAD</CusIntTexCUSINT666></CUSINT632></i:CC351A>"""


def parts_of(data: bytes) -> list[Part]:
    parts = list(read(data, received_at=NOW))
    assert b"".join(part.data for part in parts) == data
    assert [part.offset for part in parts] == [
        sum(len(part.data) for part in parts[:number]) for number in range(len(parts))
    ]
    return parts


@pytest.mark.parametrize("data", [DECLARATION, AMENDMENT, INTERVENTION])
def test_the_content_tells_the_format(data: bytes) -> None:
    assert detect(data) is Format.ENS
    assert detect(b"<soap:Envelope><soap:Body>" + data) is Format.ENS


def test_a_declaration_becomes_a_filing() -> None:
    (part,) = parts_of(DECLARATION)
    assert part.filing is not None
    header = part.filing.header
    assert (header.format, header.sender) == ("ens", "GBEXAMPLE01/0000000001")
    assert (header.reference, header.function) == ("LRN-EXAMPLE-1", FilingFunction.ORIGINAL)
    assert header.received_at == NOW
    master, house = part.filing.consignments
    assert (master.reference, master.level) == ("EXLU0001", BillLevel.MASTER)
    assert (house.reference, house.master_reference) == ("FWD-77", "EXLU0002")
    assert house.level is BillLevel.HOUSE
    assert part.spans == ((0, len(DECLARATION)),) * 2


def test_a_consignment_keeps_goods_boxes_route_and_parties() -> None:
    (part,) = parts_of(DECLARATION)
    assert part.filing is not None
    bananas = part.filing.consignments[0]
    (item,) = bananas.goods_items
    assert (item.description, item.hs_code) == ("Fresh bananas, in cartons", "080390")
    assert (item.package_count, item.package_type, item.marks) == (40, "CT", "EXAMPLE & SON")
    assert item.gross_mass_kg == 21000.5
    assert [box.number for box in bananas.equipment] == ["CSQU3054383"]
    assert bananas.route.countries == ("EC", "GB")
    assert (bananas.route.port_of_loading, bananas.route.first_entry) == ("ECGYE", "GB000060")
    assert (bananas.conveyance.imo_number, bananas.conveyance.voyage) == ("9074729", "123N")
    assert bananas.conveyance.arrival_at == datetime(2026, 2, 14, 12, 0, tzinfo=UTC)
    roles = {party.role: party for party in bananas.parties}
    assert roles[PartyRole.CONSIGNOR].city == "Guayaquil"
    assert roles[PartyRole.CARRIER].identifier == "GBEXAMPLE03"


def test_who_acts_for_the_declarant_is_a_party() -> None:
    named = b"<TRAREP><NamTRE1>Example Agency</NamTRE1><TINTRE1>GBEXAMPLE09</TINTRE1></TRAREP>"
    (part,) = parts_of(DECLARATION.replace(b"<PERLODSUMDEC>", named + b"<PERLODSUMDEC>"))
    assert part.filing is not None
    acting = part.filing.consignments[0].party(PartyRole.REPRESENTATIVE)
    assert acting is not None
    assert acting.identifier == "GBEXAMPLE09"


def test_an_amendment_names_what_it_amends() -> None:
    (part,) = parts_of(AMENDMENT)
    assert part.filing is not None
    assert part.filing.header.function is FilingFunction.AMENDMENT
    assert part.filing.header.mrn == "26GB00000000000001"


def test_seals_close_the_only_box_and_are_pointed_out_otherwise() -> None:
    (part,) = parts_of(DECLARATION)
    assert [(problem.code, problem.severity) for problem in part.problems] == [
        ("ens.seals", Severity.INFO)
    ]
    (alone,) = parts_of(DECLARATION.replace(b"MSKU1234565", b"CSQU3054383"))
    assert alone.problems == ()
    assert alone.filing is not None
    assert alone.filing.consignments[0].equipment[0].seals[0].number == "EX0001"


def test_a_broken_rule_is_a_located_warning_and_the_filing_goes_on() -> None:
    data = DECLARATION.replace(b">9074729<", b">EXAMPLE STAR<")
    (part,) = parts_of(b"<list>\n" + data[data.index(b"<e:") :] + b"</list>")[1:2]
    assert part.filing is not None
    problem = next(problem for problem in part.problems if problem.code == "ens.rule.8114")
    assert problem.severity is Severity.WARNING
    assert problem.field == "/e:CC315A[1]/HEAHEA[1]"
    assert problem.offset == 7 + data.index(b"<HEAHEA>") - data.index(b"<e:")
    assert problem.segment == 9


def test_a_declaration_against_its_schema_is_quarantined_with_all_that_is_wrong() -> None:
    data = DECLARATION.replace(b">080390<", b">BANANA<").replace(b">CT<", b">CARTON<")
    (part,) = parts_of(data)
    assert part.quarantined
    assert {problem.code for problem in part.problems} == {"ens.schema"}
    assert {problem.offset for problem in part.problems} == {
        data.index(b"<ComNomCMD1>BANANA"),
        data.index(b"<KinOfPacGS23>CARTON"),
    }


def test_messages_laid_end_to_end_are_read_each() -> None:
    first, second = parts_of(DECLARATION + AMENDMENT)
    assert first.filing is not None
    assert second.filing is not None


def test_a_bad_message_does_not_hold_back_the_next() -> None:
    broken = DECLARATION.replace(b"</HEAHEA>", b"</HEADER>")
    bad, good = parts_of(broken + DECLARATION)
    assert bad.quarantined
    assert [problem.code for problem in bad.problems] == ["xml.malformed"]
    assert good.filing is not None


def test_an_intervention_holds_the_boxes_that_it_names() -> None:
    (part,) = parts_of(INTERVENTION)
    assert part.filing is not None
    (movement,) = part.filing.movements
    assert (movement.equipment_number, movement.kind) == ("CSQU3054383", MovementKind.HELD)
    assert movement.at == NOW
    assert "DO NOT LOAD" in part.problems[0].message


def test_what_stands_behind_a_message_and_is_no_markup_is_quarantined() -> None:
    message, rest = parts_of(DECLARATION + b"and so on")
    assert message.filing is not None
    assert rest.quarantined


@pytest.mark.parametrize(
    ("ahead", "code"),
    [
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "xml.dtd"),
        (b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>', "xml.dtd"),
    ],
)
def test_a_message_with_a_dtd_is_quarantined(ahead: bytes, code: str) -> None:
    start = DECLARATION.index(b"<e:CC315A")
    (part,) = parts_of(DECLARATION[:start] + ahead + DECLARATION[start:])
    assert part.quarantined
    assert [(problem.code, problem.offset) for problem in part.problems] == [(code, start)]


def test_a_message_that_includes_another_file_is_quarantined() -> None:
    include = b'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/hostname"/>'
    (part,) = parts_of(DECLARATION.replace(b"<HEAHEA>", b"<HEAHEA>" + include))
    assert part.quarantined
    assert part.problems[0].code == "xml.inclusion"


def test_a_compressed_file_is_not_unpacked() -> None:
    assert all(part.quarantined for part in parts_of(gzip.compress(DECLARATION)))


def test_an_undeclared_entity_is_quarantined() -> None:
    (part,) = parts_of(DECLARATION.replace(b"Cocoa beans", b"&cocoa;"))
    assert part.quarantined


@given(
    place=st.integers(0, len(DECLARATION)),
    length=st.integers(0, 40),
    noise=st.binary(max_size=30)
    | st.sampled_from([b"<", b"</e:CC315A>", b"&#0;", b"<!--", b"]]>"]),
)
def test_no_damage_raises_or_loses_a_byte(place: int, length: int, noise: bytes) -> None:
    parts_of(DECLARATION[:place] + noise + DECLARATION[place + length :])


ELEMENTS = sorted(
    {line.split(b">")[0].strip() for line in DECLARATION.splitlines() if b"</" in line}
)


@given(
    element=st.sampled_from(
        [each for each in ELEMENTS if each.startswith(b"<") and b"/" not in each]
    ),
    value=st.text(max_size=20).map(lambda text: text.encode("ascii", "xmlcharrefreplace")),
)
def test_no_value_raises_or_loses_a_byte(element: bytes, value: bytes) -> None:
    start = DECLARATION.index(element) + len(element) + 1
    end = DECLARATION.index(b"<", start)
    clean = value.replace(b"<", b"&lt;")
    parts_of(DECLARATION[:start] + clean + DECLARATION[end:])
