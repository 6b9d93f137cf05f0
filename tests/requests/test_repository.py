"""What came from the Common Repository is asked about through it, by the message for it."""

from datetime import timedelta

import msgspec
import pytest
from lxml import etree

from quaywatch import requests
from quaywatch.formats.ics2 import CodeLists
from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.message import parse
from quaywatch.requests import Message, Occasion, Purpose, RequestKind, addressee
from tests.formats.ics2.published import FOLDER, published
from tests.formats.ics2.samples import in_soap, sample, with_prefix
from tests.node.making import DAY
from tests.requests.filed import MRN, related, understood
from tests.requests.making import draft

BOX = "TSTU1234560"
REQUEST = "0123456789ab"
PARTNER = CodeLists(
    {
        "CL735": {
            "I": "Request for information",
            "A": "Request for amendment",
            "S": "Request for screening",
        },
        "CL727": {"1": "original", "4": "replacement"},
        "CL739": {"A": "automatic", "M": "manual"},
    }
)


def sent(
    kind: RequestKind,
    filed: bytes | None = None,
    *,
    bill: str = "HB-1",
    purpose: Purpose = Purpose.REQUEST,
    codes: CodeLists | None = None,
    round: int = 1,  # noqa: A002 - the word of the noun
    **said: object,
) -> tuple[Message, bytes]:
    filing, kept = understood(related() if filed is None else filed)
    consignment = next(c for c in filing.consignments if c.reference == bill)
    occasion = Occasion(
        request_id=REQUEST,
        purpose=purpose,
        node="Antwerp",
        simulated=False,
        due_at=DAY + timedelta(hours=24),
        round=round,
    )
    words = {"equipment_number": BOX, "addressee": addressee(filing.header, consignment)} | said
    return requests.message(
        draft(kind, **words),
        occasion,
        filing.header,
        consignment,
        filed=kept,
        at=DAY,
        codes=codes,
    )


def content(kind: RequestKind, *args: bytes, **said: object) -> Element:
    message, data = sent(kind, *args, **said)  # type: ignore[arg-type]
    assert message.format == "ics2"
    return parse(data).content


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (RequestKind.INFORMATION, "IE4Q04"),
        (RequestKind.AMENDMENT, "IE4Q04"),
        (RequestKind.SCREENING, "IE4Q05"),
        (RequestKind.DO_NOT_LOAD, "IE4S02"),
    ],
)
def test_each_kind_goes_back_the_way_the_filing_came(kind: RequestKind, name: str) -> None:
    said = content(kind)
    assert said.name == name
    assert said.said("MessageHeader/messageSender") == "NES.BE"
    assert said.said("MessageHeader/messageRecipient") == "EU.CR"
    assert said.said("responsibleMemberState/country") == "NL"
    holder = said.first("riskAnalysis") if name == "IE4S02" else said
    assert holder is not None
    assert holder.said("riskAnalysisRequestReference") == "RA-9"


@pytest.mark.skipif(not FOLDER.is_dir(), reason="no published ICS2 schemas")
@pytest.mark.parametrize("kind", list(RequestKind))
def test_what_is_sent_keeps_to_the_published_schema(kind: RequestKind) -> None:
    _, data = sent(kind)
    root = etree.fromstring(data)
    published(etree.QName(root).localname).assertValid(root)


def test_a_question_names_its_bill_its_words_and_a_number_for_the_answer() -> None:
    said = content(RequestKind.AMENDMENT)
    assert said.said("MRN") == MRN
    whole, question = said.all("referralRequestDetails")
    assert whole.said("referralRequestReference") == f"{REQUEST}-1.0"
    assert question.said("referralRequestReference") == f"{REQUEST}-1.1"
    assert question.said("requestType") == "RFA"
    assert question.said("transportDocumentHouse/documentNumber") == "HB-1"
    assert question.said("transportDocumentHouse/type") == "N714"
    assert question.said("transportDocumentMaster/documentNumber") == "EXLU000001"
    assert "GENERAL CARGO" in " ".join(question.every("additionalInformation/text"))


def test_what_is_asked_again_has_numbers_of_its_own() -> None:
    first, again = sent(RequestKind.AMENDMENT), sent(RequestKind.AMENDMENT, round=2)
    numbers = [
        set(parse(data).content.every("referralRequestDetails/referralRequestReference"))
        for _, data in (first, again)
    ]
    assert not numbers[0] & numbers[1]
    ids = {parse(data).content.said("MessageHeader/messageId") for _, data in (first, again)}
    assert len(ids) == 2


def test_an_order_names_the_container_alone_and_why_in_words() -> None:
    said = content(RequestKind.DO_NOT_LOAD, remark="Keep it ashore.")
    forbidden = said.first("doNotLoadDetails")
    assert forbidden is not None
    assert forbidden.every("transportEquipment/containerIdentificationNumber") == (BOX,)
    assert forbidden.first("transportDocument") is None
    words = " ".join(said.every("riskAnalysis/riskAnalysisResult/resultText"))
    assert "Keep it ashore." in words
    assert "GENERAL CARGO" in words
    assert said.first("riskAnalyst") is None
    assert said.first("riskAnalysis/riskAnalysisResult/riskLevel") is None


def test_an_order_about_a_bill_without_container_names_the_bill() -> None:
    said = content(RequestKind.DO_NOT_LOAD, equipment_number="")
    assert said.every("doNotLoadDetails/transportDocument/documentNumber") == ("HB-1",)


def test_codes_are_those_that_the_partner_s_lists_have_for_it() -> None:
    types = {
        kind: content(kind, codes=PARTNER).said("referralRequestDetails/requestType")
        for kind in (RequestKind.INFORMATION, RequestKind.AMENDMENT, RequestKind.SCREENING)
    }
    assert list(types.values()) == ["I", "A", "S"]
    order = content(RequestKind.DO_NOT_LOAD, codes=PARTNER)
    assert order.said("messageFunction") == "1"
    assert order.said("riskAnalysis/riskAnalysisResult/riskAnalysisType") == "M"


def test_a_code_that_the_partner_s_list_lacks_makes_it_a_letter() -> None:
    lists = CodeLists({"CL735": {"Z": "something else"}})
    assert sent(RequestKind.AMENDMENT, codes=lists)[0].format == "letter"


def test_what_the_messages_cannot_say_is_a_letter() -> None:
    assert sent(RequestKind.SCREENING, remark="Look behind the pallets.")[0].format == "letter"
    assert sent(RequestKind.AMENDMENT, purpose=Purpose.WITHDRAWAL)[0].format == "letter"
    unanalysed = related().replace(b"riskAnalysisRequestReference>", b"riskAnalysisNumber>")
    assert sent(RequestKind.AMENDMENT, unanalysed)[0].format == "letter"


@pytest.mark.parametrize("envelope", [in_soap, with_prefix])
def test_a_filing_that_came_in_an_envelope_is_asked_about_all_the_same(envelope) -> None:
    wrapped = envelope(sample("ie4r05"))
    assert sent(RequestKind.AMENDMENT, wrapped) == sent(RequestKind.AMENDMENT, sample("ie4r05"))


def test_a_piece_of_a_filing_too_long_to_stand_alone_is_asked_about_by_letter() -> None:
    filing, kept = understood(related())
    (bill, *_) = filing.consignments
    occasion = Occasion(
        request_id=REQUEST, purpose=Purpose.REQUEST, node="Antwerp", simulated=False
    )
    asked = draft(RequestKind.AMENDMENT, addressee=addressee(filing.header, bill))
    message, _ = requests.message(
        asked, occasion, filing.header, bill, filed=kept[: len(kept) // 2], at=DAY
    )
    assert message.format == "letter"


def test_the_same_request_gives_the_same_bytes() -> None:
    for kind in RequestKind:
        assert sent(kind) == sent(kind)
        assert msgspec.structs.asdict(sent(kind)[0])["media_type"] == "application/xml"
