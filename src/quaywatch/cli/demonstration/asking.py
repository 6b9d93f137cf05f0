"""A few simulated conversations with filers, one in each state, so that the page shows some."""

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from quaywatch.cargo import Consignment, Equipment, Filing, FilingFunction, FilingHeader, Seal
from quaywatch.cli.demonstration.clock import clock
from quaywatch.formats.edifact import cuscar
from quaywatch.node import Arrival, Filters, Node, Query, Sort
from quaywatch.requests import RequestKind, Wording

_OFFICER = "simulated-officer"
_LOOKED_AT = 40


def ask(node: Node, morning: datetime) -> None:
    """Ask filers about some boxes in the day before `morning`, at which the node's clock stands."""
    taken: set[str] = set()
    with clock(node) as back:
        at = _Before(back, morning)
        _sent(node, _box(node, "hs-code-missing", taken), at, hours=25)
        cured = _sent(node, _box(node, "seal-missing", taken), at, hours=20)
        at(6)
        node.rounds.chase()
        if cured is not None:
            at(5)
            _amend(node, cured, morning - timedelta(hours=5))
        _sent(node, _box(node, "late-filing", taken), at, hours=3)
        at(0)
        node.rounds.chase()
        drafted = _box(node, "consignor-incomplete", taken)
        if drafted is not None:
            node.desk.draft(drafted, None, Wording(), actor=_OFFICER)
        _stop(node, morning, taken)


class _Before:
    """Sets the clock to hours before the morning."""

    def __init__(self, back: Callable[[datetime], None], morning: datetime) -> None:
        self._back, self._morning = back, morning

    def __call__(self, hours: int) -> None:
        self._back(self._morning - timedelta(hours=hours))


def _box(node: Node, finding: str, taken: set[str]) -> str | None:
    """Return the first box of a consignment that nobody was asked about yet."""
    query = Query(filters=Filters(finding=finding, status="open"), limit=_LOOKED_AT)
    for line in node.worklist(query).lines:
        if line.consignment_id not in taken:
            taken.add(line.consignment_id)
            return line.box_id
    return None


def _sent(node: Node, box: str | None, at: _Before, *, hours: int) -> str | None:
    if box is None:
        return None
    at(hours)
    talk = node.desk.draft(box, None, Wording(), actor=_OFFICER).request
    node.desk.send(talk.request_id, actor=_OFFICER, seen=talk.version)
    return box


def _amend(node: Node, box: str, at: datetime) -> None:
    """Have the filer add the seals that it had left out."""
    matter = node.desk.matter(box, actor=_OFFICER)
    header = FilingHeader(
        format="cuscar",
        sender=matter.header.sender,
        reference=f"{matter.header.reference}-A",
        function=FilingFunction.AMENDMENT,
    )
    filing = Filing(header=header, consignments=(_sealed(matter.consignment),))
    node.replay([Arrival(data=cuscar.write([filing]), at=at, actor=header.sender)])


def _sealed(consignment: Consignment) -> Consignment:
    return msgspec.structs.replace(
        consignment,
        equipment=tuple(
            _with_seal(box, f"SIM{7_000_000 + place}")
            for place, box in enumerate(consignment.equipment)
        ),
    )


def _with_seal(box: Equipment, number: str) -> Equipment:
    return box if box.seals else msgspec.structs.replace(box, seals=(Seal(number=number),))


def _stop(node: Node, morning: datetime, taken: set[str]) -> None:
    """Propose that a container which is not loaded yet stays ashore: a second officer confirms."""
    last = Query(sort=Sort.ARRIVAL_AT, limit=_LOOKED_AT)
    for line in node.worklist(last).lines:
        matter = node.desk.matter(line.box_id, actor=_OFFICER)
        leaves = matter.consignment.conveyance.departure_at
        ashore = matter.loaded_at is None and leaves is not None and leaves > morning
        if ashore and matter.questions and line.consignment_id not in taken:
            talk = node.desk.draft(line.box_id, RequestKind.DO_NOT_LOAD, Wording(), actor=_OFFICER)
            request = talk.request
            node.desk.propose(request.request_id, actor=_OFFICER, seen=request.version)
            return
