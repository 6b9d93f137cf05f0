"""What a national risk system sends is right by the published structure."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from lxml import etree

from quaywatch.formats.ics2 import CodeLists, InvalidMessageError, parse
from quaywatch.formats.ics2.repository import (
    Analyst,
    Case,
    ControlDecision,
    ControlOutcome,
    Document,
    DoNotLoad,
    Envelope,
    HouseSubject,
    Recommendation,
    Referral,
    Remark,
    RiskAnalysis,
    RiskResult,
    Subject,
    control_result,
    do_not_load,
    query_filing,
    request_for_amendment,
    request_for_information,
    request_for_screening,
    risk_result,
    screening_assessment,
)
from tests.formats.ics2.published import FOLDER, published

NOON = datetime(2026, 3, 1, 13, tzinfo=timezone(timedelta(hours=1)))
ENVELOPE = Envelope(message_id="m-1", at=NOON, sender="NES.BE", recipient="EU.CR")
MASTER, HOUSE = Document("EXLU000001", "N704"), Document("HB-7", "N714")
CASE = Case(
    analysis="RA-9",
    member_state="BE",
    mrn="26BE000000000001A1",
    master=MASTER,
    declarant="BE0000000001",
    carrier="BE0000000002",
)
REFERRAL = Referral(
    reference="Q-1",
    house=HOUSE,
    supporting=(Document("INV-3", "N380"),),
    remarks=(Remark(text="Which grower packed the bananas?"), Remark(code="X1")),
    pointer="/IE3F11/consignmentMasterLevel/consignmentHouseLevel[1]/consignor",
    screening_methods=("XRY",),
)
ANALYSIS = RiskAnalysis(
    request="RA-9",
    category="A",
    results=(
        RiskResult(
            type="A",
            area="NARCOTICS",
            level="3",
            code="1",
            reason="new consignor, seal changed in transhipment",
            completed_at=NOON,
            pointers=("/IE3F11/consignmentMasterLevel",),
        ),
    ),
)
BOX = "TSTU1234560"
SUBJECT = Subject(
    document=MASTER,
    goods_items=(1,),
    houses=(HouseSubject(document=HOUSE, sequence=1, goods_items=(1, 2), containers=(BOX,)),),
    containers=(BOX,),
)
ADVICE = (Recommendation(place="FEO", subject=SUBJECT, remarks=(Remark(text="X", type="CRE"),)),)
ANALYST = Analyst(name="Desk 4", communication=(("+32 3 000", "TE"),))
FORBIDDEN = DoNotLoad(containers=(BOX,), documents=(HOUSE,))


def all_messages() -> dict[str, bytes]:
    return {
        "IE4Q04": request_for_information(ENVELOPE, CASE, [REFERRAL]),
        "IE4Q04 ": request_for_amendment(ENVELOPE, CASE, [REFERRAL]),
        "IE4Q05": request_for_screening(ENVELOPE, CASE, [REFERRAL]),
        "IE4S02": risk_result(
            ENVELOPE,
            function="9",
            reference="R-1",
            member_state="BE",
            analyses=[ANALYSIS],
            analyst=ANALYST,
            recommendations=ADVICE,
        ),
        "IE4S02 ": do_not_load(
            ENVELOPE,
            function="9",
            reference="R-2",
            member_state="BE",
            analyses=[ANALYSIS],
            forbidden=FORBIDDEN,
        ),
        "IE4S01": screening_assessment(
            ENVELOPE,
            function="9",
            reference="R-3",
            member_state="NL",
            analyst=ANALYST,
            analysis=ANALYSIS,
            recommendations=ADVICE,
            forbidden=FORBIDDEN,
            referrals=[Referral(reference="Q-2", type="RFI", master=MASTER)],
        ),
        "IE4S03": control_result(
            ENVELOPE,
            function="9",
            reference="R-4",
            mrn="26BE000000000001A1",
            decision=ControlDecision(code="1", reason="as planned", triggers=("RIS",)),
            office="BE101000",
            decided_at=NOON,
            outcomes=[
                ControlOutcome(
                    subject=SUBJECT, type="SCN", ended_at=NOON, code="A", description="clean"
                )
            ],
        ),
        "IE4Q10": query_filing(
            ENVELOPE, reference="R-5", parameters=["ENSD"], transport_document=MASTER
        ),
    }


def test_every_message_is_of_its_type_and_the_same_each_time() -> None:
    sent = all_messages()
    assert {kind.strip(): parse(data).type for kind, data in sent.items()} == {
        kind.strip(): kind.strip() for kind in sent
    }
    assert sent == all_messages()


@pytest.mark.skipif(not FOLDER.is_dir(), reason="no published ICS2 schemas")
def test_every_message_keeps_to_the_published_schema() -> None:
    for kind, data in all_messages().items():
        published(kind.strip()).assertValid(etree.fromstring(data))


def test_a_request_names_what_it_asks_for_and_why() -> None:
    content = parse(request_for_amendment(ENVELOPE, CASE, [REFERRAL])).content
    assert content.said("MessageHeader/messageTimestamp") == "2026-03-01T12:00:00Z"
    (asked,) = content.all("referralRequestDetails")
    assert asked.said("requestType") == "RFA"
    assert asked.every("additionalInformation/text") == ("Which grower packed the bananas?",)


def test_the_type_of_a_request_can_be_what_the_partners_list_has() -> None:
    referral = Referral(reference="Q-1", type="AMD")
    data = request_for_amendment(ENVELOPE, CASE, [referral])
    assert parse(data).content.said("referralRequestDetails/requestType") == "AMD"


def test_a_code_that_a_configured_list_lacks_is_refused_where_it_stands() -> None:
    codes = CodeLists({"CL735": {"RFI": "request for information"}})
    request_for_information(ENVELOPE, CASE, [REFERRAL], codes=codes)
    with pytest.raises(InvalidMessageError) as refused:
        request_for_amendment(ENVELOPE, CASE, [REFERRAL], codes=codes)
    (problem,) = refused.value.problems
    assert problem.code == "ics2.code"
    assert problem.field == "/IE4Q04[1]/referralRequestDetails[1]/requestType[1]"


def test_an_order_not_to_load_names_what_it_forbids() -> None:
    with pytest.raises(ValueError, match="names a container"):
        do_not_load(
            ENVELOPE,
            function="9",
            reference="R-2",
            member_state="BE",
            analyses=[ANALYSIS],
            forbidden=DoNotLoad(),
        )


def test_a_time_without_zone_is_refused() -> None:
    bare = Envelope(
        message_id="m", at=datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None),
        sender="A", recipient="B",
    )  # fmt: skip
    with pytest.raises(ValueError, match="time zone"):
        query_filing(bare, reference="R", parameters=["ENSD"], mrn="26BE000000000001A1")
