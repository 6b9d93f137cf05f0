"""What comes back to a request."""

import pytest

from quaywatch.formats import read
from quaywatch.formats.ics2 import Reply, parse, replies
from quaywatch.formats.ics2.element import group, leaf
from quaywatch.formats.ics2.instances import maximal, minimal
from quaywatch.formats.ics2.names import NAMES
from quaywatch.formats.ics2.repository import Document, Remark, case_of
from quaywatch.formats.ics2.trader import addressee_for, addressee_of
from tests.formats.ics2.samples import sample


def answer(content: str) -> Reply:
    house = group("transportDocumentHouseLevel", leaf("documentNumber", "HB-1"), leaf("type", "N7"))
    file = group(
        "binaryAttachment",
        leaf("filename", "list.pdf"),
        leaf("MIME", "application/pdf"),
        leaf("includedBinaryObject", content),
    )
    words = group("additionalInformation", leaf("text", "packed by Nardim"))
    number = leaf("referralRequestReference", "Q-1")
    said = group("IE3R02", group("additionalInformationResponse", number, words, file, house))
    (reply,) = replies(said)
    return reply


def test_a_reply_gives_its_words_and_files_to_the_request_it_names() -> None:
    reply = answer("aGVs\n  bG8=")
    assert reply.reference == "Q-1"
    assert reply.remarks == (Remark(text="packed by Nardim"),)
    assert reply.house == Document("HB-1", "N7")
    (file,) = reply.attachments
    assert (file.name, file.media_type, file.content) == ("list.pdf", "application/pdf", b"hello")


def test_a_file_whose_encoding_is_broken_is_named_without_content() -> None:
    (file,) = answer("%%%").attachments
    assert (file.name, file.content) == ("list.pdf", None)


@pytest.mark.parametrize("name", ["IE3R03", "IE4R03"])
def test_screening_tells_its_result_and_its_methods(name: str) -> None:
    (reply,) = replies(minimal(name).content)
    assert reply.screening_result
    assert len(reply.screening_methods) == 2


def test_only_replies_reply() -> None:
    answering = {name for name in NAMES if replies(maximal(name).content)}
    assert answering == {"IE3R02", "IE3R03", "IE4R02", "IE4R03"}


def test_the_case_of_a_related_filing_names_its_latest_analysis_and_parties() -> None:
    case = case_of(parse(sample("ie4r05")).content)
    assert (case.analysis, case.member_state) == ("RA-9", "NL")
    assert (case.mrn, case.declarant) == ("26BE000000000001A1", "BE0123456789")
    assert case.master == Document("EXLU000001", "N705")


def test_a_hit_is_a_case_and_a_message_without_analysis_is_none() -> None:
    assert case_of(maximal("IE4N03").content).analysis
    with pytest.raises(ValueError, match="no risk analysis"):
        case_of(minimal("IE4R05").content)


def test_the_nouns_tell_whom_to_answer_as_the_message_does() -> None:
    (part,) = read(sample("ie3f11"))
    assert part.filing is not None
    told = addressee_of(parse(sample("ie3f11")).content)
    for consignment in part.filing.consignments:
        assert addressee_for(part.filing.header, consignment) == told
