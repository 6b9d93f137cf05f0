"""What a filer is answered."""

from datetime import UTC, datetime

from quaywatch.formats import read
from quaywatch.formats.ics2 import parse, trader
from quaywatch.formats.ics2.repository import Document, DoNotLoad, Referral, Remark
from tests.formats.ics2.samples import changed, sample

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
MRN = "26BE000000000001A1"
HOUSE = Document("HB-1", "N714")
TO = trader.addressee_of(parse(sample("ie3f11")).content)


def test_an_answer_goes_to_those_who_filed_about_their_bill() -> None:
    assert (TO.declarant, TO.carrier) == ("BE0123456789", "BE0123456789")
    assert TO.document == Document("EXLU000001", "N705")
    assert (TO.lrn, TO.office) == ("L-2026-1", "BE101000")


def test_a_registration_gives_the_mrn_to_the_filers_reference() -> None:
    data = trader.registered(TO, lrn="L-2026-1", mrn=MRN, filing_type="F11", at=NOON)
    said = parse(data).content
    assert (said.name, said.said("LRN"), said.said("MRN")) == ("IE3R01", "L-2026-1", MRN)
    assert said.said("registrationDate/DateTime") == "2026-02-01T12:00:00Z"
    assert data == trader.registered(TO, lrn="L-2026-1", mrn=MRN, filing_type="F11", at=NOON)


def test_errors_point_to_what_is_wrong_under_the_rules_own_number() -> None:
    filed = changed("ie3f11", "BE101000", "NL000510")
    (part,) = read(filed)
    (error,) = parse(trader.validation_errors(TO, problems=part.problems, at=NOON)).content.all(
        "error"
    )
    assert error.said("validationCode") == "R3018"
    path = error.said("pointer/messageElementPath")
    assert path == "/IE3F11[1]/customsOfficeOfFirstEntry[1]/referenceNumber[1]"


def test_a_message_that_could_not_be_read_is_answered_with_what_is_known() -> None:
    (part,) = read(b"<IE3F11 xmlns='urn:wco:datamodel:eu:ics2:2'><LRN>")
    said = parse(trader.error(trader.Addressee(), at=NOON, problems=part.problems)).content
    assert said.name == "IE3N99"
    assert said.said("error/validationCode") == "STRUCT"


def test_missing_parts_and_the_end_of_assessment_are_told() -> None:
    waiting = trader.not_complete(TO, mrn=MRN, at=NOON, missing_from=["BE0555555555"])
    assert parse(waiting).content.said("supplementaryDeclarant/identificationNumber") == (
        "BE0555555555"
    )
    done = trader.assessment_complete(
        TO, mrn=MRN, member_state="BE", at=NOON, documents=[HOUSE], boxes=["TSTU1234560"]
    )
    assert parse(done).content.said("assessmentComplete/transportDocument/documentNumber") == "HB-1"


def test_orders_and_questions_reach_the_filer_as_they_were_put() -> None:
    order = trader.do_not_load(
        TO,
        mrn=MRN,
        member_state="BE",
        at=NOON,
        house=HOUSE,
        forbidden=DoNotLoad(containers=("TSTU1234560",)),
    )
    question = Referral(reference="Q-1", house=HOUSE, remarks=(Remark(text="Which grower?"),))
    asked = trader.request_for_information(
        TO, mrn=MRN, member_state="BE", at=NOON, referrals=[question]
    )
    screened = trader.request_for_screening(
        TO, mrn=MRN, member_state="BE", at=NOON, referrals=[question]
    )
    boxes = parse(order).content.every(
        "doNotLoadDetails/transportEquipment/containerIdentificationNumber"
    )
    assert boxes == ("TSTU1234560",)
    text = parse(asked).content.said("referralRequestDetails/additionalInformation/text")
    assert text == "Which grower?"
    assert parse(screened).content.said("referralRequestDetails/requestType") == "RFS"
