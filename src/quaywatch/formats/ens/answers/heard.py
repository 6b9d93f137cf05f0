"""What an answer of customs says, and the containers that an intervention holds."""

from datetime import datetime

from quaywatch.cargo.filing import Filing, FilingHeader
from quaywatch.cargo.movement import Classifier, Movement, MovementKind
from quaywatch.formats.ens.declaration import moment
from quaywatch.formats.ens.goods import containers
from quaywatch.formats.ens.messages import ANSWERS, REQUESTS
from quaywatch.formats.ens.records import Record

_INTERVENTION = "CC351A"


def heard(name: str, said: Record, received_at: datetime | None) -> tuple[str, Filing | None]:
    """Return in one line what an answer says, and a filing if it holds containers.

    An intervention (CC351A) tells the carrier not to load, or to expect a control: each container
    that its goods items name is held from the moment of notification.
    """
    head = said["HEAHEA"][0]
    names = [head[name].strip() for name in ("RefNumHEA4", "DocNumHEA5") if name in head]
    line = f"{name}: {(ANSWERS | REQUESTS)[name]}"
    if names:
        line += f" ({', '.join(names)})"
    details = [*_errors(said), *_interventions(said)]
    line = ": ".join([line, "; ".join(details)]) if details else line
    return line, _held(said, head, received_at) if name == _INTERVENTION else None


def _errors(said: Record) -> list[str]:
    return [
        " ".join(
            error[name].strip()
            for name in ("ErrTypER11", "ErrPoiER12", "ErrReaER13")
            if name in error
        )
        for error in said.get("FUNERRER1", ())
    ]


def _interventions(said: Record) -> list[str]:
    return [
        " ".join(
            order[name].strip()
            for name in ("CusIntCodCUSINT665", "CusIntTexCUSINT666")
            if name in order
        )
        for order in said.get("CUSINT632", ())
    ]


def _held(said: Record, head: Record, received_at: datetime | None) -> Filing | None:
    numbers = dict.fromkeys(
        number for item in said.get("GOOITEGDS", ()) for number in containers(item)
    )
    at = moment(head["NotDatTimHEA104"])
    if not numbers or at is None:
        return None
    return Filing(
        header=FilingHeader(
            format="ens",
            sender=said["MesSenMES3"].strip(),
            reference=head["RefNumHEA4"].strip(),
            received_at=received_at,
            mrn=head["DocNumHEA5"].strip(),
        ),
        movements=tuple(
            Movement(
                equipment_number=number,
                kind=MovementKind.HELD,
                classifier=Classifier.ACTUAL,
                at=at,
                voyage=head.get("ConRefNumHEA", "").strip() or None,
            )
            for number in numbers
        ),
    )
