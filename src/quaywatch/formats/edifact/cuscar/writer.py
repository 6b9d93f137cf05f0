"""Writing CUSCAR D.95B, one message a filing.

What holds for all consignments of a filing stands in the message's header. Not carried: time of
reception, movements, freight paid in cash, fractions of a second, line ends and double blanks in
texts, containers of one number that are described differently.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from quaywatch.cargo.consignment import BillLevel, Consignment, FreightPayment
from quaywatch.cargo.equipment import Equipment
from quaywatch.cargo.filing import Filing, FilingFunction
from quaywatch.cargo.route import Conveyance
from quaywatch.formats.edifact.cuscar import compose
from quaywatch.formats.edifact.syntax import escape
from quaywatch.formats.edifact.writing import EPOCH, interchange, message

FUNCTIONS = {
    FilingFunction.ORIGINAL: "9",
    FilingFunction.AMENDMENT: "5",
    FilingFunction.CANCELLATION: "1",
}
_PAYMENTS: dict[FreightPayment | None, str] = {
    FreightPayment.PREPAID: "P",
    FreightPayment.COLLECT: "C",
}


def write(filings: Iterable[Filing]) -> bytes:
    """Return one interchange for each run of filings of one sender.

    Text is written in ISO 8859-1 (UNOC) where that says it all, else in UTF-8 (UNOW).
    """
    return b"".join(
        _interchange(number, list(same))
        for number, (_, same) in enumerate(groupby(filings, lambda f: f.header.sender), 1)
    )


def _interchange(number: int, filings: list[Filing]) -> bytes:
    header = filings[0].header
    return interchange(
        [_message(i, filing) for i, filing in enumerate(filings, 1)],
        sender=escape(header.sender),
        recipient="CUSTOMS",
        made=header.received_at or EPOCH,
        reference=number,
    )


def _message(number: int, filing: Filing) -> str:
    header = filing.header
    voyages = {consignment.conveyance for consignment in filing.consignments}
    common = voyages.pop() if len(voyages) == 1 else Conveyance()
    function = FUNCTIONS[header.function]
    segments = [
        f"BGM+785+{escape(header.reference)}+{function}",
        *compose.conveyance(common),
    ]
    for box in _boxes(filing):
        segments += compose.equipment(box)
    for position, consignment in enumerate(filing.consignments, 1):
        segments += _consignment(position, consignment, common)
    return message(number, "CUSCAR:D:95B:UN", segments)


def _boxes(filing: Filing) -> Iterable[Equipment]:
    known: dict[str, Equipment] = {}
    for consignment in filing.consignments:
        for box in consignment.equipment:
            known.setdefault(box.number, box)
    return known.values()


def _consignment(position: int, consignment: Consignment, common: Conveyance) -> Iterator[str]:
    yield f"CNI+{position}+{escape(consignment.reference)}"
    yield from _references(consignment)
    yield from compose.route(consignment.route)
    if payment := _PAYMENTS.get(consignment.freight_payment):
        yield f"CPI+4++{payment}"
    if consignment.conveyance != common:
        yield from compose.conveyance(consignment.conveyance)
    for party in consignment.parties:
        yield from compose.party(party)
    for item in consignment.goods_items:
        yield from compose.goods(item)


def _references(consignment: Consignment) -> Iterator[str]:
    house = consignment.level is BillLevel.HOUSE
    yield f"RFF+{'BH' if house else 'BM'}:{escape(consignment.reference)}"
    if house and consignment.master_reference:
        yield f"RFF+MB:{escape(consignment.master_reference)}"
    numbers = [box.number for box in consignment.equipment]
    named = dict.fromkeys(n for item in consignment.goods_items for n in item.equipment_numbers)
    if numbers != list(named):
        yield from (f"RFF+AAQ:{escape(number)}" for number in numbers)
