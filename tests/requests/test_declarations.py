"""Who files declarations of the older kind gets orders not to load as CC351A, and letters."""

import pytest

from quaywatch import requests
from quaywatch.cargo import MovementKind
from quaywatch.formats import read
from quaywatch.formats.ens.checking import schema
from quaywatch.formats.xml import Document, parse
from quaywatch.requests import Message, Occasion, Purpose, RequestKind, addressee
from tests.formats.ens.making import DECLARATION
from tests.node.making import DAY
from tests.requests.filed import declaration, understood
from tests.requests.making import draft

BOX = "CSQU3054383"


def sent(
    filed: bytes,
    kind: RequestKind = RequestKind.DO_NOT_LOAD,
    purpose: Purpose = Purpose.REQUEST,
    **said: object,
) -> tuple[Message, bytes]:
    filing, kept = understood(filed)
    bill = filing.consignments[0]
    words = {"equipment_number": BOX, "addressee": addressee(filing.header, bill)} | said
    occasion = Occasion(request_id="0123456789ab", purpose=purpose, node="Antwerp", simulated=False)
    return requests.message(draft(kind, **words), occasion, filing.header, bill, filed=kept, at=DAY)


def test_an_order_not_to_load_is_an_intervention_about_the_items_in_the_container() -> None:
    message, data = sent(declaration(), language="fr")
    assert message.format == "ens"
    made = parse(data)
    assert isinstance(made, Document)
    assert schema("new").problems(made) == []
    assert made.root.findtext("MesSenMES3") == "GBCUSTOMS"
    assert made.root.findtext("MesRecMES6") == "GBEXAMPLE01/0000000001"
    orders = list(made.root.iterfind("CUSINT632"))
    assert {order.findtext("IteNumConCUSINT668") for order in orders} == {"1"}
    assert {order.findtext("CusIntCodCUSINT665") for order in orders} == {"A001"}
    assert {order.findtext("CusIntTexCUSINT667LNG") for order in orders} == {"FR"}
    assert any("GENERAL CARGO" in (o.findtext("CusIntTexCUSINT666") or "") for o in orders)
    (part,) = read(data)
    assert part.filing is not None
    assert {m.kind for m in part.filing.movements} == {MovementKind.HELD}
    assert sent(declaration(), language="fr") == (message, data)


@pytest.mark.parametrize(
    ("filed", "kind", "purpose"),
    [
        (DECLARATION, RequestKind.DO_NOT_LOAD, Purpose.REQUEST),
        (declaration(), RequestKind.DO_NOT_LOAD, Purpose.WITHDRAWAL),
        (declaration(), RequestKind.AMENDMENT, Purpose.REQUEST),
        (declaration(), RequestKind.INFORMATION, Purpose.REQUEST),
    ],
)
def test_everything_else_is_a_letter(filed: bytes, kind: RequestKind, purpose: Purpose) -> None:
    assert sent(filed, kind, purpose)[0].format == "letter"


def test_an_order_that_would_stop_other_containers_too_is_a_letter() -> None:
    shared = declaration().replace(
        b"<CONNR2><ConNumNR21>CSQU3054383</ConNumNR21></CONNR2>",
        b"<CONNR2><ConNumNR21>CSQU3054383</ConNumNR21></CONNR2>"
        b"<CONNR2><ConNumNR21>TSTU1234560</ConNumNR21></CONNR2>",
    )
    assert sent(shared)[0].format == "letter"


def test_an_order_about_a_bill_without_container_is_about_its_items() -> None:
    message, data = sent(declaration(), equipment_number="")
    assert message.format == "ens"
    assert data.count(b"<IteNumConCUSINT668>1<") == data.count(b"<IteNumConCUSINT668>")
