"""Who files by ICS2 is asked by ICS2."""

import msgspec
import pytest

from quaywatch.cargo import Consignment, FilingHeader
from quaywatch.formats import read
from quaywatch.formats.ics2 import parse
from quaywatch.requests import Addressee, Notice, Occasion, Purpose, RequestKind, letters
from quaywatch.requests.forms import Ics2
from tests.formats.ics2.samples import sample
from tests.node.making import DAY
from tests.requests.making import draft

MRN = "26BE000000000001A1"
FILER = Addressee(identifier="BE0123456789", format="ics2", reference="L-2026-1", mrn=MRN)
(PART,) = read(sample("ie3f11"))
assert PART.filing is not None
HEADER: FilingHeader = PART.filing.header
MASTER, HOUSE, _ = PART.filing.consignments


def notice(
    kind: RequestKind, consignment: Consignment, purpose: Purpose = Purpose.REQUEST
) -> Notice:
    asked = draft(kind, addressee=FILER, remark="Which grower packed them? " * 30)
    when = Occasion(
        request_id="0123456789ab", purpose=purpose, node="Antwerp", simulated=True, at=DAY
    )
    return Notice(
        draft=asked,
        occasion=when,
        letter=letters.compose(asked, when),
        header=HEADER,
        consignment=consignment,
    )


@pytest.mark.parametrize(
    ("kind", "message", "type_"),
    [
        (RequestKind.INFORMATION, "IE3Q02", "RFI"),
        (RequestKind.AMENDMENT, "IE3Q02", "RFA"),
        (RequestKind.SCREENING, "IE3Q03", "RFS"),
    ],
)
def test_a_question_is_put_by_the_message_of_its_kind(
    kind: RequestKind, message: str, type_: str
) -> None:
    data = Ics2().write(notice(kind, HOUSE))
    assert data is not None
    said = parse(data).content
    assert (said.name, said.said("MRN")) == (message, MRN)
    (asked,) = said.all("referralRequestDetails")
    assert asked.said("requestType") == type_
    assert asked.said("referralRequestReference") == "0123456789ab"
    assert asked.said("transportDocumentHouse/documentNumber") == "HB-1"


def test_what_is_asked_is_the_letters_question_and_marked_as_simulated() -> None:
    data = Ics2().write(notice(RequestKind.INFORMATION, MASTER))
    assert data is not None
    texts = parse(data).content.every("referralRequestDetails/additionalInformation/text")
    asked = notice(RequestKind.INFORMATION, MASTER)
    assert texts[0] == "SIMULATED"
    assert asked.letter.blocks[0].wanted in texts[1]
    assert all(len(text) <= 512 for text in texts)
    assert "".join(texts).count("grower") == 30


def test_an_order_not_to_load_names_the_box() -> None:
    data = Ics2().write(notice(RequestKind.DO_NOT_LOAD, HOUSE))
    assert data is not None
    said = parse(data).content
    assert said.name == "IE3Q01"
    box = said.said("doNotLoadDetails/transportEquipment/containerIdentificationNumber")
    assert box == "TSTU1000000"


def test_what_ics2_cannot_say_goes_by_letter() -> None:
    form = Ics2()
    assert form.write(notice(RequestKind.INFORMATION, HOUSE, Purpose.REMINDER)) is None
    assert form.write(notice(RequestKind.SCREENING, MASTER)) is None
    unregistered = msgspec.structs.replace(
        notice(RequestKind.INFORMATION, HOUSE),
        draft=draft(RequestKind.INFORMATION, addressee=msgspec.structs.replace(FILER, mrn="")),
    )
    assert form.write(unregistered) is None
