"""Filers are answered in their own format where that can say all of it, else by letter."""

from datetime import timedelta

import msgspec
import pytest

from quaywatch import requests
from quaywatch.cargo import Filing, FilingHeader, Party, PartyRole
from quaywatch.formats import read
from quaywatch.formats.edifact import cuscar
from quaywatch.formats.ics2.message import parse
from quaywatch.requests import Addressee, Occasion, Purpose, RequestKind
from tests.node.making import DAY, consignment
from tests.requests.making import draft

MRN = "26BE000000000001A1"
HEADER = FilingHeader(format="native", sender="BE0123456789", reference="M1", mrn=MRN)
DECLARANT = Party(role=PartyRole.DECLARANT, name="FILER NV", identifier="BE0123456789")
CARRIER = Party(role=PartyRole.CARRIER, name="LINE NV", identifier="BE9876543210")
BILL = msgspec.structs.replace(consignment(), parties=(*consignment().parties, DECLARANT, CARRIER))


def filed() -> bytes:
    """Return the message of a CUSCAR filing as a node keeps it."""
    header = msgspec.structs.replace(HEADER, format="cuscar")
    parts = read(cuscar.write([Filing(header=header, consignments=(BILL,))]))
    return next(part.data for part in parts if part.filing is not None)


def sent(
    form: str,
    kind: RequestKind = RequestKind.AMENDMENT,
    purpose: Purpose = Purpose.REQUEST,
    **said: object,
) -> tuple[requests.Message, bytes]:
    to = Addressee(identifier="BE0123456789", format=form, reference="M1", mrn=MRN)
    occasion = Occasion(
        request_id="0123456789ab",
        purpose=purpose,
        node="Antwerp",
        simulated=False,
        due_at=DAY + timedelta(hours=24),
    )
    header = msgspec.structs.replace(HEADER, format=form)
    wanted = draft(kind, addressee=to, **said)
    message = filed() if form == "cuscar" else b""
    return requests.message(wanted, occasion, header, BILL, filed=message, at=DAY)


@pytest.mark.parametrize("form", ["native", "table", "unheard-of", ""])
def test_who_has_no_format_for_answers_gets_a_letter(form: str) -> None:
    message, data = sent(form)
    assert (message.format, message.name) == ("letter", "request-0123456789ab.txt")
    assert data.decode().startswith("Request for amendment")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (RequestKind.INFORMATION, "IE3Q02"),
        (RequestKind.AMENDMENT, "IE3Q02"),
        (RequestKind.DO_NOT_LOAD, "IE3Q01"),
    ],
)
def test_an_ics2_filer_is_asked_by_the_message_for_it(kind: RequestKind, name: str) -> None:
    message, data = sent("ics2", kind)
    assert message.format == "ics2"
    assert parse(data).type == name
    assert MRN.encode() in data
    about = b"TSTU1000000" if kind is RequestKind.DO_NOT_LOAD else b"GENERAL CARGO"
    assert about in data


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (RequestKind.INFORMATION, b"RFI"),
        (RequestKind.AMENDMENT, b"RFA"),
        (RequestKind.SCREENING, b"RFS"),
        (RequestKind.DO_NOT_LOAD, b"DNL"),
    ],
)
def test_an_edifact_filer_hears_by_customs_response(kind: RequestKind, code: bytes) -> None:
    message, data = sent("cuscar", kind, language="pt")
    assert (message.format, message.media_type) == ("cusres", "application/edifact")
    assert b"CUSRES:D:00A:UN" in data
    assert b"ERC+" + code in data
    assert b"RFF+ACW:M1" in data
    assert "A descrição é demasiado geral".encode("latin-1") in data
    assert b"".join(part.data for part in read(data)) == data


@pytest.mark.parametrize("form", ["ics2", "dcsa", "cuscar"])
def test_a_withdrawal_without_a_message_of_its_own_is_a_letter(form: str) -> None:
    message, data = sent(form, purpose=Purpose.WITHDRAWAL)
    assert (message.format, message.purpose) == ("letter", Purpose.WITHDRAWAL)
    assert b"withdrawn" in data


def test_what_has_no_message_in_ics2_is_a_letter() -> None:
    assert sent("ics2", RequestKind.SCREENING)[0].format == "letter"
    to = Addressee(identifier="BE0123456789", format="ics2")
    occasion = Occasion(request_id="r", purpose=Purpose.REQUEST, node="Antwerp", simulated=False)
    unregistered = msgspec.structs.replace(HEADER, format="ics2", mrn="")
    wanted = draft(addressee=to)
    message, _ = requests.message(wanted, occasion, unregistered, BILL, filed=b"", at=DAY)
    assert message.format == "letter"


def test_a_dcsa_filer_gets_one_error_a_question() -> None:
    message, data = sent("dcsa")
    errors = msgspec.json.decode(data)["errors"]
    assert message.media_type == "application/json"
    assert [e["errorCodeText"] for e in errors].count("description-vague") == 1
    assert any("GENERAL CARGO" in e["errorCodeMessage"] for e in errors)


def test_an_x12_filer_gets_a_355_when_the_words_fit_into_it() -> None:
    short, data = sent("x12-309", questions=(), remark="Who packed it?")
    long, _ = sent("x12-309", remark="Please explain. " * 60)
    other, _ = sent("x12-309", language="fr")
    assert (long.format, other.format) == ("letter", "letter")
    assert short.format == "x12"
    assert b"ST*355" in data
    assert b"".join(part.data for part in read(data)) == data


def test_the_same_request_gives_the_same_bytes() -> None:
    for form in ("ics2", "dcsa", "cuscar", "x12-309", "native"):
        assert sent(form) == sent(form)


def test_an_ics2_filer_is_told_which_bill_is_asked_about() -> None:
    _, data = sent("ics2", RequestKind.INFORMATION)
    said = parse(data).content
    master = said.every("referralRequestDetails/transportDocumentMaster/documentNumber")
    assert set(master) == {BILL.reference}
