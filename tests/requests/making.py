"""A request about a small shipment, and people who work on it."""

from datetime import timedelta

from quaywatch.cargo import Finding, Severity, Subject
from quaywatch.ledger import Event
from quaywatch.requests import (
    Act,
    Addressee,
    Draft,
    Message,
    Purpose,
    Question,
    Request,
    RequestKind,
    Sending,
)
from tests.node.making import DAY

FILER = Addressee(identifier="TSTL", carrier_code="TSTL", format="native", reference="M1")
VAGUE = Question(
    code="description-vague",
    subject=Subject.GOODS_ITEM,
    about="1",
    declared={"goods_item.description": "GENERAL CARGO"},
)
LETTER = Message(
    purpose=Purpose.REQUEST, format="letter", media_type="text/plain", name="request-r.txt"
)
SENDING = Sending(
    message=LETTER,
    due_at=DAY + timedelta(hours=24),
    remind_at=DAY + timedelta(hours=18),
    document=1,
    known=("description-vague/1",),
)


def draft(kind: RequestKind = RequestKind.AMENDMENT, **said: object) -> Draft:
    common: dict[str, object] = {
        "kind": kind,
        "consignment_id": "TSTL:BL1",
        "reference": "BL1",
        "addressee": FILER,
        "language": "en",
        "questions": (VAGUE,),
        "box_id": "b",
        "equipment_number": "TSTU1000000",
        "load_by": DAY + timedelta(days=2),
    }
    return Draft(**(common | said))  # type: ignore[arg-type]


def act(request: Request, actor: str = "ann", hours: float = 0, **said: str) -> Act:
    return Act(actor=actor, at=DAY + timedelta(hours=hours), seen=request.version, **said)


def after(request: Request, *events: Event | None) -> Request:
    """Return the request after events of its stream, which stand one behind the other."""
    for event in events:
        assert event is not None
        request = request.apply(event, position=request.version + 1)
    return request


def finding(code: str, **values: str) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        subject=Subject.GOODS_ITEM,
        fields=tuple(f"goods_item.{name}" for name in values),
        values={f"goods_item.{name}": value for name, value in values.items()},
    )
